"""A forgotten password: the form that asks for a link, the link, and the new password.

The mail goes through the outbox like every other, so it lives here and not beside the
user model.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.addresses import full_address
from events.fields import AddressField, LineField
from events.models import User
from registrations import outbox
from registrations.models import Message, Notice


class PasswordResetForm(auth_forms.PasswordResetForm):
    """Asks for an address; the answer is the same whether an account has it or not."""

    email = AddressField(
        label=gettext_lazy("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = "#erreurs"
        helper.layout = Layout("email", Submit("send", _("Send me a link")))
        return helper

    def save(self, **options) -> None:
        """Write one row in either case, so that the time does not tell either."""
        address = self.cleaned_data["email"]
        users = list(self.get_users(address))
        for user in users:
            outbox.queue_for_user(Notice.PASSWORD_RESET, user)
        if not users:
            Message.objects.create(
                notice=Notice.PASSWORD_RESET,
                to=address,
                language=get_language(),
                withdrawn_at=timezone.now(),
            )


class NewPasswordForm(auth_forms.SetPasswordForm):
    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = "#erreurs"
        helper.layout = Layout(
            "new_password1", "new_password2", Submit("save", _("Save my password"))
        )
        return helper


class InvitationForm(NewPasswordForm):
    """The first password of an account that an organiser asked for, and a name."""

    name = LineField(
        label=gettext_lazy("First and family name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout.insert(0, "name")
        return helper

    def save(self, commit: bool = True) -> User:
        self.user.name = self.cleaned_data["name"]
        return super().save(commit)


def password_reset_link(user: User) -> str:
    """The whole address, in the active language; it works once, and for a day."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return full_address("password_reset_confirm", key, token)
