"""Somebody who speaks, as the programme that readers see has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q

from events.models import Event
from programme import names, snapshot
from programme.models import Person, Publication
from programme.timetable import Appearance, Programme, Row, Talk, Text

MOST_OTHER_EVENTS = 20


@dataclass(frozen=True)
class Part:
    """What somebody does in one talk, and with whom."""

    row: Row
    talk: Talk
    functions: tuple[str, ...]  # empty for whoever only speaks
    others: tuple[Appearance, ...]

    @property
    def title(self) -> Text:
        return self.talk.title or self.row.title

    @property
    def row_title(self) -> Text:
        """The title of the row, where it says more than that of the talk."""
        return self.row.own_title if self.talk.title else Text()


@dataclass(frozen=True)
class Speaker:
    """One person, with the roles of this event and all that they do in it."""

    name: str
    uid: str
    key: str
    roles: tuple[Text, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Elsewhere:
    """Another event in which the same person speaks; `uid` is theirs in it."""

    event: Event
    uid: str


def speaker(programme: Programme, uid: str) -> Speaker | None:
    """The person of this public key, if the programme names them."""
    parts, found = [], []
    for row in programme.rows:
        for talk in row.talks:
            mine = [person for person in talk.people if person.person_uid == uid]
            if mine:
                found += mine
                parts.append(_part(row, talk, mine))
    if not found:
        return None
    first = found[0]
    return Speaker(
        name=first.name,
        uid=uid,
        key=names.search_key_of(first.given_name, first.family_name),
        roles=tuple(dict.fromkeys(role for one in found for role in one.roles)),
        parts=tuple(parts),
    )


def elsewhere(event: Event, person: Speaker) -> list[Elsewhere]:
    """Other public events whose published programme names the same person.

    One statement. Where two records were merged after a publication, what was published
    still has the earlier public key: the talks then show who it is.
    """
    talks = [part.talk.key for part in person.parts]
    same = Person.objects.filter(
        Q(uid=person.uid)
        | Q(search_key=person.key, participations__contribution__in=talks)
    )
    events = (
        Event.objects.published()
        .listed()
        .filter(sessions__contributions__participations__person__in=same)
    )
    publications = (
        Publication.objects.filter(event__in=events.values("pk"))
        .exclude(event=event)
        .exclude(content=[])
        .select_related("event")
        .order_by("-event__starts_at", "pk")
    )
    found = (
        Elsewhere(publication.event, uid)
        for publication in publications[:MOST_OTHER_EVENTS]
        for uid in islice(_uids(publication, person), 1)
    )
    return list(found)


def _part(row: Row, talk: Talk, mine: list[Appearance]) -> Part:
    speaks_only = all(person.is_speaker for person in mine)
    functions = () if speaks_only else tuple(one.function_label for one in mine)
    others = tuple(person for person in talk.people if person not in mine)
    return Part(row, talk, functions, others)


def _uids(publication: Publication, person: Speaker) -> Iterator[str]:
    for session in snapshot.load(publication.content):
        for talk in session.contributions:
            for one in talk.people:
                key = names.search_key_of(one.given_name, one.family_name)
                if person.uid == one.uid or person.key == key:
                    yield one.uid
