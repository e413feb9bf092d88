"""One person whose name is written in two ways in the same programme.

Only what looks like a slip of the pen is told: accents, capitals, an initial, the names
turned round, one letter inside. « Louis » and « Louise » are two people, and so are two
names in one contribution.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from events.text import search_key
from programme.checks.telling import Fact
from programme.timetable import Appearance, Programme, Row

SHORTEST = 5  # letters of a name in which one may be wrong


@dataclass(frozen=True)
class Named:
    """A name of the programme, the rows where it stands and its contributions."""

    person: Appearance
    rows: tuple[Row, ...]
    talks: frozenset[str]
    given: str  # as a key of search: without capitals and accents
    family: str


@dataclass(frozen=True)
class TwoSpellings(Fact):
    """Two names that are probably those of one person; the more frequent one first."""

    usual: Named
    other: Named

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.usual.rows[0], self.other.rows[0]

    @property
    def day(self) -> None:
        return None

    def words(self):
        sentence = _(
            "{usual} in {first} and {other} in {second} are perhaps the same person"
        )
        return sentence, {
            "usual": self.usual.person.name,
            "first": self.rows[0],
            "other": self.other.person.name,
            "second": self.rows[1],
        }

    def __str__(self) -> str:
        return _("%(usual)s and %(other)s are perhaps the same person") % {
            "usual": self.usual.person.name,
            "other": self.other.person.name,
        }


def two_spellings(programme: Programme) -> tuple[TwoSpellings, ...]:
    names = list(_names(programme))
    pairs = {
        (first, second)
        for alike in _buckets(names)
        for first, second in combinations(alike, 2)
        if _is_one_person(names[first], names[second])
    }
    return tuple(_fact(names[first], names[second]) for first, second in sorted(pairs))


def _names(programme: Programme) -> Iterator[Named]:
    """Each person once, in the order of the programme."""
    people: dict[str, Appearance] = {}
    rows, talks = defaultdict(list), defaultdict(set)
    for row in programme.rows:
        for talk in row.talks:
            for person in talk.people:
                people.setdefault(person.person_uid, person)
                rows[person.person_uid].append(row)
                talks[person.person_uid].add(talk.uid)
    for uid, person in people.items():
        given, family = search_key(person.given_name), search_key(person.family_name)
        yield Named(person, tuple(rows[uid]), frozenset(talks[uid]), given, family)


def _buckets(names: list[Named]) -> Iterable[list[int]]:
    """Numbers of names that may be one, in so many groups that each stays small.

    They share all their words, or one of the two names, and the initial of the other
    or what it is without one of its letters.
    """
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        given, family = name.given, name.family
        keys = {("words", _words(name)), ("initial", family, given[:1])}
        keys |= {("family", family, shorter) for shorter in _without_a_letter(given)}
        keys |= {("given", given, shorter) for shorter in _without_a_letter(family)}
        for key in keys:
            buckets[key].append(number)
    return buckets.values()


def _without_a_letter(word: str) -> set[str]:
    """The word, and what it is without each of its letters; none of a short one."""
    if len(word) < SHORTEST:
        return set()
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_one_person(first: Named, second: Named) -> bool:
    if first.person.name == second.person.name or first.talks & second.talks:
        return False
    if _words(first) == _words(second):
        return True
    if first.family == second.family:
        return _is_slip(first.given, second.given) or _is_initial(
            first.given, second.given
        )
    return first.given == second.given != "" and _is_slip(first.family, second.family)


def _words(name: Named) -> str:
    return " ".join(sorted(f"{name.given} {name.family}".split()))


def _is_initial(first: str, second: str) -> bool:
    """« P. » for « Pascal »"""
    short, long = sorted((first, second), key=len)
    return len(short) == 1 < len(long) and long.startswith(short)


def _is_slip(first: str, second: str) -> bool:
    """One letter is missing, wrong or out of place, and it is neither end."""
    short, long = sorted((first, second), key=len)
    if len(short) < SHORTEST or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    if any(letter.isdecimal() for letter in short + long):
        return False  # « Participante 11 » and « Participante 12 »
    start = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b),
        len(short),
    )
    if len(short) == len(long):
        is_swapped = (
            short[start : start + 2] == long[start : start + 2][::-1]
            and short[start + 2 :] == long[start + 2 :]
        )
        return is_swapped or short[start + 1 :] == long[start + 1 :]
    return len(long) == len(short) + 1 and short[start:] == long[start + 1 :]


def _fact(first: Named, second: Named) -> TwoSpellings:
    if len(second.rows) > len(first.rows):
        first, second = second, first
    return TwoSpellings(first, second)
