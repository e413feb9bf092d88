"""The form that brings a personal link back."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.forms.answers import PersonalAddressField


class FindForm(forms.Form):
    """The address under which somebody registered."""

    email = PersonalAddressField(label=gettext_lazy("Email address used to register"))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = "#erreurs"
        helper.layout = Layout("email", Submit("find", _("Send me my personal link")))
        return helper
