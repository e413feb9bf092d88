"""What somebody should look at: each with its line, its words and a whole sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import time

from django.utils.translation import gettext as _

from events.dates import clock, long_day
from programme.names import full_name
from programme.reading import joined
from programme.reading.drafts import Draft
from programme.reading.entries import Day
from programme.reading.plan import Doubt, ReadDay, ReadItem, ReadPerson, ReadRow
from programme.reading.vocabulary import key

_LONGEST = 200  # characters of the words that are shown


def of_day(day: Day, read: ReadDay, drafts: list[Draft]) -> Iterator[Doubt]:
    yield from _of_date(day, read)
    yield from _of_times(drafts)
    yield from _of_ends(read, drafts)
    yield from _of_order(drafts)
    for draft in drafts:
        yield from _of_names_in(draft)
    for draft in drafts[:-1]:
        # What stands below the last row is no part of the programme.
        for line in draft.body.unread:
            yield _doubt(
                line.number,
                line.text,
                _("This line was not understood, and nothing was made of it."),
                "ignored",
            )


def of_names(days: list[ReadDay]) -> Iterator[Doubt]:
    """The same name spelt two ways: one letter apart, or an initial and a name."""
    people: dict[tuple[str, str], ReadPerson] = {}
    for person in _people(days):
        people.setdefault((person.given_name, person.family_name), person)
    by_family: dict[str, list[ReadPerson]] = defaultdict(list)
    by_given: dict[str, list[ReadPerson]] = defaultdict(list)
    for person in people.values():
        by_family[key(person.family_name)].append(person)
        by_given[key(person.given_name)].append(person)
    for others in by_family.values():
        yield from _twice(others, _are_alike_given)
    for others in by_given.values():
        yield from _twice(others[:60], _are_alike_family)


def too_long(line: int) -> Doubt:
    return Doubt(
        line,
        "",
        _("The text is very long: what follows this line was not read."),
        "ignored",
    )


def _doubt(line: int, text: str, reason: str, code: str) -> Doubt:
    return Doubt(line, " ".join(text.split())[:_LONGEST], reason, code)


def _of_date(day: Day, read: ReadDay) -> Iterator[Doubt]:
    mention = day.mention
    if mention is None or not (mention.day or mention.weekday is not None):
        return
    if read.date is None:
        reason = _("No year is written, and nothing else in the text gives it.")
        if mention.year:
            reason = _("There is no such date.")
        yield _doubt(day.line, mention.words, reason, "date")
    elif mention.weekday not in {None, read.date.weekday()}:
        yield _doubt(
            day.line,
            mention.words,
            _("%(date)s: the day of the week that is written is another one.")
            % {"date": long_day(read.date).capitalize()},
            "date",
        )


def _of_times(drafts: list[Draft]) -> Iterator[Doubt]:
    for draft in drafts:
        times = draft.entry.times
        if times is None:
            continue
        if times.is_impossible:
            reason = _("No clock shows this time.")
        elif times.start and times.end and times.end < times.start:
            reason = _("This ends before it begins.")
        else:
            continue
        yield _doubt(draft.entry.line.number, times.words, reason, "time")


def _of_ends(read: ReadDay, drafts: list[Draft]) -> Iterator[Doubt]:
    """Rows that end after the next one of the same place begins, and before its end."""
    written = {
        draft.entry.line.number: draft.entry.times.words
        for draft in drafts
        if draft.entry.times
    }
    for position, row in enumerate(read.rows):
        after = next(
            (one for one in read.rows[position + 1 :] if one.place == row.place), None
        )
        if after and row.line in written and _overlap(row, after):
            yield _doubt(
                row.line,
                written[row.line],
                _("This line ends at %(end)s, after the next one begins (%(start)s).")
                % {"end": clock(row.end), "start": clock(after.start)},
                "time",
            )


def _overlap(row: ReadRow, after: ReadRow) -> bool:
    """Not a break within a session, nor sessions at the same time."""
    if not (row.start and row.end and after.start and after.end):
        return False
    return row.start < after.start < row.end < after.end


def of_words(days: list[ReadDay], known: frozenset[str]) -> Iterator[Doubt]:
    """Two words of a title that were run together."""
    for item in _items(days):
        for word, apart in joined.found_in(item.title, known):
            yield _doubt(
                item.line,
                word,
                _("Two words seem to be run together: “%(words)s”?") % {"words": apart},
                "joined",
            )


def _items(days: Iterable[ReadDay]) -> Iterator[ReadItem]:
    for day in days:
        for row in day.rows:
            yield row
            yield from row.contributions


def _of_order(drafts: list[Draft]) -> Iterator[Doubt]:
    """Rows that go back in time, unless they stand beside others in another room."""
    latest: time | None = None
    beside: set[time] = set()
    for draft in drafts:
        start = draft.start
        if start is None:
            continue
        if (
            latest
            and start < latest
            and not (start in beside or draft.entry.place or draft.talk.place)
        ):
            yield _doubt(
                draft.entry.line.number,
                draft.entry.line.text,
                _("This begins at %(start)s, before the row above (%(other)s).")
                % {"start": clock(start), "other": clock(latest)},
                "time",
            )
        beside.add(start)
        latest = max(latest, start) if latest else start


def _of_names_in(draft: Draft) -> Iterator[Doubt]:
    unsure = [] if draft.talk.is_sure else draft.talk.people
    for person in [*unsure, *draft.body.unsure]:
        yield _doubt(
            person.line,
            f"{person.given_name} {person.family_name}".strip(),
            _("These words were taken for somebody’s name."),
            "name",
        )


def _people(days: Iterable[ReadDay]) -> Iterator[ReadPerson]:
    for item in _items(days):
        yield from item.people


def _twice(people: list[ReadPerson], are_alike) -> Iterator[Doubt]:
    for position, person in enumerate(people[:60]):
        for other in people[:position]:
            if are_alike(person, other):
                yield _doubt(
                    person.line,
                    full_name(person.given_name, person.family_name),
                    _("The text also has “%(name)s”: is it the same person?")
                    % {"name": full_name(other.given_name, other.family_name)},
                    "twice",
                )
                break


def _are_alike_given(one: ReadPerson, other: ReadPerson) -> bool:
    """« J. MARTIN » and « Jeanne MARTIN », « Valerie » and « Valéry »."""
    first, second = key(one.given_name), key(other.given_name)
    if first == second or not key(one.family_name):
        return False
    if len(first) <= 2 or len(second) <= 2:
        return first[:1] == second[:1]
    return _is_one_letter_apart(first, second)


def _are_alike_family(one: ReadPerson, other: ReadPerson) -> bool:
    if not key(one.given_name):
        return False
    first, second = key(one.family_name), key(other.family_name)
    if min(len(first), len(second)) < 5:
        return False
    return first != second and (
        _is_one_letter_apart(first, second)
        or first.replace(" ", "") == second.replace(" ", "")
    )


def _is_one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter was added, dropped or changed."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest = first[start:], second[start:]
    return (
        rest[0][1:] == rest[1][1:] or rest[0][1:] == rest[1] or rest[0] == rest[1][1:]
    )
