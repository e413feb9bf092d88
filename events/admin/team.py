"""The team of an event: people are named, and invited, by their e-mail address.

An organiser never sees the accounts of the installation nor learns who has one, and
never touches their own role.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import teams
from events.access import Verb
from events.admin.scoped import ScopedStackedInline
from events.fields import AddressField
from events.models import Membership, User


class MembershipForm(forms.ModelForm):
    email = AddressField(
        label=gettext_lazy("Email address"),
        help_text=gettext_lazy("The invitation is sent there."),
    )
    is_invited_again = forms.BooleanField(
        label=gettext_lazy("Send the invitation again"), required=False
    )

    class Meta:
        model = Membership
        fields = ["role", "expires_at"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.instance.pk:
            self.fields["email"].initial = self.instance.user.email
            self.fields["email"].disabled = True
        else:
            self.fields["is_invited_again"].widget = forms.HiddenInput()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


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


def save_team(formset: TeamFormSet, rows: list[Membership], actor: User) -> None:
    """Write the changed roles; whoever is new, or asked for again, is invited."""
    for form in formset.forms:
        membership = form.instance
        if membership not in rows:
            continue
        if membership.pk is None:
            teams.invite(membership, address=form.cleaned_data["email"], actor=actor)
            continue
        membership.save()
        if form.cleaned_data["is_invited_again"]:
            teams.invite_again(membership)


class MembershipInline(ScopedStackedInline):
    see_verb = add_verb = change_verb = delete_verb = Verb.MANAGE_TEAM

    model = Membership
    form = MembershipForm
    formset = TeamFormSet
    fields = ["email", "role", "expires_at", "is_invited_again"]

    def get_queryset(self, request):
        queryset = super().get_queryset(request).select_related("user")
        if request.user.is_superuser:
            return queryset
        return queryset.exclude(user=request.user)
