"""What the page of a day says of its rows."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import dates
from programme.admin.board.rows import BoardRow, hours_of, talk_label
from programme.admin.board.state import Board, Lost
from programme.models import Session
from programme.operations import Standing


def line(board: Board, row: BoardRow) -> dict:
    """A row for the template, with its contributions in words."""
    copied = row.session.contributions.all() if row.with_talks else ()
    talks = [(key, talk_label(board.talks[key])) for key in row.talks]
    others = board.ordered if row.is_open else []
    return {
        "row": row,
        "keys": ",".join(map(str, row.talks)),
        "talks": talks,
        "copied": [talk_label(talk) for talk in copied],
        "others": [(each.prefix, each.label) for each in others if each is not row],
    }


def targets(board: Board) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a contribution may go: the rows of this page, then those of other days."""
    here = [(row.prefix, row.label) for row in board.ordered]
    found = [(_("On this page"), here)]
    for session in board.elsewhere:
        heading = capfirst(dates.long_day(session.date))
        if found[-1][0] != heading:
            found.append((heading, []))
        found[-1][1].append((f"s{session.pk}", str(session)))
    return found


def away(board: Board) -> list[tuple[int, str, dict]]:
    """The contributions that go to another day, and where."""
    return [
        (
            talk,
            talk_label(board.talks[talk]),
            {"key": key, "words": _on_its_day(board.sessions[key])},
        )
        for talk, key in board.away.items()
    ]


def lost(board: Board, found: Lost) -> Iterator[str]:
    """In words: where others put a row that was moved here, too."""
    title = {"title": found.row.title}
    if found.has_moved:
        sentence = _(
            "“%(title)s”: somebody else put it at %(theirs)s, you at %(yours)s."
        )
        yours = found.row.to or found.theirs
        yield sentence % {
            **title,
            "theirs": _where(board, found.theirs),
            "yours": _where(board, yours),
        }
    if found.has_other_talks:
        sentence = _("“%(title)s”: somebody else moved its contributions, too.")
        yield sentence % title


def _where(board: Board, stands: Standing) -> str:
    """10 h – 11 h, Salle 2"""
    room = next((str(room) for room in board.rooms if room.pk == stands.room), "")
    day = dates.long_day(stands.date) if len(board.days) > 1 else ""
    hours = hours_of(stands.starts_at, stands.ends_at)
    return ", ".join(filter(None, [day, hours, room or stands.place]))


def _on_its_day(session: Session) -> str:
    return f"{capfirst(dates.long_day(session.date))}, {session}"
