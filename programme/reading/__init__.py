"""Reads a programme as people write it: pasted text, or a table with a header row.

Nothing here knows the database. What is understood is a plain value (see plan), and
what is not certain is a doubt with its line and its reason.
"""

from programme.reading.files import UnreadableFileError, read_file
from programme.reading.table import read_table
from programme.reading.text import read_text

__all__ = ["UnreadableFileError", "read_file", "read_table", "read_text"]
