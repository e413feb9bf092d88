"""The text as lines that can be read: cleaned, without marks of lists and of Markdown.

Cells of a table that was copied stay apart: there is a tab between them.
"""

import re
from collections import Counter
from dataclasses import dataclass

from events.text import one_line

CELL = "\t"
MOST = 3_000  # lines with something on them
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_SOFT_HYPHEN = "\u00ad"
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BULLET = re.compile(
    r"(?:[•◦▪▫‣∙●○■□◆◇►▸➤➢✓✔–—*+>\uf0b7\uf0a7·-]|->|=>|→)\s+|[•●▪►▸➤◦‣]"
)
_LETTERED = re.compile(r"(?:[0-9]{1,2}|[a-hA-H])[).]\s+(?=[^\W\d_]|[«“\"(*])")
_HEADING = re.compile(r"#{1,6}\s+")
_RULE = re.compile(r"[-_=*~–—.\s|:+#]{3,}")
_MARKS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`|~~")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(https?://[^()\s]{1,300}\)")
_BAR = re.compile(r"\s*[|¦│]\s*")
# « 0900 - 0930 », unless « 1914-1918 » is all there is of the kind.
_MILITARY = re.compile(
    r"^[ \t]{0,8}0[6-9][0-5]0\s?[-–—]\s?[01][0-9][0-5][0-9]\b", re.MULTILINE
)
_MILITARY_ALONE = re.compile(r"^[ \t]{0,8}0[6-9][0-5][05][ \t]+[^\W\d]", re.MULTILINE)
_FOUR_ALONE = re.compile(
    r"^([ \t]{0,8})([01][0-9])([0-5][05])(?=[ \t]+[^\W\d])", re.MULTILINE
)
_FOUR_DIGITS = re.compile(
    r"^([ \t]{0,8})([01][0-9])([0-5][0-9])[ \t]?[-–—][ \t]?([0-2][0-9])([0-5][0-9])\b",
    re.MULTILINE,
)
_ADDRESS = re.compile(
    r"\s*[<(\[]?\b(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}[>)\]]?"
)


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    after_blank: bool = False
    is_heading: bool = False
    is_item: bool = False
    is_hyphenated: bool = False

    @property
    def cells(self) -> list[str]:
        return self.text.split(CELL)


def read(text: str) -> list[Line]:
    """The lines with something on them; `number` counts all lines from 1."""
    lines = []
    after_blank = True
    if _MILITARY_ALONE.search(text):
        text = _FOUR_ALONE.sub(r"\1\2:\3", text)
    if _MILITARY.search(text):
        text = _FOUR_DIGITS.sub(r"\1\2:\3 - \4:\5", text)
    for number, raw in enumerate(_LINE_ENDS.split(text), start=1):
        line = _read_line(number, raw, after_blank=after_blank)
        after_blank = line is None
        if line:
            lines.append(line)
        if len(lines) >= MOST:
            break
    return lines


def _read_line(number: int, raw: str, *, after_blank: bool) -> Line | None:
    text = one_line_of_cells(raw)
    if not text or _RULE.fullmatch(text):
        return None
    heading = _HEADING.match(text)
    if heading:
        text = text[heading.end() :].rstrip("# ")
    text, is_bold = _without_marks(text)
    bullet = _BULLET.match(text) or _LETTERED.match(text)
    if bullet:
        text = text[bullet.end() :]
    text = text.strip(" \t\u00a0")
    if not text:
        return None
    return Line(
        number,
        text,
        after_blank=after_blank,
        is_heading=bool(heading) or is_bold,
        is_item=bool(bullet),
        is_hyphenated=raw.rstrip().endswith(_SOFT_HYPHEN),
    )


def one_line_of_cells(raw: str) -> str:
    """The line without what no eye can see; a tab between the cells that hold words."""
    cells = raw.translate(_LIGATURES).split(CELL)
    text = CELL.join(filter(None, (one_line(cell) for cell in cells)))
    if "|" in text or "¦" in text or "│" in text:
        text = CELL.join(filter(None, _BAR.sub(CELL, text).split(CELL)))
    if "@" in text:
        text = _ADDRESS.sub("", text)
    return text


def _without_marks(text: str) -> tuple[str, bool]:
    """Without **bold**, _italics_ and links of Markdown; whether all was bold."""
    bare = text.strip()
    is_bold = (
        len(bare) > 4
        and bare.startswith("**")
        and bare.find("**", 2) >= (len(bare) - 3)
    )
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text or "~" in text:
        bullet = re.match(r"\s*[*+-]\s+", text)
        start = bullet.end() if bullet else 0
        text = text[:start] + _MARKS.sub("", text[start:])
    return text, is_bold


class Words:
    """How often each word occurs, to tell a hyphen of the word from one of the line."""

    def __init__(self, lines: list[Line]):
        self._seen = Counter(
            word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text)
        )

    def join(self, first: Line, second: str) -> str:
        """Both as one text, as if the line had been long enough."""
        if first.is_hyphenated:
            return first.text + second
        if first.text.endswith("-") and second[:1].islower():
            before = re.search(r"\w+-$", first.text[-60:])
            after = re.match(r"\w+", second[:60])
            if before and after and self._seen[before[0][:-1] + after[0]]:
                return first.text[:-1] + second
            return first.text + second
        return f"{first.text} {second}"
