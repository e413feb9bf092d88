"""What every list of people of an event has in common."""

from django.contrib.admin.options import ActionLocation
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy

from events import access
from events.access import Verb
from events.admin.of_event import OfEventAdmin
from events.admin.scoped import key_of
from events.models import Event
from registrations.admin import filters
from registrations.models import Registration


class PeopleAdmin(OfEventAdmin):
    """A list of registrations, or of some of them."""

    see_verb = Verb.SEE_REGISTRATIONS

    search_fields = ["search_key"]
    search_help_text = gettext_lazy("Accents do not matter.")

    def get_queryset(self, request):
        queryset = super().get_queryset(request).kept()
        # Not a join, which would also be made to count the rows of the list.
        zones = Event.objects.filter(pk=OuterRef("event")).values("time_zone")
        return queryset.annotate(time_zone=Subquery(zones))

    def has_delete_permission(self, request, obj=None) -> bool:
        """A registration is cancelled, or emptied: its row stays for the figures."""
        return False

    def _refuse_on_own_event(self, request, object_id) -> None:
        """An erased person has no page, for anybody."""
        people = Registration.objects.kept().filter(pk=key_of(Registration, object_id))
        if people.exists():
            super()._refuse_on_own_event(request, object_id)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Those that the user may do on the event of the list."""
        offered = super().get_actions(request, action_location)
        event = getattr(request, "listed_event", None)
        return {
            name: action
            for name, action in offered.items()
            if access.may(request.user, action.func.verb, event)
        }

    def response_action(
        self, request, queryset, action_location=ActionLocation.CHANGE_LIST
    ):
        """People who were ticked are meant, whatever the filters of the list.

        What was confirmed moves them out of a filter: a second click finds them still,
        and changes nothing, politely.
        """
        if request.POST.get("select_across") != "1":
            queryset = self.get_queryset(request)
        return super().response_action(request, queryset, action_location)

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        return filters.search(queryset, request.user, search_term), False
