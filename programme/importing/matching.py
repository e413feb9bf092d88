"""Which rows and contributions of a programme a text speaks of.

Pairs are made in rounds, from what is surely the same to what probably is. Whatever
has a partner is out of the next round. Nothing is matched with two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from events.text import search_key
from programme.importing.planned import PlannedRow, PlannedTalk
from programme.models import Contribution, Session

# How many words of two titles are the same, of all words in them.
SIMILAR = 0.5
WORDS_OF_A_TITLE = 3  # fewer are a name for many things: « Pause », « Session 1 »
A_LITTLE = 60  # minutes
WITHOUT_PEOPLE = {"welcome", "break", "meal", "closing"}


@dataclass(frozen=True)
class Traits:
    """What tells one contribution from another."""

    key: str = ""
    words: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RowTraits(Traits):
    day: date | None = None
    starts_at: time = time()
    kind: str = ""
    place: str = ""
    talks: frozenset[str] = frozenset()

    @property
    def moment(self) -> tuple[date | None, time]:
        return self.day, self.starts_at


Score = Callable[[RowTraits, RowTraits], float]


def pair_rows(
    rows: Sequence[PlannedRow], sessions: Sequence[Session], *, has_one_day: bool
) -> dict[int, Session]:
    """The session of each row that has one, by the place of the row in the text.

    Of an event of one day, rows that all have another date than the text are the same
    day: the text, or the event, was moved.
    """
    # What the words tell comes before the hour alone: a day that begins a quarter of an
    # hour later puts the opening at the hour at which the first talk was.
    rounds = (
        _same_title,
        _similar_title,
        _same_title_later,
        _moved,
        _same_kind,
        _same_pause_later,
        _similar_title_later,
    )
    planned = [_of_row(row) for row in rows]
    stored = [_of_session(session) for session in sessions]
    if has_one_day and len({one.day for one in stored}) == 1 == len(
        {one.day for one in planned}
    ):
        stored = [replace(one, day=planned[0].day) for one in stored]
    found = _pair(planned, stored, rounds)
    return {first: sessions[second] for first, second in found.items()}


def pair_talks(
    talks: Sequence[PlannedTalk], stored: Sequence[Contribution]
) -> dict[int, Contribution]:
    """The contribution of each talk of one session."""
    rounds = (_same_words, _same_people, similarity)
    return _talks(talks, stored, rounds)


def pair_moved_talks(
    talks: Sequence[PlannedTalk], stored: Sequence[Contribution]
) -> dict[int, Contribution]:
    """The same for talks that changed session: the title must tell them apart."""
    return _talks(talks, stored, (_same_long_title, _same_speaker))


def similarity(first: Traits, second: Traits) -> float:
    """How many of their words are in both titles; 0 for less than half of them."""
    union = first.words | second.words
    shared = len(first.words & second.words) / len(union) if union else 0
    return shared if shared >= SIMILAR else 0


def are_similar(first: str, second: str) -> bool:
    return bool(similarity(_traits(first), _traits(second)))


def _talks(talks, stored, rounds) -> dict[int, Contribution]:
    planned = [
        _traits(talk.title, (entry.key for entry in talk.people)) for talk in talks
    ]
    found = _pair(planned, [_of_contribution(one) for one in stored], rounds)
    return {first: stored[second] for first, second in found.items()}


def _pair(planned: list, stored: list, rounds: tuple) -> dict[int, int]:
    pairs: dict[int, int] = {}
    free = set(range(len(stored)))
    for score in rounds:
        scored = [
            (-score(planned[first], stored[second]), first, second)
            for first in range(len(planned))
            if first not in pairs
            for second in free
        ]
        for _value, first, second in sorted(one for one in scored if one[0] < 0):
            if first not in pairs and second in free:
                pairs[first] = second
                free.remove(second)
    return pairs


# Rows


def _same_title(row: RowTraits, session: RowTraits) -> float:
    if row.moment != session.moment or row.key != session.key:
        return 0
    return 2 + _likeness(row, session) if row.key else 0


def _similar_title(row: RowTraits, session: RowTraits) -> float:
    if row.moment != session.moment or not (similar := similarity(row, session)):
        return 0
    return similar + _likeness(row, session)


def _same_kind(row: RowTraits, session: RowTraits) -> float:
    if row.moment != session.moment or row.kind != session.kind:
        return 0
    return 1 + _likeness(row, session)


def _same_title_later(row: RowTraits, session: RowTraits) -> float:
    """Later or earlier on the same day; at another time of it, if the title is long."""
    if row.day != session.day or not row.key or row.key != session.key:
        return 0
    if row.kind == session.kind in WITHOUT_PEOPLE:
        return 0
    minutes = _minutes_between(row, session)
    if minutes > A_LITTLE and len(row.words) < WORDS_OF_A_TITLE:
        return 0
    return len(row.people & session.people) + 1 / (1 + minutes)


def _same_pause_later(row: RowTraits, session: RowTraits) -> float:
    """A welcome, a break, a meal or a closing, whatever it is called."""
    if row.day != session.day or not row.kind == session.kind in WITHOUT_PEOPLE:
        return 0
    return max(A_LITTLE + 1 - _minutes_between(row, session), 0)


def _similar_title_later(row: RowTraits, session: RowTraits) -> float:
    """Put at another time and worded anew at once: a workshop keeps its sign-ups."""
    if row.day != session.day or _minutes_between(row, session) > A_LITTLE:
        return 0
    shared = similarity(row, session)
    return shared if shared > SIMILAR else 0


def _moved(row: RowTraits, session: RowTraits) -> float:
    """On whatever day: the same people under a similar title, or the same talks."""
    if row.talks and (shared := len(row.talks & session.talks)):
        share = shared / len(row.talks | session.talks)
        return 1 + share if share >= SIMILAR else 0
    return similarity(row, session) if row.people & session.people else 0


def _likeness(row: RowTraits, session: RowTraits) -> float:
    """Which of several rows at the same time: the place, the talks and the people."""
    same_place = bool(row.place) and row.place == session.place
    shared = len(row.talks & session.talks) + len(row.people & session.people)
    return same_place / 2 + min(shared, 9) / 20


def _minutes_between(row: RowTraits, session: RowTraits) -> int:
    return abs(_minutes(row.starts_at) - _minutes(session.starts_at))


def _minutes(of_day: time) -> int:
    return of_day.hour * 60 + of_day.minute


# Talks


def _same_words(talk: Traits, stored: Traits) -> float:
    if not talk.key or talk.key != stored.key:
        return 0
    return 1 + len(talk.people & stored.people)


def _same_people(talk: Traits, stored: Traits) -> float:
    if not talk.people or talk.people != stored.people:
        return 0
    return 1 + similarity(talk, stored)


def _same_long_title(talk: Traits, stored: Traits) -> float:
    return _same_words(talk, stored) if len(talk.words) >= WORDS_OF_A_TITLE else 0


def _same_speaker(talk: Traits, stored: Traits) -> float:
    return similarity(talk, stored) if talk.people & stored.people else 0


# What is compared


def _traits(title: str, people=()) -> Traits:
    key = search_key(title)
    return Traits(key, frozenset(key.split()), frozenset(people))


def _of_contribution(stored: Contribution) -> Traits:
    people = [row.person.search_key for row in stored.participations.all()]
    return _traits(stored.title_fr, people)


def _of_row(row: PlannedRow) -> RowTraits:
    people = [*row.people, *(entry for talk in row.talks for entry in talk.people)]
    key = search_key(row.title)
    return RowTraits(
        key=key,
        words=frozenset(key.split()),
        people=frozenset(entry.key for entry in people),
        day=row.date,
        starts_at=row.starts_at,
        kind=row.kind,
        place=search_key(row.place),
        talks=_keys(talk.title for talk in row.talks),
    )


def _of_session(session: Session) -> RowTraits:
    talks = list(session.contributions.all())
    title = session.title_fr or (talks[0].title_fr if len(talks) == 1 else "")
    key = search_key(title)
    return RowTraits(
        key=key,
        words=frozenset(key.split()),
        people=frozenset(
            row.person.search_key for talk in talks for row in talk.participations.all()
        ),
        day=session.date,
        starts_at=session.starts_at,
        kind=session.kind,
        place=search_key(session.room.name_fr if session.room else session.place_fr),
        talks=_keys(talk.title_fr for talk in talks),
    )


def _keys(titles) -> frozenset[str]:
    return frozenset(filter(None, map(search_key, titles)))
