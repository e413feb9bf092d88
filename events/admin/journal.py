"""Who did what: to read, never to change."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events import dates
from events.access import Verb
from events.admin.of_event import EventFilter, OfEventAdmin
from events.models import JournalEntry


@admin.register(JournalEntry)
class JournalEntryAdmin(OfEventAdmin):
    see_verb = Verb.SEE_JOURNAL
    history_verb = None

    list_display = ["moment", "actor", "act", "subject", "event"]
    list_filter = [EventFilter, "act"]
    list_select_related = ["actor", "event"]
    fields = ["moment", "actor", "act", "subject", "event"]
    actions = None

    @admin.display(description=_("when"), ordering="at")
    def moment(self, entry):
        return dates.short_moment(
            entry.event.local(entry.at) if entry.event else entry.at
        )

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
