"""What every form about one person asks; each form adds what it needs beside it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.fields import AddressField, LineField, LinesField
from events.models import Event
from registrations.desk import Answers, ChoiceFull
from registrations.forms import half_days, questions, workshops
from registrations.models import Question, Registration, profiles_of, questions_of
from registrations.workshops import offered as workshops_of_event

NEEDS_LENGTH = 1000
_WEB_ADDRESS = re.compile(r"://|\bwww\.|\w\.[a-z]{2,24}/", re.IGNORECASE)


def refuse_web_address(message):
    """A validator with a sentence of its own: names are where spam puts its links."""

    def validate(value: str) -> None:
        if _WEB_ADDRESS.search(value):
            raise ValidationError(message)

    return validate


class PersonalAddressField(AddressField):
    """The address of a participant, asked for once; pasting is allowed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Email address"))
        attributes = {"autocomplete": "email", "spellcheck": "false", "size": 40}
        super().__init__(
            error_messages={"required": gettext_lazy("Enter your email address")},
            widget=forms.EmailInput(attrs=attributes),
            **kwargs,
        )


class AnswersForm(forms.Form):
    """The six fields, then what the event asks besides."""

    data: QueryDict

    given_name = LineField(
        label=gettext_lazy("First name"),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Enter your first name"),
            "max_length": gettext_lazy("First name must be 80 characters or fewer"),
        },
        validators=[
            refuse_web_address(gettext_lazy("First name cannot contain a web address"))
        ],
        widget=forms.TextInput(
            attrs={"autocomplete": "given-name", "spellcheck": "false"}
        ),
    )
    family_name = LineField(
        label=gettext_lazy("Family name"),
        max_length=80,
        help_text=gettext_lazy("As it will appear on the badge and certificate"),
        error_messages={
            "required": gettext_lazy("Enter your family name"),
            "max_length": gettext_lazy("Family name must be 80 characters or fewer"),
        },
        validators=[
            refuse_web_address(gettext_lazy("Family name cannot contain a web address"))
        ],
        widget=forms.TextInput(
            attrs={"autocomplete": "family-name", "spellcheck": "false"}
        ),
    )
    email = PersonalAddressField(
        help_text=gettext_lazy(
            "One address per person, for the confirmation, reminders and certificate"
        )
    )
    profile = forms.TypedChoiceField(
        label=gettext_lazy("How are you taking part?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Select how you are taking part"),
            "invalid_choice": gettext_lazy("Select how you are taking part"),
        },
    )
    institution = LineField(
        label=gettext_lazy("Institution or organisation"),
        max_length=150,
        help_text=gettext_lazy("For example: Nanterre social services. “None” is fine"),
        error_messages={
            "required": gettext_lazy(
                "Enter your institution or organisation, or “None”"
            ),
            "max_length": gettext_lazy("Institution must be 150 characters or fewer"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    needs = LinesField(
        label=gettext_lazy("What you need to take part (optional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args,
        event: Event,
        registration: Registration | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.event = event
        profile: Any = self.fields["profile"]
        profile.choices = [(each.pk, each.label) for each in profiles_of(event)]
        self.fields["needs"].help_text = lazy(needs_hint, str)(event)
        self.extra: list[str] = []
        for part in (questions, workshops, half_days):
            fields = part.fields(event, registration)
            self.fields |= fields
            self.extra += fields

    def clean_needs(self) -> str:
        needs = self.cleaned_data["needs"]
        if len(needs) > NEEDS_LENGTH:
            raise ValidationError(
                ngettext(
                    "Your needs must fit in 1,000 characters. There are %(count)s",
                    "Your needs must fit in 1,000 characters. There are %(count)s",
                    len(needs),
                )
                % {"count": len(needs)}
            )
        return needs

    def clean(self) -> dict:
        cleaned = super().clean()
        for part in (questions, workshops, half_days):
            part.check(self)
        return cleaned

    def refuse(self, refusal: ChoiceFull) -> None:
        """Say what became full while this was typed, beside each question."""
        for question, reason in refusal.reasons.items():
            self.add_error(f"q{question}", reason)

    @property
    def answers(self) -> Answers:
        data = self.cleaned_data
        return Answers(
            given_name=data["given_name"],
            family_name=data["family_name"],
            email=data["email"],
            profile_id=data["profile"],
            institution=data["institution"],
            needs=data["needs"],
            given=questions.given(self),
            workshops=workshops.chosen(self),
            half_days=half_days.chosen(self),
        )

    @property
    def full_workshops(self) -> frozenset[int]:
        """Those for which the page announced a waiting list."""
        return workshops.announced_full(self)

    @property
    def asked(self) -> list[str]:
        """The names of the fields, in the order of the page."""
        names = ["given_name", "family_name", "email", "profile", "institution"]
        return [*names, *self.extra, "needs"]


def is_same_for_all(event: Event) -> bool:
    """Does the empty form show no count that may change at every registration?"""
    limited = Question.Kind.LIMITED_CHOICE
    return not workshops_of_event(event) and all(
        question.kind != limited for question in questions_of(event)
    )


def initial_of(registration: Registration) -> dict:
    """What somebody answered, as the initial values of a form."""
    initial = {
        "given_name": registration.given_name,
        "family_name": registration.family_name,
        "email": registration.email,
        "profile": registration.profile_id,
        "institution": registration.institution,
        "needs": registration.needs_text,
    }
    for part in (questions, workshops, half_days):
        initial |= part.initial(registration)
    return initial


def needs_hint(event: Event) -> str:
    if event.has_meal:
        return _(
            "Access, diet, interpreting, reserved seat. No medical detail is needed. "
            "1,000 characters at most"
        )
    return _(
        "Access, interpreting, reserved seat. No medical detail is needed. "
        "1,000 characters at most"
    )
