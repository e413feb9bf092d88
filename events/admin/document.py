"""Files of an event: on its page and, for secretaries, on pages of their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.access import Verb
from events.admin.of_event import EventFilter, OfEventAdmin, last_opened
from events.admin.scoped import ScopedStackedInline
from events.journal import Act, record
from events.models import Document
from events.models.document import SIGNATURES

FIELDS: Any = [
    "title_fr",
    "title_en",
    "stored",
    "file",
    "language",
    "is_programme",
    "is_visible",
    "position",
]


class DocumentForm(forms.ModelForm):
    class Meta:
        model = Document
        fields = ["event", "file"]
        widgets = {"file": forms.FileInput(attrs={"accept": ",".join(SIGNATURES)})}


class WithStoredFile:
    """Shows what is stored beside the field that would replace it."""

    readonly_fields = ["stored"]

    @admin.display(description=_("stored file"))
    def stored(self, document):
        if document.pk is None:
            return "–"
        address = reverse("events:document", args=[document.event.slug, document.pk])
        if document.event.is_published and document.is_visible:
            return format_html('<a href="{}">{}</a>', address, document.kind)
        return document.kind


class DocumentInline(WithStoredFile, ScopedStackedInline):
    add_verb = change_verb = delete_verb = Verb.EDIT_DOCUMENTS

    model = Document
    form = DocumentForm
    fields = FIELDS

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("event")


@admin.register(Document)
class DocumentAdmin(WithStoredFile, OfEventAdmin):
    add_verb = change_verb = delete_verb = Verb.EDIT_DOCUMENTS

    form = DocumentForm
    list_display = ["title_fr", "event", "kind", "language", "is_visible"]
    list_filter = [EventFilter, "is_visible"]
    list_select_related = ["event"]
    search_fields = ["title_fr", "title_en"]
    search_help_text = _("Title")
    fields = ["event", *FIELDS]

    @admin.display(description=_("type"))
    def kind(self, document):
        return document.kind

    def get_changeform_initial_data(self, request):
        event = last_opened(request, self.add_verb)
        return {"event": event.pk if event else None}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        record(Act.DOCUMENTS_CHANGED, obj.event, request.user)

    def delete_model(self, request, obj):
        record(Act.DOCUMENTS_CHANGED, obj.event, request.user)
        super().delete_model(request, obj)
