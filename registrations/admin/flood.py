"""« Envois en rafale »: what came in floods, and its removal in one act."""

import re

from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import dates
from events.access import Verb
from events.admin.confirm import CONFIRMED, FIRST_NAMED
from events.admin.of_event import PARAMETER
from events.admin.scoped import action
from events.models import Event
from registrations import floods, operations
from registrations.admin.export import CHOOSE_AN_EVENT
from registrations.models import Registration, Status
from registrations.models.registration import RegistrationQuerySet

KEYS = re.compile("[0-9]{1,18}(,[0-9]{1,18})*")
# One field of the page that asks holds all keys, and a body ends at a megabyte.
MOST_AT_ONCE = 50_000


@action(
    Verb.PURGE,
    description=gettext_lazy("Delete registrations sent in a flood…"),
    location=[ActionLocation.CHANGE_LIST],
)
def purge(model_admin, request, queryset):
    events = queryset.order_by().values_list("event", flat=True).distinct()
    if len(events) > 1:
        model_admin.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        return None
    event = Event.objects.get(pk=events[0])
    return _ask(model_admin, request, event, queryset.purgeable())


def flood_page(model_admin, request):
    """The groups of an event; a POST asks about some of them, the next one purges."""
    event = request.listed_event
    if CONFIRMED in request.POST:
        return _purge(model_admin, request, event)
    if request.method == "POST":
        chosen = floods.registrations_of(event, request.POST.getlist("group"))
        answer = _ask(model_admin, request, event, chosen)
        return answer or redirect(_address(event))
    found = [_shown(event, group) for group in floods.groups_of(event)]
    title = _("Registrations sent in floods: %(event)s") % {"event": event}
    return _page(model_admin, request, "floods", title=title, groups=found, event=event)


def _ask(model_admin, request, event: Event, people: RegistrationQuerySet):
    """What goes is listed when one asks: who registers meanwhile is not concerned."""
    keys = list(people.order_by().values_list("pk", flat=True))
    if not keys:
        words = _("There is nothing to delete in this selection.")
        model_admin.message_user(request, words, messages.WARNING)
        return None
    if len(keys) > MOST_AT_ONCE:
        words = _("Select %(most)s people at most.") % {"most": MOST_AT_ONCE}
        model_admin.message_user(request, words, messages.WARNING)
        return None
    question = ngettext(
        "Delete %(count)s registration?", "Delete %(count)s registrations?", len(keys)
    )
    return _page(
        model_admin,
        request,
        "purge",
        title=question % {"count": len(keys)},
        event=event,
        address=_address(event),
        people=people.order_by("pk")[:FIRST_NAMED],
        more=len(keys) - FIRST_NAMED,
        places=_places(people),
        keys=",".join(map(str, keys)),
        confirmed=CONFIRMED,
    )


def _places(people: RegistrationQuerySet) -> str:
    count = people.confirmed().count()
    if not count:
        return ""
    return ngettext(
        "%(count)s of them has a place, which goes to the waiting list.",
        "%(count)s of them have places, which go to the waiting list.",
        count,
    ) % {"count": count}


def _purge(model_admin, request, event: Event):
    keys = request.POST.get("keys", "")
    numbers = [int(key) for key in keys.split(",")] if KEYS.fullmatch(keys) else []
    gone = operations.purge(event, numbers, actor=request.user)
    words = ngettext(
        "%(count)s registration deleted.", "%(count)s registrations deleted.", gone
    )
    level = messages.SUCCESS if gone else messages.WARNING
    model_admin.message_user(request, words % {"count": gone}, level)
    return redirect(_address(event))


def _shown(event: Event, group: floods.Group) -> dict:
    """A group in words, on the clocks of the event."""
    first, last = event.local(group.first_at), event.local(group.last_at)
    states = [
        (group.confirmed, Status.CONFIRMED),
        (group.waiting, Status.WAITING),
        (group.cancelled, Status.CANCELLED),
    ]
    return {
        "key": group.key,
        "count": group.count,
        "is_of_one_network": bool(group.source),
        "first": dates.short_moment(first),
        "last": dates.short_moment(last),
        "states": [
            _("%(state)s: %(count)s") % {"state": status.label, "count": count}
            for count, status in states
            if count
        ],
        "reached": group.reached,
        "failed": group.failed,
        "sample": group.sample,
    }


def _address(event: Event) -> str:
    page = reverse("admin:registrations_registration_floods")
    return f"{page}?{PARAMETER}={event.pk}"


def _page(model_admin, request, name: str, **context) -> TemplateResponse:
    shared = {
        **model_admin.admin_site.each_context(request),
        "subtitle": None,
        "opts": Registration._meta,
        "media": model_admin.media,
    }
    request.current_app = model_admin.admin_site.name
    template = f"admin/registrations/registration/{name}.html"
    return TemplateResponse(request, template, shared | context)
