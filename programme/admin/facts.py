"""What the list of rows says of each one, beyond its own columns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from programme import checks, snapshot, timetable
from programme.checks import Fact
from programme.models import Session
from programme.operations import People
from programme.timetable import Programme, Row


@dataclass
class RowFacts:
    """The row as the public reads it, and what is odd about it."""

    row: Row | None = None  # None for a row that is hidden
    warnings: list[Fact] = field(default_factory=list)


def add_facts(sessions: Iterable[Session]) -> dict[int, Programme]:
    """Give every row its `facts`, in a number of queries that never grows.

    The programmes in which they stand are returned by the keys of their events.
    """
    rows: list[Any] = list(sessions)
    programmes = _programmes({session.event_id for session in rows})
    found: dict[int, RowFacts] = {}
    for programme in programmes.values():
        found |= _facts_of(programme)
    for session in rows:
        session.facts = found.get(session.pk, RowFacts())
    return programmes


def recognised(people: People, talks: int) -> list[str]:
    """What was understood of a row that was saved; nothing for one without talks."""
    if not talks:
        return []
    counted = ngettext("%(count)s contribution", "%(count)s contributions", talks) % {
        "count": talks
    }
    known = ngettext(
        "%(count)s person recognised", "%(count)s people recognised", people.total
    ) % {"count": people.total}
    sentences = [f"{counted}, {known}."]
    if people.new:
        new = ngettext("%(count)s name is new.", "%(count)s names are new.", people.new)
        sentences.append(new % {"count": people.new})
    return sentences


def tell(request, event: Event, sentences: list[str]) -> None:
    """Say what was done, then what is odd about the programme."""
    found = checks.warnings(timetable.of_event(event))
    if found:
        sentences = [*sentences, _warnings(found)]
    if sentences:
        level = messages.WARNING if found else messages.INFO
        messages.add_message(request, level, " ".join(sentences))


def _warnings(facts: tuple[Fact, ...]) -> str:
    sentence = ngettext(
        "%(count)s warning: %(facts)s.", "%(count)s warnings: %(facts)s.", len(facts)
    )
    between = _("%(first)s; %(second)s")
    listed = str(facts[0])
    for fact in facts[1:]:
        listed = between % {"first": listed, "second": fact}
    return sentence % {"count": len(facts), "facts": listed}


def _programmes(events: set[int]) -> dict[int, Programme]:
    sessions = Session.objects.filter(event__in=events).for_programme()
    rows = sorted(sessions.select_related("event"), key=_event)
    by_event = [(key, list(of_event)) for key, of_event in groupby(rows, _event)]
    return {
        key: timetable.build(of_event[0].event, snapshot.copies(of_event))
        for key, of_event in by_event
    }


def _facts_of(programme: Programme) -> dict[int, RowFacts]:
    found = {row.session_key: RowFacts(row) for row in programme.rows}
    for fact in checks.warnings(programme):
        for key in {row.session_key for row in fact.rows}:
            found[key].warnings.append(fact)
    return found


def _event(session: Session) -> int:
    return session.event_id
