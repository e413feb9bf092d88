"""The event in the admin: what it is, who runs it, and what happens to it."""

import zoneinfo
from contextlib import contextmanager
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import access, dates, embedding, operations, teams
from events.access import Role, Verb
from events.admin import event_actions
from events.admin.document import DocumentInline
from events.admin.event_fieldsets import FIELDSETS, NEW_FIELDSETS, TYPED_ONLY
from events.admin.event_filters import LifeFilter, WhenFilter
from events.admin.event_form import EventForm, NewEventForm
from events.admin.of_event import remember
from events.admin.partners import PartnershipInline
from events.admin.scoped import ScopedAdmin, key_of
from events.admin.team import MembershipInline, save_team
from events.admin.telling import ask_to_tell
from events.journal import Act, record
from events.lookup import PREVIEW
from events.models import Document, Event, Membership, Partnership


@admin.register(Event)
class EventAdmin(ScopedAdmin):
    change_verb = Verb.EDIT_EVENT

    form = EventForm
    fieldsets = FIELDSETS
    readonly_fields = ["state_now", "pages", "for_another_site"]
    inlines = [PartnershipInline, DocumentInline, MembershipInline]
    list_display = [
        "title_fr",
        "day",
        "place",
        "state_now",
        "taken",
        "waiting",
        "closing",
    ]
    list_filter = [WhenFilter, LifeFilter, "content_language"]
    search_fields = [
        "title_fr",
        "title_en",
        "short_title_fr",
        "subtitle_fr",
        "venue__institution",
        "venue__town",
    ]
    search_help_text = gettext_lazy("Title, institution or town")
    actions = event_actions.ALL

    def get_queryset(self, request):
        queryset = super().get_queryset(request).filter(deleted_at=None)
        return queryset.select_related("venue").with_seats()

    def has_add_permission(self, request) -> bool:
        return access.may_create_events(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        is_newcomer = obj is None and self.has_add_permission(request)
        return is_newcomer or super().has_view_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # events are cancelled

    @admin.display(description=gettext_lazy("date"), ordering="starts_at")
    def day(self, event):
        return dates.short_moment(event.local_start)

    @admin.display(description=gettext_lazy("place"), ordering="venue__town")
    def place(self, event):
        return event.venue.town if event.venue else "–"

    @admin.display(description=gettext_lazy("state"))
    def state_now(self, event):
        state = event.state
        return format_html('<span class="chip chip-{}">{}</span>', state, state.label)

    @admin.display(description=gettext_lazy("registrations / seats"))
    def taken(self, event):
        if event.seats is None:
            return event.confirmed_count
        return f"{event.confirmed_count} / {event.seats}"

    @admin.display(description=gettext_lazy("waiting"))
    def waiting(self, event):
        return event.waiting_count

    @admin.display(
        description=gettext_lazy("closing"), ordering="registration_closes_at"
    )
    def closing(self, event):
        return dates.short_moment(event.local(event.registration_ends_at))

    @admin.display(description=gettext_lazy("page"))
    def pages(self, event):
        """The public page; for a draft the address that its organisers may share."""
        stored = _as_stored(event)
        address = stored.get_absolute_url()
        if stored.is_published:
            return _link(address, _("See the page"))
        return _link(
            f"{address}?{PREVIEW}={event.preview_key}",
            _("See the draft; whoever has this link sees it too"),
        )

    @admin.display(description=gettext_lazy("for another site"))
    def for_another_site(self, event):
        """What a web page of the laboratory takes up to show the programme."""
        advice = _(
            "Copy this into a page of your laboratory’s site: it shows the programme "
            "and the way to register."
        )
        lines = escape(embedding.lines(_as_stored(event)))
        return format_html("<p>{}</p><p><code>{}</code></p>", advice, lines)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return NEW_FIELDSETS
        hidden = set() if _own_membership(request, obj) else {"receives_digest"}
        if not self.has_change_permission(request, obj):
            hidden = TYPED_ONLY if obj.is_published else TYPED_ONLY | {"pages"}
        return [
            (
                title,
                {
                    **options,
                    "fields": [f for f in options["fields"] if f not in hidden],
                },
            )
            for title, options in FIELDSETS
        ]

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_form(self, request, obj=None, change=False, **options):
        if obj is None:
            options["form"] = NewEventForm
        else:
            membership = _own_membership(request, obj)
            attributes = {"own_membership": membership}
            if not membership:
                attributes["receives_digest"] = None
            options["form"] = type("EventForm", (EventForm,), attributes)
        return super().get_form(request, obj, change, **options)

    def get_action_choices(self, request, default_choices=None, action_location=None):
        """A page offers only what makes sense in the present state."""
        choices = super().get_action_choices(request, default_choices, action_location)
        if action_location != ActionLocation.CHANGE_FORM or request.method == "POST":
            return choices
        event = self.get_queryset(request).get(
            pk=request.resolver_match.kwargs["object_id"]
        )
        suiting = {act.__name__ for act in event_actions.ALL if act.suits(event)}
        return [choice for choice in choices if choice[0] in {"", *suiting}]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Hours are typed and shown on the clocks of the event; savers take turns."""
        context = {
            "show_save": object_id is not None,
            "show_save_and_add_another": False,
            **(extra_context or {}),
        }
        with timezone.override(_zone(request, object_id)):
            with _turn(request, object_id):
                response = super().changeform_view(
                    request, object_id, form_url, context
                )
            return response.render() if hasattr(response, "render") else response

    def render_change_form(self, request, context, *arguments, obj=None, **options):
        """With the ways to the lists of the event; the site knows which there are."""
        if obj is not None:
            context["lists"] = self.admin_site.pages_of(obj, request.user)
        return super().render_change_form(
            request, context, *arguments, obj=obj, **options
        )

    def get_object(self, request, object_id, from_field=None):
        event = super().get_object(request, object_id, from_field)
        remember(request, event)
        return event

    def save_model(self, request, obj, form, change):
        venue = form.new_venue(request.user)
        if venue:
            obj.venue = venue
        if not change:
            operations.create_event(obj, actor=request.user)
            return
        changed = {*form.changed_fields, *(["venue"] if venue else [])}
        is_to_be_told = operations.save_event(obj, changed, actor=request.user)
        if form.own_membership and "receives_digest" in form.changed_data:
            has_digest = form.cleaned_data["receives_digest"]
            teams.set_digest(form.own_membership, has_digest=has_digest)
        self._tell_consequences(request, obj, form.moved)
        if is_to_be_told:
            ask_to_tell(self, request, obj)

    def _tell_consequences(self, request, event, moved) -> None:
        """What is allowed, but may not be meant."""
        if moved:
            names = [str(event._meta.get_field(name).verbose_name) for name in moved]
            self.message_user(
                request,
                _("These followed the new start: %(fields)s.")
                % {"fields": get_text_list(names, _("and"))},
            )
        if event.seats is not None and event.seats < event.confirmed_count:
            words = ngettext(
                "%(count)s person is confirmed for %(seats)s seats.",
                "%(count)s people are confirmed for %(seats)s seats.",
                event.confirmed_count,
            )
            counts = {"count": event.confirmed_count, "seats": event.seats}
            self.message_user(request, words % counts, messages.WARNING)
        if event.registration_closes_at > event.starts_at:
            self.message_user(
                request,
                _("Registration closes after the start; it stops when doors open."),
                messages.WARNING,
            )

    def save_formset(self, request, form, formset, change):
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        if formset.model is Membership:
            save_team(formset, rows, request.user)
        for row in rows:
            if isinstance(row, Partnership):
                operations.name_partner(row, actor=request.user)
            if not isinstance(row, Membership):
                row.save()
        if formset.deleted_objects or rows:
            _write_down(formset.model, form.instance, request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """On to the whole form, with what is left to fill in."""
        missing = operations.missing_for_publication(obj)
        self.message_user(request, _("The draft is saved."), messages.SUCCESS)
        if missing:
            self.message_user(
                request,
                _("Before publishing, fill in: %(missing)s.")
                % {"missing": get_text_list(missing, _("and"))},
            )
        return HttpResponseRedirect(reverse("admin:events_event_change", args=[obj.pk]))


def _own_membership(request, event) -> Membership | None:
    """The organiser’s role of whoever looks: read once for a page."""
    if not hasattr(request, "own_membership"):
        own = event.memberships.filter(user=request.user, role=Role.ORGANISER)
        request.own_membership = own.first()
    return request.own_membership


def _write_down(model, event, actor) -> None:
    if model is Membership:
        record(Act.TEAM_CHANGED, event, actor)
    elif model is Document:
        record(Act.DOCUMENTS_CHANGED, event, actor)
    else:
        record(Act.EVENT_CHANGED, event, actor, fields=["partnerships"])


@contextmanager
def _turn(request, object_id):
    """Whoever saves has the event to themselves until it is saved."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        locked = Event.objects.select_for_update(no_key=True, of=("self",))
        locked.filter(pk=key_of(Event, object_id)).first()
        yield


def _zone(request, object_id) -> zoneinfo.ZoneInfo:
    """The time zone that is typed, else that of the event, else that of a new one."""
    stored = Event.objects.filter(pk=key_of(Event, object_id)).values_list(
        "time_zone", flat=True
    )
    names = [request.POST.get("time_zone"), stored.first(), Event().time_zone]
    known = zoneinfo.available_timezones()
    return zoneinfo.ZoneInfo(next(name for name in names if name in known))


def _link(address: str, words: str):
    return format_html('<a href="{}">{}</a>', address, capfirst(words))


def _as_stored(event: Event) -> Event:
    """Read once: the form may hold an address that was just refused."""
    stored: Any = event
    if not hasattr(stored, "_as_stored"):
        stored._as_stored = Event.objects.get(pk=event.pk)
    return stored._as_stored
