"""Slides, recordings and documents under the talks of an event."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.of_event import EventFilter, InEventAdmin
from events.dates import clock
from events.fields import WebAddressField
from events.models import Event
from events.models.document import SIGNATURES, kind_of
from programme import operations
from programme.models import Contribution, Resource


class SecureAddressField(WebAddressField):
    """A page that nobody reads or changes on its way to the reader."""

    default_validators = [URLValidator(schemes=["https"])]
    default_error_messages = {
        "invalid": gettext_lazy("Write an address that begins with https://.")
    }


class TalkField(forms.ModelChoiceField):
    def label_from_instance(self, talk: Any) -> str:
        """10 h – L’enseignant référent"""
        return f"{clock(talk.session.starts_at)} – {talk}"


class ResourceForm(forms.ModelForm):
    """A file or a link: what is given last takes the place of the other.

    `event` is set where one is added.
    """

    event: Event | None = None

    contribution = TalkField(
        label=gettext_lazy("Contribution"),
        queryset=Contribution.objects.select_related("session").order_by(
            "session__date", "session__starts_at", "session__position", "position"
        ),
    )
    link = SecureAddressField(
        label=gettext_lazy("Address"),
        max_length=Resource._meta.get_field("link").max_length,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "Of a recording, for instance. It begins with https://."
        ),
    )

    class Meta:
        model = Resource
        fields = ["contribution", "file", "link"]
        widgets = {"file": forms.FileInput(attrs={"accept": ",".join(SIGNATURES)})}

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        event = self.event or self.instance.event
        if talks := self.fields.get("contribution"):
            talks.queryset = talks.queryset.filter(session__event=event)

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"file", "link"} & self.errors.keys():
            return cleaned
        has_file, has_link = "file" in self.changed_data, "link" in self.changed_data
        if has_file and has_link and cleaned.get("link"):
            raise ValidationError(_("Give a file or an address, not both."))
        if has_link and cleaned.get("link"):
            cleaned["file"] = False  # takes the stored one away
        elif has_file:
            cleaned["link"] = ""
        if not (cleaned.get("file") or cleaned.get("link")):
            raise ValidationError(_("Choose a file or write an address."))
        return cleaned


class EventOfTalkFilter(EventFilter):
    def queryset(self, request, queryset):
        event = request.listed_event
        return (
            queryset.filter(contribution__session__event=event) if event else queryset
        )


@admin.register(Resource)
class ResourceAdmin(InEventAdmin):
    add_verb = change_verb = delete_verb = Verb.EDIT_DOCUMENTS

    form = ResourceForm
    list_display = ["name", "kind", "talk", "what", "language", "is_visible"]
    list_filter = [EventOfTalkFilter, "kind", "is_visible"]
    list_select_related = ["contribution__session__event"]
    ordering = [
        "contribution__session__date",
        "contribution__session__starts_at",
        "contribution__position",
        "position",
        "pk",
    ]
    search_fields = ["title_fr", "title_en", "contribution__title_fr"]
    search_help_text = gettext_lazy("Title")
    readonly_fields = ["stored"]
    fields = [
        "contribution",
        "kind",
        "stored",
        "file",
        "link",
        "title_fr",
        "title_en",
        "language",
        "is_visible",
        "position",
    ]

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("contribution__session__event")
        )

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        if not change:
            form.event = request.listed_event
        return form

    def get_fields(self, request, obj=None):
        return [name for name in self.fields if obj or name != "stored"]

    def list_context(self, request) -> dict:
        event = request.listed_event
        title = _("Slides, recordings and documents")
        if event:
            title = _("Slides, recordings and documents: %(event)s") % {"event": event}
        return super().list_context(request) | {"title": title}

    @admin.display(description=gettext_lazy("title"))
    def name(self, resource):
        return str(resource)

    @admin.display(description=gettext_lazy("contribution"))
    def talk(self, resource):
        return str(resource.contribution)

    @admin.display(description=gettext_lazy("file or address"))
    def what(self, resource):
        return kind_of(resource.file.name) if resource.file else resource.link

    @admin.display(description=gettext_lazy("stored file"))
    def stored(self, resource):
        if not resource.file:
            return "–"
        kind = kind_of(resource.file.name)
        if not (resource.event.is_published and resource.is_visible):
            return kind
        address = reverse("programme:resource", args=[resource.event.slug, resource.pk])
        return format_html('<a href="{}">{}</a>', address, kind)

    def save_model(self, request, obj, form, change):
        operations.save_resource(obj, actor=request.user)

    def delete_model(self, request, obj):
        operations.remove_resource(obj, actor=request.user)

    def delete_queryset(self, request, queryset):
        for resource in queryset:
            operations.remove_resource(resource, actor=request.user)
