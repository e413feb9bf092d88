"""The day on its page: what is stored, and what was moved since the page was opened."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from events.models import Event
from programme.admin.board.rows import (
    FIELDS,
    BoardRow,
    read_standing,
    values_of,
)
from programme.models import Contribution, Session
from programme.operations import Move, Rearrangement, Standing, standing

MOST_DAYS = 31
MOST_DIGITS = 19
_ROW = re.compile(r"(r|c)([0-9]{1,18})")


@dataclass(frozen=True)
class Lost:
    """What others did to a row, and saving this page would undo."""

    row: BoardRow
    theirs: Standing
    has_moved: bool
    has_other_talks: bool


class Board:
    """All rows of an event that one day shows, and its contributions."""

    def __init__(self, event: Event):
        self.event = event
        stored = event.sessions.order_by("date", "starts_at", "position", "pk")
        self.sessions: dict[int, Session] = {
            row.pk: row for row in stored.select_related("room").with_people()
        }
        self.talks: dict[int, Contribution] = {
            talk.pk: talk
            for row in self.sessions.values()
            for talk in row.contributions.all()
        }
        self.rooms = list(event.rooms.all())
        self.days = _days(event, self.sessions.values())
        self.rows: list[BoardRow] = []
        self.away: dict[int, int] = {}  # a contribution, and the row of another day
        self.gone = 0  # rows that the page showed and that are deleted

    # Opened, or sent back

    def show(self, day: date) -> None:
        """The rows of a day, as they are stored."""
        for session in self.sessions.values():
            if session.date == day:
                self.add(f"r{session.pk}", session, standing(session))

    def add(self, prefix: str, session: Session, stands: Standing) -> BoardRow:
        row = BoardRow(
            prefix,
            session,
            values_of(stands),
            list(stands.talks),
            self.days,
            self.rooms,
            was=None if prefix.startswith("c") else stands,
        )
        self.rows.append(row)
        return row

    def read(self, data: Mapping[str, str]) -> None:
        """The rows as the page sent them; of what is not there any more, nothing."""
        prefixes = dict.fromkeys(data.get("rows", "").split(","))
        for prefix in filter(_ROW.fullmatch, prefixes):
            is_copy = prefix.startswith("c")
            key = data.get(f"{prefix}-of", "") if is_copy else prefix[1:]
            if session := self.sessions.get(_number(key)):
                self._read_row(prefix, session, data)
            else:
                self.gone += 1
        for row in self.rows:
            row.talks = self._free_talks(data.get(f"{row.prefix}-talks", ""))
        self._read_away(data.get("away", ""))
        self._take_back_what_is_lost()
        if opened := self.row(data.get("open", "")):
            opened.is_open = True

    def _read_row(self, prefix: str, session: Session, data) -> None:
        row = self.add(prefix, session, standing(session))
        row.values = {name: data.get(f"{prefix}-{name}", "") for name in FIELDS}
        row.talks = []
        if row.is_copy:
            row.with_talks = data.get(f"{prefix}-with") == "1"
        else:
            row.was = read_standing(data.get(f"{prefix}-was", ""))

    def _free_talks(self, text: str) -> list[int]:
        """Contributions of rows of this page, that no row before has named."""
        taken = {key for row in self.rows for key in row.talks}
        named = dict.fromkeys(map(_number, text.split(",")))
        return [
            key
            for key in named
            if key in self.talks
            and key not in taken
            and self.row(f"r{self.talks[key].session_id}")
        ]

    def _read_away(self, text: str) -> None:
        elsewhere = {row.pk for row in self.elsewhere}
        for pair in text.split(","):
            talk, _colon, row = pair.partition(":")
            if _number(row) in elsewhere:
                for key in self._free_talks(talk):
                    self.away[key] = _number(row)

    def _take_back_what_is_lost(self) -> None:
        """A contribution that the page does not name stays in its row."""
        named = {key for row in self.rows for key in row.talks} | self.away.keys()
        for key, talk in self.talks.items():
            row = self.row(f"r{talk.session_id}")
            if row and key not in named:
                row.talks.append(key)

    # Asked

    def row(self, prefix: str) -> BoardRow | None:
        return next((row for row in self.rows if row.prefix == prefix), None)

    def row_of(self, talk: int) -> BoardRow | None:
        return next((row for row in self.rows if talk in row.talks), None)

    @property
    def ordered(self) -> list[BoardRow]:
        return sorted(self.rows, key=lambda row: row.order)

    @property
    def elsewhere(self) -> Iterator[Session]:
        """The rows of other days, where a contribution may go."""
        shown = {row.session.pk for row in self.rows if not row.is_copy}
        return (row for key, row in self.sessions.items() if key not in shown)

    @property
    def is_valid(self) -> bool:
        return all(row.to for row in self.rows)

    def rearrangement(self) -> Rearrangement:
        """What is to be stored, of a board that is valid."""
        moves = [
            Move(row.session.pk, row.to, row.was, row.with_talks)
            for row in self.rows
            if row.to
        ]
        return Rearrangement(moves, self.away)

    def take_over(self, now: Mapping[int, Standing | None]) -> list[Lost]:
        """Others moved these rows: theirs are shown where nothing was moved here, and
        what was moved here stays. What theirs would lose is returned."""
        rows = {row: now[row.session.pk] for row in self._stale(now)}
        lost = [
            Lost(row, stands, row.has_moved, row.has_other_talks)
            for row, stands in rows.items()
            if row.has_moved or row.has_other_talks
        ]
        untouched = [row for row in rows if not row.has_other_talks]
        for row, stands in rows.items():
            if not row.has_moved:
                row.type(stands, *FIELDS)
            row.was = stands
        self._show_theirs(untouched)
        return lost

    def _stale(self, now: Mapping[int, Standing | None]) -> list[BoardRow]:
        return [row for row in self.rows if not row.is_copy and now.get(row.session.pk)]

    def _show_theirs(self, rows: list[BoardRow]) -> None:
        """The contributions as others put them, but for those that moved here."""
        for row in rows:
            row.talks = []
        named = {key for row in self.rows for key in row.talks} | self.away.keys()
        for row in rows:
            theirs = row.was.talks if row.was else ()
            row.talks = [
                key for key in theirs if key in self.talks and key not in named
            ]
        self._take_back_what_is_lost()


def _days(event: Event, sessions) -> list[date]:
    first, last = event.local_start.date(), event.local_end.date()
    number = min((last - first).days + 1, MOST_DAYS)
    days = {first + timedelta(days=each) for each in range(number)}
    return sorted(days | {row.date for row in sessions})


def _number(text: str) -> int:
    """Zero, which is the key of nothing, for what is not a number."""
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else 0
