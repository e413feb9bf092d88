"""The questions of the event, as fields of the form: `q12` asks the one of key 12."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from events.models import Event
from registrations.desk import GivenAnswer
from registrations.forms.question_fields import field_for
from registrations.models import Choice, Question, Registration, questions_of


def name_of(question: Question) -> str:
    return f"q{question.pk}"


def fields(
    event: Event, registration: Registration | None = None
) -> dict[str, forms.Field]:
    """By name, in the order of the page; none where the event asks nothing.

    `registration` is the one that is edited: what it holds stays on offer.
    """
    found = _fields(event, registration)
    for field in found.values():
        _word(field)
    return found


def team_fields(
    event: Event, registration: Registration | None, *, sees_sensitive: bool
) -> dict[str, forms.Field]:
    """The same for the team, who may know less than is asked: nothing is required."""
    return {
        name: field
        for name, field in _fields(event, registration).items()
        if sees_sensitive or not field.question.is_sensitive
    }


def names(form: forms.BaseForm) -> list[str]:
    """The fields of a form that are questions of the event."""
    return [name for name, _field in _asked(form)]


def team_names(event: Event, *, sees_sensitive: bool) -> list[str]:
    """The names of `team_fields`, without making them."""
    return [
        name_of(question)
        for question in _can_be_asked(event)
        if sees_sensitive or not question.is_sensitive
    ]


def changed(form: forms.BaseForm) -> dict[int, tuple[GivenAnswer, ...]]:
    """The new answers to each question whose field was changed, by its key."""
    return {
        field.question.pk: tuple(_given(field, form.cleaned_data.get(name)))
        for name, field in _asked(form)
        if name in form.changed_data
    }


def check(form: forms.Form) -> None:
    """Require what is asked of the profile that was chosen, and forget the rest."""
    profile = form.cleaned_data.get("profile")
    for name, field in _asked(form):
        question = field.question
        if not question.only_for or profile is None:
            continue
        if not question.is_asked_of(profile):
            form.errors.pop(name, None)
            form.cleaned_data.pop(name, None)
        elif (
            question.is_required
            and name not in form.errors
            and form.cleaned_data.get(name) in field.empty_values
        ):
            form.add_error(name, field.error_messages["required"])


def given(form: forms.BaseForm) -> tuple[GivenAnswer, ...]:
    """The answers of a valid form; an empty one is none."""
    return tuple(
        answer
        for name, field in _asked(form)
        for answer in _given(field, form.cleaned_data.get(name))
    )


def initial(registration: Registration) -> dict:
    found: dict[str, Any] = {}
    for answer in registration.answers.select_related("question"):
        name = name_of(answer.question)
        if answer.question.kind == Question.Kind.MANY_CHOICES:
            found.setdefault(name, []).append(answer.choice_id)
        else:
            found[name] = answer.choice_id or answer.text
    return found


def _fields(event: Event, registration: Registration | None) -> dict[str, Any]:
    asked = _can_be_asked(event)
    held = _held(registration) if asked and registration else {}

    @cache
    def full() -> frozenset[int]:
        """Read once a page, and only where a question has places."""
        choices = Choice.objects.filter(question__in=asked).full(registration)
        return frozenset(choices.values_list("pk", flat=True)) - {*mine}

    mine = [choice.pk for choices in held.values() for choice in choices]
    found: dict[str, Any] = {}
    for question in asked:
        retired = [one for one in held.get(question.pk, []) if one.retired_at]
        choices = [*question.offered, *retired]
        field: Any = field_for(question, choices, full)
        field.question = question
        field.words = {choice.pk: choice.label_fr for choice in choices}
        field.help_text = question.hint
        found[name_of(question)] = field
    return found


def _can_be_asked(event: Event) -> list[Question]:
    """Without those whose choices have all been retired."""
    return [one for one in questions_of(event) if one.offered or not one.has_choices]


def _held(registration: Registration) -> dict[int, list[Choice]]:
    """The choices that a registration has, retired ones too, by question."""
    held: dict[int, list[Choice]] = {}
    for choice in Choice.objects.filter(answers__registration=registration):
        held.setdefault(choice.question_id, []).append(choice)
    return held


def _word(field: Any) -> None:
    """Say whether an answer is required, and of whom."""
    question = field.question
    if not question.is_required:
        field.label = _("%(question)s (optional)") % {"question": field.label}
    if question.only_for:
        profiles = get_text_list([str(one) for one in question.only_for], _("or"))
        only_for = _("Only for: %(profiles)s") % {"profiles": profiles}
        field.help_text = " – ".join(filter(None, [only_for, question.hint]))
    else:
        field.required = question.is_required
        field.widget.is_required = question.is_required


def _asked(form: forms.BaseForm) -> Iterator[tuple[str, Any]]:
    return (
        (name, field)
        for name, field in form.fields.items()
        if hasattr(field, "question")
    )


def _given(field: Any, value) -> Iterator[GivenAnswer]:
    question = field.question
    if value in field.empty_values:
        return
    if not question.has_choices:
        yield GivenAnswer(question.pk, text=value)
        return
    for key in dict.fromkeys(value if isinstance(value, list) else [value]):
        yield GivenAnswer(question.pk, key, field.words[key])
