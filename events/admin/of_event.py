"""Lists of what belongs to events: they open on the event that was opened last."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import access
from events.access import Verb
from events.admin.scoped import ScopedAdmin, ScopedChangeList, key_of
from events.models import Event

PARAMETER, ALL = "event__id__exact", "all"
EVENT = "event"  # in the address of a page that adds a row
# A filter is read at a glance; older events are reached through their own page.
MOST_CHOICES = 15
_SESSION_KEY = "event"


def remember(request, event: Event) -> None:
    """From now on, this user’s lists open on this event."""
    if request.session.get(_SESSION_KEY) != event.pk:
        request.session[_SESSION_KEY] = event.pk


def last_opened(request, verb: Verb) -> Event | None:
    """The event that the user opened last, else the next one, else the latest."""
    events = _events(request, verb).with_seats()
    return (
        events.filter(pk=request.session.get(_SESSION_KEY)).first()
        or events.upcoming().first()
        or events.past().first()
    )


def event_of(request, key: str, verb: Verb) -> Event:
    """The event that an address names, for somebody who may do `verb` there.

    404 for the event of others, 403 for an act that one’s role does not allow.
    """
    number = key_of(Event, key)
    if event := _events(request, verb).with_seats().filter(pk=number).first():
        return event
    if _events(request, Verb.SEE_EVENT).filter(pk=number).exists():
        raise PermissionDenied
    raise Http404


class EventFilter(admin.SimpleListFilter):
    """The latest events; the one whose list is shown is always among them."""

    title = _("event")
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        events = _events(request, model_admin.see_verb).order_by("-starts_at", "pk")
        shown = {event.pk: str(event) for event in events[:MOST_CHOICES]}
        if listed := request.listed_event:
            shown.setdefault(listed.pk, str(listed))
        return shown.items()

    def has_output(self) -> bool:
        return True

    def queryset(self, request, queryset):
        event = request.listed_event
        return queryset.filter(event=event) if event else queryset

    def choices(self, changelist):
        for key, title in [*self.lookup_choices, (ALL, _("All events"))]:
            yield {
                "selected": self.value() == str(key),
                "query_string": changelist.get_query_string({PARAMETER: key}),
                "display": title,
            }


class EventChangeList(ScopedChangeList):
    """A list for which the choice of an event is no filter that one clears."""

    def get_filters(self, request):
        *found, _has_active_filters = super().get_filters(request)
        return *found, bool(set(self.get_filters_params()) - {PARAMETER})


class OfEventAdmin(ScopedAdmin):
    """A ModelAdmin whose list shows one event at a time, and all of them on request.

    `request.listed_event` is that event, with its seats; None for all.
    """

    list_filter = [EventFilter]

    def get_changelist(self, request, **kwargs):
        return EventChangeList

    def changelist_view(self, request, extra_context=None):
        self.choose_event(request, self.see_verb)
        context = self.list_context(request) | (extra_context or {})
        return super().changelist_view(request, context)

    def list_context(self, request) -> dict:
        """What the template of the list says of its event."""
        return {"event": request.listed_event}

    def choose_event(self, request, verb: Verb) -> None:
        """Take the event of the address, else the last one as if it were there.

        A form posts the event that it showed: another may have been opened meanwhile.
        """
        key = request.GET.get(PARAMETER) or request.POST.get(PARAMETER)
        if key == ALL:
            request.listed_event = None
            return
        event = event_of(request, key, verb) if key else last_opened(request, verb)
        request.listed_event = event
        if event:
            remember(request, event)
            request.GET = request.GET.copy()
            request.GET[PARAMETER] = str(event.pk)


class InEventAdmin(OfEventAdmin):
    """A ModelAdmin whose rows are added in an event that the address names.

    Tabs in which two events are open do not mix, and saving leads back to the list.
    """

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        key = request.GET.get(EVENT)
        if key is None:
            event = last_opened(request, self.add_verb)
            if event is None:
                self.message_user(
                    request, gettext("Create an event first."), messages.WARNING
                )
                return redirect(self._list_address())
            query = urlencode({**request.GET.dict(), EVENT: event.pk})
            return redirect(f"{request.path}?{query}")
        request.listed_event = event_of(request, key, self.add_verb)
        remember(request, request.listed_event)
        return super().add_view(request, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        """« Save and add another » stays in the same event."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            return redirect(f"{request.path}?{urlencode({EVENT: obj.event_id})}")
        return response

    def response_post_save_add(self, request, obj):
        return self._to_list(obj)

    def response_post_save_change(self, request, obj):
        return self._to_list(obj)

    def _to_list(self, obj):
        query = urlencode({PARAMETER: obj.event_id})
        return redirect(f"{self._list_address()}?{query}")

    def _list_address(self) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return reverse(name)


def _events(request, verb: Verb):
    return access.visible(Event.objects.filter(deleted_at=None), request.user, verb)
