// Progressive help only: every page does its work without this file.
"use strict";

// The reader of a refused form starts at the list of what to correct.
document.getElementById("erreurs")?.focus();

// Buttons that only work with a script stay hidden without one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// data-copy names the element whose text is copied; the next element says so.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim();
      await navigator.clipboard.writeText(text);
      button.nextElementSibling.textContent = button.dataset.copied;
    });
  }
}

// Leaving a page where something was typed and not sent asks first.
for (const form of document.querySelectorAll("[data-unsaved], #mailing_form")) {
  const ask = (event) => event.preventDefault();
  form.addEventListener("input", () => window.addEventListener("beforeunload", ask));
  form.addEventListener("submit", () => window.removeEventListener("beforeunload", ask));
}

// Online events: the visitor's own time, under the venue's, where the two differ.
// data-your-time is the sentence in the page's language, with {time} in it.
for (const time of document.querySelectorAll("time[data-your-time]")) {
  const moment = new Date(time.dateTime);
  if (minutesAheadOfUtc(time.dateTime) === -moment.getTimezoneOffset()) continue;
  const line = document.createElement("span");
  line.className = "your-time";
  line.textContent = time.dataset.yourTime.replace("{time}", localClock(moment, time.dateTime));
  time.after(" ", line);
}

function minutesAheadOfUtc(dateTime) {
  const [, sign, hours, minutes] = dateTime.match(/([+-])(\d\d):(\d\d)$/) ?? [null, "+", 0, 0];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

// "15 h", "9 h 15" or "3 pm", "9:15 am", with the day where it is another one.
function localClock(moment, dateTime) {
  const language = document.documentElement.lang;
  const [hours, minutes] = [moment.getHours(), moment.getMinutes()];
  const padded = String(minutes).padStart(2, "0");
  const french = `${hours}\u00a0h${minutes ? `\u00a0${padded}` : ""}`;
  const half = hours < 12 ? "am" : "pm";
  const english = `${hours % 12 || 12}${minutes ? `:${padded}` : ""}\u00a0${half}`;
  const clock = language === "fr" ? french : english.replace(/^12\u00a0pm$/, "noon");
  if (moment.getDate() === Number(dateTime.slice(8, 10))) return clock;
  return `${moment.toLocaleDateString(language, { weekday: "long" })} ${clock}`;
}
