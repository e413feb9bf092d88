"""What was understood of a programme: plain values, in the order of the text."""

import datetime
from dataclasses import asdict, dataclass, field
from datetime import time


@dataclass(frozen=True)
class ReadPerson:
    """Somebody named in the text; `line` is where, from 1."""

    given_name: str
    family_name: str
    function: str = "speaker"  # a Participation.Function
    roles: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class ReadItem:
    """What rows and contributions have in common."""

    start: time | None = None
    end: time | None = None
    kind: str = "plenary"  # a Session.Kind
    title: str = ""
    place: str = ""
    description: str = ""
    people: tuple[ReadPerson, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class ReadContribution(ReadItem):
    """A talk inside a session; its own hours, where it has some, give its duration."""


@dataclass(frozen=True)
class ReadRow(ReadItem):
    """A row of the day. A plenary holds its one talk itself: title and people."""

    contributions: tuple[ReadContribution, ...] = ()


@dataclass(frozen=True)
class ReadDay:
    """The rows under one heading; without a date where the text gives none."""

    date: datetime.date | None = None
    rows: tuple[ReadRow, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Doubt:
    """Something to look at: the line, the words on it, and a sentence that says why.

    `reason` is in the active language. `code` names the kind of doubt.
    """

    line: int
    text: str
    reason: str
    code: str


@dataclass(frozen=True)
class Reading:
    days: tuple[ReadDay, ...] = ()
    doubts: tuple[Doubt, ...] = field(default_factory=tuple)

    def as_data(self) -> dict:
        """Lists, texts and numbers alone: times as 09:15, dates as 2019-05-22."""
        return _plain(asdict(self))


def _plain(value):
    match value:
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case time():
            return value.strftime("%H:%M")
        case datetime.date():
            return value.isoformat()
        case _:
            return value
