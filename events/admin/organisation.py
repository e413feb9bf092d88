"""Organisations: an event prints the name it was given, whatever changes here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events import access
from events.access import Verb
from events.admin.scoped import ScopedAdmin
from events.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(ScopedAdmin):
    """Changed by whoever may edit all the events that it takes part in."""

    change_verb = Verb.EDIT_EVENT
    history_verb = None

    list_display = ["name", "short_name", "website"]
    fields = ["name", "short_name", "website"]
    search_fields = ["name", "short_name"]
    search_help_text = _("Name")

    def has_change_permission(self, request, obj=None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        if obj is None:
            return True
        partnerships = obj.partnerships.all()
        own = access.visible(partnerships, request.user, self.change_verb)
        return own.count() == partnerships.count()
