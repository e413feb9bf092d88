"""Roles on a line of their own, below the name: « Maîtresse de conférences, … »."""

import re
from dataclasses import replace

from programme.reading import roles
from programme.reading.persons import Style, all_names, is_given
from programme.reading.plan import ReadPerson
from programme.reading.vocabulary import begins_role, key, names_institution

_LONGEST = 170
_SAYS_MORE = re.compile(r"[«“\"?!\t]|:(?=\s)|[^\W\d_]{3,}\.\s")


def is_one(text: str) -> bool:
    """Whether the whole line says what somebody does, or where they do it."""
    if not text or len(text) > _LONGEST or _SAYS_MORE.search(text):
        return False
    bare = text.strip("() \u00a0.")
    first, *rest = re.split(r"\s[–—-]\s", bare)
    name = re.split(r"[,(]", first, maxsplit=1)[0].strip()
    if not name or is_given(name.split()[0]) or all_names(name, Style(), 2):
        return False
    if any(not roles.is_institution(part) for part in rest):
        return False
    if begins_role(bare) or _is_body(bare):
        return True
    small = bare[:1].lower() + bare[1:]
    return begins_role(small) and not all_names(name, Style(), 1)


def _is_body(text: str) -> bool:
    """« Université de Montclar », « CH de Rocheval », « UMR 1234, INRAE »."""
    first = text.split(",")[0]
    if not roles.is_institution(first) or not roles.is_proper(first):
        return False
    return names_institution(key(first).split()[0]) or len(first.split()) <= 4


def leading(texts: list[str]) -> int:
    """How many of the lines, from the first, are roles."""
    count = 0
    while count < len(texts) and is_one(texts[count]):
        count += 1
    return count


def lack_roles(people: list[ReadPerson]) -> bool:
    return bool(people) and not people[-1].roles


def given(people: list[ReadPerson], texts: list[str]) -> list[ReadPerson]:
    """The people with what the lines say of the last, or of all who have no role."""
    text = ", ".join(text.strip("() \u00a0.,;") for text in texts)
    found = roles.split(text)
    last = len(people) - 1
    return [
        replace(person, roles=found)
        if not person.roles and (position == last or not roles.is_of_one(text))
        else person
        for position, person in enumerate(people)
    ]
