"""The answers to « À quel titre participez-vous ? », from two to six an event."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.admin.of_event import EventFilter
from events.admin.versioned import VersionedForm
from events.models import Event
from registrations import operations
from registrations.admin.asked import AskedAdmin
from registrations.models import Profile
from registrations.operations import questions


class ProfileForm(VersionedForm):
    """`event` is set by the ModelAdmin, which holds its lock."""

    event: Event

    class Meta:
        model = Profile
        fields = ["label_fr", "label_en", "position"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.instance._state.adding:
            self.instance.event = self.event

    def clean(self) -> dict:
        if reason := questions.why_no_profile_is_added(self.instance):
            raise ValidationError(reason)
        return super().clean()


@admin.register(Profile)
class ProfileAdmin(AskedAdmin):
    form = ProfileForm
    fields = ["label_fr", "label_en", "position"]
    list_display = ["label_fr", "label_en", "position"]
    list_filter = [EventFilter]
    sortable_by = ()
    ordering = ["position", "pk"]
    search_fields = ["label_fr", "label_en"]
    search_help_text = _("Label")

    def list_context(self, request) -> dict:
        title: object = _("Profiles")
        if event := request.listed_event:
            title = _("Profiles: %(event)s") % {"event": event}
        return super().list_context(request) | {"title": title}

    def why_it_stays(self, obj) -> str:
        return questions.why_profile_stays(obj)

    def save_model(self, request, obj, form, change):
        operations.save_profile(obj, actor=request.user)

    def delete_model(self, request, obj):
        operations.remove_profile(obj, actor=request.user)
