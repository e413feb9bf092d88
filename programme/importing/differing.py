"""Which values a text changes in a row or contribution that is there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from events.models import Event
from events.text import search_key
from programme import names
from programme.entry import Entry
from programme.importing.planned import PlannedRow, PlannedTalk
from programme.models import Contribution, Room, Session

_AS_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "…": "..."})


def spelt_once(rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Whoever is spelt in two ways is spelt as the first time."""
    first: dict[str, Entry] = {}

    def spelt(people: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(
            replace(
                entry,
                given_name=first.setdefault(entry.key, entry).given_name,
                family_name=first[entry.key].family_name,
            )
            for entry in people
        )

    return [
        replace(
            row,
            people=spelt(row.people),
            talks=tuple(replace(talk, people=spelt(talk.people)) for talk in row.talks),
        )
        for row in rows
    ]


def row_values(
    row: PlannedRow, session: Session, rooms: Mapping[str, Room], *, has_title: bool
) -> dict[str, Any]:
    """What changes in a session; without a title of its own, that is its talk’s."""
    said = {"date": row.date, "starts_at": row.starts_at, "kind": row.kind}
    if row.ends_at or (session.ends_at and session.ends_at <= row.starts_at):
        said["ends_at"] = row.ends_at
    if row.description:
        said["description_fr"] = row.description
    if row.title and has_title:
        said["title_fr"] = row.title
    return _differing(session, said | _place(row.place, session, rooms))


def values_of_a_new_row(
    row: PlannedRow, rooms: Mapping[str, Room], *, has_title: bool
) -> dict[str, Any]:
    return {
        "date": row.date,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "kind": row.kind,
        "title_fr": row.title if has_title else "",
        "description_fr": row.description,
        **_place(row.place, Session(), rooms),
    }


def _place(text: str, session: Session, rooms: Mapping[str, Room]) -> dict[str, Any]:
    """The room that a text names, else the text; nothing if it is that place already.

    Whoever put a row in a room may have given it a longer name than the text has.
    """
    if not text:
        return {}
    if room := rooms.get(_name(text)):
        return {"room": room, "place_fr": ""}
    if session.room:
        words = set(_name(text).split())
        if words <= set(_name(session.room.name_fr).split()):
            return {}
    return {"room": None, "place_fr": text}


def rooms_of(event: Event) -> dict[str, Room]:
    rooms = list(event.rooms.all())
    in_english = {_name(room.name_en): room for room in rooms if room.name_en}
    return in_english | {_name(room.name_fr): room for room in rooms}


def _name(text: str) -> str:
    return search_key(text) or text


def talk_values(talk: PlannedTalk, stored: Contribution) -> dict[str, Any]:
    said = {
        "title_fr": talk.title,
        "duration": talk.minutes,
        "abstract_fr": talk.abstract,
    }
    return _differing(stored, {name: value for name, value in said.items() if value})


def _differing(stored: Any, said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in said.items()
        if _typed(getattr(stored, name)) != _typed(value)
    }


def _typed(value: Any) -> Any:
    """A text in plain spaces and apostrophes: a text pasted again spoils no others."""
    return value.translate(_AS_TYPED) if isinstance(value, str) else value


def new_people(stored: list[Entry], said: Iterable[Entry]) -> list[Entry] | None:
    """Who speaks from now on; None if these are the same people with the same roles."""
    known = {entry.mention: entry for entry in stored}
    wanted = [_with_what_is_known(entry, known.get(entry.mention)) for entry in said]
    if not wanted or [*map(_as_printed, wanted)] == [*map(_as_printed, stored)]:
        return None
    return wanted


def _with_what_is_known(entry: Entry, known: Entry | None) -> Entry:
    """Roles that the text leaves out stay, and English ones under the same words."""
    if known is None:
        return entry
    if not entry.roles:
        return replace(entry, roles=known.roles, roles_en=known.roles_en)
    english = dict(zip(known.roles, known.roles_en, strict=True))
    return replace(entry, roles_en=tuple(english.get(role, "") for role in entry.roles))


def _as_printed(entry: Entry) -> tuple:
    name = names.full_name(entry.given_name, entry.family_name)
    return _typed(name), entry.function, [*map(_typed, entry.roles)]
