"""Names of people: « Prénom NOM » read, and printed.

Capitals show which words are the family name. They are a choice of whoever prints it,
so that « Hérouville » and « HÉROUVILLE » are the same name.
"""

import re

from events import text

KEY_LENGTH = 400  # one letter of some scripts makes eighteen in a key
# Words that stand before a family name and keep their small letters.
_PARTICLE = re.compile(
    "af|al|av|bin|das?|de|del|della|den|der|di|dos?|du|el?|ibn|las?|les?|los|of|san|"
    "ten|ter|van|von|y|zum?"
)
_ELIDED = re.compile(r"(?:d|l|dell)['’]")
# « McDONALD » and « d’HÉROUVILLE » are in capitals too.
_SMALL_BEGINNING = re.compile(r"(?:Mc|Mac|d['’]|l['’]|dell['’])(?=\w)")


def full_name(given_name: str, family_name: str) -> str:
    """Prénom NOM; accents stay on capitals, « de » and « d’ » stay small."""
    return f"{given_name} {in_capitals(family_name)}".strip()


def in_capitals(family_name: str) -> str:
    words = family_name.split(" ")
    small = next(
        (i for i, word in enumerate(words) if not _PARTICLE.fullmatch(word)), 0
    )
    return " ".join(words[:small] + [_capitals(word) for word in words[small:]])


def split(name: str) -> tuple[str, str]:
    """First name and family name of a name written as « Prénom NOM ».

    The family name is what stands in capitals at the end, with its particles; where
    nothing does, the last word. A single word is a family name.
    """
    words = text.one_line(name).replace("\u00a0", " ").split()
    start = len(words)
    while start and _is_in_capitals(words[start - 1]):
        start -= 1
    if start == len(words):
        start -= 1
    elif start == 0 and len(words) > 1:
        start = (
            1  # « PASCAL FUGIER »: all in capitals, the first word is the first name
        )
    while start > 1 and _PARTICLE.fullmatch(words[start - 1]):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def search_key_of(given_name: str, family_name: str) -> str:
    """The same for every way to write one name, wherever it is cut in two."""
    return text.search_key(given_name, family_name)[:KEY_LENGTH]


def sort_key_of(given_name: str, family_name: str) -> str:
    return text.sort_key(family_name, given_name)[:KEY_LENGTH]


def _is_in_capitals(word: str) -> bool:
    """« B. » is an initial of a first name, and « 李 » has no capitals."""
    rest = _SMALL_BEGINNING.sub("", word, count=1)
    return rest == rest.upper() != rest.lower() and not word.endswith(".")


def _capitals(word: str) -> str:
    if _is_in_capitals(word):
        return word
    elided = _ELIDED.match(word)
    start = elided.end() if elided else 0
    return word[:start] + word[start:].upper()
