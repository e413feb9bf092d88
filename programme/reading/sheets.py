"""The first sheet with words of an XLSX or ODS file, as rows of texts.

Pure Python, and bounded: a file of 5 kB whose last cell is XFD1048576 made the faster
reader (python-calamine) ask for 500 GB and take the process with it.
"""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

import openpyxl

MOST_ROWS = 5_000
MOST_COLUMNS = 40
MOST_OCTETS = 16_000_000  # of all parts of the file, once they are unpacked
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


class TooLargeError(Exception):
    """What is packed in the file is out of proportion."""


class EncryptedError(Exception):
    """The file asks for a password."""


def rows_of_xlsx(content: bytes) -> list[list[str]]:
    _refuse_bomb(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        for sheet in book.worksheets:
            found = _without_empty_end(
                [_text_of(value) for value in row]
                for row in sheet.iter_rows(
                    max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True
                )
            )
            if found:
                return found
    return []


def rows_of_ods(content: bytes) -> list[list[str]]:
    _refuse_bomb(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise EncryptedError
        with packed.open("content.xml") as stream:
            for sheet in _sheets(stream):
                if found := _without_empty_end(sheet):
                    return found
    return []


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_OCTETS or len(parts) > 2000:
            raise TooLargeError
        if any(part.flag_bits & 1 for part in parts):
            raise EncryptedError
        names = {part.filename for part in parts}
        if "EncryptedPackage" in names:
            raise EncryptedError


def _text_of(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.datetime() | datetime.time():
            return f"{value:%H:%M}"
        case datetime.date():
            return value.isoformat()
        case datetime.timedelta():
            minutes = int(value.total_seconds()) // 60 % (24 * 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case float() if 0 < value < 1:
            minutes = round(value * 24 * 60)
            return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _without_empty_end(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows to the last that says something."""
    found: list[list[str]] = []
    last = 0
    for row in rows:
        found.append(row)
        if any(cell.strip() for cell in row):
            last = len(found)
    return found[:last]


def _sheets(stream) -> Iterator[list[list[str]]]:
    """The tables of an ODS file, one after the other, in little memory."""
    rows: list[list[str]] = []
    for _event, element in ElementTree.iterparse(stream):  # noqa: S314
        if element.tag == f"{_TABLE}table-row":
            if len(rows) < MOST_ROWS:
                row = _cells(element)
                times = _repeated(element, "number-rows-repeated") if any(row) else 1
                rows += [row] * min(times, MOST_ROWS - len(rows))
            element.clear()
        elif element.tag == f"{_TABLE}table":
            yield rows
            rows = []


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in _CELLS and len(cells) < MOST_COLUMNS:
            times = _repeated(cell, "number-columns-repeated")
            cells += [_cell(cell)] * min(times, MOST_COLUMNS - len(cells))
    return cells


def _repeated(element: ElementTree.Element, name: str) -> int:
    try:
        return max(1, int(element.get(f"{_TABLE}{name}", "1")[:9]))
    except ValueError:
        return 1


def _cell(cell: ElementTree.Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "time":
        return _duration(cell.get(f"{_OFFICE}time-value", ""))
    if kind == "date":
        day, _sign, hour = cell.get(f"{_OFFICE}date-value", "").partition("T")
        return day if hour[:5] in {"", "00:00"} else hour[:5]
    return "\n".join("".join(line.itertext()) for line in cell.iter(f"{_TEXT}p"))


def _duration(value: str) -> str:
    """PT09H30M00S, as 09:30."""
    hours, _sign, rest = value.removeprefix("PT").partition("H")
    return f"{hours}:{rest[:2]}" if hours.isdigit() and rest[:2].isdigit() else value
