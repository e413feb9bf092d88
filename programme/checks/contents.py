"""What is in the rows: talks too long for them, rooms too small, breaks nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from events.dates import clock, long_day, minutes
from programme.checks.telling import Fact, are_in_two_places
from programme.timetable import Day, Programme, Row

BEFORE_NOON, AFTER_NOON = time(11, 30), time(14, 30)


@dataclass(frozen=True)
class OfRow(Fact):
    """A fact about one row."""

    row: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row,)


@dataclass(frozen=True)
class LongerThanItsRow(OfRow):
    """The minutes of the contributions are more than those of their row."""

    total: int
    until: datetime
    may_last_longer: bool  # is nothing else in that place until they are over?

    def words(self):
        sentence = _(
            "the contributions of {row} last {total} min together, and there are "
            "{minutes} min for them"
        )
        return sentence, {
            "row": self.row,
            "total": self.total,
            "minutes": minutes(self.length),
        }

    @property
    def length(self) -> timedelta:
        return self.row.end - self.row.starts_at

    def __str__(self) -> str:
        sentence = _(
            "at %(time)s, the contributions last %(total)s min together, and there are "
            "%(minutes)s min for them"
        )
        return sentence % {
            "time": clock(self.row.starts_at),
            "total": self.total,
            "minutes": minutes(self.length),
        }


@dataclass(frozen=True)
class RoomTooSmall(OfRow):
    """A workshop that takes more people than its room holds."""

    def words(self):
        marks = {
            "row": self.row,
            "seats": self.row.seats,
            "room": self.row.place,
            "capacity": self.row.capacity,
        }
        if self.row.seats is None:
            sentence = _(
                "{row} takes people without a limit, and the room {room} holds "
                "{capacity}"
            )
        else:
            sentence = _(
                "{row} has {seats} seats, and the room {room} holds {capacity}"
            )
        return sentence, marks

    def __str__(self) -> str:
        sentence = _(
            "the workshop at %(time)s takes more people than its room holds "
            "(%(capacity)s)"
        )
        return sentence % {
            "time": clock(self.row.starts_at),
            "capacity": self.row.capacity,
        }


@dataclass(frozen=True)
class Unplaced(OfRow):
    """A break of which nobody knows where it is; `like` is a row whose place it may
    share."""

    like: Row | None

    def words(self):
        return _("{row} has no place"), {"row": self.row}


@dataclass(frozen=True)
class NoLunch(Fact):
    """A day that lasts across noon, without a meal."""

    day_rows: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.day_rows[:1]

    def words(self):
        return _("there is no meal on {day}, from {start} to {end}"), {
            "day": long_day(self.day),
            "start": clock(self.day_rows[0].starts_at),
            "end": clock(_last_end(self.day_rows)),
        }


def too_long(day: Day) -> Iterator[LongerThanItsRow]:
    for row in day.rows:
        total = sum(talk.duration or 0 for talk in row.talks)
        until = row.starts_at + timedelta(minutes=total)
        if row.end and until > row.end:
            yield LongerThanItsRow(row, total, until, _is_free(day, row, until))


def too_small(day: Day) -> Iterator[RoomTooSmall]:
    for row in day.rows:
        if not row.takes_sign_ups or row.capacity is None:
            continue
        if row.seats is None or row.seats > row.capacity:
            yield RoomTooSmall(row)


def unplaced(programme: Programme, day: Day) -> Iterator[Unplaced]:
    social = (row for row in programme.rows if row.kind in ("break", "welcome"))
    like = next((row for row in social if row.place), None)
    for row in day.rows:
        if row.kind == "break" and not row.place:
            yield Unplaced(row, like)


def unfed(day: Day) -> Iterator[NoLunch]:
    start = day.rows[0].starts_at
    late = datetime.combine(day.date, AFTER_NOON, start.tzinfo)
    is_across_noon = start.time() < BEFORE_NOON and _last_end(day.rows) > late
    if is_across_noon and not any(row.kind == "meal" for row in day.rows):
        yield NoLunch(day.rows)


def _is_free(day: Day, row: Row, until: datetime) -> bool:
    """Does nothing start in its place between its end and that moment?"""
    return until.date() == day.date and not any(
        row.end <= other.starts_at < until and not are_in_two_places(row, other)
        for other in day.rows
    )


def _last_end(rows: tuple[Row, ...]):
    return max(row.end or row.starts_at for row in rows)
