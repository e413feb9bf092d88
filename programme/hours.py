"""How long each half-day lasted, for certificates of attendance.

Talks, plenaries, debates, closings and other rows count, parallel ones once. Breaks and
meals are taken off, also where they overlap what counts. Welcome and gaps do not count.
The organiser’s own figure, where there is one, takes the place of the sum.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from events.kept import Kept
from events.models import Event
from programme import kept
from programme.half_days import Half
from programme.models import Session
from programme.timetable import Day, Programme, Row

Kind = Session.Kind
type HalfDayKey = tuple[date, Half]
COUNTED = frozenset({Kind.TALKS, Kind.PLENARY, Kind.DEBATE, Kind.CLOSING, Kind.OTHER})
TAKEN_OFF = frozenset({Kind.BREAK, Kind.MEAL})
EVENTS = 200

_own_figures = Kept(EVENTS)


@dataclass(frozen=True)
class Interval:
    """A stretch of time that counts, on the clock of the place."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


@dataclass(frozen=True)
class Sum:
    """What counts in one half-day: interval by interval, in the order of the rows."""

    date: date
    half: Half
    intervals: tuple[Interval, ...]

    @property
    def key(self) -> HalfDayKey:
        return self.date, self.half

    @property
    def minutes(self) -> int:
        return sum(interval.minutes for interval in self.intervals)


def calculation(programme: Programme) -> tuple[Sum, ...]:
    """The sum of each half-day in which something counts, in order."""
    found = (
        Sum(day.date, half, tuple(_intervals(rows, day)))
        for day in programme.days
        for half, rows in _halves(day).items()
    )
    return tuple(one for one in found if one.intervals)


def minutes_of_half_days(programme: Programme) -> dict[HalfDayKey, int]:
    """Minutes by date and half-day; a half-day in which nothing counts is left out."""
    return {one.key: one.minutes for one in calculation(programme)}


def minutes_of_event(event: Event) -> dict[HalfDayKey, int]:
    """What counts for certificates: the organiser’s own figures before the sums.

    It costs no statement while the programme is kept.
    """
    return minutes_of_half_days(kept.programme(event)) | own_figures(event)


def own_figures(event: Event) -> dict[HalfDayKey, int]:
    """The half-days for which the organiser has set the rule aside."""
    key = (event.uid, event.programme_version)
    return _own_figures.get(key, lambda: stored_figures(event))


def stored_figures(event: Event) -> dict[HalfDayKey, int]:
    """The same out of the database."""
    rows = event.half_day_hours.all()
    return {(row.date, Half(row.half)): row.minutes for row in rows}


def _halves(day: Day) -> dict[Half, list[Row]]:
    return {
        Half.MORNING: [row for row in day.rows if row.starts_at < day.split],
        Half.AFTERNOON: [row for row in day.rows if row.starts_at >= day.split],
    }


def _intervals(rows: Iterable[Row], day: Day) -> Iterator[Interval]:
    """Each row without what is taken off, and without what counts already."""
    gone = {
        minute for row in day.rows if row.kind in TAKEN_OFF for minute in _span(row)
    }
    for row in rows:
        if row.kind not in COUNTED:
            continue
        left = [minute for minute in _span(row) if minute not in gone]
        gone.update(left)
        for first, last in _runs(left):
            yield Interval(_moment(row, first), _moment(row, last + 1))


def _runs(minutes: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last minute of each stretch without a hole."""
    for _key, run in groupby(enumerate(minutes), lambda pair: pair[1] - pair[0]):
        stretch = [minute for _number, minute in run]
        yield stretch[0], stretch[-1]


def _span(row: Row) -> range:
    """The minutes of the day that a row covers; none where nobody knows its end."""
    if row.end is None:
        return range(0)
    return range(_minute(row, row.starts_at), _minute(row, row.end))


def _minute(row: Row, moment: datetime) -> int:
    return (moment - _midnight(row)) // timedelta(minutes=1)


def _moment(row: Row, minute: int) -> datetime:
    return _midnight(row) + timedelta(minutes=minute)


def _midnight(row: Row) -> datetime:
    return datetime.combine(row.starts_at.date(), time(), row.starts_at.tzinfo)
