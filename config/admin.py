"""The organisers' site."""

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import access
from events.access import Verb
from events.models import Event
from registrations import points

PAST_SHOWN = 30
POINTS_SHOWN = 3
# The lists of an event that its card leads to.
LISTS = [
    (_("Registrations"), "registrations_registration", Verb.SEE_REGISTRATIONS),
    (_("Waiting list"), "registrations_waitingperson", Verb.SEE_REGISTRATIONS),
    (_("Programme"), "programme_session", Verb.SEE_EVENT),
    (_("Documents"), "events_document", Verb.EDIT_DOCUMENTS),
    (_("Write to people"), "registrations_mailing", Verb.DRAFT_MESSAGES),
    (_("Messages"), "registrations_message", Verb.SEE_MESSAGES),
    (_("Journal"), "events_journalentry", Verb.SEE_JOURNAL),
]
# What the page of an event leads to besides.
MORE_LISTS = [
    (_("Presences"), "registrations_presence", Verb.SEE_REGISTRATIONS),
    (_("Certificates"), "registrations_certificate", Verb.EDIT_REGISTRATIONS),
    (_("Wordings"), "registrations_messagetemplate", Verb.EDIT_WORDINGS),
    (_("Rooms"), "programme_room", Verb.EDIT_PROGRAMME),
    (_("People"), "programme_person", Verb.EDIT_PROGRAMME),
    (_("Slides and recordings"), "programme_resource", Verb.EDIT_DOCUMENTS),
    (_("Questions"), "registrations_question", Verb.EDIT_EVENT),
    (_("Profiles"), "registrations_profile", Verb.EDIT_EVENT),
]


class OrganisationSite(admin.AdminSite):
    """Django’s admin, entered by whoever has a role on an event."""

    site_header = _("Organisation")
    site_title = _("Organisation")
    index_title = _("My events")
    site_url = "/"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def __init__(self, name="admin"):
        super().__init__(name)
        # What is gone cannot be mended: objects are deleted one by one.
        self.disable_action("delete_selected")

    def has_permission(self, request) -> bool:
        return access.may_enter(request.user)

    def get_urls(self):
        """All but the redirect that tells the address of any object of any event."""
        return [
            url
            for url in super().get_urls()
            if getattr(url, "name", "") != "view_on_site"
        ]

    def pages_of(self, event: Event, user) -> list[tuple[str, str]]:
        """The lists of an event that this user may open, for the event’s own page."""
        return _pages(event, user, [*LISTS, *MORE_LISTS])

    def app_index(self, request, app_label, extra_context=None) -> HttpResponse:
        """Where Django’s own links lead: there is one list of events, the home page."""
        return redirect("admin:index")

    def index(self, request, extra_context=None) -> TemplateResponse:
        """« Mes journées »: the events of the user, the next ones first."""
        events = access.visible(
            Event.objects.filter(deleted_at=None).for_page(),
            request.user,
            Verb.SEE_EVENT,
        )
        coming, past = list(events.upcoming()), list(events.past()[:PAST_SHOWN])
        found = points.by_event([*coming, *past], request.user)
        context = {
            "coming": [_card(each, request.user, found[each.pk]) for each in coming],
            "past": [_card(each, request.user, found[each.pk]) for each in past],
            "may_create": access.may_create_events(request.user),
        }
        return super().index(request, {**context, **(extra_context or {})})


def _card(event: Event, user, found: list[points.Point]) -> dict:
    """An event, what is first to be done, and the pages that this user may open."""
    return {
        "event": event,
        "points": found[:POINTS_SHOWN],
        "days": (event.local_start.date() - event.local(timezone.now()).date()).days,
        "may_edit": access.may(user, Verb.EDIT_EVENT, event),
        "links": _pages(event, user, LISTS),
    }


def _pages(event: Event, user, lists) -> list[tuple[str, str]]:
    chosen = f"event__id__exact={event.pk}"
    return [
        (words, f"{reverse(f'admin:{page}_changelist')}?{chosen}")
        for words, page, verb in lists
        if access.may(user, verb, event)
    ]
