"""What the preview of a pasted programme shows: cells, doubts, and what will change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from events import dates
from programme import operations
from programme.admin import paste_words
from programme.importing.cells import CellsForm
from programme.importing.comparing import (
    Comparison,
    RowChange,
    TalkChange,
    compare,
)
from programme.importing.doubts import Mark
from programme.importing.sheet import STATE, DayItem, RowItem, Sheet, TalkItem
from programme.institutions import institution_of
from programme.models import Contribution, Session

PEOPLE = "people"
TITLE_SHOWN = 60  # characters


@dataclass
class Cell:
    """A field with what is said beside it."""

    bound: BoundField
    doubts: list[tuple[str, Mark]] = field(default_factory=list)  # with their ids
    shows_errors: bool = True

    @property
    def name(self) -> str:
        return self.bound.name

    @property
    def errors(self) -> Any:
        return self.bound.errors if self.shows_errors else []


@dataclass
class Part:
    """A day, a row or a contribution on the page."""

    item: Any
    cells: dict[str, Cell]
    line: int | None = None
    change: RowChange | TalkChange | None = None
    parts: list["Part"] = field(default_factory=list)
    warning: str = ""

    @property
    def key(self) -> str:
        return self.item.cells.key

    @property
    def title(self) -> str:
        return _title(self.item.cells)

    @property
    def heading(self) -> str:
        """The date of a day, as far as there is one."""
        cells = self.item.cells
        held = cells.cleaned_data.get("date") if cells.is_bound else None
        return capfirst(dates.long_date(held)) if held else _("Day without a date")

    @property
    def has_people(self) -> bool:
        """Is there something to see among the people of a row?"""
        cell = self.cells[PEOPLE]
        return bool(cell.bound.value() or cell.errors or cell.doubts)

    @property
    def state(self) -> str:
        return self.change.state.value if self.change else ""

    @property
    def state_label(self) -> str:
        return paste_words.state_labels()[self.change.state] if self.change else ""

    @property
    def before(self) -> list[str]:
        return paste_words.before(self.change) if self.change else []

    @property
    def institutions(self) -> list[str]:
        people = self.item.cells.cleaned_data.get(PEOPLE) or []
        roles = [role for entry in people for role in entry.roles]
        return list(dict.fromkeys(filter(None, map(institution_of, roles))))


@dataclass(frozen=True)
class Problem:
    """What is wrong in a cell, and where that is: « Fin, 10 h · Titre »."""

    cell: str
    where: str
    sentence: str


class Page:
    """All that the template needs of a sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.wrong = sheet.wrong_cells()
        self.comparison: Comparison | None = None
        if not self.wrong:
            self.comparison = compare(sheet.event, sheet.planned())
        self._changes = dict(_by_cell(self.comparison))
        self._marks: dict[str, list[tuple[str, Mark]]] = defaultdict(list)
        for number, mark in enumerate(sheet.open_marks, start=1):
            self._marks[mark.cell].append((f"doubt-{number}", mark))
        self.days = [self._day(day) for day in sheet.days]

    @property
    def doubts(self) -> list[Mark]:
        return self.sheet.open_marks

    @property
    def state(self) -> str:
        """The doubts and lines, for the form to carry along."""
        return self.sheet.data.get(STATE, "")

    @property
    def next_row(self) -> int:
        return self.sheet.next_number("r")

    @property
    def next_talk(self) -> int:
        return self.sheet.next_number("c")

    @cached_property
    def problems(self) -> list["Problem"]:
        return [
            Problem(cells.add_prefix(name), _where(cells, name), str(sentence))
            for cells in self.wrong
            for name, sentences in cells.errors.items()
            for sentence in sentences
        ]

    @property
    def summary(self) -> str:
        return paste_words.summary(self.comparison.count) if self.comparison else ""

    @property
    def understood(self) -> str:
        """« 12 lignes, 7 communications, 13 personnes. »"""
        if self.comparison is None:
            return ""
        planned = [change.row for change in self.comparison.rows]
        talks = [talk for row in planned for talk in row.talks]
        lines = [*(row.people for row in planned), *(talk.people for talk in talks)]
        people = {entry.key for people in lines for entry in people}
        one_talk = sum(row.is_one_talk for row in planned)
        return paste_words.understood(len(planned), len(talks) + one_talk, len(people))

    @property
    def absent(self) -> list[tuple[str, str]]:
        """What the text says nothing of: the value of its box, and its name."""
        if self.comparison is None:
            return []
        found: list[Session | Contribution] = [
            *self.comparison.absent_rows,
            *self.comparison.absent_talks,
        ]
        has_many_days = len({row.date for row in self.comparison.absent_rows}) > 1
        return [
            (
                operations.absent_key(one),
                paste_words.name_of(one, has_date=has_many_days),
            )
            for one in found
        ]

    def _day(self, day: DayItem) -> Part:
        return Part(
            day,
            self._cells(day.cells),
            parts=[self._row(row) for row in day.rows],
            warning=self.sheet.outside(day),
        )

    def _row(self, row: RowItem) -> Part:
        part = self._part(row, is_left_out=row.is_left_out)
        part.parts = [
            self._part(talk, is_left_out=row.is_left_out or talk.cells.is_skipped)
            for talk in row.talks
        ]
        return part

    def _part(self, item: RowItem | TalkItem, *, is_left_out: bool) -> Part:
        key = item.cells.key
        return Part(
            item,
            self._cells(item.cells, shows_errors=not is_left_out),
            line=self.sheet.lines.get(key),
            change=self._changes.get(key),
        )

    def _cells(self, cells: CellsForm, *, shows_errors: bool = True) -> dict[str, Cell]:
        found = {}
        for name in cells.fields:
            doubts = self._marks.get(cells.add_prefix(name), [])
            cell = found[name] = Cell(cells[name], doubts, shows_errors)
            _describe(cell)
        return found


def _title(cells: CellsForm) -> str:
    """A short name, for whoever hears the page."""
    start = cells["starts_at"].value() if "starts_at" in cells.fields else ""
    words = ""
    if "title" in cells.fields:
        words = Truncator(cells["title"].value() or "").chars(TITLE_SHOWN)
    return " · ".join(filter(None, [start, words]))


def _where(cells: CellsForm, name: str) -> str:
    label = str(cells.fields[name].label)
    return ", ".join(filter(None, [label, _title(cells)]))


def _by_cell(comparison: Comparison | None) -> Iterator[tuple[str, Any]]:
    for change in comparison.rows if comparison else ():
        yield change.row.cell, change
        for one in change.talks:
            if one is not change.opening:
                yield one.talk.cell, one


def _describe(cell: Cell) -> None:
    """Whoever hears the cell hears what is said beside it."""
    ids = [key for key, _mark in cell.doubts]
    attributes = cell.bound.field.widget.attrs
    if cell.errors:
        ids.append(f"{cell.bound.auto_id}_error")
    elif cell.bound.errors:
        attributes["aria-invalid"] = "false"
    if ids:
        attributes["aria-describedby"] = " ".join(ids)
