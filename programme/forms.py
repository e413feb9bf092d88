"""What an organiser types about a row of the programme."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.versioned import VersionedForm
from events.fields import LinesField
from events.models import Event
from programme import entry, operations
from programme.entry import Entry, entries_of
from programme.models import Contribution, Person, Session
from programme.times import TimeField

MOST_DAYS_AWAY = 366
MOST_MINUTES = 12 * 60
PEOPLE_LENGTH = 20_000
WIDE_TITLES = {
    name: forms.TextInput(attrs={"class": "vLargeTextField"})
    for name in ("title_fr", "title_en")
}
PEOPLE = ("people", "people_en")


class PeopleField(LinesField):
    """One person a line; the cleaned value is the list of people."""

    def __init__(self, **options):
        widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
        super().__init__(
            required=False, max_length=PEOPLE_LENGTH, widget=widget, **options
        )

    def clean(self, value) -> list[Entry]:
        return entry.read_lines(super().clean(value))


def refuse_end_before_start(form: forms.BaseForm, cleaned: dict) -> None:
    start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
    if not (start and end) or end > start:
        return
    if end == time(0):
        words = _(
            "A row ends on the day on which it begins. For midnight, type 23h59 or "
            "leave the end empty."
        )
    else:
        words = _("The end must be after the start.")
    form.add_error("ends_at", words)


class SessionForm(VersionedForm):
    """A row of one event. `event` is set for a row that is added."""

    event: Event | None = None

    starts_at = TimeField(
        label=gettext_lazy("Start"), help_text=gettext_lazy("9, 9h15 or 9:15")
    )
    ends_at = TimeField(
        label=gettext_lazy("End"), help_text=gettext_lazy("Optional"), required=False
    )

    class Meta:
        model = Session
        fields = forms.ALL_FIELDS
        widgets = WIDE_TITLES
        help_texts = {
            "takes_sign_ups": gettext_lazy(
                "The registration form offers it, and keeps its seats."
            ),
            "seats": gettext_lazy(
                "Of this workshop alone; empty = no limit. More seats go at once to "
                "those who wait; with fewer, nobody loses a place."
            ),
        }

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.event:
            self.instance.event = self.event
        if "room" in self.fields:
            self.fields["room"].queryset = self.instance.event.rooms.all()

    def clean(self) -> dict:
        cleaned = super().clean()
        refuse_end_before_start(self, cleaned)
        if cleaned.get("seats") is not None and not cleaned.get("takes_sign_ups"):
            self.add_error("seats", _("Only a row that people sign up for has seats."))
        is_offered = cleaned.get("takes_sign_ups") and not cleaned.get("is_hidden")
        if self.instance.pk and not is_offered:
            self._ask_to_end_sign_ups()
        return cleaned

    def _ask_to_end_sign_ups(self) -> None:
        names = ("takes_sign_ups", "is_hidden")
        changed = [name for name in names if name in self.changed_data]
        if not changed:
            return
        try:
            operations.end_sign_ups([self.instance])
        except operations.ProgrammeRefusedError as refusal:
            self.add_error(changed[0], str(refusal))

    def clean_date(self):
        """Other years are typing mistakes."""
        day = self.cleaned_data["date"]
        if abs((day - self.instance.event.local_start.date()).days) > MOST_DAYS_AWAY:
            raise ValidationError(_("This date is far from the date of the event."))
        return day


class ContributionForm(VersionedForm):
    """A talk with who speaks in it, in lines."""

    position = forms.IntegerField(
        label=gettext_lazy("Order"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=gettext_lazy("Empty: the last one."),
    )
    people = PeopleField(
        label=gettext_lazy("Who speaks?"),
        help_text=gettext_lazy(
            "One person a line: First name FAMILY NAME (function), role ; role. The "
            "function – chair, discussion or moderation – is left out for whoever "
            "speaks."
        ),
    )
    people_en = PeopleField(
        label=gettext_lazy("Their roles in English"),
        help_text=gettext_lazy(
            "Optional. The same people, each with as many roles: First name FAMILY "
            "NAME, role ; role."
        ),
    )

    class Meta:
        model = Contribution
        fields = forms.ALL_FIELDS
        widgets = WIDE_TITLES

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.instance.pk is None:
            self.initial["position"] = None
        else:
            written = entries_of(self.instance)
            self.initial["people"] = "\n".join(map(str, written))
            self.initial["people_en"] = entry.in_english(written)

    def watched(self) -> list[str]:
        return [*super().watched(), *(name for name in PEOPLE if name in self.fields)]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not {*PEOPLE} <= cleaned.keys():
            return cleaned
        if not any(cleaned.get(name) for name in ("title_fr", "title_en", "people")):
            self.add_error("title_fr", _("Write a title, or who speaks."))
        try:
            cleaned["people"] = entry.with_english(
                cleaned["people"], cleaned["people_en"]
            )
        except ValidationError as problem:
            self.add_error("people_en", problem)
        return cleaned


class ShiftForm(forms.Form):
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=-MOST_MINUTES,
        max_value=MOST_MINUTES,
        help_text=gettext_lazy("15 is later, -15 is earlier."),
    )

    def clean_minutes(self) -> int:
        minutes = self.cleaned_data["minutes"]
        if minutes == 0:
            raise ValidationError(_("Write another number than zero."))
        return minutes


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["given_name", "family_name"]
