"""How a row or a talk is spoken of in a change: its title, and what tells it apart."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from programme.changes.matching import TalkOfRow, shown_title, shows_its_talk
from programme.snapshot import SessionCopy


class Scene:
    """Both programmes: how many days they have, and which titles several rows share."""

    def __init__(self, before: Sequence[SessionCopy], after: Sequence[SessionCopy]):
        self.has_many_days = len({row.date for row in [*before, *after]}) > 1
        self._alike = {
            title
            for rows in (before, after)
            for title, count in Counter(map(_title, rows)).items()
            if count > 1
        }

    def row(self, row: SessionCopy) -> dict[str, Any]:
        """Its day is left out where there is but one."""
        return {
            "title": shown_title(row),
            "kind": row.kind,
            "date": row.date.isoformat() if self.has_many_days else "",
            "start": row.starts_at.isoformat(),
            "is_alike": _title(row) in self._alike,
            "shows_its_talk": shows_its_talk(row),
        }

    def talk(self, one: TalkOfRow) -> dict[str, Any]:
        """Without a title, its people and its row say which one it is."""
        return {
            "title": texts(one.talk, "title"),
            "names": [person.full_name for person in one.talk.people],
            "row": self.row(one.row),
        }

    def times(self, row: SessionCopy) -> dict[str, str]:
        return {
            "date": row.date.isoformat(),
            "start": row.starts_at.isoformat(),
            "end": row.ends_at.isoformat() if row.ends_at else "",
        }


def texts(row: Any, name: str) -> dict[str, str]:
    """A text in both languages."""
    return {"fr": getattr(row, f"{name}_fr"), "en": getattr(row, f"{name}_en")}


def _title(row: SessionCopy) -> tuple:
    return tuple(shown_title(row).values())
