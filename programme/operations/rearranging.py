"""The rows of a day move, all at once, as somebody saw them and moved them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from events.models import Event, User
from programme.models import Contribution, Session
from programme.operations.rows import WHEN_AND_WHERE
from programme.operations.turns import (
    ProgrammeRefusedError,
    lock,
    programme_changed,
)

# What a duplicate has of its own.
OF_A_ROW = ("id", "uid", "sequence")


@dataclass(frozen=True)
class Standing:
    """When and where a row is, and the keys of its contributions in order."""

    date: date
    starts_at: time
    ends_at: time | None
    room: int | None = None
    place: str = ""
    talks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Move:
    """What becomes of the row `session`: it stood `was`, as the page showed it.

    Without `was`, a duplicate of it is made: `to.talks` are contributions that move
    there, behind copies of those of the row if it comes `with_talks`.
    """

    session: int
    to: Standing
    was: Standing | None = None
    with_talks: bool = False


@dataclass(frozen=True)
class Rearrangement:
    """All the moves; `away` says to which other row a contribution goes."""

    moves: Sequence[Move]
    away: Mapping[int, int] = field(default_factory=dict)


class RowsMovedError(ProgrammeRefusedError):
    """Rows are not where the page showed them; `now` says where they are, by their
    keys, or None for a row that is gone."""

    def __init__(self, now: dict[int, Standing | None]):
        super().__init__(_("Somebody else has changed the programme meanwhile."))
        self.now = now


@transaction.atomic
def rearrange(event: Event, wanted: Rearrangement, *, actor: User) -> int:
    """Move rows and contributions, make the duplicates; say how many rows changed.

    Rows and contributions keep their keys. Raises RowsMovedError if a row is not
    where the page showed it, and then nothing is written.
    """
    lock(event)
    rows = {row.pk: row for row in event.sessions.prefetch_related("contributions")}
    _refuse_what_moved(wanted, rows)
    _refuse_what_cannot_be(event, wanted, rows)
    changed = set()
    # Duplicates first: they are made of the rows as they are stored.
    for number, move in enumerate(wanted.moves):
        if move.was is None:
            _duplicate(rows[move.session], move)
            changed.add(f"duplicate {number}")
    moves = [each for each in wanted.moves if each.was and each.was != each.to]
    _move(rows, moves)
    changed |= {str(move.session) for move in moves}
    for talk, key in wanted.away.items():
        _put(rows[key], [talk], after=_last_position(rows[key]))
        changed.add(str(key))
    if changed:
        programme_changed(event, actor)
    return len(changed)


def standing(row: Session) -> Standing:
    """Of a row that was fetched with its contributions."""
    return Standing(
        date=row.date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        room=row.room_id,
        place=row.place_fr,
        talks=tuple(talk.pk for talk in row.contributions.all()),
    )


def _refuse_what_moved(wanted: Rearrangement, rows: dict[int, Session]) -> None:
    now = {
        move.session: standing(rows[move.session]) if move.session in rows else None
        for move in wanted.moves
    }
    seen = {move.session: move.was for move in wanted.moves if move.was}
    moved = {
        key: at for key, at in now.items() if at is None or seen.get(key, at) != at
    }
    moved |= {key: None for key in wanted.away.values() if key not in rows}
    if moved:
        raise RowsMovedError(moved)


def _refuse_what_cannot_be(
    event: Event, wanted: Rearrangement, rows: dict[int, Session]
) -> None:
    """Every contribution goes somewhere, and once; every room is one of the event."""
    before = Counter(
        talk for move in wanted.moves if move.was for talk in move.was.talks
    )
    after = Counter(talk for move in wanted.moves for talk in move.to.talks)
    after.update(wanted.away.keys())
    rooms = {move.to.room for move in wanted.moves} - {None}
    known = set(event.rooms.values_list("pk", flat=True))
    if before != after or not rooms <= known:
        raise ProgrammeRefusedError(
            _("Something that you moved is not there any more. Nothing was moved.")
        )


def _duplicate(row: Session, move: Move) -> None:
    copy = _new_like(row)
    _place(copy, move.to)
    copy.save()
    copied = _talks_of(row) if move.with_talks else []
    for position, talk in enumerate(copied, start=1):
        _duplicate_talk(talk, copy, position)
    _put(copy, move.to.talks, after=len(copied))


def _talks_of(row: Session) -> list[Contribution]:
    return list(row.contributions.prefetch_related("participations__roles"))


def _duplicate_talk(talk: Contribution, row: Session, position: int) -> None:
    copy = _new_like(talk, session=row, position=position)
    copy.save()
    for participation in talk.participations.all():
        one = _new_like(participation, contribution=copy)
        one.save()
        for role in participation.roles.all():
            _new_like(role, participation=one).save()


def _new_like(row: Any, **values) -> Any:
    """An unsaved row of the same table, with its own key, uid and sequence."""
    fields = {
        each.attname: getattr(row, each.attname)
        for each in row._meta.concrete_fields
        if each.name not in OF_A_ROW
    }
    copy = type(row)(**fields)
    for name, value in values.items():
        setattr(copy, name, value)
    return copy


def _move(rows: dict[int, Session], moves: Iterable[Move]) -> None:
    """Calendars follow the sequence: it grows when the time or the place changes."""
    moved = []
    for move in moves:
        row = rows[move.session]
        before = [getattr(row, name) for name in WHEN_AND_WHERE]
        _place(row, move.to)
        if before != [getattr(row, name) for name in WHEN_AND_WHERE]:
            row.sequence += 1
            moved.append(row)
        if move.was and move.was.talks != move.to.talks:
            _put(row, move.to.talks)
    fields = ["room" if name == "room_id" else name for name in WHEN_AND_WHERE]
    Session.objects.bulk_update(moved, [*fields, "sequence"])


def _place(row: Session, to: Standing) -> None:
    row.date, row.starts_at, row.ends_at = to.date, to.starts_at, to.ends_at
    row.room_id = to.room
    if row.place_fr != to.place:
        row.place_fr, row.place_en = to.place, ""  # the English said the former one


def _put(row: Session, talks: Iterable[int], *, after: int = 0) -> None:
    """Give a row these contributions in this order, behind that position."""
    for position, key in enumerate(talks, start=after + 1):
        Contribution.objects.filter(pk=key).update(session=row, position=position)


def _last_position(row: Session) -> int:
    return row.contributions.aggregate(last=Max("position"))["last"] or 0
