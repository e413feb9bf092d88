"""What differs between two publications of a programme, as plain data and in words.

`between` compares, `as_data` and `from_data` carry the result through JSON, and
`sentences` says it in the active language, `html_sentences` for a page.
"""

from programme.changes.change import Change, What, as_data, from_data, rows_of
from programme.changes.differences import between
from programme.changes.words import html_sentences, sentences

__all__ = [
    "Change",
    "What",
    "as_data",
    "between",
    "from_data",
    "html_sentences",
    "rows_of",
    "sentences",
]
