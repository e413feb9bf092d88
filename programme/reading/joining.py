"""Lines that were cut in their midst, as Word and PDF files cut them."""

import re

from programme.reading import clocks, days, kinds, role_lines, talks
from programme.reading.lines import CELL, Line, Words
from programme.reading.persons import Style, all_names
from programme.reading.pieces import is_closed
from programme.reading.vocabulary import FUNCTIONS

_FUNCTION_LINE = re.compile(
    "|".join(rf"(?:{words})(?![\w’'])" for _name, words in FUNCTIONS), re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:,|:|\bet|\band|&|\bde|\bdu|\bdes|\bla|\ble|\bof|\bthe|[–—/])$", re.IGNORECASE
)
_MOST_JOINED = 6


def joined(lines: list[Line]) -> list[Line]:
    """Lines that were cut in their midst are one line again."""
    words = Words(lines)
    found: list[Line] = []
    count = 0
    for line in lines:
        if found and count < _MOST_JOINED and _continues(found[-1], line):
            last = found[-1]
            found[-1] = Line(
                last.number,
                words.join(last, line.text),
                last.after_blank,
                last.is_heading,
                last.is_item,
                line.is_hyphenated,
            )
            count += 1
        else:
            found.append(line)
            count = 0
    return found


def _continues(last: Line, line: Line) -> bool:
    """Whether the line is the rest of the last one."""
    if line.is_item or line.is_heading or len(last.text) > talks.LONGEST:
        return False
    if _opens_something(line.text) or kinds.announces_people(line.text.rstrip(" :")):
        return False
    if last.is_hyphenated or (
        last.text.endswith("-") and line.text[0].islower() and not line.after_blank
    ):
        return True
    if not is_closed(last.text):
        return not line.after_blank or not line.text[0].isupper()
    begins = line.text[0]
    if begins in ",;:)»!?":
        return True
    if begins == "(" and not line.after_blank:
        return True
    if CELL in line.text and not begins.islower():
        return False
    if begins.islower():
        return not (
            line.after_blank
            or announces_function(line.text)
            or (role_lines.is_one(line.text) and _ends_with_name(last.text))
        )
    if line.after_blank or kinds.announces_people(last.text.rstrip(" :")):
        return False
    if begins in '«“"‘(':
        return bool(_GOES_ON.search(last.text[-10:])) and len(last.text) > 25
    return bool(_GOES_ON.search(last.text[-10:]))


def _ends_with_name(text: str) -> bool:
    words = text.rstrip(" ,;").split()
    return any(all_names(" ".join(words[-n:]), Style(), 1) for n in (2, 3))


def announces_function(text: str) -> bool:
    return _FUNCTION_LINE.match(text[:60]) is not None


def _opens_something(text: str) -> bool:
    return (
        clocks.leading(text) is not None
        or days.heading(text) is not None
        or announces_function(text)
        or kinds.is_session(text)
    )
