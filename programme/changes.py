"""What differs between two publications of a programme, as plain data and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from programme.snapshot import SessionCopy


@dataclass(frozen=True)
class Change:
    """One difference, in a form that JSON holds and that is put into words later."""

    kind: str


def between(
    before: Sequence[SessionCopy], after: Sequence[SessionCopy]
) -> tuple[Change, ...]:
    """What a reader who knows `before` must be told of `after`."""
    return () if before == after else (Change("changed"),)


def as_data(found: Iterable[Change]) -> list[dict]:
    """The changes as JSON can hold them."""
    return [asdict(change) for change in found]
