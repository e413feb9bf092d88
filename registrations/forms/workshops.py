"""The workshops that people may sign up for, as fields of the form: one for each hour
at which some begin, with one answer each."""

import re
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import dates
from events.models import Event
from programme.timetable import Row
from registrations import workshops
from registrations.models import Registration
from registrations.workshops import Seats

PREFIX = "workshop_"
FULL = "full_workshops"
NONE = "none"
MOST_NAMES = 3


class Live:
    """What has changed since the programme was made: read when a form is shown, and
    not before."""

    def __init__(
        self, event: Event, registration: Registration | None, is_for_team: bool
    ):
        self.event = event
        self.registration = registration
        self.is_for_team = is_for_team

    @cached_property
    def seats(self) -> dict[int, Seats]:
        return workshops.seats_of(self.event)

    @cached_property
    def held(self) -> dict[int, bool]:
        """The places that the edited registration has, and those that it waits for."""
        if self.registration is None:
            return {}
        places = self.registration.workshop_places.all()
        return {place.session_id: place.is_confirmed for place in places}

    @property
    def full(self) -> list[int]:
        return [key for key, seats in self.seats.items() if not seats.is_open]

    def words(self, key: int) -> str:
        """What stands under a workshop; each voice says it to its own reader."""
        seats = self.seats.get(key)
        if seats is None:
            return ""
        if self.is_for_team:
            held = {True: _("Has a place."), False: _("Waits for it."), None: ""}
            return f"{held[self.held.get(key)]} {seats.figures}".strip()
        if key in self.held:
            has_place = self.held[key]
            return _("You have a place.") if has_place else _("You are waiting for it.")
        return seats.words


class FullWorkshops(forms.HiddenInput):
    """Tells which workshops the page shows as full, whatever was posted before: whoever
    chooses another one is not made to wait without a word."""

    def __init__(self, live: Live):
        super().__init__()
        self.live = live

    def format_value(self, value) -> str:
        return ",".join(map(str, self.live.full))


def fields(
    event: Event, registration: Registration | None = None, is_for_team: bool = False
) -> dict[str, forms.Field]:
    """By name, in the order of the page; none where the event asks nothing.

    `registration` is the one that is edited: what it holds stays on offer.
    """
    rows = workshops.offered(event).values()
    if not rows:
        return {}
    live = Live(event, registration, is_for_team)
    found: dict[str, forms.Field] = {}
    for name, of_group in groupby(rows, _name):
        found[name] = _field(event, list(of_group), live)
    found[FULL] = forms.CharField(required=False, widget=FullWorkshops(live))
    return found


def check(form: Any, event: Event | None = None) -> None:
    """Two workshops at the same time cannot both be had."""
    rows = workshops.offered(event or form.event)
    pair = workshops.overlapping(rows[key] for key in chosen(form))
    if pair:
        form.add_error(_name(pair[1]), workshops.refusal_of(*pair))


def chosen(form: forms.BaseForm) -> tuple[int, ...]:
    """The keys of the sessions, in order."""
    answers = (form.cleaned_data.get(name) for name in names(form))
    return tuple(sorted(filter(None, answers)))


def announced_full(form: forms.BaseForm) -> frozenset[int]:
    """The workshops for which this page said that one would wait."""
    text = form.cleaned_data.get(FULL, "")
    return frozenset(map(int, re.findall(r"\b[0-9]{1,18}\b", text)))


def initial(registration: Registration) -> dict:
    rows = workshops.offered(registration.event)
    if not rows:
        return {}
    wishes = workshops.wishes_of(registration)
    return {_name(row): NONE for row in rows.values()} | {
        _name(row): key for key, row in rows.items() if key in wishes
    }


def names(form: forms.BaseForm) -> list[str]:
    return [name for name in form.fields if name.startswith(PREFIX)]


def _name(row: Row) -> str:
    return f"{PREFIX}{row.starts_at:%Y%m%d_%H%M}"


def _field(event: Event, rows: list[Row], live: Live) -> forms.Field:
    options = [(row.session_key, lazystr(_Label(row, live))) for row in rows]
    return forms.TypedChoiceField(
        label=lazystr(_Legend(event, rows)),
        choices=[*options, (NONE, gettext_lazy("No workshop at this time"))],
        initial=NONE,
        coerce=lambda value: 0 if value == NONE else int(value),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a workshop, or none at this time"),
            "invalid_choice": gettext_lazy(
                "This workshop is no longer offered: choose another one, or none"
            ),
        },
    )


class _Legend:
    def __init__(self, event: Event, rows: list[Row]):
        self.event, self.rows = event, rows

    def __str__(self) -> str:
        start = self.rows[0].starts_at
        if self.event.has_many_days:
            moment = dates.moment(start)
            words = ngettext(
                "Workshop on %(moment)s", "Workshops on %(moment)s", len(self.rows)
            )
            return words % {"moment": moment}
        words = ngettext(
            "Workshop at %(time)s", "Workshops at %(time)s", len(self.rows)
        )
        return words % {"time": dates.clock(start)}


class _Label:
    """The title; then the hours, the place and who speaks; then how full it is."""

    def __init__(self, row: Row, live: Live):
        self.row, self.live = row, live

    def __str__(self) -> str:
        row = self.row
        facts = ", ".join(
            filter(None, [workshops.hours(row), str(row.place), _speakers(row)])
        )
        lines = filter(None, [facts, self.live.words(row.session_key)])
        return format_html(
            '<span class="option"><span{}>{}</span>{}</span>',
            format_html(' lang="{}"', row.title.lang) if row.title.lang else "",
            row.title,
            format_html_join(
                "", '<span class="muted">{}</span>', ((x,) for x in lines)
            ),
        )


def _speakers(row: Row) -> str:
    """Claire HEIJBOER, Philippe LYET; the first ones of many"""
    speak = [
        person.name for talk in row.talks for person in talk.people if person.is_speaker
    ]
    people = list(dict.fromkeys(speak))
    return ", ".join(people[:MOST_NAMES]) + ("…" if len(people) > MOST_NAMES else "")
