"""A row, or its talks one after the other, as what takes place from when to when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.timetable import Appearance, Row, Talk, Text


@dataclass(frozen=True)
class Slot:
    """A stretch of the day: the whole of a row, or one of its talks."""

    row: Row
    starts_at: datetime
    ends_at: datetime | None
    talk: Talk | None = None

    @property
    def uid(self) -> str:
        return self.talk.uid if self.talk else self.row.uid

    @property
    def title(self) -> Text:
        return self.talk.title if self.talk else self.row.title

    @property
    def talks(self) -> tuple[Talk, ...]:
        return (self.talk,) if self.talk else self.row.talks

    @property
    def speakers(self) -> tuple[Appearance, ...]:
        people = (person for talk in self.talks for person in talk.people)
        return tuple(person for person in people if person.is_speaker)


def slots(row: Row) -> tuple[Slot, ...]:
    """The talks of a row where it is known when each begins, else the row.

    Talks have no clock of their own. It is known where there are several, all say how
    many minutes they last, and these fit into the row: then they follow one another.
    """
    talks = [talk for talk in row.talks if talk.title]
    minutes = [talk.duration for talk in talks if talk.duration]
    end = row.starts_at + timedelta(minutes=sum(minutes))
    is_known = len(talks) > 1 and len(minutes) == len(talks)
    if not is_known or (row.end and end > row.end):
        return (Slot(row, row.starts_at, row.end),)
    found, start = [], row.starts_at
    for talk, duration in zip(talks, minutes, strict=True):
        end = start + timedelta(minutes=duration)
        found.append(Slot(row, start, end, talk))
        start = end
    return tuple(found)
