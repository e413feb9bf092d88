"""Rows that follow one another and move by the same minutes: one change."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby

from events import dates
from programme.changes.change import Change, What
from programme.changes.matching import Pairs
from programme.changes.scene import Scene
from programme.snapshot import SessionCopy

# Two rows are said faster one by one.
FEWEST = 3

type Moved = tuple[SessionCopy, SessionCopy]


def find(scene: Scene, pairs: Pairs[SessionCopy]) -> tuple[list[Change], set[str]]:
    """The shifts, and the uids that their rows had before."""
    found: list[Change] = []
    moved: set[str] = set()
    stays = [(old, new) for old, new in pairs if old and new and old.date == new.date]
    stays.sort(key=lambda pair: (pair[0].date, pair[0].starts_at))
    for _day, of_day in groupby(stays, lambda pair: pair[0].date):
        for run, is_last in _runs(list(of_day)):
            found.append(_change(scene, run, is_last=is_last))
            moved.update(old.uid for old, _new in run)
    return found, moved


def minutes_between(old: SessionCopy, new: SessionCopy) -> int | None:
    """By how much a row moved as it is; None where it also got longer or shorter."""
    start = _minutes(old.starts_at, new.starts_at)
    if old.ends_at is None and new.ends_at is None:
        return start
    if old.ends_at is None or new.ends_at is None:
        return None
    return start if _minutes(old.ends_at, new.ends_at) == start else None


def _runs(day: list[Moved]) -> Iterator[tuple[list[Moved], bool]]:
    """Long enough, and from one time to another without a row left out."""
    position = 0
    for minutes, group in groupby(day, lambda pair: minutes_between(*pair)):
        run = list(group)
        others = {old.starts_at for old, _new in day[:position]}
        position += len(run)
        others |= {old.starts_at for old, _new in day[position:]}
        run = [pair for pair in run if pair[0].starts_at not in others]
        if minutes and len(run) >= FEWEST:
            yield run, not others or run[-1][0].starts_at > max(others)


def _change(scene: Scene, run: list[Moved], *, is_last: bool) -> Change:
    first, last = run[0][0], run[-1][0]
    facts = {
        "count": len(run),
        "date": first.date.isoformat() if scene.has_many_days else "",
        "start": first.starts_at.isoformat(),
        "last": "" if is_last else last.starts_at.isoformat(),
        "minutes": minutes_between(*run[0]),
    }
    return Change(What.SHIFTED, tuple(new.uid for _old, new in run), facts)


def _minutes(old: time, new: time) -> int:
    before, after = (datetime.combine(date.min, moment) for moment in (old, new))
    return dates.minutes(after - before)
