"""A reading laid out cell by cell, as a form carries it to and fro.

The form alone holds the state. `layout` says what is on the sheet and in which order,
« d1 r1 c1 c2 r2 »: a day, a row, its contributions, another row. The cells of each are
named after its key. Nothing is written from here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from events.dates import clock, long_date
from events.models import Event
from events.text import many_lines, one_line
from programme.entry import Entry, Function
from programme.importing import doubts
from programme.importing.cells import CellsForm, DayCells, RowCells, TalkCells
from programme.importing.doubts import Mark
from programme.importing.planned import PlannedRow, PlannedTalk
from programme.models import Session
from programme.reading.plan import ReadContribution, Reading, ReadItem, ReadPerson

LAYOUT, STATE = "layout", "state"
# A page posts 2000 fields at most, of which a row has seven and a contribution four.
MOST_FIELDS = 1950
FIELDS = {"d": 1, "r": 7, "c": 4}
_KEY = re.compile(r"[drc][1-9][0-9]{0,4}")


@dataclass
class TalkItem:
    cells: TalkCells


@dataclass
class RowItem:
    cells: RowCells
    talks: list[TalkItem] = field(default_factory=list)

    @property
    def is_left_out(self) -> bool:
        """Whoever adds a row and types nothing in it wants none."""
        names = ("starts_at", "ends_at", "title", "place", "people")
        return self.cells.is_skipped or (not self.talks and self.cells.is_blank(*names))


@dataclass
class DayItem:
    cells: DayCells
    rows: list[RowItem] = field(default_factory=list)


class TooLongError(Exception):
    """More than one page can carry."""


class Sheet:
    """The days of a form. `data` are its fields as posted."""

    def __init__(self, event: Event, data: Mapping[str, str]):
        self.event = event
        self.data = data
        self.marks, self.lines = doubts.load(data.get(STATE, ""))
        self.days = _laid_out(data)

    @classmethod
    def of_reading(cls, event: Event, reading: Reading) -> "Sheet":
        """Raises TooLongError."""
        data, lines = _data(event, reading)
        if fields_of(data[LAYOUT].split()) > MOST_FIELDS:
            raise TooLongError
        marks = doubts.marks_of(reading.doubts, lines, data)
        return cls(event, data | {STATE: doubts.dump(marks, lines)})

    @property
    def layout(self) -> str:
        return " ".join(cells.key for cells in self._all())

    @property
    def rows(self) -> list[RowItem]:
        return [row for day in self.days for row in day.rows]

    @property
    def open_marks(self) -> list[Mark]:
        """The doubts about cells that are still as they were read."""
        return [mark for mark in self.marks if mark.holds(self.data)]

    @property
    def has_room(self) -> bool:
        return fields_of(self.layout.split()) + FIELDS["r"] <= MOST_FIELDS

    def wrong_cells(self) -> list[CellsForm]:
        """The forms that say something is wrong, of what is not left out."""
        return [cells for cells in self._taken() if not cells.is_valid()]

    def planned(self) -> list[PlannedRow]:
        """What the cells say. Only where none is wrong."""
        return [
            _planned_row(day.cells.cleaned_data["date"], row)
            for day in self.days
            for row in day.rows
            if not row.is_left_out
        ]

    # What buttons do

    def add_row(self, day_key: str) -> None:
        """At the end of a day; nothing for a day that is not there."""
        for day in self.days:
            if day.cells.key == day_key and self.has_room:
                key = f"r{self.next_number('r')}"
                day.rows.append(RowItem(RowCells(key, _fresh(key, self.data))))

    def add_talk(self, row_key: str) -> None:
        for row in self.rows:
            if row.cells.key == row_key and self.has_room:
                key = f"c{self.next_number('c')}"
                row.talks.append(TalkItem(TalkCells(key, _fresh(key, self.data))))

    def move_talk(self, key: str, steps: int) -> None:
        """Put a contribution at the end of the row before, or at the top of the next;
        nothing where there is none."""
        rows = self.rows
        for number, row in enumerate(rows):
            target = number + steps
            for talk in row.talks:
                if talk.cells.key == key and 0 <= target < len(rows):
                    row.talks.remove(talk)
                    place = len(rows[target].talks) if steps < 0 else 0
                    rows[target].talks.insert(place, talk)
                    return

    def next_number(self, letter: str) -> int:
        used = [int(key[1:]) for key in self.layout.split() if key[0] == letter]
        return max(used, default=0) + 1

    def _all(self) -> Iterator[CellsForm]:
        for day in self.days:
            yield day.cells
            for row in day.rows:
                yield row.cells
                yield from (talk.cells for talk in row.talks)

    def _taken(self) -> Iterator[CellsForm]:
        for day in self.days:
            yield day.cells
            for row in day.rows:
                if not row.is_left_out:
                    yield row.cells
                    yield from (
                        talk.cells for talk in row.talks if not talk.cells.is_skipped
                    )

    def outside(self, day: DayItem) -> str:
        """A sentence for a date on which the event does not take place."""
        first, last = self.event.local_start.date(), self.event.local_end.date()
        held = day.cells.cleaned_data.get("date") if day.cells.is_valid() else None
        if held is None or first <= held <= last:
            return ""
        words = _(
            "This event is not held on %(date)s: correct this date, or those of the "
            "event."
        )
        return words % {"date": long_date(held)}


def fields_of(layout: Iterable[str]) -> int:
    return sum(FIELDS.get(key[:1], 0) for key in layout)


def _laid_out(data: Mapping[str, str]) -> list[DayItem]:
    """The tree of the layout; what stands where it cannot stand is left out."""
    keys = [key for key in data.get(LAYOUT, "").split() if _KEY.fullmatch(key)]
    days: list[DayItem] = []
    room = MOST_FIELDS
    for key in dict.fromkeys(keys):
        room -= FIELDS[key[0]]
        if room < 0:
            break
        if key[0] == "d":
            days.append(DayItem(DayCells(key, data)))
        elif key[0] == "r" and days:
            days[-1].rows.append(RowItem(RowCells(key, data)))
        elif days and days[-1].rows:
            days[-1].rows[-1].talks.append(TalkItem(TalkCells(key, data)))
    return days


def _fresh(key: str, data: Mapping[str, str]) -> dict[str, str]:
    """Nothing typed yet, whatever was posted under that key."""
    others = {name: data[name] for name in data if not name.startswith(f"{key}-")}
    return others | {f"{key}-kind": Session.Kind.PLENARY.value}


def _planned_row(day: date, row: RowItem) -> PlannedRow:
    cells = row.cells.cleaned_data
    return PlannedRow(
        date=day,
        starts_at=cells["starts_at"],
        ends_at=cells["ends_at"],
        kind=cells["kind"],
        title=cells["title"],
        place=cells["place"],
        description=cells.get("description", ""),
        people=tuple(cells["people"]),
        talks=tuple(_planned_talks(row)),
        cell=row.cells.key,
    )


def _planned_talks(row: RowItem) -> Iterator[PlannedTalk]:
    for talk in row.talks:
        cells = talk.cells.cleaned_data if not talk.cells.is_skipped else {}
        if cells.get("title") or cells.get("people"):
            yield PlannedTalk(
                title=cells["title"],
                people=tuple(cells["people"]),
                minutes=cells["minutes"],
                abstract=cells.get("abstract", ""),
                cell=talk.cells.key,
            )


# From a reading to cells


def _data(event: Event, reading: Reading) -> tuple[dict[str, str], dict[str, int]]:
    """The cells of a reading as a form would post them, and the line of each item."""
    data: dict[str, str] = {}
    lines: dict[str, int] = {}
    rows = talks = 0
    for number, day in enumerate(reading.days, start=1):
        held = day.date or event.local_start.date() + timedelta(days=number - 1)
        data[f"d{number}-date"] = held.isoformat()
        lines[f"d{number}"] = day.line
        for row in day.rows:
            rows += 1
            data |= _row_data(f"r{rows}", row)
            lines[f"r{rows}"] = row.line
            for talk in row.contributions:
                talks += 1
                data |= _talk_data(f"c{talks}", talk)
                lines[f"c{talks}"] = talk.line
    return data | {LAYOUT: " ".join(lines)}, lines


def _row_data(key: str, row: ReadItem) -> dict[str, str]:
    cells = {
        "starts_at": clock(row.start) if row.start else "",
        "ends_at": clock(row.end) if row.end else "",
        "kind": row.kind,
        "place": one_line(row.place),
        **_texts(row, "description"),
    }
    return {f"{key}-{name}": value for name, value in cells.items()}


def _talk_data(key: str, talk: ReadContribution) -> dict[str, str]:
    cells = {"minutes": _minutes(talk), **_texts(talk, "abstract")}
    return {f"{key}-{name}": value for name, value in cells.items()}


def _texts(item: ReadItem, long_text: str) -> dict[str, str]:
    found = {
        "title": one_line(item.title),
        "people": "\n".join(map(_line, item.people)),
    }
    if item.description:
        found[long_text] = many_lines(item.description)
    return found


def _minutes(talk: ReadContribution) -> str:
    if talk.start is None or talk.end is None or talk.end <= talk.start:
        return ""
    hours = talk.end.hour - talk.start.hour
    return str(hours * 60 + talk.end.minute - talk.start.minute)


def _line(person: ReadPerson) -> str:
    known = person.function in Function.values
    entry = Entry(
        given_name=one_line(person.given_name),
        family_name=one_line(person.family_name),
        function=Function(person.function) if known else Function.SPEAKER,
        roles=tuple(map(one_line, person.roles)),
    )
    return str(entry)
