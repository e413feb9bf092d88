"""What an organiser must know without looking: the hours of the events to come.

Made from the working copies, and kept for as long as they do not change.
"""

from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone
from django.utils.translation import get_language

from events.kept import Kept
from events.models import Event
from programme import snapshot, timetable
from programme.checks.hours import clashes, gaps, odd_times, overlaps
from programme.checks.telling import Fact
from programme.models import Session
from programme.timetable import Programme

EVENTS = 200
_facts = Kept(EVENTS)


def by_event(events: Iterable[Event]) -> dict[int, tuple[Fact, ...]]:
    """The facts about the hours of each event that is not over, by its key.

    All the programmes together cost the same number of statements; those that were
    asked for since their last change cost none.
    """
    now = timezone.now()
    coming = [each for each in events if each.ends_at > now and not each.cancelled_at]
    unknown = [each for each in coming if _key(each) not in _facts]
    rows = _rows_of(unknown)
    return {
        event.pk: _facts.get(_key(event), lambda event=event: _found(event, rows))
        for event in coming
    }


def _rows_of(events: list[Event]) -> dict[int, list[Session]]:
    if not events:
        return {}
    sessions = Session.objects.filter(event__in=events).for_programme()
    ordered = sorted(sessions, key=lambda row: row.event_id)
    return {
        key: list(of_event)
        for key, of_event in groupby(ordered, lambda row: row.event_id)
    }


def _found(event: Event, rows: dict[int, list[Session]]) -> tuple[Fact, ...]:
    copies = snapshot.copies(rows.get(event.pk, []))
    return tuple(_of_hours(timetable.build(event, copies)))


def _of_hours(programme: Programme) -> Iterable[Fact]:
    for day in programme.days:
        yield from overlaps(day)
        yield from gaps(day)
        yield from clashes(day)
        yield from odd_times(programme, day)


def _key(event: Event) -> tuple:
    """All that the facts and their sentences are made from."""
    return (
        event.uid,
        event.programme_version,
        event.starts_at,
        event.doors_open_at,
        event.ends_at,
        event.time_zone,
        event.content_language,
        get_language(),
    )
