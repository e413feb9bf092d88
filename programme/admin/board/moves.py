"""What one click does to the day on its page; each says where the focus goes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from programme.admin.board.rows import HOURS, BoardRow
from programme.admin.board.state import Board
from programme.forms import ShiftForm
from programme.operations import ProgrammeRefusedError, Standing

MOST_COPIES = 50
Data = Mapping[str, str]


def apply(board: Board, verb: str, target: str, data: Data) -> str:
    """Do it; the id of what moved is returned, empty where nothing did."""
    if verb in OF_ROWS and (row := board.row(target)):
        return OF_ROWS[verb](board, row, data)
    talk = next((key for key in board.talks if str(key) == target), None)
    if verb in OF_TALKS and talk:
        return OF_TALKS[verb](board, talk, data)
    return ""


def _open(board: Board, row: BoardRow, data: Data) -> str:
    for each in board.rows:
        each.is_open = each is row
    return row.prefix


def _close(board: Board, row: BoardRow, data: Data) -> str:
    row.is_open = False
    return row.prefix


def _shift(board: Board, row: BoardRow, data: Data) -> str:
    form = ShiftForm({"minutes": data.get("minutes", "")})
    if not form.is_valid():
        raise ProgrammeRefusedError(form.errors["minutes"][0])
    later = timedelta(minutes=form.cleaned_data["minutes"])
    rows = _following(board, row, in_one_place=data.get("rooms") == "one")
    # All of them first: a row that would leave its day lets none move.
    moved = [(each, _shifted(each, stands, later)) for each, stands in rows]
    for each, stands in moved:
        each.type(stands, *HOURS)
    return row.prefix


def row_to_shift(board: Board, data: Data) -> BoardRow | None:
    """The open row, if minutes stand beside it that nobody has used yet."""
    has_minutes = data.get("minutes", "").strip()
    return next((row for row in board.rows if row.is_open and has_minutes), None)


def _following(
    board: Board, row: BoardRow, *, in_one_place: bool
) -> list[tuple[BoardRow, Standing]]:
    """This row and those after it on its day, where they stand now."""
    first = _stands(row)
    found = [(each, _stands(each)) for each in board.rows]
    return [
        (each, stands)
        for each, stands in found
        if stands.date == first.date
        and each.order >= row.order
        and (not in_one_place or _where(stands) == _where(first))
    ]


def _where(stands: Standing) -> tuple:
    return (stands.room,) if stands.room else (None, stands.place)


def _stands(row: BoardRow) -> Standing:
    if row.to is None:
        raise ProgrammeRefusedError(
            _("Correct the times that cannot be read first. Nothing was moved.")
        )
    return row.to


def _shifted(row: BoardRow, stands: Standing, later: timedelta) -> Standing:
    moments = [stands.starts_at, stands.ends_at or stands.starts_at]
    moved = [datetime.combine(stands.date, moment) + later for moment in moments]
    if any(moment.date() != stands.date for moment in moved):
        raise ProgrammeRefusedError(
            _("“%(row)s” would leave its day. Nothing was moved.") % {"row": row.label}
        )
    start, end = (moment.time() for moment in moved)
    return replace(stands, starts_at=start, ends_at=stands.ends_at and end)


def _swap(board: Board, row: BoardRow, data: Data) -> str:
    """Each takes the day and the hours of the other, and stays in its place."""
    other = board.row(data.get("with", ""))
    if other is None or other is row:
        raise ProgrammeRefusedError(_("Choose the row to swap with."))
    one, two = _stands(row), _stands(other)
    row.type(two, *HOURS)
    other.type(one, *HOURS)
    return row.prefix


def _copy(board: Board, row: BoardRow, data: Data) -> str:
    copies = [int(each.prefix[1:]) for each in board.rows if each.is_copy]
    if len(copies) >= MOST_COPIES:
        raise ProgrammeRefusedError(_("Save these duplicates first."))
    stands = _stands(row)
    if data.get("day") in {day.isoformat() for day in board.days}:
        stands = replace(stands, date=datetime.fromisoformat(data["day"]).date())
    prefix = f"c{max(copies, default=0) + 1}"
    copy = board.add(prefix, row.session, replace(stands, talks=()))
    copy.with_talks = data.get("with_talks") == "1"
    return prefix


def _drop(board: Board, row: BoardRow, data: Data) -> str:
    """Give a duplicate up; what moved there goes back where it was."""
    if not row.is_copy:
        return ""
    board.rows.remove(row)
    for talk in row.talks:
        _put_back(board, talk, data)
    return f"r{row.session.pk}"


def _up(board: Board, talk: int, data: Data) -> str:
    return _step(board, talk, -1)


def _down(board: Board, talk: int, data: Data) -> str:
    return _step(board, talk, 1)


def _step(board: Board, talk: int, by: int) -> str:
    if row := board.row_of(talk):
        at = row.talks.index(talk)
        to = min(max(at + by, 0), len(row.talks) - 1)
        row.talks.insert(to, row.talks.pop(at))
    return f"t{talk}"


def _send(board: Board, talk: int, data: Data) -> str:
    """To a row of this page, or to one of another day."""
    target = data.get(f"to-{talk}", "")
    row = board.row(target)
    other_days = {f"s{each.pk}": each.pk for each in board.elsewhere}
    if row is None and target not in other_days:
        raise ProgrammeRefusedError(_("Choose where this contribution goes."))
    _lift(board, talk)
    if row is None:
        board.away[talk] = other_days[target]
    else:
        row.talks.append(talk)
    return f"t{talk}"


def _put_back(board: Board, talk: int, data: Data) -> str:
    _lift(board, talk)
    if row := board.row(f"r{board.talks[talk].session_id}"):
        row.talks.append(talk)
    return f"t{talk}"


def _lift(board: Board, talk: int) -> None:
    board.away.pop(talk, None)
    if row := board.row_of(talk):
        row.talks.remove(talk)


OF_ROWS: dict[str, Callable[[Board, BoardRow, Data], str]] = {
    "open": _open,
    "close": _close,
    "shift": _shift,
    "swap": _swap,
    "copy": _copy,
    "drop": _drop,
}
OF_TALKS: dict[str, Callable[[Board, int, Data], str]] = {
    "up": _up,
    "down": _down,
    "send": _send,
    "back": _put_back,
}
