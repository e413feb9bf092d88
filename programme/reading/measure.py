"""How well programmes are read: what was read beside what an academic would read.

Both sides become counted facts — this row has this title, this person chairs that
talk — and what is in one and not in the other is a mistake that can be told in words.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from events import text
from programme import names

READABLE = ("txt", "csv")  # of a corpus; XLSX is made from CSV by the tests
ASPECTS = (
    "days",
    "rows",
    "contributions",
    "times",
    "titles",
    "people",
    "appearances",
    "roles",
    "kinds",
    "places",
    "doubts",
)
_ALIKE = 0.3  # two contributions less alike than this are two different ones
_WITHIN = " › "  # a talk’s place is that of its row, and its own
_QUOTES = dict.fromkeys(map(ord, '«»“”„‟"‹›'))
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


class Fact(NamedTuple):
    place: str
    value: str


Facts = dict[str, Counter[Fact]]


@dataclass(frozen=True)
class Score:
    right: int = 0
    wanted: int = 0
    read: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.right / self.read if self.read else 100.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.wanted if self.wanted else 100.0

    @property
    def least(self) -> float:
        return min(self.precision, self.recall)

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.wanted + other.wanted,
            self.read + other.read,
        )


@dataclass(frozen=True)
class Comparison:
    """The facts of one programme, as wanted and as read."""

    wanted: Facts
    read: Facts

    def score(self, aspect: str) -> Score:
        wanted, read = self.wanted[aspect], self.read[aspect]
        return Score((wanted & read).total(), wanted.total(), read.total())

    def differences(self) -> Iterator[str]:
        """Each mistake in words; what a whole row or talk amiss holds is not told."""
        amiss = self._amiss("rows") | self._amiss("contributions")
        for aspect in ASPECTS:
            below = amiss if aspect not in ("days", "rows", "contributions") else set()
            for place in sorted(self._amiss(aspect) - below):
                if place.rpartition(_WITHIN)[0] in amiss:
                    continue
                wanted, read = self._at(aspect, place)
                yield f"{aspect}: {place}: wanted {wanted}, read {read}"

    def _amiss(self, aspect: str) -> set[str]:
        wanted, read = self.wanted[aspect], self.read[aspect]
        return {fact.place for fact in (wanted - read) + (read - wanted)}

    def _at(self, aspect: str, place: str) -> tuple[str, str]:
        """What is on one side alone, at one place."""
        wanted, read = self.wanted[aspect], self.read[aspect]
        return _listed(wanted - read, place), _listed(read - wanted, place)


def measure(
    folder: Path, read_file: Callable[[str, bytes], dict]
) -> dict[str, Comparison]:
    """Every programme of the folder that has its NAME.json beside it."""
    found = {}
    for expected in sorted(folder.glob("*.json")):
        source = source_of(expected)
        wanted = json.loads(expected.read_text(encoding="utf-8"))
        found[expected.stem] = compare(
            wanted, read_file(source.name, source.read_bytes())
        )
    return found


def source_of(expected: Path) -> Path:
    for ending in READABLE:
        source = expected.with_suffix(f".{ending}")
        if source.exists():
            return source
    raise FileNotFoundError(f"{expected} has no programme beside it.")


def total(comparisons: dict[str, Comparison], aspect: str) -> Score:
    return sum((one.score(aspect) for one in comparisons.values()), start=Score())


def compare(wanted: dict, read: dict) -> Comparison:
    """Both in the form of `Reading.as_data()`; what they leave out is empty."""
    ours, theirs = _Side(), _Side()
    for number, (day, other) in enumerate(_pair_days(wanted["days"], read["days"]), 1):
        _compare_day(f"day {number}", day, other, ours, theirs)
    lines = {str(line) for line in wanted.get("doubts", ())}
    raised = {str(doubt["line"]) for doubt in read.get("doubts", ())}
    ours.facts["doubts"].update(Fact("line", line) for line in lines)
    # A doubt too many costs nothing here: only those that must be raised are counted.
    theirs.facts["doubts"].update(Fact("line", line) for line in lines & raised)
    return Comparison(ours.facts, theirs.facts)


def key(value: str) -> str:
    """What two ways to write one title share."""
    plain = unicodedata.normalize("NFKD", value.translate(_APOSTROPHES).casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c)).translate(_QUOTES)
    words = " ".join(kept.split())
    ends = {c for c in words if not c.isalnum()}
    return words.strip("".join(ends))


@dataclass
class _Side:
    """The facts of one side, gathered item by item."""

    facts: Facts = field(default_factory=lambda: {name: Counter() for name in ASPECTS})

    def add(self, aspect: str, place: str, *values: str | None) -> None:
        if all(values):
            self.facts[aspect][Fact(place, " | ".join(values))] += 1

    def add_item(self, place: str, item: dict) -> None:
        self.add("times", place, "start", item.get("start"))
        self.add("times", place, "end", item.get("end"))
        self.add("titles", place, key(item.get("title", "")))
        self.add("places", place, key(item.get("place", "")))
        for person in item.get("people", ()):
            self._add_person(place, person)

    def add_row(self, place: str, row: dict) -> None:
        self.add("rows", place, row.get("start") or "no time")
        self.add("kinds", place, row.get("kind"))
        self.add_item(place, row)

    def _add_person(self, place: str, person: dict) -> None:
        given, family = person.get("given_name", ""), person["family_name"]
        whole = names.search_key_of(given, family)
        cut = f"{text.search_key(given)}, {text.search_key(family)}"
        # Once a document, however often the person appears.
        self.facts["people"][Fact("programme", whole)] = 1
        self.add("appearances", place, cut, person.get("function", "speaker"))
        for role in person.get("roles", ()):
            self.add("roles", place, whole, key(role))


def _listed(facts: Counter[Fact], place: str) -> str:
    values = (fact.value for fact in facts.elements() if fact.place == place)
    return "; ".join(f"“{value}”" for value in sorted(values)) or "nothing"


def _compare_day(
    name: str, day: dict | None, other: dict | None, ours: _Side, theirs: _Side
) -> None:
    for side, one in ((ours, day), (theirs, other)):
        if one:
            side.add("days", name, one.get("date") or "no date")
    for place, row, twin in _label(
        name, _pair_rows(_rows(day), _rows(other)), unread="a row too many"
    ):
        if row:
            ours.add_row(place, row)
        if twin:
            theirs.add_row(place, twin)
        _compare_contributions(place, row, twin, ours, theirs)


def _compare_contributions(
    name: str, row: dict | None, twin: dict | None, ours: _Side, theirs: _Side
) -> None:
    pairs = _pair_alike(_contributions(row), _contributions(twin), at_least=_ALIKE)
    for place, talk, other in _label(name, pairs, unread="a contribution too many"):
        for side, one in ((ours, talk), (theirs, other)):
            if one:
                side.add("contributions", place, "contribution")
                side.add_item(place, one)


Pair = tuple[dict | None, dict | None]


def _pair_days(wanted: list[dict], read: list[dict]) -> list[Pair]:
    """By their date, then those that are left in their order."""
    left = list(read)
    twins: list[dict | None] = []
    for day in wanted:
        twin = next((one for one in left if one["date"] == day["date"]), None)
        if twin:
            left.remove(twin)
        twins.append(twin)
    twins = [twin or (left.pop(0) if left else None) for twin in twins]
    return [*zip(wanted, twins, strict=True), *((None, one) for one in left)]


def _pair_rows(wanted: list[dict], read: list[dict]) -> list[Pair]:
    """Rows of one start, the most alike together."""
    starts = dict.fromkeys(row.get("start") for row in [*wanted, *read])
    return [
        pair
        for start in starts
        for pair in _pair_alike(
            [row for row in wanted if row.get("start") == start],
            [row for row in read if row.get("start") == start],
        )
    ]


def _pair_alike(
    wanted: list[dict], read: list[dict], *, at_least: float = 0
) -> list[Pair]:
    likeness = sorted(
        (
            (-_likeness(one, other), i, j)
            for i, one in enumerate(wanted)
            for j, other in enumerate(read)
        ),
    )
    twins: dict[int, int] = {}
    for unlike, i, j in likeness:
        if i not in twins and j not in twins.values() and -unlike >= at_least:
            twins[i] = j
    pairs: list[Pair] = [
        (one, read[twins[i]] if i in twins else None) for i, one in enumerate(wanted)
    ]
    used = set(twins.values())
    return pairs + [(None, one) for j, one in enumerate(read) if j not in used]


def _likeness(one: dict, other: dict) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(item: dict) -> str:
    """Title, place and names: enough to know one row from its neighbours."""
    people = " ".join(person["family_name"] for person in item.get("people", ()))
    return key(f"{item.get('title', '')} {item.get('place', '')} {people}")


def _label(
    name: str, pairs: list[Pair], *, unread: str
) -> Iterator[tuple[str, dict | None, dict | None]]:
    """A place in words for each pair; the number keeps equal rows apart."""
    for number, (one, other) in enumerate(pairs, 1):
        item = one or other or {}
        start, title = item.get("start") or "", item.get("title", "")[:40]
        extra = "" if one else f" ({unread})"
        yield f"{name}{_WITHIN}{number}. {start} {title}{extra}", one, other


def _rows(day: dict | None) -> list[dict]:
    return day["rows"] if day else []


def _contributions(row: dict | None) -> list[dict]:
    return row.get("contributions", []) if row else []
