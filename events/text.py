"""Clean and compare what people type, the same on every database.

Names are kept as typed; only what no eye can see is taken out. Keys drop accents,
case, hyphens and apostrophes, so that « le nom » finds « Le-Nôm ».
"""

import re
import unicodedata

_UNSEEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Joiners carry meaning in emoji, Persian and Indic scripts.
_JOINERS = {"\u200c", "\u200d"}
_MARKS_IN_A_ROW = 8
_PUNCTUATION = re.compile(r"[\W_]+")
# Letters of western Europe and common signs: all visible, and each the same in NFC.
_VISIBLE_ALONE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u2018-\u201d\u2013\u2014\u2026€]*"
)


def one_line(value: str) -> str:
    """A single line in NFC, without control, override or invisible characters.

    Every run of white space, line ends included, becomes one space, except that a
    non-breaking space stays where a person typed one.
    """
    if not _VISIBLE_ALONE.fullmatch(value):
        value = _visible(
            "".join(" " if c.isspace() and c != "\u00a0" else c for c in value)
        )
    return re.sub(" {2,}", " ", value).strip(" \u00a0")


def many_lines(value: str) -> str:
    """Several lines in NFC; line ends become LF, other rules are those of one_line."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = (_visible(line.replace("\t", " ")).rstrip() for line in lines)
    return "\n".join(cleaned).strip()


def search_key(*values: str) -> str:
    """Words without accents, case and punctuation, each separated by one space."""
    return _PUNCTUATION.sub(" ", _plain(" ".join(values))).strip()


def sort_key(*values: str) -> str:
    """Like a search key, with « É » next to « E »; earlier values weigh more."""
    return "\u0001".join(search_key(value) for value in values)


def _plain(value: str) -> str:
    decomposed = unicodedata.normalize("NFKD", value.replace("œ", "oe").casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _visible(value: str) -> str:
    kept, marks = [], 0
    for character in unicodedata.normalize("NFC", value):
        category = unicodedata.category(character)
        if category in _UNSEEN_CATEGORIES and character not in _JOINERS:
            continue
        marks = marks + 1 if category.startswith("M") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    text = "".join(kept)
    return text if any(c not in _JOINERS and not c.isspace() for c in text) else ""
