"""The half-days on which people come, as a field of the form."""

from django import forms

from events.models import Event
from registrations.desk import HalfDay
from registrations.models import Registration


def fields(event: Event) -> dict[str, forms.Field]:
    """By name, in the order of the page; none where the event asks nothing."""
    return {}


def check(form: forms.Form) -> None:
    """Add to the form the errors that concern several fields."""


def chosen(form: forms.Form) -> tuple[HalfDay, ...]:
    return ()


def initial(registration: Registration) -> dict:
    return {}
