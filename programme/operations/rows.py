"""Rows are written, removed and moved."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from events.models import Event, User
from programme import signals
from programme.entry import Entry
from programme.models import Contribution, Participation, Session
from programme.operations.cast import Cast, forget_people, write_people
from programme.operations.hours import move_hours
from programme.operations.publishing import move_published
from programme.operations.turns import (
    ProgrammeRefusedError,
    lock,
    programme_changed,
    show_anew,
)

WHEN_AND_WHERE = ("date", "starts_at", "ends_at", "room_id", "place_fr", "place_en")


@dataclass(frozen=True)
class People:
    """How many people a saved row names, and how many of them nobody knew."""

    total: int
    new: int


@transaction.atomic
def save_session(
    session: Session,
    talks: Iterable[tuple[Contribution, Sequence[Entry]]] = (),
    *,
    actor: User,
    removed: Collection[Contribution] = (),
) -> People:
    """Write a row, those of its contributions that are given, and who speaks in them.

    People of the events that the actor sees are recognised by their name; others are
    new. Contributions that are neither given nor removed stay as they are. Raises
    ProgrammeRefusedError when a workshop that people signed up for is not offered any
    more.
    """
    lock(session.event)
    if session.pk and not session.is_offered:
        end_sign_ups([session])
    _write_session(session)
    talks = list(talks)
    before = _people_of(session)
    for contribution in removed:
        contribution.delete()
    cast = Cast(session.event, talks, actor)
    for contribution, entries in talks:
        contribution.session = session
        _write_contribution(contribution)
        write_people(contribution, entries, cast)
    after = _people_of(session)
    forget_people(before - after)
    programme_changed(session.event, actor)
    return People(total=len(after), new=cast.new)


@transaction.atomic
def remove_sessions(sessions: Iterable[Session], *, actor: User) -> None:
    """Delete rows with all they hold, and the people who speak nowhere any more.

    Raises ProgrammeRefusedError for a workshop that people signed up for.
    """
    sessions = sorted(sessions, key=lambda session: (session.event_id, session.pk))
    events = {session.event_id: session.event for session in sessions}
    for event in events.values():
        lock(event)
    end_sign_ups(sessions)
    people = set().union(*(_people_of(session) for session in sessions))
    for session in sessions:
        session.delete()
    forget_people(people)
    for event in events.values():
        programme_changed(event, actor)


@transaction.atomic
def shift(session: Session, minutes: int, *, actor: User) -> int:
    """Move this row and all that follow it on its day; say how many moved.

    Raises ProgrammeRefusedError when a row would leave the day.
    """
    lock(session.event)
    rows = list(following(session))
    for row in rows:
        row.starts_at = _shifted(row, row.starts_at, minutes)
        row.ends_at = row.ends_at and _shifted(row, row.ends_at, minutes)
        row.sequence += 1
        row.save(update_fields=["starts_at", "ends_at", "sequence"])
    programme_changed(session.event, actor)
    return len(rows)


@transaction.atomic
def move_to_other_days(event: Event, days: timedelta) -> None:
    """Move every row along with an event that is held earlier or later.

    The journal has the change of the event itself.
    """
    lock(event)
    rows = list(event.sessions.all())
    for row in rows:
        row.date += days
        row.sequence += 1
    Session.objects.bulk_update(rows, ["date", "sequence"])
    move_published(event, days)
    move_hours(event, days)
    show_anew(event)
    signals.days_moved.send(sender=Event, event=event, days=days)


def end_sign_ups(sessions: Iterable[Session]) -> None:
    """Let whoever keeps the sign-ups refuse: raises ProgrammeRefusedError."""
    signals.sign_ups_end.send(sender=Session, sessions=list(sessions))


def following(session: Session):
    """This row and those after it on the same day, in the order of the programme."""
    is_later = Q(starts_at__gt=session.starts_at) | Q(
        starts_at=session.starts_at, position__gt=session.position
    )
    return Session.objects.filter(
        is_later | Q(pk=session.pk), event=session.event_id, date=session.date
    ).order_by("starts_at", "position", "pk")


def _write_session(session: Session) -> None:
    """Calendars follow the sequence: it grows when the time or the place changes."""
    if session.pk:
        stored = Session.objects.get(pk=session.pk)
        session.sequence = stored.sequence + any(
            getattr(stored, name) != getattr(session, name) for name in WHEN_AND_WHERE
        )
    session.save()


def _write_contribution(contribution: Contribution) -> None:
    """One without a position comes last."""
    if not contribution.position:
        others = contribution.session.contributions.aggregate(last=Max("position"))
        contribution.position = (others["last"] or 0) + 1
    contribution.save()


def _shifted(row: Session, of_day, minutes: int):
    moment = datetime.combine(row.date, of_day) + timedelta(minutes=minutes)
    if moment.date() != row.date:
        raise ProgrammeRefusedError(
            _("“%(row)s” would leave its day. Nothing was moved.") % {"row": row}
        )
    return moment.time()


def _people_of(session: Session) -> set[int]:
    rows = Participation.objects.filter(contribution__session=session)
    return set(rows.values_list("person", flat=True))
