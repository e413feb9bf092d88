"""The programme in the schedule format of frab and the c3voc, for apps of phones.

docs/machines.md says how our rows become its events. XML and JSON tell the same; both
are made from `schedule()`.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.text import slugify

from events import wording
from events.addresses import full_address
from events.models import Event
from events.states import State
from events.text import many_lines, one_line
from programme import plain_text, schedule_xml
from programme.models import Session
from programme.resources import Shown
from programme.slots import Slot, slots
from programme.timetable import Appearance, Day, Programme, Row, version_of

TIMESLOT = "00:05"
# The format asks for a duration where nobody wrote an end.
UNKNOWN_DURATION = timedelta(hours=1)
# Readers keep ids in 32 bits with a sign, and 0 is none.
HIGHEST_ID = 2**31 - 1
# The id in a slug has six digits at most.
HIGHEST_ID_IN_SLUG = 999_999
SHORTEST_ACRONYM = 4
TYPES = {
    Session.Kind.TALKS: "talk",
    Session.Kind.PLENARY: "talk",
    Session.Kind.DEBATE: "discussion",
}


def as_json(event: Event, programme: Programme) -> bytes:
    content = {"schedule": schedule(event, programme)}
    return json.dumps(content, ensure_ascii=False).encode()


def as_xml(event: Event, programme: Programme) -> bytes:
    return schedule_xml.written(schedule(event, programme))


def schedule(event: Event, programme: Programme) -> dict:
    """What `schedule.json` holds under its one key."""
    days = [
        _day(event, day, index) for index, day in enumerate(programme.days, start=1)
    ]
    names = [name for day in days for name in day["rooms"]]
    return {
        "version": str(version_of(event, programme)),
        "base_url": f"{settings.SITE_URL}/",
        "conference": {
            "acronym": _acronym(event),
            "title": _title(event),
            "start": days[0]["date"],
            "end": days[-1]["date"],
            "daysCount": len(days),
            "timeslot_duration": TIMESLOT,
            "time_zone_name": event.time_zone,
            "url": full_address("events:event", event.slug),
            "rooms": [_room(event, name) for name in dict.fromkeys(names)],
            "days": days,
        },
    }


def number(uid: str) -> int:
    """A positive number that stays as long as the uid, and cannot be guessed."""
    return UUID(uid).int % HIGHEST_ID + 1


def _day(event: Event, day: Day, index: int) -> dict:
    found = [slot for row in day.rows for slot in slots(row)]
    rooms: dict[str, list[dict]] = {}
    for slot in found:
        rooms.setdefault(_room_name(event, slot.row), []).append(_event(event, slot))
    return {
        "index": index,
        "date": day.date.isoformat(),
        "day_start": _moment(min(slot.starts_at for slot in found)),
        "day_end": _moment(max(_end(slot) for slot in found)),
        "rooms": rooms,
    }


def _event(event: Event, slot: Slot) -> dict:
    title = one_line(slot.title.words)
    row = slot.row
    page = f"{full_address('programme:programme', event.slug)}#{row.anchor}"
    return {
        "id": number(slot.uid),
        "guid": slot.uid,
        "date": _moment(slot.starts_at),
        "start": f"{slot.starts_at:%H:%M}",
        "duration": _duration(_end(slot) - slot.starts_at),
        "room": _room_name(event, row),
        "slug": _slug(event, slot),
        "url": page,
        "title": title,
        "subtitle": _subtitle(event, slot),
        "track": one_line(row.title.words) if slot.talk else "",
        "type": _type(row),
        "language": slot.talk.language if slot.talk else event.content_language,
        "abstract": many_lines(_abstract(slot)),
        "description": many_lines(_description(slot)),
        "persons": [_person(person) for person in _once(slot.speakers)],
        "links": [],
        "attachments": [
            _attachment(event, shown) for talk in slot.talks for shown in talk.resources
        ],
    }


def _abstract(slot: Slot) -> str:
    talks = slot.talks
    if slot.talk or slot.row.has_title_of_its_talk:
        return talks[0].abstract.words
    return slot.row.description.words


def _description(slot: Slot) -> str:
    """Everybody with what they do, and the talks that have no event of their own."""
    if slot.talk:
        return "\n".join(plain_text.people(slot.talks))
    return plain_text.of_row(slot.row, with_abstracts=True)


def _subtitle(event: Event, slot: Slot) -> str:
    """Of the day that does not take place it says so: the format knows no status."""
    if event.cancelled_at or event.postponed_at:
        return one_line(wording.state_line(event, _state(event)))
    return ""


def _title(event: Event) -> str:
    title = one_line(event.title)
    if event.cancelled_at or event.postponed_at:
        chip = wording.chip(event, _state(event))
        return f"[{chip}] {title}"
    return title


def _state(event: Event) -> State:
    return State.CANCELLED if event.cancelled_at else State.POSTPONED


def _type(row: Row) -> str:
    if row.takes_sign_ups:
        return "workshop"
    return TYPES.get(Session.Kind(row.kind), "other")


def _room_name(event: Event, row: Row) -> str:
    """Never empty: readers sort events by room."""
    venue = event.venue
    names = [row.place.words, event.room, venue.full_name if venue else ""]
    cleaned = (one_line(name) for name in [*names, wording.where(event)])
    return next(filter(None, cleaned), "–")


def _room(event: Event, name: str) -> dict:
    return {"name": name, "guid": str(uuid5(event.uid, name))}


def _attachment(event: Event, shown: Shown) -> dict:
    file = full_address("programme:resource", event.slug, shown.key)
    return {"url": shown.link or file, "title": one_line(shown.title.words)}


def _person(person: Appearance) -> dict:
    uid = person.person_uid
    return {"id": number(uid), "guid": uid, "name": one_line(person.name)}


def _once(people: Iterable[Appearance]) -> Iterable[Appearance]:
    return {person.person_uid: person for person in people}.values()


def _acronym(event: Event) -> str:
    return event.slug.replace("-", "").ljust(SHORTEST_ACRONYM, "0")


def _slug(event: Event, slot: Slot) -> str:
    """acronym-number-title, whatever the script of the title"""
    words = slugify(slot.title.words)[:40].strip("-_")
    if len(words) < SHORTEST_ACRONYM:
        words = f"{slot.row.kind}-{words}".strip("-_")
    digits = number(slot.uid) % HIGHEST_ID_IN_SLUG + 1
    return f"{_acronym(event)}-{digits}-{words}"


def _end(slot: Slot) -> datetime:
    return slot.ends_at or slot.starts_at + UNKNOWN_DURATION


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _duration(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
