"""The number of a certificate, typed by whoever wants to know whether it is true."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.fields import LineField


class VerifyForm(forms.Form):
    """A number as it is printed, however it was typed."""

    number = LineField(
        label=gettext_lazy("Certificate number"),
        help_text=gettext_lazy("For example 4F7K-92MD."),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter the certificate number")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        return as_printed(self.cleaned_data["number"])

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = "get"
        helper.layout = Layout("number", Submit("check", _("Check this number")))
        return helper


def as_printed(typed: str) -> str:
    """« 4f7k 92md » is 4F7K-92MD."""
    code = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return f"{code[:4]}-{code[4:]}"
