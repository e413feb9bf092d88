"""What differs between two programmes: every fact that a reader could see, once."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from programme.changes import matching, shifts
from programme.changes.change import Change, What
from programme.changes.matching import Pairs, TalkOfRow, shown_title, shows_its_talk
from programme.changes.scene import Scene, texts
from programme.snapshot import ContributionCopy, PersonCopy, SessionCopy


def between(
    before: Sequence[SessionCopy], after: Sequence[SessionCopy]
) -> tuple[Change, ...]:
    """What a reader who knows `before` must be told of `after`.

    Rows that move together are one change; the others come in the order of the day.
    """
    pairs = matching.rows(before, after)
    talks = matching.talks(pairs)
    scene = Scene(before, after)
    together, moved = shifts.find(scene, pairs)
    found = [*together]
    for number, (old, new) in enumerate(pairs):
        if old and new:
            if old.uid not in moved:
                found += _times(scene, old, new)
            found += _of_row(scene, old, new)
        else:
            found += _added_or_removed(scene, old, new, talks)
        here = [pair for pair in talks if (pair[1] or pair[0]).pair == number]
        found += _of_talks(scene, here, is_same_row=bool(old and new))
    return tuple(found)


def _added_or_removed(
    scene: Scene,
    old: SessionCopy | None,
    new: SessionCopy | None,
    talks: Pairs[TalkOfRow],
) -> Iterator[Change]:
    """A row that only showed its talk is no news where that talk stands elsewhere."""
    row: Any = new or old
    if shows_its_talk(row):
        stays = [pair[1 if new else 0] for pair in talks if all(pair)]
        if any(one and one.row is row for one in stays):
            return
    names = [person.full_name for talk in row.contributions for person in talk.people]
    facts = {"row": scene.row(row), "names": [*dict.fromkeys(names)]}
    if new:
        yield Change(What.ROW_ADDED, (new.uid,), facts)
    else:
        yield Change(What.ROW_REMOVED, (), facts)


def _times(scene: Scene, old: SessionCopy, new: SessionCopy) -> Iterator[Change]:
    times = {"old": scene.times(old), "new": scene.times(new)}
    facts = {"row": scene.row(new), **times}
    has_moved = (old.date, old.starts_at) != (new.date, new.starts_at)
    if has_moved:
        yield Change(What.MOVED, (new.uid,), facts)
    is_said = has_moved and (
        shifts.minutes_between(old, new) is not None
        or (old.date == new.date and old.ends_at and new.ends_at)
    )
    if old.ends_at != new.ends_at and not is_said:
        yield Change(What.END, (new.uid,), facts)


def _of_row(scene: Scene, old: SessionCopy, new: SessionCopy) -> Iterator[Change]:
    def change(what: What, **facts) -> Change:
        return Change(what, (new.uid,), {"row": scene.row(new), **facts})

    if old.kind != new.kind:
        yield change(What.ROW_KIND, old=old.kind, new=new.kind)
    own = texts(old, "title"), texts(new, "title")
    if own[0] != own[1] and shown_title(old) != shown_title(new):
        titleless = scene.row(old) | {"title": {"fr": "", "en": ""}}
        facts = {"row": titleless, "old": own[0], "new": own[1]}
        yield Change(What.ROW_TITLE, (new.uid,), facts)
    places = texts(old, "place"), texts(new, "place")
    if places[0] != places[1]:
        yield change(What.PLACE, old=places[0], new=places[1])
    if what := _became(texts(old, "description"), texts(new, "description")):
        yield change(What.DESCRIPTION, became=what)
    if old.takes_sign_ups != new.takes_sign_ups:
        yield change(What.SIGN_UPS, new=new.takes_sign_ups)


def _of_talks(
    scene: Scene, pairs: Pairs[TalkOfRow], *, is_same_row: bool
) -> Iterator[Change]:
    for old, new in pairs:
        if old and new:
            if old.pair != new.pair:
                facts = {
                    "talk": scene.talk(new),
                    "old": scene.row(old.row),
                    "new": scene.row(new.row),
                }
                yield Change(What.TALK_MOVED, (new.row.uid,), facts)
            yield from _of_talk(scene, old.talk, new)
        elif new and is_same_row:
            facts = {"talk": scene.talk(new), "row": scene.row(new.row)}
            yield Change(What.TALK_ADDED, (new.row.uid,), facts)
        elif old and is_same_row:
            facts = {"talk": scene.talk(old), "row": scene.row(old.row)}
            yield Change(What.TALK_REMOVED, (), facts)
    stays = [(old, new) for old, new in pairs if old and new and old.pair == new.pair]
    if _is_reordered(
        [
            (
                old.row.contributions.index(old.talk),
                new.row.contributions.index(new.talk),
            )
            for old, new in stays
        ]
    ):
        row = stays[0][1].row
        yield Change(What.ORDER_OF_TALKS, (row.uid,), {"row": scene.row(row)})


def _of_talk(scene: Scene, old: ContributionCopy, new: TalkOfRow) -> Iterator[Change]:
    talk = new.talk

    def change(what: What, **facts) -> Change:
        return Change(what, (new.row.uid,), {"talk": scene.talk(new), **facts})

    titles = texts(old, "title"), texts(talk, "title")
    if titles[0] != titles[1]:
        yield change(What.TALK_TITLE, old=titles[0], new=titles[1])
    if what := _became(texts(old, "abstract"), texts(talk, "abstract")):
        yield change(What.ABSTRACT, became=what)
    if old.duration != talk.duration:
        yield change(What.DURATION, old=old.duration, new=talk.duration)
    if old.language != talk.language:
        yield change(What.LANGUAGE, new=talk.language)
    pairs = matching.people(old.people, talk.people)
    for before, after in pairs:
        yield from _of_person(change, before, after)
    stays = [
        (old.people.index(before), talk.people.index(after))
        for before, after in pairs
        if before and after
    ]
    if _is_reordered(stays):
        yield change(What.ORDER_OF_PEOPLE)


def _of_person(
    change, old: PersonCopy | None, new: PersonCopy | None
) -> Iterator[Change]:
    if not (old and new):
        who: Any = new or old
        what = What.PERSON_ADDED if new else What.PERSON_REMOVED
        yield change(what, name=who.full_name, function=who.function)
        return
    if old.full_name != new.full_name:
        yield change(What.SPELLING, old=old.full_name, new=new.full_name)
    if old.function != new.function:
        functions = {"old": old.function, "new": new.function}
        yield change(What.FUNCTION, name=new.full_name, **functions)
    if old.roles != new.roles:
        roles = {"old": _roles(old), "new": _roles(new)}
        yield change(What.ROLES, name=new.full_name, **roles)


def _roles(person: PersonCopy) -> list[dict]:
    return [texts(role, "text") for role in person.roles]


def _became(old: dict, new: dict) -> str:
    """Empty where nothing changed."""
    if old == new:
        return ""
    if not any(old.values()):
        return "added"
    return "changed" if any(new.values()) else "removed"


def _is_reordered(positions: list[tuple[int, int]]) -> bool:
    """Do those that stay follow one another otherwise?"""
    after = [new for _old, new in sorted(positions)]
    return any(first > second for first, second in pairwise(after))
