"""Rows that overlap, gaps between them, people in two places, times outside the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events.dates import NBSP, clock, minutes
from programme.checks.telling import Fact, are_in_two_places, the_row
from programme.timetable import Day, Programme, Row


@dataclass(frozen=True)
class Overlap(Fact):
    """Two rows at the same time in the same place, or in no place that is named."""

    first: Row
    second: Row
    duration: timedelta

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.first, self.second

    def words(self):
        return _("{first} and {second} overlap by {minutes} min"), {
            "first": self.first,
            "second": self.second,
            "minutes": minutes(self.duration),
        }

    @property
    def at_a_glance(self) -> str:
        """14 h 30 – 15 h 55 chevauche la pause de 15 h 45 (10 min)."""
        return _("%(hours)s overlaps %(second)s (%(minutes)s min).") % {
            "hours": f"{clock(self.first.starts_at)}{NBSP}– {clock(self.first.end)}",
            "second": _at_start(self.second),
            "minutes": minutes(self.duration),
        }

    def __str__(self) -> str:
        return _("%(first)s overlaps %(second)s (%(minutes)s min)") % {
            "first": _from_start_to_end(self.first),
            "second": _at_start(self.second),
            "minutes": minutes(self.duration),
        }


@dataclass(frozen=True)
class Gap(Fact):
    """Nothing between the end of what came before and the next row."""

    before: Row
    after: Row
    starts_at: datetime
    duration: timedelta

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.before, self.after

    def words(self):
        sentence = _(
            "nothing is planned from {start} to {end} ({minutes} min), between "
            "{before} and {after}"
        )
        return sentence, {
            "start": clock(self.starts_at),
            "end": clock(self.after.starts_at),
            "minutes": minutes(self.duration),
            "before": self.before,
            "after": self.after,
        }

    def __str__(self) -> str:
        return _("nothing is planned from %(start)s to %(end)s (%(minutes)s min)") % {
            "start": clock(self.starts_at),
            "end": clock(self.after.starts_at),
            "minutes": minutes(self.duration),
        }


@dataclass(frozen=True)
class Clash(Fact):
    """One person on two rows at once."""

    name: str
    first: Row
    second: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.first, self.second

    def words(self):
        return _("{name} is at the same time in {first} and in {second}"), {
            "name": self.name,
            "first": self.first,
            "second": self.second,
        }

    def __str__(self) -> str:
        return _("%(name)s is on two rows at %(time)s") % {
            "name": self.name,
            "time": clock(self.second.starts_at),
        }


@dataclass(frozen=True)
class Outside(Fact):
    """A row that is not between the start and the end that the event announces."""

    row: Row
    starts_at: datetime
    ends_at: datetime

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row,)

    @property
    def is_too_early(self) -> bool:
        return self.row.starts_at < self.starts_at

    @property
    def ends_too_late(self) -> bool:
        """Does it start in time, and not end in time?"""
        return not self.is_too_early and self.row.starts_at < self.ends_at

    def words(self):
        marks = {
            "row": self.row,
            "start": clock(self.starts_at),
            "end": clock(self.ends_at),
        }
        if self.is_too_early:
            return _("{row} is before the start of the event, at {start}"), marks
        if self.ends_too_late:
            return _("{row} ends after the end of the event, at {end}"), marks
        return _("{row} is after the end of the event, at {end}"), marks

    def __str__(self) -> str:
        if self.is_too_early:
            sentence = _("the row at %(time)s is before the start of the event")
        elif self.ends_too_late:
            sentence = _("the row at %(time)s ends after the end of the event")
        else:
            sentence = _("the row at %(time)s is after the end of the event")
        return sentence % {"time": clock(self.row.starts_at)}


@dataclass(frozen=True)
class MissingEnd(Fact):
    """The last row of a day that nothing ends."""

    row: Row
    event_ends_at: datetime

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row,)

    def words(self):
        return _("{row} has no end, and nothing follows it that day"), {"row": self.row}

    def __str__(self) -> str:
        return _("the last row, at %(time)s, has no end") % {
            "time": clock(self.row.starts_at)
        }


def overlaps(day: Day) -> Iterator[Overlap]:
    for first, second, common in _together(day):
        if not are_in_two_places(first, second):
            yield Overlap(first, second, common)


def gaps(day: Day) -> Iterator[Gap]:
    last = day.rows[0]
    for row in day.rows[1:]:
        if last.end and row.starts_at > last.end:
            yield Gap(last, row, last.end, row.starts_at - last.end)
        if last.end and (row.end is None or row.end > last.end):
            last = row


def clashes(day: Day) -> Iterator[Clash]:
    names = {row.anchor: row.names for row in day.rows}
    for first, second, _common in _together(day):
        for name in sorted(names[first.anchor] & names[second.anchor]):
            yield Clash(name, first, second)


def odd_times(programme: Programme, day: Day) -> Iterator[Outside | MissingEnd]:
    first, last = programme.starts_at, programme.ends_at
    for row in day.rows:
        if row.starts_at < first or row.starts_at >= last or (row.end or last) > last:
            yield Outside(row, first, last)
        elif row.end is None:
            yield MissingEnd(row, last)


def _together(day: Day) -> Iterator[tuple[Row, Row, timedelta]]:
    """The pairs of rows that share minutes, and how many; in the order of the day.

    Rows are in the order of their starts: a row is compared with those that follow
    until one starts after its end.
    """
    for number, first in enumerate(day.rows):
        if first.end is None:
            continue
        for second in day.rows[number + 1 :]:
            if second.starts_at >= first.end:
                break
            if second.end:
                yield first, second, min(first.end, second.end) - second.starts_at


def _from_start_to_end(row: Row) -> str:
    return _("%(row)s from %(start)s to %(end)s") % {
        "row": the_row(row),
        "start": clock(row.starts_at),
        "end": clock(row.end),
    }


def _at_start(row: Row) -> str:
    return _("%(row)s at %(start)s") % {
        "row": the_row(row),
        "start": clock(row.starts_at),
    }
