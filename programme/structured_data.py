"""What search engines read of a programme: the rows as parts of the event.

People are performers by their names alone: what they do and where is printed as they
wrote it, which says nothing a program could sort into jobs and institutions.
"""

from collections.abc import Iterable

from events import structured_data
from events.addresses import full_address
from events.models import Event, Partnership
from programme.calendars import FREE_TIME
from programme.slots import Slot, slots
from programme.timetable import Appearance, Programme, Row, Talk


def programme_data(
    event: Event, programme: Programme, *, partnerships: Iterable[Partnership] = ()
) -> dict:
    """The event with a part for each row, breaks and meals left out.

    A talk is a part of its row where it is known when it begins; else it is a work
    that the row presents.
    """
    rows = [row for row in programme.rows if row.kind not in FREE_TIME]
    data = structured_data.event_data(
        event,
        state=event.state,
        partnerships=partnerships,
        performers=speakers(programme),
    )
    page = full_address("programme:programme", event.slug)
    return data | {"subEvent": [_row(event, row, page) for row in rows]}


def speakers(programme: Programme) -> list[str]:
    """The names of those who speak, each once, in order."""
    talks = (talk for row in programme.rows for talk in row.talks)
    return _names(person for talk in talks for person in talk.people)


def _row(event: Event, row: Row, page: str) -> dict:
    data = _part(event, Slot(row, row.starts_at, row.end), page)
    talks = slots(row)
    if talks[0].talk:
        return data | {"subEvent": [_part(event, talk, page) for talk in talks]}
    works = [_work(talk) for talk in row.titled_talks]
    return data | ({"workPerformed": works} if works else {})


def _part(event: Event, slot: Slot, page: str) -> dict:
    data = {
        "@type": "Event",
        "name": slot.title.words,
        "url": f"{page}#{slot.row.anchor}",
        "startDate": slot.starts_at.isoformat(timespec="minutes"),
        "endDate": slot.ends_at and slot.ends_at.isoformat(timespec="minutes"),
        "eventStatus": structured_data.status(event),
        "location": _place(event, slot.row),
        "performer": structured_data.people(_names(slot.speakers)),
    }
    return {name: value for name, value in data.items() if value}


def _place(event: Event, row: Row) -> dict | None:
    name = row.place.words or event.room
    if venue := event.venue:
        name = name or venue.full_name
        return {"@type": "Place", "name": name, "address": venue.address}
    if name:
        return {"@type": "Place", "name": name}
    if event.attendance_mode == Event.AttendanceMode.ON_SITE:
        return None
    page = full_address("events:event", event.slug)
    return {"@type": "VirtualLocation", "url": page}


def _work(talk: Talk) -> dict:
    data = {
        "@type": "CreativeWork",
        "name": talk.title.words,
        "author": structured_data.people(_names(talk.people)),
        "inLanguage": talk.language,
    }
    return {name: value for name, value in data.items() if value}


def _names(people: Iterable[Appearance]) -> list[str]:
    return list(dict.fromkeys(one.name for one in people if one.is_speaker))
