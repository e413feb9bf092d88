"""The columns of an exported list that depend on what its event asks."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, TextField, Value
from django.utils.translation import gettext as _

from events.json_rows import JsonRows
from events.models import Event
from programme.half_days import Half, half_days, name_of
from programme.spellings import Spellings
from registrations import workshops
from registrations.export_rows import Cell, Column, Part, Table
from registrations.models import (
    Answer,
    Choice,
    PlannedHalfDay,
    Presence,
    Question,
    WorkshopPlace,
)
from registrations.models.registration import RegistrationQuerySet

PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
NOTHING = Value(None, output_field=TextField())


def table(
    event: Event,
    registrations: RegistrationQuerySet,
    *,
    has_needs: bool,
    has_sensitive: bool,
) -> Table:
    """The list of some registrations of one event, with all that the event asks.

    Needs and sensitive answers are not even read unless they are wanted.
    """
    parts = [
        _grouped_institution(event),
        _presences(event),
        _planned(event),
        _workshops(event),
        _answers(event, is_sensitive=False),
        _needs() if has_needs else None,
        _answers(event, is_sensitive=True) if has_sensitive else None,
    ]
    return Table(event, registrations, [part for part in parts if part])


def _grouped_institution(event: Event) -> Part | None:
    """One name for all spellings of an institution, beside the one that was typed."""
    known = Spellings(event)
    if not known.grouped:
        return None

    def name(typed: str) -> list[Cell]:
        organisation = known.meant_by(typed)
        return [organisation.name if organisation else typed]

    return Part([Column(_("Institution (grouped)"), 34)], F("institution"), name)


def _presences(event: Event) -> Part | None:
    """Always there, so that lists look alike before and after the day."""
    title = _("Presence, %(half_day)s")
    return _of_half_days(event, Presence.objects.standing(), title, is_shown=True)


def _planned(event: Event) -> Part | None:
    title = _("Comes: %(half_day)s")
    planned = PlannedHalfDay.objects.all()
    return _of_half_days(event, planned, title, is_shown=event.asks_half_days)


def _of_half_days(event: Event, rows, title: str, *, is_shown: bool) -> Part | None:
    """A tick for each half-day of the event, and for others that somebody has."""
    held = rows.filter(registration__event=event).order_by()
    found = {
        (day.isoformat(), half)
        for day, half in held.values_list("date", "half").distinct()
    }
    if not (found or is_shown):
        return None
    names = {each.key: each.name for each in half_days(event)}
    names |= {
        (day, half): name_of(date.fromisoformat(day), half)
        for day, half in found - names.keys()
    }
    keys = sorted(names, key=lambda key: (key[0], key[1] != Half.MORNING))
    headings = [title % {"half_day": names[key]} for key in keys]
    none: list[Cell] = [""] * len(keys)
    yes = _("Yes")

    def ticks(value: str | None) -> list[Cell]:
        if not value:
            return none
        mine = {(day, half) for day, half in json.loads(value)}
        return [yes if key in mine else "" for key in keys]

    columns = [Column(heading, 14, is_typed=False) for heading in headings]
    return Part(columns, _json(rows, "date", "half") if found else NOTHING, ticks)


def _workshops(event: Event) -> Part | None:
    """One column; a workshop in which somebody waits says so."""
    held = WorkshopPlace.objects.filter(registration__event=event).order_by()
    names = dict(held.values_list("session", "session__title_fr").distinct())
    if not names:
        return None
    names |= {key: str(row.title) for key, row in workshops.offered(event).items()}
    waits, between = _("%(workshop)s (waiting list)"), _("; ")

    def titles(value: str | None) -> list[Cell]:
        words = [
            names.get(key, "")
            if status == WorkshopPlace.Status.CONFIRMED
            else waits % {"workshop": names.get(key, "")}
            for key, status in sorted(json.loads(value or "[]"))
        ]
        return [between.join(words)]

    places = _json(WorkshopPlace.objects.all(), "session", "status")
    return Part([Column(_("Workshops"), 40)], places, titles)


def _needs() -> Part:
    return Part([Column(_("Needs"), 50)], F("needs__text"), lambda text: [text])


def _answers(event: Event, *, is_sensitive: bool) -> Part | None:
    """A column for each question that is asked, or was and has answers."""
    answered = Answer.objects.filter(question=OuterRef("pk"))
    asked = list(
        Question.objects.filter(event=event, is_sensitive=is_sensitive)
        .filter(Q(retired_at=None) | Exists(answered))
        .order_by("position", "pk")
    )
    if not asked:
        return None
    choices = Choice.objects.filter(question__in=asked).in_bulk()
    places = {question.pk: place for place, question in enumerate(asked)}
    none: list[Cell] = [""] * len(asked)
    between = _("; ")

    def words(value: str | None) -> list[Cell]:
        cells = none.copy()
        for key, choice, text in sorted(json.loads(value or "[]"), key=_in_order):
            if (place := places.get(key)) is None:
                continue  # asked since the columns were read
            cell = _cell(asked[place], choices.get(choice), text)
            before = cells[place]
            cells[place] = f"{before}{between}{cell}" if before else cell
        return cells

    # By the kind of question: SQLite reads a list of keys through the wrong index.
    rows = Answer.objects.filter(question__is_sensitive=is_sensitive)
    columns = [Column(question.label, 30) for question in asked]
    return Part(columns, _json(rows, "question", "choice", "text"), words)


def _in_order(answer: list) -> tuple[int, int]:
    question, choice, _text = answer
    return question, choice or 0


def _cell(question: Question, choice: Choice | None, text: str) -> Cell:
    """The words of an answer; a number is one, so that a spreadsheet adds it up."""
    if question.kind == Question.Kind.NUMBER and PLAIN_NUMBER.fullmatch(text):
        return Decimal(text)
    return Answer(question=question, choice=choice, text=text).words


def _json(rows, *fields: str) -> Any:
    of_person = rows.filter(registration=OuterRef("pk")).order_by()
    return Subquery(of_person.values(found=JsonRows(*fields)))
