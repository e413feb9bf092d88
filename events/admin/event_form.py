"""The two forms of an event: eight fields to begin with, then everything."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.more_seats import AsksAboutMoreSeats
from events.admin.venue import NewVenueFields
from events.admin.versioned import VersionedForm
from events.fields import DayField, HourField
from events.models import Event, Membership
from events.operations import TOLD_ABOUT_DATA

# What an organiser expects to move along with a new start.
FOLLOWING = ["doors_open_at", "registration_closes_at", "promotion_stops_at"]


class NewEventForm(NewVenueFields, forms.ModelForm):
    """The eight fields that make a draft; the rest has defaults."""

    day = DayField(label=gettext_lazy("Date"))
    begins = HourField(label=gettext_lazy("Start"))
    ends = HourField(label=gettext_lazy("End"))

    class Meta:
        model = Event
        fields = ["title_fr", "type", "seats"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["venue_name"].label = _("Place")
        self.fields["venue_town"].label = _("Town")

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"day", "begins", "ends"} <= cleaned.keys():
            event, day = self.instance, cleaned["day"]
            event.starts_at = datetime.combine(day, cleaned["begins"], event.zone)
            event.ends_at = datetime.combine(day, cleaned["ends"], event.zone)
            if event.ends_at <= event.starts_at:
                self.add_error("ends", _("The end must be after the start."))
            if event.starts_at <= timezone.now():
                self.add_error("day", _("This date is past."))
        return cleaned


class EventForm(AsksAboutMoreSeats, NewVenueFields, VersionedForm):
    """All of an event; moments that nobody touched follow a new start.

    The digest is a choice of the organiser who looks, on `own_membership`.
    """

    own_membership: Membership | None = None

    receives_digest = forms.BooleanField(
        label=gettext_lazy("send me the digest of this event"),
        required=False,
        help_text=gettext_lazy(
            "On Mondays, and every day of the last week: figures and what is left to "
            "do. For you alone."
        ),
    )

    class Meta:
        model = Event
        fields = forms.ALL_FIELDS
        help_texts = {
            "asks_half_days": gettext_lazy(
                "Mornings and afternoons follow from the programme. Lists, meals and "
                "figures follow from what people tick."
            )
        }

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.own_membership:
            self.fields["receives_digest"].initial = self.own_membership.has_digest

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in self.moved:
            cleaned[name] = self._moved_along(name)
        self._refuse_silence_about_data()
        return cleaned

    def _refuse_silence_about_data(self) -> None:
        """What people were told about their data cannot become nothing."""
        if not self.instance.published_at:
            return
        for name in TOLD_ABOUT_DATA:
            if name in self.cleaned_data and not self.cleaned_data[name]:
                self.add_error(name, _("A published event must say this."))

    @cached_property
    def moved(self) -> list[str]:
        """The moments that follow the new start, since nobody touched them."""
        if not {"starts_at"} <= {*self.changed_data} & self.cleaned_data.keys():
            return []
        following = [*(["ends_at"] if self._days else []), *FOLLOWING]
        return [
            name
            for name in following
            if name in self.cleaned_data and name not in self.changed_data
        ]

    @property
    def changed_fields(self) -> list[str]:
        """The fields of the event to write."""
        names = [name for name in self.changed_data if name in self.watched()]
        return names + self.moved

    @property
    def _old_and_new(self) -> tuple[datetime, datetime]:
        """Both starts, on the clock of the place."""
        old, new = self.initial["starts_at"], self.cleaned_data["starts_at"]
        return timezone.make_naive(old), timezone.make_naive(new)

    @property
    def _days(self) -> timedelta:
        old, new = self._old_and_new
        return new.date() - old.date()

    def _moved_along(self, name: str) -> datetime:
        """The end keeps its hour when the day changes; others keep their distance."""
        old, new = self._old_and_new
        shift = self._days if name == "ends_at" else new - old
        return timezone.make_aware(timezone.make_naive(self.initial[name]) + shift)
