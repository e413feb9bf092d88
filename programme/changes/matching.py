"""Which row, talk or person of a new programme is the one of the programme before.

The uid tells; what was deleted and made again is known by its title, its time or its
name. A pair without a left side is new, one without a right side is gone.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from events.text import search_key
from programme.snapshot import ContributionCopy, PersonCopy, SessionCopy

type Pairs[T] = list[tuple[T | None, T | None]]


@dataclass(frozen=True)
class TalkOfRow:
    """A talk with the row that holds it; `pair` is the same in both programmes."""

    talk: ContributionCopy
    row: SessionCopy
    pair: int


def rows(before: Iterable[SessionCopy], after: Iterable[SessionCopy]):
    """Pairs of rows, in the order of the day."""

    def when(row: SessionCopy) -> tuple:
        return row.date, row.starts_at

    found = _pairs(
        before,
        after,
        lambda row: row.uid,
        lambda row: (_title_of(row) or row.kind, when(row)),
        _title_of,
    )
    return sorted(found, key=lambda pair: when(pair[1] or pair[0]))


def talks(pairs: Pairs[SessionCopy]) -> Pairs[TalkOfRow]:
    """Pairs of talks, wherever they stand now."""

    def place_and_title(one: TalkOfRow) -> tuple | None:
        title = search_key(one.talk.title_fr or one.talk.title_en)
        return (one.pair, title) if title else None

    def place_and_people(one: TalkOfRow) -> tuple:
        return one.pair, frozenset(_name(person) for person in one.talk.people)

    return _pairs(
        _talks_of(pair[0] for pair in pairs),
        _talks_of(pair[1] for pair in pairs),
        lambda one: one.talk.uid,
        place_and_title,
        lambda one: search_key(one.talk.title_fr or one.talk.title_en),
        place_and_people,
    )


def people(before: Iterable[PersonCopy], after: Iterable[PersonCopy]):
    """Pairs of people of one talk; whoever has another function is the same."""
    return _pairs(
        before,
        after,
        lambda person: (person.uid, person.function),
        lambda person: (_name(person), person.function),
        lambda person: person.uid,
        _name,
    )


def shown_title(row: SessionCopy) -> dict[str, str]:
    """What readers see: its own title, else the one of its only talk."""
    if row.title_fr or row.title_en or len(row.contributions) != 1:
        return {"fr": row.title_fr, "en": row.title_en}
    [talk] = row.contributions
    return {"fr": talk.title_fr, "en": talk.title_en}


def shows_its_talk(row: SessionCopy) -> bool:
    has_own_title = row.title_fr or row.title_en
    return not has_own_title and any(shown_title(row).values())


def _title_of(row: SessionCopy) -> str:
    title = shown_title(row)
    return search_key(title["fr"] or title["en"])


def _name(person: PersonCopy) -> str:
    return search_key(person.full_name)


def _talks_of(rows: Iterable[SessionCopy | None]) -> list[TalkOfRow]:
    return [
        TalkOfRow(talk, row, number)
        for number, row in enumerate(rows)
        if row
        for talk in row.contributions
    ]


def _pairs[T](
    before: Iterable[T], after: Iterable[T], *keys: Callable[[T], Hashable]
) -> Pairs[T]:
    """By the first key that both have, then by the next one for those that are left."""
    old, new = list(before), list(after)
    found: Pairs[T] = []
    for key in keys:
        here: dict[Hashable, deque[T]] = defaultdict(deque)
        for one in new:
            here[key(one)].append(one)
        pairs = [
            (one, here[value].popleft())
            for one in old
            if (value := key(one)) and here[value]
        ]
        found += pairs
        old = _without(old, (left for left, _right in pairs))
        new = _without(new, (right for _left, right in pairs))
    return [*found, *((one, None) for one in old), *((None, one) for one in new)]


def _without[T](ones: list[T], gone: Iterable[T]) -> list[T]:
    keys = {id(one) for one in gone}
    return [one for one in ones if id(one) not in keys]
