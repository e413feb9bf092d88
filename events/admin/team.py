"""The team of an event: people are named by their e-mail address.

An organiser never sees the accounts of the installation, and never touches their own
role.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.scoped import ScopedStackedInline
from events.fields import AddressField
from events.models import Membership, User


class MembershipForm(forms.ModelForm):
    email = AddressField(
        label=gettext_lazy("Email address"),
        help_text=gettext_lazy("The one with which this person signs in."),
    )

    class Meta:
        model = Membership
        fields = ["role", "expires_at"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.instance.pk:
            self.fields["email"].initial = self.instance.user.email
            self.fields["email"].disabled = True

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        if self.instance.pk:
            return address
        user = User.objects.filter(email=address, is_active=True).first()
        if user is None:
            raise ValidationError(
                _(
                    "No account has this address. Ask an administrator of the site to "
                    "create one."
                )
            )
        self.instance.user = user
        return address


class TeamFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse a person who has a role here, also where their row is not shown."""
        super().clean()
        seen = set(self.instance.memberships.values_list("user__email", flat=True))
        for form in self.extra_forms:
            address = form.cleaned_data.get("email")
            if address in seen:
                form.add_error("email", _("This person already has a role here."))
            elif address:
                seen.add(address)


class MembershipInline(ScopedStackedInline):
    see_verb = add_verb = change_verb = delete_verb = Verb.MANAGE_TEAM

    model = Membership
    form = MembershipForm
    formset = TeamFormSet
    fields = ["email", "role", "expires_at"]

    def get_queryset(self, request):
        queryset = super().get_queryset(request).select_related("user")
        if request.user.is_superuser:
            return queryset
        return queryset.exclude(user=request.user)
