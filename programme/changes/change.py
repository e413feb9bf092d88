"""One difference between two publications, and its road through JSON."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class What(StrEnum):
    """Each has its words in programme.changes.words.

    They are stored: one that is renamed loses its words in the publications of before.
    """

    SHIFTED = "shifted"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"
    MOVED = "moved"
    END = "end"
    PLACE = "place"
    ROW_TITLE = "row_title"
    ROW_KIND = "row_kind"
    DESCRIPTION = "description"
    SIGN_UPS = "sign_ups"
    ORDER_OF_TALKS = "order_of_talks"
    TALK_ADDED = "talk_added"
    TALK_REMOVED = "talk_removed"
    TALK_MOVED = "talk_moved"
    TALK_TITLE = "talk_title"
    ABSTRACT = "abstract"
    DURATION = "duration"
    LANGUAGE = "language"
    ORDER_OF_PEOPLE = "order_of_people"
    PERSON_ADDED = "person_added"
    PERSON_REMOVED = "person_removed"
    FUNCTION = "function"
    ROLES = "roles"
    SPELLING = "spelling"


@dataclass(frozen=True)
class Change:
    """One difference, in a form that JSON holds and that is put into words later.

    `rows` are the uids of the rows of the new programme in which it shows; `facts` are
    what its words need, each text in both languages.
    """

    kind: str
    rows: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def as_data(found: Iterable[Change]) -> list[dict]:
    """The changes as JSON can hold them."""
    return [asdict(change) | {"rows": [*change.rows]} for change in found]


def from_data(data: Iterable[dict]) -> tuple[Change, ...]:
    """What `as_data` made, read back; of a kind that is unknown by now, nothing."""
    return tuple(
        Change(one["kind"], tuple(one["rows"]), one["facts"])
        for one in data
        if one["kind"] in list(What)
    )


def rows_of(found: Iterable[Change]) -> frozenset[str]:
    """The uids of the rows that are not as they were."""
    return frozenset(uid for change in found for uid in change.rows)
