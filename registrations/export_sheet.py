"""The sheet of an exported list, which takes every string for text."""

import re
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# What needs care before it stands in XML: markup, control characters, what Excel reads
# as an escape of its own, and white space at an end.
SPECIAL = re.compile(r"[<>&\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$")


class TextSheet(Worksheet):
    """XlsxWriter copies a string that stands between <r> and </r> as markup, so that
    somebody of such a name would break the file; and it searches every cell six times
    for what hardly any cell holds."""

    def __init__(self):
        super().__init__()
        self._starts: dict[int, tuple[str, str]] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__.__name__ != "String":
            super()._write_cell(row, col, cell)
            return
        text, keep = cell.string, ""
        if SPECIAL.search(text):
            text = self._escape_data(self._escape_control_characters(text))
            keep = ' xml:space="preserve"'
        start, style = self._starts.get(col) or self._start(col)
        if cell.format:
            style = f'" s="{cell.format._get_xf_index()}'
        self.fh.write(
            f'{start}{row + 1}{style}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'
        )

    def _start(self, col: int) -> tuple[str, str]:
        """What the cells of a column begin with, around the number of the row."""
        column = self.col_info.get(col)
        style = column.column_format if column else None
        index = f'" s="{style._get_xf_index()}' if style else ""
        self._starts[col] = f'<c r="{xl_col_to_name(col)}', index
        return self._starts[col]
