"""What a participant may type. Forms say whether it is well formed, nothing more."""

import re
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.fields import AddressField, LineField, LinesField
from events.models import Event
from registrations.desk import Answers
from registrations.models import Status, profiles_of

SALT = "registrations.form"
OPEN_FOR_SECONDS = 60 * 60 * 12
FASTEST_PERSON_SECONDS = 2
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


class RegistrationForm(forms.Form):
    """The six fields, and what tells a person's post from a machine's."""

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
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    request = forms.CharField(required=False, widget=forms.HiddenInput)
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        profile: Any = self.fields["profile"]
        profile.choices = [(each.pk, each.label) for each in profiles_of(event)]
        self.fields["needs"].help_text = lazy(needs_hint, str)(event)

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
        )

    @cached_property
    def request_key(self) -> str | None:
        """The key made when the form was shown; None if it is too old, or not ours."""
        return _unsign(self.cleaned_data["request"], OPEN_FOR_SECONDS)

    @property
    def is_suspect(self) -> bool:
        """Was this typed faster than people type, or in the field that none sees?"""
        data = self.cleaned_data
        if data["checked"] and _unsign(data["checked"], OPEN_FOR_SECONDS) == (
            f"checked:{self.request_key}"
        ):
            return False
        is_instant = _unsign(data["request"], FASTEST_PERSON_SECONDS) is not None
        return bool(data["website"]) or is_instant

    @property
    def announced(self) -> Status:
        """What the button that was pressed had promised."""
        return Status.WAITING if "join" in self.data else Status.CONFIRMED

    def renewed(self, **values: str) -> "RegistrationForm":
        """The same answers in a form with other hidden values, to be sent again."""
        data = self.data.copy()
        for name, value in values.items():
            data[name] = value
        return RegistrationForm(data, event=self.event)

    def helper(self, joins_waiting_list: bool) -> FormHelper:
        helper = FormHelper()
        helper.form_action = (
            reverse("registrations:register", args=[self.event.slug]) + "#erreurs"
        )
        button = (
            Submit("join", _("Join the waiting list"))
            if joins_waiting_list
            else Submit("register", _("Confirm my registration"))
        )
        helper.layout = Layout(
            "given_name",
            "family_name",
            "email",
            "profile",
            "institution",
            "needs",
            Div("website", css_class="off-screen"),
            "request",
            "checked",
            button,
        )
        return helper


class FindForm(forms.Form):
    """The address under which somebody registered."""

    email = PersonalAddressField(label=gettext_lazy("Email address used to register"))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = "#erreurs"
        helper.layout = Layout("email", Submit("find", _("Send me my personal link")))
        return helper


def new_request(sent_key: str = "") -> str:
    """A random key, signed with the time at which the form is shown.

    Whoever has just sent a form gets its key again: with the same answers, sent after
    going back, it is the same registration.
    """
    return signing.TimestampSigner(salt=SALT).sign(sent_key or get_random_string(22))


def sign_checked(request_key: str) -> str:
    """The proof that a person pressed the button of « One last check »."""
    return signing.TimestampSigner(salt=SALT).sign(f"checked:{request_key}")


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


def _unsign(value: str, max_age: int) -> str | None:
    try:
        return signing.TimestampSigner(salt=SALT).unsign(value, max_age=max_age)
    except signing.BadSignature:
        return None
