"""What stands in an exported list: its columns, and the cells of each person.

People are read by one statement, which is a consistent picture by itself; what they
answered comes along as JSON that the database makes, so that memory stays flat and
nobody costs a statement of their own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.languages import Language
from events.models import Event
from registrations.models import Origin, Status, profiles_of
from registrations.models.registration import RegistrationQuerySet

ROWS_AT_A_TIME = 2000
TEXT, DATE = "@", "dd/mm/yyyy hh:mm"
type Cell = str | datetime | Decimal | None

FIELDS = [
    "reference",
    "status",
    "family_name",
    "given_name",
    "email",
    "profile_id",
    "institution",
    "registered_at",
    "origin",
    "language",
]
STATUS, PROFILE, REGISTERED, ORIGIN, LANGUAGE = 1, 5, 7, 8, 9


@dataclass(frozen=True)
class Column:
    """A heading, a width in characters, and whether people type what stands below."""

    heading: str
    width: int
    number_format: str = TEXT
    is_typed: bool = True


@dataclass(frozen=True)
class Part:
    """Columns after the first ten, filled from what one expression brings.

    `cells` makes as many cells as there are columns from the value of a row.
    """

    columns: list[Column]
    expression: Any
    cells: Callable[[Any], list[Cell]]


@dataclass(frozen=True)
class Table:
    """The list of some registrations of one event, ready to be written."""

    event: Event
    registrations: RegistrationQuerySet
    parts: list[Part]

    @property
    def columns(self) -> list[Column]:
        return [*_first(), *(column for part in self.parts for column in part.columns)]

    def rows(self, moment: Callable[[datetime], Cell]) -> Iterator[list[Any]]:
        """The cells of each person by family name.

        `moment` writes a time, which is on the clocks of the event.
        """
        statuses = {value: str(label) for value, label in Status.choices}
        origins = {value: str(label) for value, label in Origin.choices}
        languages = {value: str(label) for value, label in Language.choices}
        profiles = {profile.pk: profile.label for profile in profiles_of(self.event)}
        zone, makers = self.event.zone, [part.cells for part in self.parts]
        count = len(FIELDS)
        for row in self._read():
            cells = list(row[:count])
            cells[STATUS] = statuses[cells[STATUS]]
            cells[PROFILE] = profiles.get(cells[PROFILE])
            cells[REGISTERED] = moment(cells[REGISTERED].astimezone(zone))
            cells[ORIGIN] = origins[cells[ORIGIN]]
            cells[LANGUAGE] = languages[cells[LANGUAGE]]
            for make, value in zip(makers, row[count:], strict=True):
                cells += make(value)
            yield cells

    def _read(self) -> Iterator[tuple]:
        asked = {f"part{n}": part.expression for n, part in enumerate(self.parts)}
        rows = self.registrations.by_name().annotate(**asked)
        return rows.values_list(*FIELDS, *asked).iterator(ROWS_AT_A_TIME)


def _first() -> list[Column]:
    return [
        Column(_("Reference"), 12, is_typed=False),
        Column(pgettext("column", "State"), 18, is_typed=False),
        Column(_("Family name"), 24),
        Column(_("First name"), 20),
        Column(pgettext("column", "Email"), 34),
        Column(_("Profile"), 30),
        Column(_("Institution"), 34),
        Column(_("Registration date"), 18, DATE, is_typed=False),
        Column(_("Origin"), 12, is_typed=False),
        Column(_("Language"), 10, is_typed=False),
    ]
