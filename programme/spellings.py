"""Which organisation a spelling means in one event: « UCP », « univ. Cergy ».

What was typed or printed is never changed; a spelling is compared by its key.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import combinations

from events.models import Event, Organisation
from events.text import search_key
from programme.institutions import institution_of, key_of

_FULL_WORDS = {
    "univ": "universite",
    "university": "universite",
    "labo": "laboratoire",
    "lab": "laboratoire",
    "inst": "institut",
    "institute": "institut",
    "st": "saint",
    "ste": "sainte",
}
_SMALL_WORDS = frozenset(
    "a an and au aux d de des du en et l la le les of pour s the un une".split()
)
_BRACKETED = re.compile(r"\(([^()]+)\)")
MOST_COMPARED = 300  # each with all others
ALIKE, LONG_ENOUGH = 0.9, 8


class Spellings:
    """Read once: the spellings that an event groups, and the names of its partners."""

    def __init__(self, event: Event):
        partners = event.partnerships.select_related("organisation")
        self.partners = [partnership.organisation for partnership in partners]
        names = event.organisation_names.select_related("organisation")
        self.grouped = {row.search_key: row.organisation for row in names}
        self._partners = {
            key: organisation
            for organisation in self.partners
            for name in (organisation.name, organisation.short_name)
            if (key := key_of(name))
        }

    @property
    def organisations(self) -> list[Organisation]:
        """Those that a spelling may be said to mean, by name."""
        found = {one.pk: one for one in [*self.partners, *self.grouped.values()]}
        return sorted(found.values(), key=lambda one: search_key(one.name))

    def meant_by(self, spelling: str) -> Organisation | None:
        """The organisation that these words alone mean."""
        key = key_of(spelling)
        return self.grouped.get(key) or self._partners.get(key)

    def named_in(self, role: str) -> Organisation | None:
        """The organisation that a role names: as it was tidied, else a partner."""
        if found := self.grouped.get(key_of(institution_of(role))):
            return found
        words = f" {search_key(role)} "
        names = (
            (key, one) for key, one in self._partners.items() if f" {key} " in words
        )
        return next((one for _key, one in names), None)


def probable(spellings: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of spellings that probably mean the same, the fuller one first."""
    forms = [_Form(name) for name in [*dict.fromkeys(spellings)][:MOST_COMPARED]]
    pairs = [(one, other) for one, other in combinations(forms, 2) if one.agrees(other)]
    fuller_first = (
        sorted((one.name, other.name), key=len, reverse=True)
        for one, other in [*pairs, *_contained(forms)]
    )
    return list(dict.fromkeys((one, other) for one, other in fuller_first))


class _Form:
    """A spelling, and what is compared of it with all others."""

    def __init__(self, name: str):
        self.name = name
        self.key = key_of(name)
        self.words = _words(name)
        self.text = " ".join(self.words)
        self.sorted = sorted(self.words)
        self.numbers = [word for word in self.sorted if word.isdigit()]
        outside = _words(_BRACKETED.sub(" ", name))
        self.initials = "".join(word[0] for word in outside) if outside[1:] else ""
        self.bracketed = {search_key(inside) for inside in _BRACKETED.findall(name)}
        plain = search_key(name)
        self.letters = plain if 2 <= len(plain) <= 8 and " " not in plain else ""

    def agrees(self, other: "_Form") -> bool:
        if not self.words or not other.words or self.key == other.key:
            return False
        if self.sorted == other.sorted:
            return True
        if self.numbers != other.numbers:
            return False
        return (
            self.abbreviates(other)
            or other.abbreviates(self)
            or _are_typed_alike(self.text, other.text)
        )

    def abbreviates(self, other: "_Form") -> bool:
        """« UCP » of « université de Cergy-Pontoise », « EPSS » of « … (EPSS) »."""
        letters = self.letters
        return bool(letters) and (
            letters in other.bracketed or letters == other.initials
        )


def _are_typed_alike(one: str, other: str) -> bool:
    shorter, longer = sorted(map(len, (one, other)))
    if shorter < LONG_ENOUGH or shorter < longer * ALIKE * ALIKE:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _contained(forms: list[_Form]) -> list[tuple[_Form, _Form]]:
    """« univ. Cergy » in « université de Cergy-Pontoise », where only one holds it."""
    words = {form: frozenset(form.words) for form in forms}
    found = []
    for form, inside in words.items():
        if len(inside) < 2:
            continue
        holders = [other for other, around in words.items() if inside < around]
        if len(holders) == 1:
            found.append((form, holders[0]))
    return found


def _words(spelling: str) -> list[str]:
    words = search_key(spelling).split()
    return [_FULL_WORDS.get(word, word) for word in words if word not in _SMALL_WORDS]
