"""The forms of somebody who comes back, or who has just registered."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.forms.answers import AnswersForm, PersonalAddressField, initial_of
from registrations.models import Registration


class EditForm(AnswersForm):
    """Changes what somebody answered; it knows which version it shows."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, registration: Registration, **kwargs):
        initial = initial_of(registration) | {"version": registration.version}
        super().__init__(
            *args,
            event=registration.event,
            registration=registration,
            initial=initial,
            **kwargs,
        )
        self.registration = registration

    @property
    def shown_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def renewed(self) -> "EditForm":
        """The same answers over the newest version, to be saved again."""
        data = self.data.copy()
        data["version"] = str(self.registration.version)
        return EditForm(data, registration=self.registration)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = (
            reverse("registrations:edit", args=[self.registration.reference])
            + "#erreurs"
        )
        helper.layout = Layout(
            *self.asked, "version", Submit("save", _("Save changes"))
        )
        return helper


class CorrectAddressForm(forms.Form):
    """The address that should have been typed."""

    email = PersonalAddressField(label=gettext_lazy("Correct email address"))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = "#erreurs"
        helper.layout = Layout("email", Submit("correct", _("Correct and send again")))
        return helper
