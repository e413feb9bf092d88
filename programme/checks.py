"""What an organiser should know about a programme: facts, never refusals.

Each fact names its rows and says itself in a sentence of the active language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates import clock, minutes
from programme.models import Session
from programme.timetable import Day, Programme, Row

THE_ROW: dict[str, Any] = {
    Session.Kind.WELCOME: gettext_lazy("the welcome"),
    Session.Kind.TALKS: gettext_lazy("the session"),
    Session.Kind.PLENARY: gettext_lazy("the plenary"),
    Session.Kind.DEBATE: gettext_lazy("the debate"),
    Session.Kind.BREAK: gettext_lazy("the break"),
    Session.Kind.MEAL: gettext_lazy("the meal"),
    Session.Kind.CLOSING: gettext_lazy("the closing"),
    Session.Kind.OTHER: gettext_lazy("the row"),
}


@dataclass(frozen=True)
class Overlap:
    """Two rows at the same time in the same place, or in no place that is named."""

    first: Row
    second: Row
    duration: timedelta

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.first, self.second

    def __str__(self) -> str:
        return _("%(first)s overlaps %(second)s (%(minutes)s min)") % {
            "first": _from_start_to_end(self.first),
            "second": _at_start(self.second),
            "minutes": minutes(self.duration),
        }


@dataclass(frozen=True)
class Gap:
    """Nothing between the end of what came before and the next row."""

    before: Row
    after: Row
    starts_at: datetime
    duration: timedelta

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.before, self.after

    def __str__(self) -> str:
        return _("nothing is planned from %(start)s to %(end)s (%(minutes)s min)") % {
            "start": clock(self.starts_at),
            "end": clock(self.after.starts_at),
            "minutes": minutes(self.duration),
        }


@dataclass(frozen=True)
class Clash:
    """One person on two rows at once."""

    name: str
    first: Row
    second: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.first, self.second

    def __str__(self) -> str:
        return _("%(name)s is on two rows at %(time)s") % {
            "name": self.name,
            "time": clock(self.second.starts_at),
        }


@dataclass(frozen=True)
class Outside:
    """A row that is not between the start and the end that the event announces."""

    row: Row
    starts_at: datetime
    ends_at: datetime

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row,)

    def __str__(self) -> str:
        if self.row.starts_at < self.starts_at:
            sentence = _("the row at %(time)s is before the start of the event")
        elif self.row.starts_at < self.ends_at:
            sentence = _("the row at %(time)s ends after the end of the event")
        else:
            sentence = _("the row at %(time)s is after the end of the event")
        return sentence % {"time": clock(self.row.starts_at)}


@dataclass(frozen=True)
class MissingEnd:
    """The last row of a day that nothing ends."""

    row: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row,)

    def __str__(self) -> str:
        return _("the last row, at %(time)s, has no end") % {
            "time": clock(self.row.starts_at)
        }


Fact = Overlap | Gap | Clash | Outside | MissingEnd


def warnings(programme: Programme) -> tuple[Fact, ...]:
    """All of them, day by day: overlaps, gaps, clashes, then odd times."""
    return tuple(
        fact for day in programme.days for fact in _warnings_of(programme, day)
    )


def sentence(fact: Fact) -> str:
    """The fact as a sentence of its own."""
    return f"{capfirst(str(fact))}."


def _warnings_of(programme: Programme, day: Day) -> Iterator[Fact]:
    yield from _overlaps(day)
    yield from _gaps(day)
    yield from _clashes(day)
    yield from _odd_times(programme, day)


def _overlaps(day: Day) -> Iterator[Overlap]:
    for first, second in combinations(day.rows, 2):
        common = _common_time(first, second)
        if common and not _are_in_two_places(first, second):
            yield Overlap(first, second, common)


def _gaps(day: Day) -> Iterator[Gap]:
    last = day.rows[0]
    for row in day.rows[1:]:
        if last.end and row.starts_at > last.end:
            yield Gap(last, row, last.end, row.starts_at - last.end)
        if last.end and (row.end is None or row.end > last.end):
            last = row


def _clashes(day: Day) -> Iterator[Clash]:
    for first, second in combinations(day.rows, 2):
        if _common_time(first, second):
            for name in sorted(first.names & second.names):
                yield Clash(name, first, second)


def _odd_times(programme: Programme, day: Day) -> Iterator[Outside | MissingEnd]:
    first, last = programme.starts_at, programme.ends_at
    for row in day.rows:
        if row.starts_at < first or row.starts_at >= last or (row.end or last) > last:
            yield Outside(row, first, last)
        elif row.end is None:
            yield MissingEnd(row)


def _common_time(first: Row, second: Row) -> timedelta | None:
    """How long both last, `first` being the one that starts no later."""
    ends = [row.end for row in (first, second) if row.end]
    if len(ends) < 2 or min(ends) <= second.starts_at:
        return None
    return min(ends) - second.starts_at


def _are_in_two_places(first: Row, second: Row) -> bool:
    return bool(first.place and second.place and first.place != second.place)


def _from_start_to_end(row: Row) -> str:
    return _("%(row)s from %(start)s to %(end)s") % {
        "row": THE_ROW[row.kind],
        "start": clock(row.starts_at),
        "end": clock(row.end),
    }


def _at_start(row: Row) -> str:
    return _("%(row)s at %(start)s") % {
        "row": THE_ROW[row.kind],
        "start": clock(row.starts_at),
    }
