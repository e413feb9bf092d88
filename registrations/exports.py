"""Attendee lists as files, from a QuerySet of the registrations of one event.

Rows are read by one statement, which is a consistent picture by itself, and written
as they come: memory stays flat. What people typed is text in every cell.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from events.languages import Language, current_language
from events.models import Event
from registrations.models import Origin, Status
from registrations.models.registration import RegistrationQuerySet

ROWS_AT_A_TIME = 1000
TEXT, DATE = "@", "dd/mm/yyyy hh:mm"
XLSX_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What a spreadsheet may take for a formula when it opens a CSV file.
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


class Format(models.TextChoices):
    XLSX = "xlsx", gettext_lazy("Spreadsheet (.xlsx)")
    CSV = "csv", gettext_lazy("Text with semicolons (.csv)")


@dataclass(frozen=True)
class Column:
    """A heading, a width in characters, and what a row says under it."""

    heading: object  # a text or a lazy one
    width: int
    cell: Callable
    number_format: str = TEXT


def _profile(row) -> str:
    if current_language() == Language.ENGLISH and row.profile__label_en:
        return row.profile__label_en
    return row.profile__label_fr


def _registered_at(row) -> datetime:
    """The moment on the clocks of the event; a spreadsheet knows no time zones."""
    zone = ZoneInfo(row.event__time_zone)
    return row.registered_at.astimezone(zone).replace(tzinfo=None, microsecond=0)


FIELDS = [
    "reference",
    "status",
    "family_name",
    "given_name",
    "email",
    "profile__label_fr",
    "profile__label_en",
    "institution",
    "registered_at",
    "event__time_zone",
    "origin",
    "language",
]
COLUMNS = [
    Column(gettext_lazy("Reference"), 12, attrgetter("reference")),
    Column(
        pgettext_lazy("column", "State"), 18, lambda row: str(Status(row.status).label)
    ),
    Column(gettext_lazy("Family name"), 24, attrgetter("family_name")),
    Column(gettext_lazy("First name"), 20, attrgetter("given_name")),
    Column(pgettext_lazy("column", "Email"), 34, attrgetter("email")),
    Column(gettext_lazy("Profile"), 30, _profile),
    Column(gettext_lazy("Institution"), 34, attrgetter("institution")),
    Column(gettext_lazy("Registration date"), 18, _registered_at, DATE),
    Column(gettext_lazy("Origin"), 12, lambda row: str(Origin(row.origin).label)),
    Column(gettext_lazy("Language"), 10, lambda row: Language(row.language).label),
]
NEEDS = Column(gettext_lazy("Needs"), 50, attrgetter("needs__text"))


def write(
    file_format: Format,
    registrations: RegistrationQuerySet,
    file: BinaryIO,
    *,
    has_needs: bool = False,
) -> int:
    """Write the list by family name, and say how many people are on it."""
    writers = {Format.XLSX: write_xlsx, Format.CSV: write_csv}
    return writers[file_format](registrations, file, has_needs=has_needs)


def write_xlsx(
    registrations: RegistrationQuerySet, file: BinaryIO, *, has_needs: bool = False
) -> int:
    """One sheet for Excel or LibreOffice: text cells hold text, dates are dates."""
    workbook = Workbook(file, XLSX_OPTIONS)
    sheet = workbook.add_worksheet(_("Registrations"))
    columns = _columns(has_needs)
    _lay_out(workbook, sheet, columns)
    count = 0
    for count, cells in enumerate(_rows(registrations, columns, has_needs), start=1):
        for place, cell in enumerate(cells):
            if isinstance(cell, datetime):
                sheet.write_datetime(count, place, cell)
            elif cell:
                sheet.write_string(count, place, cell)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    workbook.close()
    return count


def write_csv(
    registrations: RegistrationQuerySet, file: BinaryIO, *, has_needs: bool = False
) -> int:
    """As French spreadsheets open it: UTF-8 with BOM, semicolons, CRLF."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    columns = _columns(has_needs)
    writer.writerow(column.heading for column in columns)
    count = 0
    for cells in _rows(registrations, columns, has_needs):
        writer.writerow(map(_harmless, cells))
        count += 1
    text.detach()
    return count


def file_name(event: Event, file_format: Format) -> str:
    """Like `Inscriptions_partenariat-2019_2019-05-14.xlsx`, with the day it is there.

    An event’s slug holds nothing that a header or a file system could stumble over.
    """
    today = event.local(timezone.now()).date()
    return f"{_('Registrations')}_{event.slug}_{today.isoformat()}.{file_format}"


def _columns(has_needs: bool) -> list[Column]:
    return [*COLUMNS, NEEDS] if has_needs else COLUMNS


def _rows(
    registrations: RegistrationQuerySet, columns: list[Column], has_needs: bool
) -> Iterator[list[str | datetime]]:
    """The cells of each person; the needs are not even read unless asked for."""
    fields = [*FIELDS, "needs__text"] if has_needs else FIELDS
    rows = registrations.by_name().values_list(*fields, named=True)
    for row in rows.iterator(ROWS_AT_A_TIME):
        yield [column.cell(row) or "" for column in columns]


def _lay_out(workbook: Workbook, sheet: Worksheet, columns: list[Column]) -> None:
    """Headings in a row that stays in sight; a cell that is edited keeps its kind."""
    formats = {name: workbook.add_format({"num_format": name}) for name in (TEXT, DATE)}
    bold = workbook.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats[column.number_format])
        sheet.write_string(0, place, str(column.heading), bold)
    sheet.freeze_panes(1, 0)


def _harmless(cell: str | datetime) -> str:
    """Keep a spreadsheet from running what a person typed as a formula."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return f"'{cell}" if FORMULA.match(cell) else cell
