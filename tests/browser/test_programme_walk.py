"""The announcement of 2019, from a pasted text to the page and the leaflet."""

import json
from datetime import time
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from events.dates import clock
from events.text import search_key
from programme.names import full_name
from tests.browser.test_admin_registrations import sign_in
from tests.factories import MembershipFactory, VenueFactory
from tests.programme.days import study_day

pytestmark = pytest.mark.django_db(transaction=True)
CORPUS = Path(__file__).parents[1] / "programme" / "corpus"
RUN_TOGETHER = "contre-programmeinstitutionnel"
APART = "contre-programme institutionnel"
READ_ROWS = """
    rows => rows.map(row => ({
        times: row.querySelector(".time").innerText,
        title: row.querySelector("h3").innerText,
        place: row.querySelector(".session-body > .place")?.innerText ?? "",
        people: [...row.querySelectorAll(".session-body > .people > li")]
            .map(person => person.innerText),
        talks: [...row.querySelectorAll(".contributions > li")].map(talk => ({
            title: talk.querySelector("h4").innerText,
            people: [...talk.querySelectorAll(".people > li")]
                .map(person => person.innerText),
        })),
    }))
"""


def plain(words):
    return " ".join(words.replace("\u00a0", " ").split())


def test_the_announcement_is_pasted_published_and_printed(page_at):
    event = study_day(draft=True, venue=VenueFactory())
    page = page_at(1280)
    sign_in(page, MembershipFactory(event=event).user)

    paste_and_validate(page, event)
    publish(page, event)

    page.goto(f"/{event.slug}/programme/")
    rows = page.locator("ol.programme > li.session").evaluate_all(READ_ROWS)
    assert [as_read(row) for row in rows] == [as_written(row) for row in source()]
    assert_printed(leaflet(page))


def source():
    text = (CORPUS / "annonce_2019.json").read_text(encoding="utf-8")
    [day] = json.loads(text.replace(RUN_TOGETHER, APART))["days"]
    assert day["date"] == "2019-05-22"
    return day["rows"]


def paste_and_validate(page, event):
    """The one word that the source prints wrong is put right in the preview."""
    page.goto(f"/organisation/programme/session/?event__id__exact={event.pk}")
    page.get_by_role("link", name="Coller un programme").first.click()
    announcement = (CORPUS / "annonce_2019.txt").read_text(encoding="utf-8")
    page.locator("textarea[name=text]").fill(announcement)
    page.get_by_role("button", name="Lire").click()

    doubted = page.locator(".cell.doubted", has_text="contre-programme")
    title = doubted.locator("textarea, input").first
    title.fill(title.input_value().replace(RUN_TOGETHER, APART))
    page.get_by_role("button", name="Valider").first.click()
    expect(page.locator(".messagelist")).to_contain_text("12 lignes nouvelles")
    expect(page.locator(".messagelist")).to_contain_text("13 personnes")


def publish(page, event):
    page.goto(f"/organisation/events/event/{event.pk}/change/")
    page.locator("[name=CHANGE_FORM-action]").select_option("publish")
    page.locator("[name=index]").click()
    page.locator("[name=is_acknowledged]").check()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".messagelist")).to_contain_text("Publication faite.")


def leaflet(page):
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le programme (PDF").click()
    return Path(download.value.path()).read_bytes()


def as_read(row):
    return {
        "times": plain(row["times"]),
        "title": plain(row["title"]),
        "place": plain(row["place"]),
        "people": [plain(person) for person in row["people"]],
        "talks": [
            (plain(talk["title"]), [plain(person) for person in talk["people"]])
            for talk in row["talks"]
        ],
    }


def as_written(row):
    times = [
        clock(time.fromisoformat(row[end])) for end in ("start", "end") if row[end]
    ]
    return {
        "times": plain(" – ".join(times)),
        "title": plain(row["title"]),
        "place": row["place"],
        "people": [person_as_written(person) for person in row["people"]],
        "talks": [
            (plain(talk["title"]), [person_as_written(one) for one in talk["people"]])
            for talk in row["contributions"]
        ],
    }


def person_as_written(person):
    name = full_name(person["given_name"], person["family_name"])
    return plain(f"{name} {' ; '.join(person['roles'])}")


def assert_printed(pdf):
    """Every fact of the source is on the two pages, in the order of the source."""
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 2
    # A line may end inside a word: only letters and digits are compared.
    printed = letters(" ".join(page.extract_text() for page in reader.pages))
    place = 0
    for fact in facts():
        place = printed.find(letters(fact), place)
        assert place >= 0, fact


def facts():
    for row in source():
        yield row["title"]
        for person in row["people"]:
            yield person_as_written(person)
        for talk in row["contributions"]:
            yield talk["title"]
            yield from map(person_as_written, talk["people"])


def letters(text):
    return search_key(text).replace(" ", "")
