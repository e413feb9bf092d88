"""More seats give places to people who wait: whoever adds them is asked first."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Event


class AsksAboutMoreSeats(forms.Form):
    """A tick that appears when saving would confirm people; the event comes
    `with_seats()`."""

    instance: Event

    is_promotion_meant = forms.BooleanField(
        label=gettext_lazy("give these places"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        promoted = self._promoted
        if promoted and not cleaned.get("is_promotion_meant"):
            self.fields["is_promotion_meant"].widget = forms.CheckboxInput()
            advice = _("Nothing is saved yet: tick this box, then save again.")
            consequence = self._consequence(promoted)
            self.add_error("is_promotion_meant", f"{consequence} {advice}")
        return cleaned

    @property
    def _promoted(self) -> int:
        """How many people who wait would be confirmed at once."""
        event, seats = self.instance, self.cleaned_data.get("seats")
        if "seats" not in self.changed_data or "seats" in self.errors:
            return 0
        if not event.promotes_at(timezone.now()):
            return 0
        if seats is None:
            return event.waiting_count
        return min(max(seats - event.confirmed_count, 0), event.waiting_count)

    def _consequence(self, promoted: int) -> str:
        seats = self.cleaned_data["seats"]
        if seats is None:
            change = _("No limit of seats any more")
        else:
            more = seats - self.instance.seats
            change = ngettext("%(count)s place more", "%(count)s places more", more) % {
                "count": more
            }
        people = ngettext(
            "the first person who waits is confirmed and told.",
            "the first %(count)s people who wait are confirmed and told.",
            promoted,
        )
        return _("%(change)s: %(consequence)s") % {
            "change": change,
            "consequence": people % {"count": promoted},
        }
