"""Times at the beginning or the end of a line: « 9h15. », « de 14h à 15h30 »."""

import re
from dataclasses import dataclass, replace
from datetime import time

_LONGEST = 60  # characters that the times of a line take at most


def _clock(name: str) -> str:
    return rf"""(?:
        (?:12(?:[:.]00)?\s)?(?P<{name}word>midi|noon|minuit|midnight)\b
        |(?P<{name}hour>[0-9]{{1,2}})(?:
            \s?(?P<{name}mark>h|heures?|hrs?|uhr)(?![^\W\d_])
                (?:\s?(?P<{name}minute1>[0-9]{{2}})(?![0-9])(?:\s?min\b|\s?mn\b)?)?
            |\s?(?P<{name}dot>[:.])\s?(?P<{name}minute2>[0-9]{{2}})(?![0-9])(?![./][0-9])
                (?:\s?(?:h|hrs?|uhr)\b)?
        )?(?:\s?(?P<{name}half>[ap]\.?\s?m\b\.?))?
    )"""


_TO = r"""(?:\s?\.?\s?(?:-{1,2}>?|[–—‒−‐‑→⇒/>➔]|à|au|a|to|until|till|jusqu['’]à|and|et)
          \s?|\s?\t\s?(?=[0-9]))"""
_LEADING = re.compile(
    rf"""[\s(\[]{{0,3}}
    (?:(?:de|d['’]|dès|à\ partir\ de|à|from|at|vers|entre|between|horaire\s?:|time\s?:)
       \s?(?=[0-9mn]))?
    {_clock("from")}(?:{_TO}{_clock("to")})?
    (?P<rest>\s?[)\]]?\s?(?:[.:,;–—→•·/-]+|\t)?\s*)""",
    re.IGNORECASE | re.VERBOSE,
)
_TRAILING = re.compile(
    rf"""(?P<open>[(\[,:;\t–—-]|\s)\s?
    (?:(?P<at>à|at|dès)\s|(?:de|from|entre|between)\s)?
    {_clock("from")}(?:{_TO}{_clock("to")})?
    \s?(?P<close>[)\]]?)\s?\.?$""",
    re.IGNORECASE | re.VERBOSE,
)


_APART = ":–—-"
_ENCLOSED = re.compile(r"\(([^()]{2,30})\)")


@dataclass(frozen=True)
class Times:
    """When something begins and ends; `is_impossible` where no clock shows that."""

    start: time | None
    end: time | None = None
    is_impossible: bool = False
    words: str = ""
    # Written in twelve hours, or possibly so: nothing says which half of the day.
    lacks_half: bool = False

    def later_than(self, hour: int) -> "Times":
        """The same in the afternoon, if they follow an hour of the morning or noon."""
        start, end = self.start, self.end
        if start and start.hour < 8 and start.hour + 12 >= hour > start.hour:
            start = start.replace(hour=start.hour + 12)
        if start and end and end < start and end.hour < 12:
            end = end.replace(hour=end.hour + 12)
        return replace(self, start=start, end=end)


def leading(text: str) -> tuple[Times, str] | None:
    """The times that open the line, and what follows them."""
    match = _LEADING.match(text[:_LONGEST])
    if not match or not _stands_alone(match, text):
        return None
    times = _times(match)
    if times is None:
        return None
    return times, text[match.end() :].lstrip(" \u00a0\t.:;,–—-|>→")


def trailing(text: str) -> tuple[str, Times] | None:
    """What precedes the times that end the line, and these times."""
    tail = text[-_LONGEST:]
    for match in _TRAILING.finditer(tail):
        is_range = bool(match["tohour"] or match["toword"])
        is_enclosed = match["open"] in "([" and match["close"] != ""
        is_apart = is_range and (not match["open"].isspace() or match["open"] == "\t")
        is_alone = match["open"] in "\t–—-" and _is_plain(match)
        # « Accueil à 9h », but no sentence that ends with a time
        is_said = bool(match["at"]) and _is_plain(match) and text.count(" ") <= 2
        if not (is_enclosed or is_apart or is_alone or is_said):
            continue
        if is_enclosed and not is_range and _is_duration(match):
            continue
        times = _times(match)
        before = text[: len(text) - len(tail) + match.start()]
        before = before.rstrip(" \u00a0\t:,–—-|")
        if times and before:
            return before, times
    return _within(text)


