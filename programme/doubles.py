"""People who are probably one and the same: written twice, in two ways."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from events.text import search_key
from programme.models import Person


def probable(people: Iterable[Person]) -> list[list[Person]]:
    """Groups of two or more.

    « FUGIER Pascal » is « Pascal FUGIER », and so are « P. FUGIER » and, of the same
    name spelt alike, two records.
    """
    by_words: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    by_family: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_words[tuple(sorted(person.search_key.split()))].append(person)
        by_family[search_key(person.family_name)].append(person)
    groups = [group for group in by_words.values() if len(group) > 1]
    for family in by_family.values():
        groups += [
            [one, other] for one, other in combinations(family, 2) if _agree(one, other)
        ]
    return groups


def _agree(one: Person, other: Person) -> bool:
    """« P. » and « Pascal », « J.-P. » and « Jean-Pierre »: an initial for a word."""
    first, second = _words(one), _words(other)
    if not first or not second or first == second:
        return False
    pairs = list(zip(first, second, strict=False))
    has_initial = any(1 in (len(a), len(b)) for a, b in pairs)
    return has_initial and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs
    )


def _words(person: Person) -> list[str]:
    return search_key(person.given_name).split()
