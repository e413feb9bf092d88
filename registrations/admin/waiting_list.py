"""« Liste d’attente »: who is next, who was given a place, who left.

The rows are registrations: each leads to the page of the registration.
"""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import dates
from events.admin.of_event import EventChangeList, EventFilter
from registrations.admin import actions, columns, waiting_actions
from registrations.admin.line_words import line_sentence
from registrations.admin.people import PeopleAdmin
from registrations.models import Registration, Status, WaitingPerson

WAITING, GIVEN, LEFT, ALL = "waiting", "given", "left", "all"
STATES = {
    WAITING: gettext_lazy("On the waiting list"),
    GIVEN: gettext_lazy("Place given"),
    LEFT: gettext_lazy("List left"),
}
CHIPS = {
    WAITING: Status.WAITING,
    GIVEN: Status.CONFIRMED,
    LEFT: Status.CANCELLED,
}


def state_of(person: Registration) -> str:
    """What became of the waiting; whoever was given a place and cancelled had it."""
    if person.is_waiting:
        return WAITING
    return LEFT if person.is_cancelled and not person.promoted_at else GIVEN


class StateFilter(admin.SimpleListFilter):
    """Those who wait, unless one asks for others."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return STATES.items()

    def value(self):
        return super().value() or WAITING

    def queryset(self, request, queryset):
        if self.value() == WAITING:
            return queryset.waiting()
        if self.value() == LEFT:
            return queryset.off_the_line()
        if self.value() == GIVEN:
            return queryset.served()
        return queryset if self.value() == ALL else queryset.none()

    def choices(self, changelist):
        for key, title in [*self.lookup_choices, (ALL, _("All"))]:
            yield {
                "selected": self.value() == key,
                "query_string": changelist.get_query_string({"state": key}),
                "display": title,
            }


class Line(EventChangeList):
    """A list whose rows know their place in the whole line, whatever is filtered.

    `sentence` says who is next, or why nobody is, where one event is listed.
    """

    sentence = ""

    def get_results(self, request):
        super().get_results(request)
        event = request.listed_event
        shown = [event.pk] if event else [row.event_id for row in self.result_list]
        waiting = Registration.objects.waiting().filter(event__in={*shown})
        names = ("given_name", "family_name", "erased_at")
        line = list(waiting.with_rank().only("event", *names))
        ranks = {person.pk: person.rank for person in line}
        for row in self.result_list:
            row.rank = ranks.get(row.pk)
        if event:
            first = next((row.full_name for row in line if row.rank == 1), "")
            self.sentence = line_sentence(event, first)

    def url_for_result(self, result) -> str:
        return reverse("admin:registrations_registration_change", args=[result.pk])


@admin.display(description=gettext_lazy("rank"), ordering="queue_order")
def rank(person: Any) -> str:
    return str(person.rank or "")


@admin.display(description=gettext_lazy("since"), ordering="queued_at")
def since(person: Any) -> str:
    zone = ZoneInfo(person.time_zone)
    return dates.short_moment(person.queued_at.astimezone(zone))


@admin.display(description=gettext_lazy("state"))
def state(person: Registration) -> str:
    name = state_of(person)
    return format_html(
        '<span class="chip chip-{}">{}</span>', CHIPS[name], STATES[name]
    )


@admin.register(WaitingPerson)
class WaitingListAdmin(PeopleAdmin):
    list_display = [rank, columns.family_name, "given_name", since, state]
    list_display_links = [columns.family_name]
    list_filter = [EventFilter, StateFilter]
    ordering = ["event", "queue_order", "pk"]
    actions = [
        actions.give_place,
        waiting_actions.take_off,
        waiting_actions.move_up,
        waiting_actions.move_down,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(queued_at=None)

    def has_add_permission(self, request) -> bool:
        return False

    def get_changelist(self, request, **kwargs):
        return Line

    def list_context(self, request) -> dict:
        event = request.listed_event
        context = super().list_context(request) | {"title": _("Waiting list")}
        if event:
            context["title"] = _("Waiting list: %(event)s") % {"event": event}
        return context

    def change_view(self, request, object_id, form_url="", extra_context=None):
        person = self.own_object(request, object_id, self.see_verb)
        return redirect("admin:registrations_registration_change", person.pk)
