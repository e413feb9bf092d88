"""What the team may type about a registration."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.admin.versioned import VersionedForm
from events.fields import LineField, LinesField
from events.models import Event
from events.text import sort_key
from registrations.admin import attending
from registrations.desk import Answers
from registrations.exports import Format
from registrations.forms import questions
from registrations.models import Profile, Registration

NEEDS_LENGTH = 1000
FIELDS = ["given_name", "family_name", "email", "institution", "profile", "language"]


class NeedsField(LinesField):
    def __init__(self, **options):
        super().__init__(
            label=gettext_lazy("Needs"),
            required=False,
            max_length=NEEDS_LENGTH,
            widget=forms.Textarea(attrs={"rows": 3}),
            **options,
        )


class CorrectionForm(VersionedForm):
    """Corrects what a person answered; a status is changed by an action alone."""

    # What an operation refused when it had the lock; set by the ModelAdmin.
    refusal = ""

    needs = NeedsField()

    class Meta:
        model = Registration
        fields = FIELDS

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if "needs" in self.fields and hasattr(self.instance, "needs"):
            self.initial["needs"] = self.instance.needs.text
        if "profile" in self.fields:
            _offer_profiles(self, self.instance.event_id)

    def clean(self) -> dict:
        cleaned = super().clean()
        attending.check(self, self.instance.event)
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned

    def watched(self) -> list[str]:
        apart = {"needs", *questions.names(self)}
        return [*super().watched(), *(name for name in self.fields if name in apart)]

    @property
    def changes(self) -> dict:
        """The fields that this person really changed, cleaned."""
        own = {*self.watched()} & {*self.changed_data} - {*questions.names(self)}
        found: dict = {name: self.cleaned_data[name] for name in own}
        if given := questions.changed(self):
            found["given"] = given
        return found | attending.chosen(self, self.changed_data)


class AdditionForm(forms.ModelForm):
    """Adds a person by hand; the ticks that confirm something appear when needed."""

    for_event: Event
    refusal = ""

    event = forms.ModelChoiceField(Event.objects.none(), widget=forms.HiddenInput)
    needs = NeedsField()
    has_mail = forms.BooleanField(
        label=gettext_lazy("Send the confirmation?"), required=False, initial=True
    )
    is_over_capacity_accepted = forms.BooleanField(
        required=False, widget=forms.HiddenInput
    )
    is_another_person = forms.BooleanField(
        label=gettext_lazy("It is another person: add them too"),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Registration
        fields = ["event", *FIELDS]
        help_texts = {
            "email": gettext_lazy("Optional. Without an address, no message is sent.")
        }

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        event = self.for_event
        self.fields["event"].queryset = Event.objects.filter(pk=event.pk)
        self.initial["event"] = event.pk
        _offer_profiles(self, event.pk)
        if not event.has_seat_for_newcomer:
            self._ask_about_capacity()

    def clean(self) -> dict:
        cleaned = super().clean()
        attending.check(self, self.for_event)
        if self.refusal:
            raise ValidationError(self.refusal)
        self._refuse_known_address(cleaned.get("email"))
        if not cleaned.get("is_another_person"):
            self._ask_about_namesakes(
                cleaned.get("given_name", ""), cleaned.get("family_name", "")
            )
        return cleaned

    @property
    def answers(self) -> Answers:
        data = self.cleaned_data
        return Answers(
            given_name=data["given_name"],
            family_name=data["family_name"],
            email=data["email"] or "",
            profile_id=data["profile"].pk if data["profile"] else None,
            institution=data["institution"],
            needs=data.get("needs", ""),
            given=questions.given(self),
            **attending.chosen(self),
        )

    def _refuse_known_address(self, address: str | None) -> None:
        registrations = self.for_event.registrations.active()
        if address and registrations.with_email(address).exists():
            self.add_error("email", _("This address is already registered."))

    def _ask_about_namesakes(self, given_name: str, family_name: str) -> None:
        """The same two names, in either order: usually the same person twice."""
        names = [sort_key(family_name, given_name), sort_key(given_name, family_name)]
        namesakes = self.for_event.registrations.active().filter(sort_key__in=names)
        if not namesakes:
            return
        self.fields["is_another_person"].widget = forms.CheckboxInput()
        found = [f"{person.institution} ({person})".strip() for person in namesakes[:5]]
        self.add_error(
            "is_another_person",
            _("Somebody of this name is already registered: %(found)s.")
            % {"found": get_text_list(found, _("and"))},
        )

    def _ask_about_capacity(self) -> None:
        field = self.fields["is_over_capacity_accepted"]
        field.widget = forms.CheckboxInput()
        seats = self.for_event.seats
        field.label = ngettext(
            "Go beyond the %(seats)s seat",
            "Go beyond the %(seats)s seats",
            seats,
        ) % {"seats": seats}
        field.help_text = (
            _("No seat is free. Without this tick, the person joins the waiting list.")
            if self.for_event.has_waiting_list
            else _("No seat is free, and there is no waiting list.")
        )


class CancellationForm(forms.Form):
    """Why the team cancels, and whether it says so by mail."""

    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("The person reads it in the message and on their page."),
    )
    has_mail = forms.BooleanField(
        label=gettext_lazy("Tell them by email"), required=False, initial=True
    )


class ExportForm(forms.Form):
    """Whom, as what, and with their needs or not."""

    people = forms.ChoiceField(label=gettext_lazy("Who"), widget=forms.RadioSelect)
    has_needs = forms.BooleanField(
        label=gettext_lazy("With the needs that people reported"), required=False
    )
    has_sensitive = forms.BooleanField(
        label=gettext_lazy("With the answers to sensitive questions"), required=False
    )
    format = forms.ChoiceField(choices=Format)

    def __init__(
        self,
        *arguments,
        people: dict[str, str],
        sees_needs: bool,
        asks_sensitive: bool,
        **options,
    ):
        super().__init__(*arguments, **options)
        field: Any = self.fields["people"]
        field.choices = people.items()
        field.initial = next(iter(people))
        if not sees_needs:
            del self.fields["has_needs"]
        if not (sees_needs and asks_sensitive):
            del self.fields["has_sensitive"]


def _offer_profiles(form: forms.ModelForm, event_pk: int) -> None:
    field: Any = form.fields["profile"]
    field.queryset = Profile.objects.filter(event=event_pk)
    # Profiles are edited on their own pages, not from here.
    field.widget = field.widget.widget