def _is_duration(match: re.Match[str]) -> bool:
    """« (3 heures) », « (2h) »: how long something lasts."""
    mark = (match["frommark"] or "").casefold()
    return mark.startswith("heure") or (mark != "" and int(match["fromhour"]) < 7)


def _is_plain(match: re.Match[str]) -> bool:
    """« – 9.15am », « – 9h15 »: surely a time, although nothing follows it."""
    return bool(match["fromhalf"] or match["frommark"] or match["fromdot"] == ":")


def _within(text: str) -> tuple[str, Times] | None:
    """« Session one: Doors (10.15–11.45), chaired by X »."""
    for match in _ENCLOSED.finditer(text[:300]):
        times = read(match[1])
        rest = text[match.end() :].lstrip()
        # « Synthèse (17h) : X », but « Film (2h) – X » says how long
        is_hour = times and times.start and times.start.hour >= 7 and rest[:1] in _APART
        if times and (times.end or (is_hour and rest)):
            space = "" if rest[:1] in ",.;:" else " "
            return f"{text[: match.start()].rstrip()}{space}{rest}", times
    return None


def read(text: str) -> Times | None:
    """The times that are the whole text."""
    found = leading(text)
    return found[0] if found and not found[1] else None


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Not « 22.05.2019 », nor « 3 hommes », nor « 10.30abc »."""
    rest = text[match.end() : match.end() + 1]
    return bool(match["rest"]) or not rest or not rest.isalnum()


def _times(match: re.Match[str]) -> Times | None:
    first, last = _Clock.of(match, "from"), _Clock.of(match, "to")
    if first.is_absent or not (first.is_marked or last.is_marked):
        return None
    if first.is_bare and not last.is_absent and not last.is_marked:
        return None
    half = first.half or last.half
    lacks_half = not half and any(
        not (clock.is_absent or clock.is_of_24_hours) and clock.hour <= 12
        for clock in (first, last)
    )
    start = first.on_clock(first.half or last.half)
    end = None if last.is_absent else last.on_clock(last.half or first.half)
    if last.half == "p" and not first.half and start and end and start > end:
        start = first.on_clock("a")
    if first.half == "a" and not last.half and start and end and start > end:
        end = last.on_clock("p")
    impossible = start is None or (not last.is_absent and end is None)
    if impossible and not (first.has_mark or last.has_mark):
        return None
    return Times(start, end, impossible, match[0].strip(" .:;,()[]\t–—-"), lacks_half)


@dataclass(frozen=True)
class _Clock:
    hour: int = -1
    minute: int = 0
    half: str = ""
    has_mark: bool = False  # « 9h », not « 9 » nor « 9:00 »
    is_marked: bool = False  # surely a time
    is_of_24_hours: bool = False

    @classmethod
    def of(cls, match: re.Match[str], name: str) -> "_Clock":
        if word := match[f"{name}word"]:
            hour = 12 if word.casefold() in {"midi", "noon"} else 0
            return cls(hour, is_marked=True, is_of_24_hours=True)
        if not match[f"{name}hour"]:
            return cls()
        minute = match[f"{name}minute1"] or match[f"{name}minute2"]
        half = (match[f"{name}half"] or "")[:1].casefold()
        mark = bool(match[f"{name}mark"]) or match[f"{name}dot"] == ":"
        digits = match[f"{name}hour"]
        return cls(
            int(digits),
            int(minute or 0),
            half,
            mark,
            bool(minute or half or mark),
            bool(match[f"{name}mark"]) or digits.startswith("0"),
        )

    @property
    def is_absent(self) -> bool:
        return self.hour < 0

    @property
    def is_bare(self) -> bool:
        return not self.is_marked

    def on_clock(self, half: str) -> time | None:
        hour = self.hour
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour == 24 and not self.minute:
            hour = 0
        return time(hour, self.minute) if hour < 24 and self.minute < 60 else None
