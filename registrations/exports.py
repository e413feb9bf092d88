"""Attendee lists as files, from a QuerySet of the registrations of one event.

Rows are written as they come: memory stays flat. What people typed is text in every
cell. What the columns are: registrations.export_parts.
"""

import csv
import io
import re
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from events.models import Event
from registrations.export_parts import table
from registrations.export_rows import DATE, TEXT, Column
from registrations.export_sheet import TextSheet
from registrations.models.question import local_number
from registrations.models.registration import RegistrationQuerySet

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


def write(
    file_format: Format,
    event: Event,
    registrations: RegistrationQuerySet,
    file: BinaryIO,
    *,
    has_needs: bool = False,
    has_sensitive: bool = False,
) -> int:
    """Write the list by family name, and say how many people are on it."""
    writers = {Format.XLSX: write_xlsx, Format.CSV: write_csv}
    write_file = writers[file_format]
    options = {"has_needs": has_needs, "has_sensitive": has_sensitive}
    return write_file(event, registrations, file, **options)


def write_xlsx(
    event: Event,
    registrations: RegistrationQuerySet,
    file: BinaryIO,
    *,
    has_needs: bool = False,
    has_sensitive: bool = False,
) -> int:
    """One sheet for Excel or LibreOffice: text cells hold text, dates are dates."""
    workbook = Workbook(file, XLSX_OPTIONS)
    sheet: Any = workbook.add_worksheet(_("Registrations"), TextSheet)
    people = table(
        event, registrations, has_needs=has_needs, has_sensitive=has_sensitive
    )
    _lay_out(workbook, sheet, people.columns)
    write_string, count = sheet.write_string, 0
    for count, cells in enumerate(people.rows(_without_zone), start=1):
        for place, cell in enumerate(cells):
            if cell.__class__ is str:
                if cell:
                    write_string(count, place, cell)
            elif isinstance(cell, datetime):
                sheet.write_datetime(count, place, cell)
            elif isinstance(cell, Decimal):
                sheet.write_number(count, place, cell)
    sheet.autofilter(0, 0, count, len(people.columns) - 1)
    workbook.close()
    return count


def write_csv(
    event: Event,
    registrations: RegistrationQuerySet,
    file: BinaryIO,
    *,
    has_needs: bool = False,
    has_sensitive: bool = False,
) -> int:
    """As French spreadsheets open it: UTF-8 with BOM, semicolons, CRLF."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    people = table(
        event, registrations, has_needs=has_needs, has_sensitive=has_sensitive
    )
    writer.writerow(_harmless(column.heading) for column in people.columns)
    typed = [place for place, column in enumerate(people.columns) if column.is_typed]
    write_row, count = writer.writerow, 0
    for cells in people.rows(_to_the_minute):
        count += 1
        for place in typed:
            if cells[place]:
                cells[place] = _harmless(cells[place])
        write_row(cells)
    text.detach()
    return count


def file_name(event: Event, file_format: Format) -> str:
    """Like `Inscriptions_partenariat-2019_2019-05-14.xlsx`, with the day it is there.

    An event’s slug holds nothing that a header or a file system could stumble over.
    """
    today = event.local(timezone.now()).date()
    return f"{_('Registrations')}_{event.slug}_{today.isoformat()}.{file_format}"


def _lay_out(workbook: Workbook, sheet: Worksheet, columns: list[Column]) -> None:
    """Headings in a row that stays in sight; a cell that is edited keeps its kind."""
    formats = {name: workbook.add_format({"num_format": name}) for name in (TEXT, DATE)}
    bold = workbook.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats[column.number_format])
        sheet.write_string(0, place, column.heading, bold)
    sheet.freeze_panes(1, 0)


def _without_zone(moment: datetime) -> datetime:
    """A spreadsheet knows no time zones."""
    return moment.replace(tzinfo=None, microsecond=0)


def _to_the_minute(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")[:16]


def _harmless(cell: str | Decimal) -> str:
    """Keep a spreadsheet from running what a person typed as a formula."""
    text = cell if isinstance(cell, str) else local_number(str(cell))
    return f"'{text}" if FORMULA.match(text) else text
