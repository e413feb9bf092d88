"""How long each half-day lasted, for certificates of attendance.

Talks, plenaries, debates, closings and other rows count, parallel ones once. Breaks and
meals are taken off, also where they overlap what counts. Welcome and gaps do not count.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from programme.half_days import Half
from programme.models import Session
from programme.timetable import Day, Programme, Row

Kind = Session.Kind
COUNTED = frozenset({Kind.TALKS, Kind.PLENARY, Kind.DEBATE, Kind.CLOSING, Kind.OTHER})
TAKEN_OFF = frozenset({Kind.BREAK, Kind.MEAL})


def minutes_of_half_days(programme: Programme) -> dict[tuple[date, Half], int]:
    """Minutes by date and half-day; a half-day in which nothing counts is left out."""
    found = {
        (day.date, half): len(_minutes(rows, COUNTED) - _minutes(day.rows, TAKEN_OFF))
        for day in programme.days
        for half, rows in _halves(day).items()
    }
    return {half_day: minutes for half_day, minutes in found.items() if minutes}


def _halves(day: Day) -> dict[Half, list[Row]]:
    return {
        Half.MORNING: [row for row in day.rows if row.starts_at < day.split],
        Half.AFTERNOON: [row for row in day.rows if row.starts_at >= day.split],
    }


def _minutes(rows: Iterable[Row], kinds: frozenset[Kind]) -> set[int]:
    """The minutes of the day that rows of these kinds cover."""
    return {
        minute
        for row in rows
        if row.kind in kinds and row.end
        for minute in range(_minute(row, row.starts_at), _minute(row, row.end))
    }


def _minute(row: Row, moment: datetime) -> int:
    midnight = datetime.combine(row.starts_at.date(), time(), row.starts_at.tzinfo)
    return (moment - midnight) // timedelta(minutes=1)
