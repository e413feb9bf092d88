"""The checks of a day that is not stored yet."""

from dataclasses import replace

from django.urls import reverse

from programme import checks, snapshot, timetable
from programme.admin.board.rows import BoardRow
from programme.admin.board.state import Board
from programme.checks import Fact
from programme.operations import Standing
from programme.snapshot import ContributionCopy, SessionCopy
from programme.timetable import Programme, Row


def programme(board: Board) -> Programme:
    """As it would be; a row that cannot be read stays as it is stored."""
    copies = {row.key: row for row in snapshot.copies(board.sessions.values())}
    talks = {talk.key: talk for row in copies.values() for talk in row.contributions}
    shown = {key: row for key, row in copies.items() if not _is_hidden(board, key)}
    for row in board.rows:
        if not row.session.is_hidden:
            moved = _moved(board, row, copies[row.session.pk], talks)
            shown[moved.key] = moved
    for talk, key in board.away.items():
        if key in shown:
            held = (*shown[key].contributions, talks[talk])
            shown[key] = replace(shown[key], contributions=held)
    ordered = sorted(shown.values(), key=lambda row: _order(board, row))
    return timetable.build(board.event, ordered)


def facts(board: Board, value: Programme) -> list[Fact]:
    """Those of the days that this page touches, and of the names."""
    touched = {row.to.date for row in board.rows if row.to}
    touched |= {board.sessions[key].date for key in board.away.values()}
    found = checks.everything(value)
    return [fact for fact in found if fact.day is None or fact.day in touched]


def address(board: Board, row: Row) -> str:
    """Where a row is on this page; else its own page."""
    prefix = f"c{-row.session_key}" if row.session_key < 0 else f"r{row.session_key}"
    if board.row(prefix):
        return f"#{prefix}"
    return reverse("admin:programme_session_change", args=[row.session_key])


def _moved(
    board: Board,
    row: BoardRow,
    stored: SessionCopy,
    talks: dict[int, ContributionCopy],
) -> SessionCopy:
    copied = stored.contributions if row.with_talks else ()
    held = (*copied, *(talks[key] for key in row.talks))
    at: dict = {"contributions": held}
    if row.is_copy:
        at["key"] = -int(row.prefix[1:])
    if row.to:
        at |= _when_and_where(board, row.to, stored)
    return replace(stored, **at)


def _when_and_where(board: Board, to: Standing, stored: SessionCopy) -> dict:
    room = next((room for room in board.rooms if room.pk == to.room), None)
    place_fr, place_en = to.place, ""
    if room:
        place_fr, place_en = room.name_fr, room.name_en
    elif place_fr == stored.place_fr:
        place_en = stored.place_en
    return {
        "date": to.date,
        "starts_at": to.starts_at,
        "ends_at": to.ends_at,
        "place_fr": place_fr,
        "place_en": place_en,
        "room": room.name_fr if room else "",
        "capacity": room.capacity if room else None,
    }


def _is_hidden(board: Board, key: int) -> bool:
    return board.sessions[key].is_hidden


def _order(board: Board, row: SessionCopy) -> tuple:
    stored = board.sessions.get(row.key)
    return row.date, row.starts_at, stored.position if stored else 0, abs(row.key)
