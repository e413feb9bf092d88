"""A text cut where its writer cut it: commas, dashes, colons, brackets, quotes."""

import re
from dataclasses import dataclass, replace

_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“"}
_BRACKETS = "(["
_QUOTES = '«“„"‘'
_SEPARATOR = re.compile(
    r"\s*\t\s*|\s+[-–—−]{1,2}\s+|\s*—\s*|\s+–|–\s+|\s*;\s*|\s*,(?![0-9])\s*|"
    r"\s*:(?=\s|$|[«“\"])\s*|\s+/\s+|"
    r"\s*[.](?=\s|$)\s*|\s*[•·](?=\s)\s*"
)
# Words after which a full stop ends nothing: « M. », « J.-P. », « Univ. ».
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.’'-])(?:[^\W\d_]|(?-i:[A-Z][a-z])|mm|mme|mlle|dr|drs|pr|prof|univ|vol|ed|eds|"
    r"dir|chap|art|fig|no|st|ste|mr|mrs|ms|dept|dpt|lab|inst|assoc|asst|resp|cf|vs|"
    r"ph|bat|bât|ét|int|sr|jr|ch|jean|coord|ass|sc|fac|hum|soc|éd|coll|pp|approx|i\.e|"
    r"e\.g|ext|min)$",
    re.IGNORECASE,
)
MOST = 400  # pieces of a text; what has more is prose


@dataclass(frozen=True)
class Piece:
    kind: str  # words, bracket, quote
    text: str  # without its brackets or quotes
    before: str  # "" or the separator: , ; : - . tab / or the marker of what follows
    start: int
    end: int
    marker: str = ""  # by, chair, discussant, moderator

    @property
    def is_words(self) -> bool:
        return self.kind == "words"

    @property
    def is_bracket(self) -> bool:
        return self.kind == "bracket"

    @property
    def is_quote(self) -> bool:
        return self.kind == "quote"


def cut(text: str) -> list[Piece]:
    """The pieces of the text, in order; time grows with its length alone."""
    pieces: list[Piece] = []
    before, start = "", 0
    for kind, first, last in _enclosed(text):
        before = _cut_words(text, start, first, before, pieces)
        if len(pieces) > MOST:
            return pieces
        inner = text[first + 1 : last - 1].strip()
        pieces.append(Piece(kind, inner, before, first, last))
        before, start = "", last
    _cut_words(text, start, len(text), before, pieces)
    return pieces[: MOST + 1]


def _cut_words(
    text: str, start: int, end: int, before: str, pieces: list[Piece]
) -> str:
    """Adds the pieces between two enclosed ones; what separates the next from them."""
    position = start
    for match in _SEPARATOR.finditer(text, start, end):
        sign = _sign(match[0])
        if (
            sign == "."
            and _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()])
            and not (
                text[max(start, match.start() - 60) : match.start()].strip().isupper()
                and match.start() - position > 4
            )
        ):
            continue
        if _add(text, position, match.start(), before, pieces):
            before = sign
        else:
            before = _stronger(before, sign)
        position = match.end()
        if len(pieces) > MOST:
            return before
    if _add(text, position, end, before, pieces):
        before = ""
    return before


def _add(text: str, start: int, end: int, before: str, pieces: list[Piece]) -> bool:
    words = text[start:end]
    if not words.strip():
        return False
    start += len(words) - len(words.lstrip())
    pieces.append(
        Piece("words", words.strip(), before, start, start + len(words.strip()))
    )
    return True


def _sign(separator: str) -> str:
    if "\t" in separator:
        return "\t"
    sign = separator.strip()[:1]
    return "-" if sign in "-–—−•·" else sign


def _stronger(one: str, other: str) -> str:
    order = ["", ",", ";", "/", ".", ":", "-", "\t"]
    return max(one, other, key=order.index)


def _enclosed(text: str) -> list[tuple[str, int, int]]:
    """Outermost brackets and quotes that are closed, as kind, start and end."""
    closing = _match(text)
    found, position = [], 0
    for start in sorted(closing):
        if start < position:
            continue
        kind = "bracket" if text[start] in _BRACKETS else "quote"
        found.append((kind, start, closing[start] + 1))
        position = closing[start] + 1
    return found


def _match(text: str) -> dict[int, int]:
    """Where what opens at each place is closed."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for position, sign in enumerate(text):
        if sign == '"':
            _straight(text, position, sign, waiting, found)
        elif sign == "‘" or (sign == "’" and _opens_single(text, position)):
            waiting.setdefault("’", []).append(position)
        elif sign == "’" and waiting.get("’"):
            if _closes_single(text, position):
                found[waiting["’"].pop()] = position
        elif sign == "”" and waiting.get("”"):
            found[waiting["”"].pop()] = position
        elif sign == "“" and waiting.get("“"):
            found[waiting["“"].pop()] = position
        elif sign in _PAIRS:
            waiting.setdefault(_PAIRS[sign], []).append(position)
        elif waiting.get(sign):
            found[waiting[sign].pop()] = position
        elif sign == "'":
            _straight(text, position, sign, waiting, found)
    return found


def _straight(text, position, sign, waiting, found) -> None:
    """Straight quotes open after a space and close before one."""
    previous = text[position - 1 : position] if position else ""
    following = text[position + 1 : position + 2]
    opens = (not previous or not previous.isalnum()) and following.strip() != ""
    if sign == "'":
        opens = opens and following.isalnum()
    if waiting.get(sign):
        if not following or not following.isalnum():
            found[waiting[sign].pop()] = position
    elif opens:
        waiting[sign] = [position]


def _opens_single(text: str, position: int) -> bool:
    """« , ’Refusing to answer’ »: closing marks on both sides."""
    before, after = text[max(0, position - 2) : position], text[position + 1 :][:1]
    return after.isupper() and (not before or (before[-1:].isspace()))


def _closes_single(text: str, position: int) -> bool:
    following = text[position + 1 : position + 3]
    return not following or (
        not following[0].isalnum()
        and (
            following[0] in ",.;:)–—?!\t"
            or following.strip()[:1] in "(–—-"
            or not following.strip()
            or following[1:2].isupper()
        )
    )


def is_closed(text: str) -> bool:
    """Whether no bracket and no « stays open at the end of the text."""
    depth = {"(": 0, "«": 0, "“": 0, "[": 0}
    back = {")": "(", "»": "«", "”": "“", "]": "["}
    for sign in text:
        if sign in depth:
            depth[sign] += 1
        elif sign in back:
            depth[back[sign]] = max(0, depth[back[sign]] - 1)
    return not any(depth.values())


def split(
    piece: Piece, at: int, *, skip: int = 0, before: str = "", marker: str = ""
) -> list[Piece]:
    """The piece of words in two; `skip` characters in between belong to neither."""
    first = piece.text[:at].rstrip()
    rest = piece.text[at + skip :]
    second = rest.lstrip()
    start = piece.start + at + skip + len(rest) - len(second)
    parts = []
    if first:
        parts.append(replace(piece, text=first, end=piece.start + len(first)))
    else:
        before = piece.before
    parts.append(Piece("words", second, before, start, piece.end, marker))
    return parts
