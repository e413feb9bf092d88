"""What calendars read: files parsed back, and clocks rebuilt from the rules in them."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from events import calendars
from events.text import one_line
from tests.events.days import paris, study_day

AWKWARD = [
    'Rock & Roll; a, b: "c"',
    "C:\\New\\nouveau\\\\fin\\",
    "fin\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:faux",
    "retour\rseul, tabulation\tet \x07 cloche \x00",
    "ligne\u2028séparée \u202epar\u202c rien",
    "é" * 120,
    "夏" * 90,
    "👩\u200d🏫 " * 20,
    "{title} %(title)s %s",
]


def entry_of(content: bytes) -> icalendar.Event:
    [entry] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return entry


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def text_of(content: bytes, name: str) -> str:
    """A text read as RFC 5545 §3.3.11 says; icalendar misreads a backslash before n."""
    [value] = [
        line.removeprefix(f"{name}:")
        for line in unfolded(content)
        if line.startswith(f"{name}:")
    ]
    return re.sub(
        r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value
    )


def test_an_event_in_a_calendar():
    event = study_day(room="amphi 2", calendar_sequence=3, slug="travail-partenarial")

    content = calendars.event_calendar(event)

    entry = entry_of(content)
    assert entry["UID"] == f"{event.uid}@colloque.example"
    assert entry["SEQUENCE"] == 3
    assert entry["SUMMARY"] == event.short_title
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["LOCATION"] == (
        "amphi 2, Université de Cergy-Pontoise, site de Gennevilliers, "
        "avenue Marcel Paul, 92230 Gennevilliers"
    )
    assert entry["DESCRIPTION"].split("\n") == [
        event.title,
        "Programme et informations\u00a0: "
        "https://colloque.example/travail-partenarial/",
        "Retrouver mon inscription\u00a0: "
        "https://colloque.example/travail-partenarial/retrouver/",
    ]
    assert entry["URL"] == "https://colloque.example/travail-partenarial/"
    assert "DTSTART;TZID=Europe/Paris:20190522T090000" in unfolded(content)
    assert "DTEND;TZID=Europe/Paris:20190522T173000" in unfolded(content)
    assert "METHOD:PUBLISH" in unfolded(content)


def test_the_language_of_the_page_is_the_one_of_the_file():
    event = study_day(slug="travail-partenarial")

    with override("en"):
        entry = entry_of(calendars.event_calendar(event))

    assert entry["DESCRIPTION"].split("\n")[1] == (
        "Programme and information: https://colloque.example/en/travail-partenarial/"
    )


def test_a_cancelled_event_is_taken_away():
    event = study_day(cancelled_at=paris(5, 12), calendar_sequence=4)

    content = calendars.event_calendar(event, method="CANCEL")

    assert "METHOD:CANCEL" in unfolded(content)
    assert entry_of(content)["STATUS"] == "CANCELLED"
    assert entry_of(content)["UID"] == f"{event.uid}@colloque.example"


def test_a_postponed_event_says_so():
    event = study_day(postponed_at=paris(5, 12))

    entry = entry_of(calendars.event_calendar(event))

    assert entry["STATUS"] == "TENTATIVE"
    assert entry["SUMMARY"] == f"Reportée\u00a0: {event.short_title}"


def test_the_opening_of_registration_is_an_entry_of_its_own():
    event = study_day(version=7)

    entry = entry_of(calendars.opening_calendar(event))

    assert entry["UID"] == f"opening-{event.uid}@colloque.example"
    assert entry["SEQUENCE"] == 7
    assert entry["SUMMARY"] == (
        f"Ouverture des inscriptions\u00a0: {event.short_title}"
    )
    assert entry.start == event.registration_opens_at
    assert entry.end == event.registration_opens_at + timedelta(minutes=15)


def test_the_opening_of_what_is_cancelled_is_taken_away():
    event = study_day(cancelled_at=paris(4, 1))

    entry = entry_of(calendars.opening_calendar(event))

    assert entry["STATUS"] == "CANCELLED"


def test_an_event_without_a_place_has_no_location():
    entry = entry_of(calendars.event_calendar(study_day(venue=None)))

    assert "LOCATION" not in entry


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back_as_it_was_cleaned(text):
    event = study_day(short_title_fr=text, room=text, venue=None)

    content = calendars.event_calendar(event)

    assert text_of(content, "SUMMARY") == one_line(text)
    assert text_of(content, "LOCATION") == one_line(text)
    assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == 1


@given(st.text(min_size=1))
@settings(deadline=None, max_examples=50)
def test_any_text_comes_back_as_it_was_cleaned(text):
    event = study_day(short_title_fr=f"a{text}")

    assert text_of(calendars.event_calendar(event), "SUMMARY") == one_line(f"a{text}")


@pytest.mark.parametrize("text", AWKWARD)
def test_lines_are_short_and_end_as_they_should(text):
    content = calendars.event_calendar(study_day(short_title_fr=text, title_fr=text))

    assert content.endswith(b"END:VCALENDAR\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x1f\x7f]", line)


def test_all_events_share_the_rules_of_their_zone():
    events = [
        study_day(),
        study_day(starts_at=paris(11, 5, 9), ends_at=paris(11, 5, 17)),
        study_day(time_zone="America/Guadeloupe"),
    ]

    calendar = icalendar.Calendar.from_ical(calendars.all_calendar(events))

    assert len(calendar.walk("VEVENT")) == 3
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == [
        "Europe/Paris",
        "America/Guadeloupe",
    ]


def test_no_event_is_still_a_calendar():
    content = calendars.all_calendar([])

    assert icalendar.Calendar.from_ical(content).walk("VEVENT") == []


def clock_by_the_rules(calendar, local: datetime) -> datetime:
    """A local time in UTC, by the last rule that began before it."""
    [zone] = calendar.walk("VTIMEZONE")
    rules = sorted(zone.subcomponents, key=lambda rule: rule["DTSTART"].dt)
    current = [rule for rule in rules if rule["DTSTART"].dt <= local][-1]
    return (local - current["TZOFFSETTO"].td).replace(tzinfo=UTC)


ZONES = [
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Guadeloupe",
    "Pacific/Noumea",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Tokyo",
]


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_rules_give_the_instants_of_the_zone(name, month):
    zone = ZoneInfo(name)
    start = datetime(2019, month, 28, 9, tzinfo=zone)
    event = study_day(time_zone=name, starts_at=start, ends_at=start.replace(hour=17))

    calendar = icalendar.Calendar.from_ical(calendars.event_calendar(event))

    [entry] = calendar.walk("VEVENT")
    for value, moment in [("DTSTART", event.starts_at), ("DTEND", event.ends_at)]:
        assert clock_by_the_rules(calendar, entry[value].dt.replace(tzinfo=None)) == (
            moment
        )


def test_an_event_across_the_change_of_clocks():
    start, end = paris(3, 30, 9), paris(3, 31, 17)
    event = study_day(starts_at=start, ends_at=end)

    calendar = icalendar.Calendar.from_ical(calendars.event_calendar(event))

    assert clock_by_the_rules(calendar, datetime(2019, 3, 30, 9)) == start  # noqa: DTZ001
    assert clock_by_the_rules(calendar, datetime(2019, 3, 31, 17)) == end  # noqa: DTZ001


def test_changes_of_clocks_are_found_to_the_second():
    year = datetime(2019, 1, 1, 0, 0, 0, 123456, tzinfo=UTC)

    found = calendars.changes(
        ZoneInfo("Europe/Paris"), year, year + timedelta(days=365)
    )

    assert found == (
        datetime(2019, 3, 31, 1, tzinfo=UTC),
        datetime(2019, 10, 27, 1, tzinfo=UTC),
    )


def test_the_rules_are_short():
    content = calendars.event_calendar(study_day())

    assert content.count(b"BEGIN:STANDARD") + content.count(b"BEGIN:DAYLIGHT") == 3
