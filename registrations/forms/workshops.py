"""The workshops that people may sign up for, as fields of the form."""

from django import forms

from events.models import Event
from registrations.models import Registration


def fields(event: Event) -> dict[str, forms.Field]:
    """By name, in the order of the page; none where the event asks nothing."""
    return {}


def check(form: forms.Form) -> None:
    """Add to the form the errors that concern several fields."""


def chosen(form: forms.Form) -> tuple[int, ...]:
    return ()


def initial(registration: Registration) -> dict:
    return {}
