"""One click of an organiser mends what a check has found."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q

from events.models import Event, User
from programme import checks, timetable
from programme.checks import fixes
from programme.checks.fixes import Fix
from programme.models import Participation, Person, Session
from programme.operations.cast import forget_people
from programme.operations.turns import lock, programme_changed
from programme.times import read_time


@transaction.atomic
def fix(event: Event, key: str, *, actor: User) -> Fix | None:
    """Do what this key says, if a check still asks for it; None where none does.

    So the second click of somebody in a hurry, or of a colleague, changes nothing.
    """
    lock(event)
    event = Event.objects.get(pk=event.pk)
    programme = timetable.of_event(event)
    chosen = fixes.offered(checks.everything(programme)).get(key)
    if chosen is None:
        return None
    _WRITERS[chosen.field](event, chosen)
    programme_changed(event, actor)
    return chosen


def _write_time(event: Event, fix: Fix) -> None:
    row = _row(event, fix)
    setattr(row, fix.field, read_time(fix.value))
    _write_when_and_where(row, fix.field)


def _write_place(event: Event, fix: Fix) -> None:
    """The place of another row, whose key the fix holds."""
    row, like = _row(event, fix), event.sessions.get(pk=fix.value)
    row.room, row.place_fr, row.place_en = like.room, like.place_fr, like.place_en
    _write_when_and_where(row, "room", "place_fr", "place_en")


def _write_when_and_where(row: Session, *fields: str) -> None:
    """Calendars follow the sequence."""
    row.sequence += 1
    row.save(update_fields=[*fields, "sequence"])


def _write_kind(event: Event, fix: Fix) -> None:
    event.sessions.filter(pk=fix.target).update(kind=fix.value)


def _write_seats(event: Event, fix: Fix) -> None:
    event.sessions.filter(pk=fix.target).update(seats=int(fix.value))


def _write_person(event: Event, fix: Fix) -> None:
    """The rows of this event name one person; other events keep what they print."""
    left = Person.objects.get(uid=fix.target)
    kept = Person.objects.get(uid=fix.value)
    here = Q(contribution__session__event=event)
    theirs = Participation.objects.filter(here, person=kept)
    taken = set(theirs.values_list("contribution", "function"))
    for row in Participation.objects.filter(here, person=left):
        # Twice in a hidden contribution: the check did not see it, the writer keeps it.
        if (row.contribution_id, row.function) not in taken:
            row.person = kept
            row.save(update_fields=["person"])
    forget_people({left.pk})


def _row(event: Event, fix: Fix) -> Session:
    return event.sessions.get(pk=fix.target)


_WRITERS: dict[str, Callable[[Event, Fix], None]] = {
    "starts_at": _write_time,
    "ends_at": _write_time,
    "place": _write_place,
    "kind": _write_kind,
    "seats": _write_seats,
    "person": _write_person,
}
