"""Workshops and half-days: the fields of the team’s forms, the filters of its list."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from programme.half_days import half_days
from programme.timetable import Row
from registrations import workshops
from registrations.forms import half_days as half_days_part
from registrations.forms import workshops as workshops_part
from registrations.models import Registration, WorkshopPlace

WAITS = "_waits"


def fields(
    event: Event, registration: Registration | None = None
) -> dict[str, forms.Field]:
    """Those of the public form; the team need not know on which half-days one comes.

    What was shown travels along: whatever a person changed meanwhile is left alone.
    """
    found = workshops_part.fields(event, registration, is_for_team=True)
    found.pop(workshops_part.FULL, None)
    found |= half_days_part.fields(event, registration, is_required=False)
    if half_days := found.get(half_days_part.NAME):
        half_days.label, half_days.help_text = _("Half-days"), ""
    if registration:
        initial = workshops_part.initial(registration)
        initial |= half_days_part.initial(registration)
        for name, field in found.items():
            field.initial = initial.get(name)
            field.show_hidden_initial = True
    return found


def sections(event: Event) -> list[tuple]:
    """Nothing for an event that asks neither."""
    names = [*fields(event)]
    workshops_first = [name for name in names if name != half_days_part.NAME]
    return [
        *([(_("Workshops"), {"fields": workshops_first})] if workshops_first else []),
        *(
            [(_("Half-days"), {"fields": [half_days_part.NAME]})]
            if half_days_part.NAME in names
            else []
        ),
    ]


def chosen(form: forms.BaseForm, changed: Iterable[str] | None = None) -> dict:
    """What a form says of both; of a correction, only what was `changed`."""
    names = {*form.fields} if changed is None else {*changed}
    found: dict = {}
    if names.intersection(workshops_part.names(form)):
        found["workshops"] = workshops_part.chosen(form)
    if half_days_part.NAME in names & {*form.fields}:
        found["half_days"] = half_days_part.chosen(form)
    return found


def check(form: forms.BaseForm, event: Event) -> None:
    workshops_part.check(form, event)


class WorkshopFilter(admin.SimpleListFilter):
    """Who is in each workshop of the event whose list is shown, and who waits."""

    title = gettext_lazy("workshop")
    parameter_name = "workshop"

    def lookups(self, request, model_admin):
        event = request.listed_event
        rows = workshops.offered(event) if event else {}
        for key, row in rows.items():
            words = {"title": row.title, "hours": _hours(event, row)}
            yield str(key), _("%(hours)s, %(title)s") % words
            yield f"{key}{WAITS}", _("%(hours)s, %(title)s: waiting") % words

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        places = WorkshopPlace.objects
        waits = self.value().endswith(WAITS)
        chosen = places.waiting() if waits else places.confirmed()
        of_session = chosen.filter(session=int(self.value().removesuffix(WAITS)))
        return queryset.filter(pk__in=of_session.values("registration"))


def _hours(event: Event, row: Row) -> str:
    return workshops.hours(row, with_day=event.has_many_days)


class HalfDayFilter(admin.SimpleListFilter):
    """Who comes on each half-day; their numbers are those for the meals."""

    title = gettext_lazy("half-day")
    parameter_name = "half_day"

    def lookups(self, request, model_admin):
        event = request.listed_event
        if not (event and event.asks_half_days):
            return []
        return [("_".join(one.key), one.label) for one in half_days(event)]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        day, half = self.value().split("_")
        return queryset.filter(
            planned_half_days__date=day, planned_half_days__half=half
        )
