"""What stands after a name: functions and institutions, one role each."""

import re

from programme.reading.vocabulary import (
    COUNTRIES,
    FUNCTIONS,
    INSTITUTIONS,
    TITLE_BEGINNINGS,
    begins_role,
    key,
    names_institution,
)

_AND = re.compile(r"\s+(?:et|and|&|puis|ainsi que)\s+")
_YEARS = re.compile(
    r"(?:[^()]{0,80}\b)?(?:1[0-9]|20)[0-9]{2}[a-z]?(?:\s?[-–,;:]\s?[0-9p. ]+)?"
)
# « 3e année », « 1st year »
_YEAR_OF_STUDY = re.compile(
    r"(?:[1-9](?:re|ère|e|è|ème|st|nd|rd|th)\s(?:année|year)|[MLD][1-9]\b)",
    re.IGNORECASE,
)
_OF_SESSION = re.compile(
    r"(?:de|of|du|for)(?: la| the| cette)? ?(?:seance|session|table ronde|panel|"
    r"matinee|"
    r"journee)?"
)


def split(text: str) -> tuple[str, ...]:
    """Roles word for word: at « ; », and at « , » or « et » before a new function."""
    roles: list[str] = []
    for part in _top_level(text, ";"):
        merged: list[str] = []
        for piece in _top_level(part, ","):
            if merged and not _opens_role(piece, merged[-1]):
                merged[-1] = f"{merged[-1]}, {piece}"
            else:
                merged.append(piece)
        roles += [role for piece in merged for role in _at_and(piece)]
    return tuple(filter(None, (role.strip(" \u00a0.,;:–—-/") for role in roles)))


def _top_level(text: str, sign: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character in "([«":
            depth += 1
        elif character in ")]»":
            depth = max(0, depth - 1)
        elif character == sign and not depth:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _opens_role(piece: str, previous: str) -> bool:
    """A function, or an institution after one: « doctorante, CNRS » is one role."""
    if begins_role(piece):
        return True
    is_function = begins_role(previous) or not is_institution(previous)
    return not is_function and is_institution(piece)


def is_institution(text: str) -> bool:
    """« Université Paris 8 », « CNRS », « UMR 8097 »; not « France »."""
    folded = key(text)
    if not folded or folded in COUNTRIES:
        return False
    words = folded.split()
    if words[0] in TITLE_BEGINNINGS and words[0] not in {"l", "la", "le"}:
        return False
    return names_institution(text) or _is_acronym(text)


def _is_acronym(text: str) -> bool:
    first = text.split()[0].strip("()[],.")
    return 2 <= len(first) <= 14 and first.upper() == first and first[0].isalpha()


def _at_and(piece: str) -> list[str]:
    parts, start = [], 0
    for match in _AND.finditer(piece):
        if (
            match.start() > start
            and begins_role(piece[match.end() :])
            and begins_role(piece[start:])
        ):
            parts.append(piece[start : match.start()])
            start = match.end()
    return [*parts, piece[start:]]


def looks_like_role(text: str) -> bool:
    """A function or an institution, rather than the beginning of a title."""
    words = key(text[:200]).split()
    if not words or len(text) > 220:
        return False
    if begins_role(text):
        return True
    if words[0] in TITLE_BEGINNINGS and words[0] not in {"en"}:
        return False
    if text[0].islower() and words[0] not in INSTITUTIONS:
        return False
    return is_institution(text) and _is_named(text)


def _is_named(text: str) -> bool:
    """« Université de Lyon », but not « Recherche et action dans la ville »."""
    words = [word for word in re.split(r"[\s/()-]+", text) if word]
    first = key(words[0]) if words else ""
    if first in _GENERIC:
        return sum(word[0].isupper() or word[0].isdigit() for word in words) * 2 > len(
            words
        )
    return True


_GENERIC = frozenset(
    "recherche research science sciences etudes studies ville city region europe "
    "france "
    "international national nationale european programme project projet service "
    "services "
    "press maison reseau network archive archives group groupe museum musee school "
    "ecole "
    "universities universites library union company entreprise bureau direction "
    "academy commission council team equipe collective collectif unit unite music "
    "theatre policy institutions".split()
)


def is_of_one(text: str) -> bool:
    """« élue aux sports » is the role of one; « doctorants », « CNRS » are shared."""
    if not begins_role(text):
        return _YEAR_OF_STUDY.match(text) is not None
    return not key(text[:60]).split()[0].endswith(("s", "x"))


def is_citation(text: str) -> bool:
    """« (Strauss, 1992) », « (1979) »."""
    return bool(_YEARS.fullmatch(text.strip()))


def function_of(text: str) -> str:
    """The function that words name by themselves: « présidence », « chair »."""
    bare = text.strip(" .:")
    if len(bare) > 40:
        return ""
    for function, pattern in FUNCTIONS:
        match = re.match(rf"(?:{pattern})(?![^\W_])", bare, re.IGNORECASE)
        if match and _OF_SESSION.fullmatch(key(bare[match.end() :]) or "de"):
            return function
    return ""


def is_proper(text: str) -> bool:
    """Every word but the small ones has a capital: the name of a place or a body."""
    words = [word for word in re.split(r"[\s’'/-]+", text) if word]
    if not words or len(words) > 8 or not words[0][0].isupper():
        return False
    return all(
        word[0].isupper() or word[0].isdigit() or len(word) <= 3 for word in words
    ) and key(words[0]) not in {"le", "la", "les", "l", "the", "a", "un", "une", "des"}
