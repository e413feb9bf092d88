"""What a text would change in the programme of an event, before anything is written.

What the text does not say stays: an end that was typed by hand, a room, an abstract,
the roles of somebody whom the text only names, every English text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from events.models import Event
from programme.entry import Entry, entries_of
from programme.importing import differing, matching
from programme.importing.planned import PlannedRow, PlannedTalk
from programme.models import Contribution, Room, Session


class State(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    SAME = "same"


@dataclass
class TalkChange:
    """A contribution of the text, and the one it is, if there is one already.

    `values` are those of its fields that change; `people` is None where they do not.
    """

    talk: PlannedTalk
    contribution: Contribution | None = None
    values: dict[str, Any] = field(default_factory=dict)
    people: list[Entry] | None = None
    is_moved: bool = False

    @property
    def state(self) -> State:
        if self.contribution is None:
            return State.NEW
        is_updated = self.values or self.people is not None or self.is_moved
        return State.UPDATED if is_updated else State.SAME


@dataclass
class RowChange:
    """A row of the text, and the session it is, if there is one already.

    `talks` are in the order of the text, the people of the row itself first.
    """

    row: PlannedRow
    session: Session | None = None
    values: dict[str, Any] = field(default_factory=dict)
    talks: list[TalkChange] = field(default_factory=list)
    opening: TalkChange | None = None

    @property
    def state(self) -> State:
        if self.session is None:
            return State.NEW
        is_updated = self.values or self.is_reordered
        is_updated = is_updated or any(one.state != State.SAME for one in self.talks)
        return State.UPDATED if is_updated else State.SAME

    @property
    def is_reordered(self) -> bool:
        """Do contributions that are here already change their order?"""
        if self.session is None:
            return False
        here = [talk.pk for talk in self.session.contributions.all()]
        wanted = [one.contribution.pk for one in self.talks if one.contribution]
        return [key for key in here if key in wanted] != [
            key for key in wanted if key in here
        ]


@dataclass
class Comparison:
    """Everything that the text says, and what it says nothing of."""

    rows: list[RowChange]
    absent_rows: list[Session]
    absent_talks: list[Contribution]

    def count(self, state: State) -> int:
        return sum(one.state == state for one in self.rows)

    @property
    def changes_something(self) -> bool:
        return any(one.state != State.SAME for one in self.rows)


def compare(event: Event, rows: Sequence[PlannedRow]) -> Comparison:
    """Find what is there already; rows that the programme hides count too."""
    stored = event.sessions.order_by("date", "starts_at", "position", "pk")
    sessions = list(stored.select_related("room").with_people())
    rooms = differing.rooms_of(event)
    rows = differing.spelt_once(rows)
    has_one_day = not event.has_many_days
    pairs = matching.pair_rows(rows, sessions, has_one_day=has_one_day)
    changes = [_begun(row, pairs.get(place)) for place, row in enumerate(rows)]
    left = _left_over(sessions, changes)
    _find_moved_talks(changes, left)
    for change in changes:
        _complete(change, rooms)
    found = {session.pk for session in pairs.values()}
    return Comparison(
        changes,
        [session for session in sessions if session.pk not in found],
        [talk for talk in left if talk.session_id in found],
    )


def stored_title(session: Session) -> str:
    """The title under which a row is known: that of its only talk where it has none."""
    talks = list(session.contributions.all())
    only = talks[0].title_fr if len(talks) == 1 else ""
    return session.title_fr or only


def _begun(row: PlannedRow, session: Session | None) -> RowChange:
    """The row with those of its contributions that its session has."""
    stored = list(session.contributions.all()) if session else []
    change = RowChange(row, session)
    own = _opening(row, session, stored)
    if own:
        stored.remove(own)
    if own or row.people:
        has_title = bool(own and own.title_fr) or (
            row.is_one_talk and not (session and session.title_fr)
        )
        title = row.title if has_title else ""
        talk = PlannedTalk(title=title, people=row.people, cell=row.cell)
        change.opening = TalkChange(talk, own)
        change.talks.append(change.opening)
    found = matching.pair_talks(row.talks, stored)
    change.talks += [
        TalkChange(talk, found.get(place)) for place, talk in enumerate(row.talks)
    ]
    return change


def _opening(
    row: PlannedRow, session: Session | None, stored: list[Contribution]
) -> Contribution | None:
    """The contribution that holds the people of the row itself, or its very title."""
    if not stored:
        return None
    first = stored[0]
    if not first.title_fr:
        return first if row.people else None
    if len(stored) > 1 or row.talks:
        return None
    is_its_title = matching.are_similar(row.title, first.title_fr)
    return first if not session.title_fr or (row.people and is_its_title) else None


def _left_over(sessions: list[Session], changes: list[RowChange]) -> list[Contribution]:
    found = {
        one.contribution.pk
        for one in chain.from_iterable(change.talks for change in changes)
        if one.contribution
    }
    stored = chain.from_iterable(session.contributions.all() for session in sessions)
    return [talk for talk in stored if talk.pk not in found]


def _find_moved_talks(changes: list[RowChange], left: list[Contribution]) -> None:
    """Contributions of the text that are in another session, which they leave."""
    missing = [
        one
        for one in chain.from_iterable(change.talks for change in changes)
        if one.contribution is None
    ]
    found = matching.pair_moved_talks([one.talk for one in missing], left)
    for place, contribution in found.items():
        missing[place].contribution = contribution
        left.remove(contribution)


def _complete(change: RowChange, rooms: Mapping[str, Room]) -> None:
    session, opening = change.session, change.opening
    has_title = not (opening and opening.talk.title)
    if session:
        change.values = differing.row_values(
            change.row, session, rooms, has_title=has_title
        )
    for one in change.talks:
        stored = one.contribution
        if stored:
            one.is_moved = session is None or stored.session_id != session.pk
            one.values = differing.talk_values(one.talk, stored)
            one.people = differing.new_people(entries_of(stored), one.talk.people)
        else:
            one.people = list(one.talk.people)
    if session is None:
        change.values = differing.values_of_a_new_row(
            change.row, rooms, has_title=has_title
        )
