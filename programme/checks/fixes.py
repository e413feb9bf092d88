"""What one click can do about a fact.

A fix is known by its key, which says all that it would write: it is offered for as
long as the fact stands, and only then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from events.dates import clock
from programme.checks.contents import (
    LongerThanItsRow,
    NoLunch,
    RoomTooSmall,
    Unplaced,
)
from programme.checks.hours import Gap, MissingEnd, Outside, Overlap
from programme.checks.spelling import TwoSpellings
from programme.checks.telling import Fact, the_row
from programme.timetable import Row

A_MEAL = timedelta(minutes=30)
FIRST_MEAL, LAST_MEAL = 11, 14  # hours at which one may begin


@dataclass(frozen=True)
class Fix:
    """`field` of the row or the person `target` becomes `value`."""

    field: str
    target: str
    value: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.field}:{self.target}:{self.value}"


def of(fact: Fact) -> tuple[Fix, ...]:
    """What may be done about a fact; mostly one thing or two, sometimes nothing."""
    find = _FIXES.get(type(fact))
    return tuple(find(fact)) if find else ()


def offered(facts: tuple[Fact, ...]) -> dict[str, Fix]:
    """All of them, by their keys."""
    return {fix.key: fix for fact in facts for fix in of(fact)}


def _of_overlap(fact: Overlap) -> Iterator[Fix]:
    first, second = fact.rows
    if second.starts_at > first.starts_at:
        yield _finish(first, second.starts_at)
    if first.end < second.end:
        yield _begin(second, first.end)


def _of_gap(fact: Gap) -> Iterator[Fix]:
    yield _finish(fact.before, fact.after.starts_at)
    yield _begin(fact.after, fact.starts_at)


def _of_outside(fact: Outside) -> Iterator[Fix]:
    row = fact.row
    if fact.ends_too_late and row.ends_at and _is_same_day(row, fact.ends_at):
        yield _finish(row, fact.ends_at)
    lasts_into_it = row.end and row.end > fact.starts_at and _is_same_day(row, row.end)
    if fact.is_too_early and lasts_into_it:
        yield _begin(row, fact.starts_at)


def _of_missing_end(fact: MissingEnd) -> Iterator[Fix]:
    """Each day of an event usually ends at the same hour."""
    at = datetime.combine(
        fact.row.starts_at.date(), fact.event_ends_at.time(), fact.row.starts_at.tzinfo
    )
    if at > fact.row.starts_at:
        yield _finish(fact.row, at)


def _of_too_long(fact: LongerThanItsRow) -> Iterator[Fix]:
    if fact.may_last_longer:
        yield _finish(fact.row, fact.until)


def _of_small_room(fact: RoomTooSmall) -> Iterator[Fix]:
    label = _("Limit the workshop to %(seats)s seats") % {"seats": fact.row.capacity}
    yield _on_row(fact.row, "seats", str(fact.row.capacity), label)


def _of_unplaced(fact: Unplaced) -> Iterator[Fix]:
    if fact.like:
        label = _("Write the place “%(place)s”") % {"place": fact.like.place}
        yield _on_row(fact.row, "place", str(fact.like.session_key), label)


def _of_no_lunch(fact: NoLunch) -> Iterator[Fix]:
    """A long break at that time is a meal that nobody called so."""
    for row in fact.day_rows:
        is_long = row.kind == "break" and row.end and row.end - row.starts_at >= A_MEAL
        if is_long and FIRST_MEAL <= row.starts_at.hour < LAST_MEAL:
            label = _("Make a meal of %(row)s at %(time)s") % {
                "row": the_row(row),
                "time": clock(row.starts_at),
            }
            yield _on_row(row, "kind", "meal", label)


def _of_two_spellings(fact: TwoSpellings) -> Iterator[Fix]:
    usual, other = fact.usual.person, fact.other.person
    for kept, left in ((usual, other), (other, usual)):
        label = _("Write “%(name)s” everywhere") % {"name": kept.name}
        yield Fix("person", left.person_uid, kept.person_uid, label)


def _finish(row: Row, at: datetime) -> Fix:
    label = _("End %(row)s at %(time)s") % {"row": the_row(row), "time": clock(at)}
    return _on_row(row, "ends_at", f"{at:%H:%M}", label)


def _begin(row: Row, at: datetime) -> Fix:
    label = _("Begin %(row)s at %(time)s") % {"row": the_row(row), "time": clock(at)}
    return _on_row(row, "starts_at", f"{at:%H:%M}", label)


def _on_row(row: Row, field: str, value: str, label: str) -> Fix:
    return Fix(field, str(row.session_key), value, label)


def _is_same_day(row: Row, moment: datetime) -> bool:
    return row.starts_at.date() == moment.date()


_FIXES: dict[type, Callable[[Any], Iterator[Fix]]] = {
    Overlap: _of_overlap,
    Gap: _of_gap,
    Outside: _of_outside,
    MissingEnd: _of_missing_end,
    LongerThanItsRow: _of_too_long,
    RoomTooSmall: _of_small_room,
    Unplaced: _of_unplaced,
    NoLunch: _of_no_lunch,
    TwoSpellings: _of_two_spellings,
}
