"""What an organiser should know about a programme: facts, never refusals.

Each fact names its rows, says itself in a sentence of the active language, and may
have fixes: see programme.checks.fixes.
"""

from collections.abc import Iterator

from django.utils.text import capfirst

from programme.checks.contents import (
    LongerThanItsRow,
    NoLunch,
    RoomTooSmall,
    Unplaced,
    too_long,
    too_small,
    unfed,
    unplaced,
)
from programme.checks.hours import (
    Clash,
    Gap,
    MissingEnd,
    Outside,
    Overlap,
    clashes,
    gaps,
    odd_times,
    overlaps,
)
from programme.checks.spelling import TwoSpellings, two_spellings
from programme.checks.telling import Fact
from programme.timetable import Day, Programme

__all__ = [
    "Clash",
    "Fact",
    "Gap",
    "LongerThanItsRow",
    "MissingEnd",
    "NoLunch",
    "Outside",
    "Overlap",
    "RoomTooSmall",
    "TwoSpellings",
    "Unplaced",
    "everything",
    "remarks",
    "same_room_overlaps",
    "sentence",
    "warnings",
]


def warnings(programme: Programme) -> tuple[Fact, ...]:
    """What is wrong, day by day, then the names: said after every change."""
    of_days = [fact for day in programme.days for fact in _wrong(programme, day)]
    return *of_days, *two_spellings(programme)


def remarks(programme: Programme) -> tuple[Fact, ...]:
    """What may be meant so, day by day: said in the list of checks alone."""
    return tuple(
        fact
        for day in programme.days
        for facts in (unplaced(programme, day), unfed(day))
        for fact in facts
    )


def everything(programme: Programme) -> tuple[Fact, ...]:
    """The warnings and the remarks."""
    return *warnings(programme), *remarks(programme)


def same_room_overlaps(programme: Programme) -> tuple[Overlap, ...]:
    """Rows that share minutes and a room, or that name no two places."""
    return tuple(fact for day in programme.days for fact in overlaps(day))


def sentence(fact: Fact) -> str:
    """The fact as a sentence of its own."""
    return f"{capfirst(str(fact))}."


def _wrong(programme: Programme, day: Day) -> Iterator[Fact]:
    yield from overlaps(day)
    yield from gaps(day)
    yield from clashes(day)
    yield from odd_times(programme, day)
    yield from too_long(day)
    yield from too_small(day)
