"""The form of the site: what people answer, and what tells a person from a machine."""

from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.core import signing
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.forms.answers import AnswersForm
from registrations.models import Status

SALT = "registrations.form"
SALT_CHECKED = "registrations.form.checked"
OPEN_FOR_SECONDS = 60 * 60 * 12
FASTEST_PERSON_SECONDS = 2


class RegistrationForm(AnswersForm):
    """Registers somebody who is not known yet."""

    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    request = forms.CharField(required=False, widget=forms.HiddenInput)
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    @cached_property
    def request_key(self) -> str | None:
        """The key made when the form was shown; None if it is too old, or not ours."""
        return _unsign(self.cleaned_data["request"], OPEN_FOR_SECONDS)

    @property
    def is_suspect(self) -> bool:
        """Was this typed faster than people type, or in the field that none sees?"""
        data = self.cleaned_data
        checked = _unsign(data["checked"], OPEN_FOR_SECONDS, salt=SALT_CHECKED)
        if checked is not None and checked == self.request_key:
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
            *self.asked,
            Div("website", css_class="off-screen"),
            "request",
            "checked",
            button,
        )
        return helper


def new_request(sent_key: str = "") -> str:
    """A random key, signed with the time at which the form is shown.

    Whoever has just sent a form gets its key again: with the same answers, sent after
    going back, it is the same registration.
    """
    return signing.TimestampSigner(salt=SALT).sign(sent_key or get_random_string(22))


def sign_checked(request_key: str) -> str:
    """The proof that a person pressed the button of « One last check »."""
    return signing.TimestampSigner(salt=SALT_CHECKED).sign(request_key)


def _unsign(value: str, max_age: int, *, salt: str = SALT) -> str | None:
    try:
        return signing.TimestampSigner(salt=salt).unsign(value, max_age=max_age)
    except signing.BadSignature:
        return None
