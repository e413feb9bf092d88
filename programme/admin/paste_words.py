"""How the preview of a pasted programme says what it found, and what will change."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events import dates
from programme.entry import entries_of
from programme.importing.comparing import RowChange, State, TalkChange, stored_title
from programme.models import Contribution, Session

SHOWN_WORDS = 30


def understood(rows: int, talks: int, people: int) -> str:
    counted = [
        (rows, ngettext("%(count)s row", "%(count)s rows", rows)),
        (talks, ngettext("%(count)s contribution", "%(count)s contributions", talks)),
        (people, ngettext("%(count)s person", "%(count)s people", people)),
    ]
    said = [words % {"count": number} for number, words in counted if number]
    return f"{', '.join(said)}." if said else ""


def summary(count: Callable[[State], int]) -> str:
    """« 3 lignes nouvelles, 9 lignes mises à jour, 1 ligne inchangée. »"""
    sentences = [
        (
            State.NEW,
            ngettext("%(count)s new row", "%(count)s new rows", count(State.NEW)),
        ),
        (
            State.UPDATED,
            ngettext(
                "%(count)s updated row", "%(count)s updated rows", count(State.UPDATED)
            ),
        ),
        (
            State.SAME,
            ngettext(
                "%(count)s unchanged row", "%(count)s unchanged rows", count(State.SAME)
            ),
        ),
    ]
    said = [
        words % {"count": count(state)} for state, words in sentences if count(state)
    ]
    return capfirst(", ".join(said)) + "."


def removed(count: int) -> list[str]:
    """What was ticked, and went."""
    words = ngettext(
        "%(count)s row or contribution was removed.",
        "%(count)s rows or contributions were removed.",
        count,
    )
    return [words % {"count": count}] if count else []


def state_labels() -> dict[State, str]:
    return {
        State.NEW: pgettext("row", "New"),
        State.UPDATED: pgettext("row", "Updated"),
        State.SAME: pgettext("row", "Unchanged"),
    }


def before(change: RowChange | TalkChange) -> list[str]:
    """What the programme has in place of what the text says."""
    stored: Any = (
        change.session if isinstance(change, RowChange) else change.contribution
    )
    if stored is None:
        return []
    found = list(_values(stored, change.values))
    if isinstance(change, RowChange) and change.opening:
        found += _of_talk(change.opening)
    elif isinstance(change, TalkChange):
        found += _of_talk(change, only_people=True)
        if change.is_moved:
            found.append((_("Row"), str(change.contribution.session)))
    if isinstance(change, RowChange) and change.is_reordered:
        found.append((_("Order"), _("another order of contributions")))
    return [_("%(field)s: %(value)s") % {"field": f, "value": v} for f, v in found]


def _of_talk(change: TalkChange, *, only_people: bool = False) -> Iterator[tuple]:
    stored = change.contribution
    if stored is None:
        return
    if not only_people:
        yield from _values(stored, change.values)
    if change.people is not None:
        lines = " / ".join(map(str, entries_of(stored)))
        yield _("Who speaks?"), _shown(lines)


def _values(stored: Session | Contribution, names: Iterable[str]) -> Iterator[tuple]:
    for name in names:
        if name == "place_fr" and "room" in names:
            continue
        label = getattr(stored._meta.get_field(name), "verbose_name", name)
        yield capfirst(label), _shown(_value(stored, name))


def _value(stored: Any, name: str) -> Any:
    if name == "kind":
        return stored.get_kind_display()
    if name == "room":
        return stored.room or stored.place_fr
    return getattr(stored, name)


def _shown(value: Any) -> str:
    match value:
        case time():
            return dates.clock(value)
        case date():
            return dates.short_date(value)
        case None | "":
            return "–"
        case _:
            return Truncator(str(value)).words(SHOWN_WORDS)


def name_of(absent: Session | Contribution, *, has_date: bool) -> str:
    if isinstance(absent, Contribution):
        people = ", ".join(str(row.person) for row in absent.participations.all())
        title = absent.title_fr or people
        return _("%(row)s – contribution “%(title)s”") % {
            "row": absent.session,
            "title": title,
        }
    title = stored_title(absent) or absent.get_kind_display()
    name = f"{dates.clock(absent.starts_at)}, {title}"
    return f"{dates.short_date(absent.date)}, {name}" if has_date else name
