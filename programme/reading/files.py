"""A file that somebody sends: text, or a table with a header row."""

import csv
import io
from datetime import date

from django.utils.translation import gettext as _

from programme.reading import sheets
from programme.reading.decoding import decode
from programme.reading.pieces import is_closed
from programme.reading.plan import Reading
from programme.reading.table import HeaderMissingError, read_table
from programme.reading.text import read_text

MOST_OCTETS = 2_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS = {"txt", "text", "md"}
_TABLES = {"csv", "tsv"}


class UnreadableFileError(Exception):
    """The file cannot be read; the message is a sentence that says why."""


def read_file(name: str, content: bytes, *, around: date | None = None) -> Reading:
    """The programme in a file, by the ending of its name.

    Raises UnreadableFileError, and nothing else, whatever the octets are.
    """
    ending = name.rpartition(".")[2].casefold()
    if len(content) > MOST_OCTETS:
        raise UnreadableFileError(
            _("This file is larger than 2 MB. Keep the programme alone in it.")
        )
    if not content.strip():
        raise UnreadableFileError(_("This file is empty."))
    if ending in _TEXTS:
        _refuse_binary(content)
        return read_text(decode(content), around=around)
    try:
        return read_table(_rows(ending, content), around=around)
    except HeaderMissingError:
        raise UnreadableFileError(
            _(
                "The first row must name the columns: for example start, end, type, "
                "title, place, people."
            )
        ) from None


def _rows(ending: str, content: bytes) -> list[list[str]]:
    if ending in _TABLES:
        _refuse_binary(content)
        return _rows_of_csv(decode(content))
    if ending not in {"xlsx", "ods"}:
        raise UnreadableFileError(
            _(
                "Files that end in .txt, .csv, .xlsx or .ods can be read. Save the "
                "programme as one of these, or paste its text."
            )
        )
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFileError(_encrypted_or_old())
    try:
        if ending == "xlsx":
            return sheets.rows_of_xlsx(content)
        return sheets.rows_of_ods(content)
    except sheets.TooLargeError:
        raise UnreadableFileError(
            _("This file holds too much once it is unpacked. Keep the programme alone.")
        ) from None
    except sheets.EncryptedError:
        raise UnreadableFileError(_encrypted_or_old()) from None
    except Exception:
        # Damaged files fail in as many ways as there are octets in them.
        raise UnreadableFileError(
            _("This file is damaged, or is no spreadsheet. Save it again, or use CSV.")
        ) from None


def _encrypted_or_old() -> str:
    return _(
        "This file is protected by a password, or was saved by an old programme. Save "
        "it as .xlsx or .ods without a password."
    )


def _refuse_binary(content: bytes) -> None:
    start = content[:4]
    if start in {b"PK\x03\x04", b"%PDF"} or content.startswith(_OLD_OFFICE):
        raise UnreadableFileError(
            _(
                "This is no text, whatever its name says. Save the programme as .txt "
                "or .csv, or paste its text."
            )
        )


def _rows_of_csv(text: str) -> list[list[str]]:
    text = text.replace("\0", "")
    delimiter = _delimiter(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            width = len(rows[0]) if rows else 0
            row = _closed(row, delimiter) if 0 < width < len(row) else row
            rows.append(row[: sheets.MOST_COLUMNS])
            if len(rows) >= sheets.MOST_ROWS:
                break
    except csv.Error:
        raise UnreadableFileError(
            _(
                "This is no table: a quotation mark is not closed, or a cell is too "
                "long."
            )
        ) from None
    return rows


def _closed(row: list[str], delimiter: str) -> list[str]:
    """Cells that a delimiter within brackets or « » cut in two are one again."""
    cells: list[str] = []
    for cell in row:
        if cells and not is_closed(cells[-1]) and len(cells[-1]) < 2000:
            cells[-1] += delimiter + cell
        else:
            cells.append(cell)
    return cells


def _delimiter(text: str) -> str:
    """What cuts the first line with words in most cells."""
    first = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    return max(";\t,", key=first.count)
