"""Rows, talks, titles and moments of a change, in the active language."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from events import dates
from events.languages import Language, current_language
from programme.changes import foreign
from programme.checks.telling import THE_ROW
from programme.models import Participation, Session


def text(words: dict[str, str]) -> str:
    """Where one language is missing, the other one, between marks of the language.

    As everywhere in a programme, a text that stands alone in the first column is in
    the language in which people speak.
    """
    if words["fr"] and words["en"]:
        return words["en"] if _is_english() else words["fr"]
    if words["fr"]:
        return foreign.mark(words["fr"])
    return foreign.mark(words["en"], Language.ENGLISH)


def quoted(title: str) -> str:
    return _("“%(title)s”") % {"title": title}


def row(facts: dict[str, Any], *, with_time: bool | None = None) -> str:
    """« Introduction générale »; with its hour where the title does not tell it apart.

    One without a title is called by its kind: « la pause (11 h 20) ».
    """
    title = text(facts["title"])
    name = quoted(title) if title else _the_row(facts["kind"])
    if with_time is None:
        with_time = facts["is_alike"] or not title
    when = moment(facts["date"], facts["start"] if with_time else "")
    return _("%(row)s (%(when)s)") % {"row": name, "when": when} if when else name


def talk(facts: dict[str, Any]) -> str:
    """One without a title is no more than its row and its people: the row is named."""
    title = text(facts["title"])
    return quoted(title) if title else row(facts["row"])


def talk_or_people(facts: dict[str, Any]) -> str:
    """The same for a talk among others of its row."""
    title = text(facts["title"])
    return quoted(title) if title else ", ".join(facts["names"]) or row(facts["row"])


def with_names(name: str, names: list[str]) -> str:
    if not names:
        return name
    return _("%(row)s (%(when)s)") % {"row": name, "when": ", ".join(names)}


def moment(day: str, start: str) -> str:
    """mercredi 22 mai à 9 h; the day or the hour alone where the other is empty"""
    if day and start:
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(start))
        return dates.moment(at)
    if day:
        return dates.long_day(date.fromisoformat(day))
    return clock(start) if start else ""


def clock(start: str) -> str:
    return dates.clock(time.fromisoformat(start))


def kind(value: str) -> str:
    """débat; an unknown one as it is"""
    if value not in Session.Kind:
        return value
    return str(Session.Kind(value).label).lower()


def function(value: str) -> str:
    """présidence"""
    if value not in Participation.Function:
        return value
    return str(Participation.Function(value).label).lower()


def is_speaker(value: str) -> bool:
    return value == Participation.Function.SPEAKER


def _the_row(value: str) -> str:
    if value not in Session.Kind:
        value = Session.Kind.OTHER
    return str(THE_ROW[Session.Kind(value)])


def _is_english() -> bool:
    return current_language() == Language.ENGLISH
