"""Which words say where: « Salle 12 », « (hall du bâtiment) », « Room 3.04 »."""

import re

from programme.reading import kinds
from programme.reading.persons import Style, least_score
from programme.reading.pieces import Piece
from programme.reading.vocabulary import (
    PLACE,
    PLACE_ALONE,
    PLACE_LAST,
    PLACE_WITHIN,
    key,
)

# « (laboratoire, rez-de-chaussée) »
_ON_A_FLOOR = re.compile(r"\b(?:rez de chaussee|etage|(?:first|ground|top) floor)$")


def is_place(pieces: list[Piece], position: int, style: Style) -> bool:
    """Whether a piece of a text says where: « – amphithéâtre », « (hall) »."""
    piece = pieces[position]
    folded = key(piece.text[:120])
    if piece.is_quote or len(folded.split()) > 9:
        return False
    if piece.is_bracket and _ON_A_FLOOR.search(folded):
        return True
    if piece.is_bracket and PLACE_WITHIN.search(folded) and "," not in piece.text:
        return True
    is_last = position == len(pieces) - 1
    if not PLACE.match(folded) and not (is_last and PLACE_LAST.search(folded)):
        return False
    if piece.is_bracket:
        # « X (Bibliothèque nationale) » says where X comes from.
        return not _is_after_name(pieces, position, style) or (
            PLACE_ALONE.match(folded) is not None
        )
    is_last = position == len(pieces) - 1 or _ends(pieces, position)
    if position == 0:
        return PLACE_ALONE.match(folded) is not None and is_code(piece.text)
    if not (is_last or piece.before == "\t"):
        return False
    if piece.before == "-" and PLACE_LAST.search(folded) and position == 1:
        return bool(kinds.named(pieces[0].text))
    if piece.before in {"-", "\t", "/"}:
        return PLACE_ALONE.match(folded) is not None or is_code(piece.text)
    return piece.before in {",", ".", ";"} and (
        PLACE_ALONE.match(folded) is not None and is_code(piece.text)
    )


def _is_after_name(pieces: list[Piece], position: int, style: Style) -> bool:
    if not position or not pieces[position - 1].is_words:
        return False
    before = pieces[position - 1].text
    return least_score(before, style) >= 1


def _ends(pieces: list[Piece], position: int) -> bool:
    rest = pieces[position + 1 :]
    return all(piece.is_bracket or piece.marker for piece in rest)


def is_code(text: str) -> bool:
    """« Salle 12 », « Amphi B », « Room 3.04 », « Salle des thèses »: it names one."""
    words = key(text).split()
    if len(words) == 1:
        return text[:1].isupper()
    return len(words) <= 8 and (
        any(character.isdigit() for character in text)
        or any(word[:1].isupper() for word in re.split(r"[\s’']+", text)[1:])
        or len(words) <= 5
    )
