"""What people answered to the questions of the event, in the team’s forms."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.models import Event
from registrations.answers import answers_of
from registrations.forms import questions
from registrations.models import Registration


def fields(
    event: Event, registration: Registration | None, *, sees_sensitive: bool
) -> dict[str, forms.Field]:
    """Those of the public form that the user may see, with what was answered."""
    found = questions.team_fields(event, registration, sees_sensitive=sees_sensitive)
    initial = questions.initial(registration) if found and registration else {}
    for name, field in found.items():
        field.initial = initial.get(name)
    return found


def sections(
    sees: Callable[[Verb], bool], event: Event, registration: Registration | None
) -> list[tuple]:
    """The questions of today, to be edited, then what was answered to earlier ones."""
    sees_sensitive = sees(Verb.SEE_NEEDS)
    shown: list[Any] = questions.team_names(event, sees_sensitive=sees_sensitive)
    if registration:
        kinds = {each.is_sensitive for each in _earlier(registration)}
        shown += [earlier_answers] if False in kinds else []
        if sees_sensitive and True in kinds:
            shown.append(earlier_sensitive_answers)
    return [(_("Answers"), {"fields": shown})] if shown else []


@admin.display(description=gettext_lazy("answers to earlier questions"))
def earlier_answers(registration: Registration) -> str:
    return _listed(registration, is_sensitive=False)


@admin.display(description=gettext_lazy("sensitive answers to earlier questions"))
def earlier_sensitive_answers(registration: Registration) -> str:
    return _listed(registration, is_sensitive=True)


READ_ONLY = [earlier_answers, earlier_sensitive_answers]


def _earlier(registration: Registration) -> list:
    return [answer for answer in answers_of(registration) if answer.is_retired]


def _listed(registration: Registration, *, is_sensitive: bool) -> str:
    rows = (
        (answer.question, answer.text)
        for answer in _earlier(registration)
        if answer.is_sensitive == is_sensitive
    )
    return format_html_join("", "<div><strong>{}</strong> {}</div>", rows)
