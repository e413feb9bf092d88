"""The half-days on which people come, as a field of the form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from events.models import Event
from programme.half_days import half_days
from registrations.desk import HalfDay
from registrations.half_days import planned_by
from registrations.models import Registration

NAME = "half_days"


def fields(
    event: Event, registration: Registration | None = None, is_required: bool = True
) -> dict[str, forms.Field]:
    """By name, in the order of the page; none where the event asks nothing.

    `registration` is the one that is edited: what it holds stays on offer.
    """
    if not event.asks_half_days:
        return {}
    choices: dict[str, Any] = {
        _value(*half_day.key): half_day.label for half_day in half_days(event)
    }
    for planned in planned_by(registration) if registration else []:
        choices.setdefault(_value(*planned.key), planned.label)
    return {
        NAME: forms.MultipleChoiceField(
            label=gettext_lazy("When are you coming?"),
            help_text=gettext_lazy("Tick every half-day on which you come"),
            choices=choices.items(),
            required=is_required,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": gettext_lazy("Tick at least one half-day"),
                "invalid_choice": gettext_lazy(
                    "The programme has changed: tick your half-days again"
                ),
            },
        )
    }


def check(form: forms.BaseForm) -> None:
    """One field alone: there is nothing to compare."""


def chosen(form: forms.BaseForm) -> tuple[HalfDay, ...]:
    values = dict.fromkeys(form.cleaned_data.get(NAME, []))
    return tuple(HalfDay(*value.split("_")) for value in values)


def initial(registration: Registration) -> dict:
    if not registration.event.asks_half_days:
        return {}
    return {NAME: [_value(*planned.key) for planned in planned_by(registration)]}


def _value(day: str, half: str) -> str:
    """2019-05-22_morning"""
    return f"{day}_{half}"
