"""The days of a text and their entries: what a time opens, or a heading."""

import datetime
from dataclasses import dataclass, field
from datetime import time

from programme.reading import kinds
from programme.reading.clocks import Times
from programme.reading.days import Calendar, Mention
from programme.reading.lines import Line


@dataclass
class Entry:
    """What a time or the heading of a session opens."""

    line: Line
    times: Times | None = None
    head: str = ""
    body: list[Line] = field(default_factory=list)
    place: str = ""  # that of the heading of a room above
    numeral: str = ""  # « II. », which opens the heading of a session

    @property
    def is_session(self) -> bool:
        return bool(self.numeral) or kinds.is_session(self.head)

    @property
    def start(self) -> time | None:
        return self.times.start if self.times else None

    @property
    def end(self) -> time | None:
        return self.times.end if self.times else None


@dataclass
class Day:
    date: datetime.date | None = None
    line: int = 0
    entries: list[Entry] = field(default_factory=list)
    mention: Mention | None = None
    before: list[Line] = field(default_factory=list)  # between the heading and rows


@dataclass
class Programme:
    days: list[Day]
    calendar: Calendar
