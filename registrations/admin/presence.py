"""The list of who was there: read only, but for taking a presence back."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from events import dates
from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.of_event import EventFilter, OfEventAdmin
from events.admin.scoped import action
from events.models import User
from programme.half_days import name_of
from registrations import operations
from registrations.models import Presence, Registration


class EventOfPersonFilter(EventFilter):
    def queryset(self, request, queryset):
        event = request.listed_event
        return queryset.filter(registration__event=event) if event else queryset


class RecorderFilter(admin.SimpleListFilter):
    """Whoever recorded something on the event whose list is shown."""

    title = gettext_lazy("by")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        here = Presence.objects.filter(registration__event=request.listed_event)
        users = User.objects.filter(pk__in=here.values("recorded_by"))
        return [(user.pk, str(user)) for user in users]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        known = [str(key) for key, _name in self.lookup_choices]
        chosen = [self.value()] if self.value() in known else []
        return queryset.filter(recorded_by__in=chosen)


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Take back…"))
def undo(model_admin, request, queryset):
    rows = queryset.standing()
    count = rows.count()
    if not count:
        sentence = _("These presences are taken back already.")
        model_admin.message_user(request, sentence, messages.WARNING)
        return None
    if not is_confirmed(request):
        question = ngettext(
            "Take back %(count)s presence?", "Take back %(count)s presences?", count
        )
        return confirm_page(
            model_admin,
            request,
            rows,
            question=question % {"count": count},
            button=_("Take back"),
            consequences=[_("A certificate without any presence is no longer valid.")],
            named=_named,
        )
    undone = sum(
        operations.undo_presence(
            row.registration, date=row.date, half=row.half, actor=request.user
        )
        for row in rows
    )
    sentence = ngettext(
        "%(count)s presence taken back.", "%(count)s presences taken back.", undone
    )
    model_admin.message_user(request, sentence % {"count": undone}, messages.SUCCESS)
    return None


def _named(presence: Presence) -> str:
    return f"{presence.registration.full_name} ({half_day(presence)})"


@admin.display(description=gettext_lazy("time"), ordering="recorded_at")
def moment(presence: Presence) -> str:
    event = presence.registration.event
    return dates.short_moment(event.local(presence.recorded_at))


@admin.display(description=gettext_lazy("person"), ordering="registration__sort_key")
def person(presence: Presence) -> str:
    return presence.registration.full_name.strip() or "–"


@admin.display(description=gettext_lazy("half-day"), ordering="date")
def half_day(presence: Presence) -> str:
    with_date = presence.registration.event.has_many_days
    return name_of(presence.date, presence.half, with_date=with_date)


@admin.display(description=pgettext_lazy("presence", "taken back"))
def taken_back(presence: Presence) -> str:
    """When and by whom; nothing for what stands."""
    if presence.undone_at is None:
        return ""
    at = dates.short_moment(presence.registration.event.local(presence.undone_at))
    return f"{at}, {presence.undone_by or _('Deleted account')}"


@admin.display(description=gettext_lazy("by"))
def recorded_by(presence: Presence) -> str:
    return str(presence.recorded_by or _("Deleted account"))


@admin.register(Presence)
class PresenceAdmin(OfEventAdmin):
    see_verb = Verb.SEE_REGISTRATIONS
    history_verb = None
    actions = [undo]
    list_display = [moment, person, half_day, "means", recorded_by, taken_back]
    list_filter = [EventOfPersonFilter, "half", "means", RecorderFilter]
    list_select_related = ["registration__event", "recorded_by", "undone_by"]
    ordering = ["-recorded_at", "-pk"]
    search_fields = ["registration__search_key"]
    search_help_text = gettext_lazy("Accents do not matter.")

    def get_fields(self, request, obj=None):
        return self.list_display

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        people = Registration.objects.matching(search_term)
        return queryset.filter(registration__in=people), False

    def list_context(self, request) -> dict:
        event = request.listed_event
        title = _("Presences: %(event)s") % {"event": event} if event else None
        return super().list_context(request) | {"title": title or _("Presences")}

    def heading(self, obj) -> dict:
        return {"title": obj.registration.full_name, "subtitle": half_day(obj)}
