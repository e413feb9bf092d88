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
from programme.timetable import Row


@dataclass
class RowFacts:
    """The row as the public reads it, and what is odd about it."""

    row: Row | None = None  # None for a row that is hidden
    warnings: list[Fact] = field(default_factory=list)


def add_facts(sessions: Iterable[Session]) -> None:
    """Give every row its `facts`, in a number of queries that never grows."""
    rows: list[Any] = list(sessions)
    found = _facts_of_events({session.event_id for session in rows})
    for session in rows:
        session.facts = found.get(session.pk, RowFacts())


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


def _facts_of_events(events: set[int]) -> dict[int, RowFacts]:
    sessions = Session.objects.filter(event__in=events).for_programme()
    rows = sorted(sessions.select_related("event"), key=_event)
    found: dict[int, RowFacts] = {}
    for _key, of_event in groupby(rows, _event):
        found |= _facts_of_event(list(of_event))
    return found


def _facts_of_event(sessions: list[Session]) -> dict[int, RowFacts]:
    rows = snapshot.copies(sessions)
    programme = timetable.build(sessions[0].event, rows)
    warnings = checks.warnings(programme)
    return {
        session.pk: RowFacts(row, [fact for fact in warnings if row in fact.rows])
        for session, row in zip(sessions, programme.rows, strict=True)
    }


def _event(session: Session) -> int:
    return session.event_id
