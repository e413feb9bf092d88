"""Registrations as the team sees, corrects and adds them.

Every change goes through registrations.operations; nothing here sets a status.
"""

from functools import partial

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from events import access
from events.access import Verb
from events.admin.of_event import EventFilter, event_of, last_opened
from events.models import Event
from registrations import desk, operations
from registrations.admin import (
    actions,
    answering,
    attending,
    columns,
    erasing,
    filters,
    presence_actions,
    sections,
)
from registrations.admin.export import CHOOSE_AN_EVENT, export
from registrations.admin.flood import flood_page, purge
from registrations.admin.forms import AdditionForm, CorrectionForm
from registrations.admin.history import history_of, mails_of
from registrations.admin.institutions import institutions_page, may_tidy
from registrations.admin.mailing_actions import write_to_selection
from registrations.admin.people import PeopleAdmin
from registrations.attendance import may_be_recorded
from registrations.models import Registration
from registrations.wording import seats_sentence


@admin.register(Registration)
class RegistrationAdmin(PeopleAdmin):
    add_verb = change_verb = Verb.EDIT_REGISTRATIONS

    actions = [
        actions.resend,
        actions.send_link,
        actions.give_place,
        presence_actions.record_presence,
        presence_actions.undo_presence,
        presence_actions.issue_certificates,
        actions.cancel,
        write_to_selection,
        actions.export_selection,
        erasing.erase,
        purge,
    ]
    list_select_related = ["profile"]

    def get_urls(self):
        view = self.admin_site.admin_view
        name = "registrations_registration"
        return [
            path("export/", view(self.export_view), name=f"{name}_export"),
            path("floods/", view(self.flood_view), name=f"{name}_floods"),
            path(
                "institutions/",
                view(self.institutions_view),
                name=f"{name}_institutions",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if _has_begun(request):
            queryset = filters.with_presences(queryset)
        return filters.with_delivery(queryset, request.user)

    # The list

    def get_list_display(self, request):
        shown = [
            columns.family_name,
            "given_name",
            columns.status,
            columns.profile,
            columns.institution,
            _presence_or_date(request),
        ]
        if access.may(request.user, Verb.SEE_MESSAGES, request.listed_event):
            shown.append(columns.last_message)
        return shown

    def get_list_filter(self, request):
        shown = [EventFilter, "status", filters.ProfileFilter]
        if access.may(request.user, Verb.EDIT_REGISTRATIONS, request.listed_event):
            shown += [attending.WorkshopFilter, attending.HalfDayFilter]
            shown += ["origin", filters.AttentionFilter]
        if _has_begun(request):
            shown.append(filters.PresenceFilter)
        return shown

    def list_context(self, request) -> dict:
        event, user = request.listed_event, request.user
        context = super().list_context(request) | {
            "title": _("Registrations"),
            "has_add_permission": access.may(user, self.add_verb, event),
            "may_export": access.may(user, Verb.EXPORT, event),
            "may_purge": access.may(user, Verb.PURGE, event),
        }
        if event:
            context["title"] = _("Registrations: %(event)s") % {"event": event}
            context["subtitle"] = seats_sentence(event)
            context["event_url"] = settings.SITE_URL + event.get_absolute_url()
        return context

    def export_view(self, request):
        if not access.may(request.user, Verb.EXPORT):
            raise PermissionDenied
        self.choose_event(request, Verb.EXPORT)
        try:
            if request.listed_event:
                return export(self, request)
            self.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        except IncorrectLookupParameters:
            pass
        return redirect("admin:registrations_registration_changelist")

    def flood_view(self, request):
        if not access.may(request.user, Verb.PURGE):
            raise PermissionDenied
        self.choose_event(request, Verb.PURGE)
        if request.listed_event:
            return flood_page(self, request)
        self.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        return redirect("admin:registrations_registration_changelist")

    def institutions_view(self, request):
        may_see = self.has_view_permission(request)
        if not may_see or (request.method == "POST" and not may_tidy(request.user)):
            raise PermissionDenied
        self.choose_event(request, self.see_verb)
        if request.listed_event:
            return institutions_page(self, request)
        self.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        return redirect("admin:registrations_registration_changelist")

    # The form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A refusal of the operation is shown with all that was typed."""
        if "_saveasnew" in request.POST:
            raise BadRequest("A registration is not copied")
        request.refusal = ""
        if object_id is None:
            request.listed_event = self._event_to_add_to(request)
        view = super().changeform_view
        try:
            return view(request, object_id, form_url, extra_context)
        except desk.RegistrationRefused as refusal:
            request.refusal = str(refusal)
            return view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **options):
        """The fields of what the user may not see do not exist."""
        event = obj.event if change else request.listed_event
        attributes = {"for_event": event, "refusal": request.refusal}
        sees_needs = access.may(request.user, Verb.SEE_NEEDS, event)
        if not sees_needs:
            attributes["needs"] = None
        if access.may(request.user, self.change_verb, event):
            attributes |= answering.fields(event, obj, sees_sensitive=sees_needs)
        if self._attends(request, event, obj):
            attributes |= attending.fields(event, obj)
        form = CorrectionForm if change else AdditionForm
        options["form"] = type(form.__name__, (form,), attributes)
        return super().get_form(request, obj, change, **options)

    def get_fieldsets(self, request, obj=None):
        event = obj.event if obj else request.listed_event
        sees = partial(access.may, request.user, event=event)
        shown = sections.correction(sees, obj) if obj else sections.addition(sees)
        if sees(self.change_verb):
            shown = [*shown, *answering.sections(sees, event, obj)]
        if self._attends(request, event, obj):
            shown = [*shown, *attending.sections(event)]
        return shown

    def _attends(self, request, event: Event, obj: Registration | None) -> bool:
        """Is there a day to come to, and may the user say how?"""
        may = access.may(request.user, Verb.EDIT_REGISTRATIONS, event)
        return may and (obj is None or obj.is_active)

    def get_readonly_fields(self, request, obj=None):
        return sections.READ_ONLY if obj else []

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        if change:
            operations.correct(
                obj, form.changes, actor=request.user, version=obj.version
            )
            return
        added = operations.add_by_hand(
            form.for_event,
            form.answers,
            actor=request.user,
            language=data["language"],
            is_over_capacity_accepted=data["is_over_capacity_accepted"],
            has_mail=data["has_mail"],
        )
        obj.pk = added.pk
        obj.refresh_from_db()

    def log_addition(self, request, obj, message) -> None:
        """The operation has written the journal, which names no participant."""

    def log_change(self, request, obj, message) -> None:
        """As for an addition."""

    def response_add(self, request, obj, post_url_continue=None):
        if obj.is_waiting:
            level = messages.WARNING
            sentence = _("No seat is free: %(person)s is on the waiting list.")
        else:
            level, sentence = messages.SUCCESS, _("%(person)s has a place.")
        self.message_user(request, sentence % {"person": obj.full_name}, level)
        if "_addanother" in request.POST:
            address = reverse("admin:registrations_registration_add")
            return redirect(f"{address}?event={obj.event_id}")
        return self.response_post_save_add(request, obj)

    def response_change(self, request, obj):
        sentence = _("The registration of %(person)s is saved.")
        person = {"person": obj.full_name}
        self.message_user(request, sentence % person, messages.SUCCESS)
        if "_continue" in request.POST:
            return redirect(request.get_full_path())
        return self.response_post_save_change(request, obj)

    def render_change_form(
        self, request, context, add=False, change=False, form_url="", obj=None
    ):
        if add:
            title = _("Add a person: %(event)s")
            context["title"] = title % {"event": request.listed_event}
        else:
            context |= self._around(request, obj, context["action_form"])
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def heading(self, obj) -> dict:
        return {"title": obj.full_name, "subtitle": obj.reference}

    def history_view(self, request, object_id, extra_context=None):
        """The history stands on the page of the registration."""
        obj = self.own_object(request, object_id, self.history_verb)
        page = reverse("admin:registrations_registration_change", args=[obj.pk])
        return redirect(f"{page}#history")

    def _event_to_add_to(self, request) -> Event:
        if not self.has_add_permission(request):
            raise PermissionDenied
        key = request.POST.get("event") or request.GET.get("event")
        if key:
            return event_of(request, key, self.add_verb)
        if event := last_opened(request, self.add_verb):
            return event
        raise Http404

    def _around(self, request, obj: Registration, action_form) -> dict:
        """What the page of a registration shows beside its fields."""
        sees = partial(access.may, request.user, event=obj.event)
        if action_form:
            choices = action_form.fields["action"].choices
            action_form.fields["action"].choices = [
                choice for choice in choices if actions.concerns(choice[0], obj)
            ]
        return {
            "mails": mails_of(obj) if sees(Verb.SEE_MESSAGES) else None,
            "history": history_of(obj, sees_needs=sees(Verb.SEE_NEEDS))
            if sees(Verb.SEE_JOURNAL)
            else None,
        }


def _has_begun(request) -> bool:
    """Is it the list of an event whose first day has come?"""
    event = getattr(request, "listed_event", None)
    return bool(event) and may_be_recorded(event)


def _presence_or_date(request):
    """The date of a registration matters before the day, and presence from then on."""
    if not _has_begun(request):
        return columns.registered_at
    is_of_days = request.listed_event.has_many_days
    return columns.presences_of_days if is_of_days else columns.presences
