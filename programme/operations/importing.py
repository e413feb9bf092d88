"""A programme that was pasted becomes the working copy, as far as it differs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from events.journal import Act, record
from events.models import Event, User
from programme import names, signals
from programme.entry import Entry
from programme.importing.comparing import (
    Comparison,
    RowChange,
    State,
    TalkChange,
    compare,
)
from programme.importing.planned import PlannedRow
from programme.models import (
    Contribution,
    Participation,
    ParticipationRole,
    Person,
    Session,
)
from programme.operations.cast import (
    Cast,
    forget_people,
    roles_of,
    spell,
    write_people,
)
from programme.operations.rows import People, end_sign_ups
from programme.operations.turns import ProgrammeRefusedError, lock, make_new_version

WHEN_AND_WHERE = {"date", "starts_at", "ends_at", "room", "place_fr"}
Talks = list[tuple[Contribution, Sequence[Entry]]]


class ProgrammeMovedOnError(ProgrammeRefusedError):
    """Somebody changed the programme after it was compared with the text."""


class CastOfText(Cast):
    """People are found as ever; in this event their names are spelt as in the text."""

    def person(self, entry: Entry) -> Person:
        person = super().person(entry)
        written = names.full_name(entry.given_name, entry.family_name)
        if person.full_name != written:
            here = [self.event.pk]
            person = spell(person, entry.given_name, entry.family_name, here)
            self._people[entry.key] = person
        return person


@dataclass(frozen=True)
class Imported:
    """How many rows became what, and whom their contributions name."""

    new: int
    updated: int
    same: int
    removed: int
    people: People
    talks: int

    @property
    def changed_something(self) -> bool:
        return bool(self.new or self.updated or self.removed)


@dataclass(frozen=True)
class _Doomed:
    """What the text says nothing of, and shall go."""

    rows: list[Session]
    talks: list[Contribution]

    def __len__(self) -> int:
        return len(self.rows) + len(self.talks)


@transaction.atomic
def import_programme(
    event: Event,
    plan: Sequence[PlannedRow],
    *,
    actor: User,
    version: int | None = None,
    remove: Collection[str] = (),
) -> Imported:
    """Write what a text says of a programme, and leave alone what it does not say.

    The same text a second time changes nothing. `remove` names what the text says
    nothing of and shall go, as `absent_key` does; anything else in it is passed over.
    Raises ProgrammeMovedOnError when the programme is no longer that of `version` and
    there is something to write, and ProgrammeRefusedError for a workshop that people
    signed up for.
    """
    lock(event)
    comparison = compare(event, plan)
    doomed = _Doomed(
        [one for one in comparison.absent_rows if absent_key(one) in remove],
        [one for one in comparison.absent_talks if absent_key(one) in remove],
    )
    counts = {state: comparison.count(state) for state in State}
    new_people = 0
    if comparison.changes_something or doomed:
        _refuse_another_version(event, version)
        new_people = _write(event, comparison, doomed, actor)
    done = Imported(
        new=counts[State.NEW],
        updated=counts[State.UPDATED],
        same=counts[State.SAME],
        removed=len(doomed),
        people=People(total=_named(plan), new=new_people),
        talks=sum(len(row.talks) or row.is_one_talk for row in plan),
    )
    if done.changed_something:
        _write_down(event, actor, done)
    return done


def absent_key(absent: Session | Contribution) -> str:
    """A name for a row or contribution of which the text says nothing."""
    return f"{'s' if isinstance(absent, Session) else 'c'}{absent.pk}"


def _refuse_another_version(event: Event, version: int | None) -> None:
    stored = Event.objects.values_list("programme_version", flat=True)
    if version is not None and stored.get(pk=event.pk) != version:
        raise ProgrammeMovedOnError(
            _(
                "Somebody has changed the programme meanwhile. Nothing is written yet. "
                "Here is the comparison with the programme as it is now: check, then "
                "validate again."
            )
        )


def _write_down(event: Event, actor: User, done: Imported) -> None:
    make_new_version(event)
    record(
        Act.PROGRAMME_IMPORTED,
        event,
        actor,
        new=done.new,
        updated=done.updated,
        removed=done.removed,
    )
    signals.programme_changed.send(sender=Event, event=event)


def _write(event: Event, comparison: Comparison, doomed: _Doomed, actor: User) -> int:
    """Returns how many people nobody knew."""
    end_sign_ups(doomed.rows)
    before = _people_of(event)
    new_people = _write_changes(event, comparison, actor)
    for one in [*doomed.rows, *doomed.talks]:  # after what was moved out of them
        one.delete()
    forget_people(before - _people_of(event))
    return new_people


def _write_changes(event: Event, comparison: Comparison, actor: User) -> int:
    changes = [one for one in comparison.rows if one.state != State.SAME]
    _write_sessions(event, changes)
    fresh: Talks = []
    changed: Talks = []
    for change in changes:
        for position, one in enumerate(change.talks, start=1):
            is_new = _write_talk(change, one, position)
            if one.people is not None:
                (fresh if is_new else changed).append((one.contribution, one.people))
    _put_last(comparison.absent_talks, changes)
    Contribution.objects.bulk_create(talk for talk, _people in fresh)
    cast = CastOfText(event, [*fresh, *changed], actor)
    _write_new_people(fresh, cast)
    for talk, people in changed:
        write_people(talk, people, cast)
    return cast.new


def _write_sessions(event: Event, changes: list[RowChange]) -> None:
    """Calendars follow the sequence: it grows when the time or the place changes."""
    positions = _last_positions(event)
    new = []
    for change in changes:
        if change.session is None:
            change.session = Session(event=event, **change.values)
            moment = change.session.date, change.session.starts_at
            positions[moment] = positions.get(moment, 0) + 1
            change.session.position = positions[moment]
            new.append(change.session)
        elif change.values:
            for name, value in change.values.items():
                setattr(change.session, name, value)
            change.session.sequence += bool(WHEN_AND_WHERE & change.values.keys())
            change.session.save()
    Session.objects.bulk_create(new)


def _last_positions(event: Event) -> dict:
    rows = event.sessions.order_by("position")
    return {(row.date, row.starts_at): row.position for row in rows}


def _put_last(absent: Sequence[Contribution], changes: list[RowChange]) -> None:
    """Contributions of which the text says nothing stand after the others."""
    last = {one.session.pk: len(one.talks) for one in changes if one.session}
    for talk in absent:
        if talk.session_id in last:
            last[talk.session_id] += 1
            talk.position = last[talk.session_id]
            talk.save(update_fields=["position"])


def _write_talk(change: RowChange, one: TalkChange, position: int) -> bool:
    """Is it a new one, to be written with the others?"""
    if one.contribution is None:
        one.contribution = Contribution(
            session=change.session,
            position=position,
            title_fr=one.talk.title,
            duration=one.talk.minutes,
            abstract_fr=one.talk.abstract,
        )
        return True
    stored = one.contribution
    stands = stored.session_id, stored.position
    for name, value in one.values.items():
        setattr(stored, name, value)
    stored.session, stored.position = change.session, position
    if one.values or stands != (stored.session_id, position):
        stored.save()
    return False


def _write_new_people(talks: Talks, cast: Cast) -> None:
    """The same as `write_people` for contributions that have nobody yet, all at once:
    a day of 300 contributions must not keep others waiting."""
    entries = [
        (Participation(contribution=talk, function=entry.function), entry, position)
        for talk, people in talks
        for position, entry in enumerate(people, start=1)
    ]
    for row, entry, position in entries:
        row.person, row.position = cast.person(entry), position
    Participation.objects.bulk_create(row for row, _entry, _position in entries)
    ParticipationRole.objects.bulk_create(
        role for row, entry, _position in entries for role in roles_of(row, entry, cast)
    )


def _people_of(event: Event) -> set[int]:
    rows = Participation.objects.filter(contribution__session__event=event)
    return set(rows.values_list("person", flat=True))


def _named(plan: Sequence[PlannedRow]) -> int:
    lines = [row.people for row in plan]
    lines += [talk.people for row in plan for talk in row.talks]
    return len({entry.key for people in lines for entry in people})
