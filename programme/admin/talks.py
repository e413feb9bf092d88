"""The talks of a row, on the page of the row."""

from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.of_event import EVENT
from events.admin.scoped import ScopedStackedInline
from programme.forms import ContributionForm, entries_of
from programme.models import Contribution


class ContributionInline(ScopedStackedInline):
    add_verb = change_verb = delete_verb = Verb.EDIT_PROGRAMME

    model = Contribution
    form = ContributionForm
    fieldsets = [
        (None, {"fields": ["position", "title_fr", "people", "resources"]}),
        (
            gettext_lazy("More"),
            {
                "classes": ["collapse"],
                "fields": ["abstract_fr", "duration", "language"],
            },
        ),
        (
            gettext_lazy("In English"),
            {
                "classes": ["collapse"],
                "fields": ["title_en", "people_en", "abstract_en"],
            },
        ),
    ]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related("session__event").prefetch_related(
            "participations__person", "participations__roles", "resources"
        )

    def get_fieldsets(self, request, obj=None):
        """Whoever only reads needs none of the fields that are for typing."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        shown = ["position", "title_fr", "title_en", "who", "abstract_fr", "duration"]
        return [(None, {"fields": shown})]

    def get_readonly_fields(self, request, obj=None):
        return ["who", "resources"]

    @admin.display(description=gettext_lazy("people"))
    def who(self, contribution):
        lines = [(str(one),) for one in entries_of(contribution)]
        return format_html_join("", "<div>{}</div>", lines)

    @admin.display(description=gettext_lazy("slides and documents"))
    def resources(self, contribution):
        """Links to what the talk leaves, and to the page that adds more."""
        if contribution.pk is None:
            return _("Once the row is saved.")
        links = [
            (reverse("admin:programme_resource_change", args=[one.pk]), str(one))
            for one in contribution.resources.all()
        ]
        query = {EVENT: contribution.session.event_id, "contribution": contribution.pk}
        page = reverse("admin:programme_resource_add")
        links.append((f"{page}?{urlencode(query)}", _("Add…")))
        return format_html_join("", '<div><a href="{}">{}</a></div>', links)
