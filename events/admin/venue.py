"""Venues: chosen or named in the form of an event, described on a page of their own."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import operations
from events.access import Verb
from events.admin.scoped import ScopedAdmin
from events.admin.telling import ask_to_tell
from events.fields import LineField
from events.models import Venue


class NewVenueFields(forms.Form):
    """Two fields with which a form names a place that has no page yet."""

    venue_name = LineField(
        label=gettext_lazy("Another place"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Site de Gennevilliers"),
    )
    venue_town = LineField(
        label=gettext_lazy("Its town"), max_length=100, required=False
    )

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("venue_name") and not cleaned.get("venue_town"):
            self.add_error("venue_town", _("Give the town of the place too."))
        if cleaned.get("venue_town") and not cleaned.get("venue_name"):
            self.add_error("venue_name", _("Give the name of the place too."))
        return cleaned

    def new_venue(self, actor) -> Venue | None:
        """The place that was named; None where nothing was typed."""
        name, town = self.cleaned_data["venue_name"], self.cleaned_data["venue_town"]
        return operations.venue_called(name, town, actor=actor) if name else None


@admin.register(Venue)
class VenueAdmin(ScopedAdmin):
    """A change reaches the coming events of whoever makes it, and no other."""

    change_verb = Verb.EDIT_EVENT
    history_verb = None

    list_display = ["name", "institution", "town", "events_held"]
    ordering = ["town", "name"]
    search_fields = ["institution", "name", "town"]
    search_help_text = gettext_lazy("Institution, place or town")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "institution",
                    "name",
                    "street",
                    "postal_code",
                    "town",
                    "country",
                    "website",
                ]
            },
        ),
        (gettext_lazy("Access"), {"fields": ["access_fr", "step_free_fr"]}),
        (
            gettext_lazy("In English"),
            {"fields": ["access_en", "step_free_en"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(held=Count("events"))

    @admin.display(description=gettext_lazy("Events"), ordering="held")
    def events_held(self, venue):
        return venue.held

    def has_change_permission(self, request, obj=None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or _is_open_to_change(obj, request.user)

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            return
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        stored = Venue.objects.get(pk=obj.pk)
        revised = operations.revise_venue(stored, changes, actor=request.user)
        if revised.pk != obj.pk:
            self.message_user(
                request,
                _(
                    "Past events, and those of other teams, keep the place as it was. "
                    "Your coming events have the new description."
                ),
            )
            obj.pk = revised.pk
        if not operations.VENUE_MOVES.isdisjoint(changes):
            for event in revised.events.published().upcoming().with_seats():
                if operations.follows_venue(event, request.user):
                    ask_to_tell(self, request, event)


def _is_open_to_change(venue: Venue, user) -> bool:
    """A place that only past events use stays as it was on their day."""
    events = venue.events.filter(deleted_at=None)
    if not events.exists():
        return user.is_superuser
    coming = events.filter(ends_at__gt=timezone.now())
    return any(operations.follows_venue(event, user) for event in coming)
