"""Paste a programme: a text, then what was understood cell by cell, then the rows.

Nothing is written before the last button. Until then all that was corrected is in the
form and nowhere else.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from events import access
from events.access import Verb
from events.admin.of_event import (
    EVENT,
    PARAMETER,
    InEventAdmin,
    event_of,
    last_opened,
    remember,
)
from events.admin.scoped import key_of
from events.models import Event
from programme import operations
from programme.admin import facts
from programme.admin.paste_form import PasteForm
from programme.admin.paste_page import Page
from programme.admin.paste_words import removed, summary
from programme.importing.comparing import State
from programme.importing.sheet import LAYOUT, Sheet
from programme.operations import Imported

VERSION, REMOVE, TEXT = "version", "remove", "text"
READ, ADD, MOVE, VALIDATE = "read", "add", "move", "validate"
STEPS = {"up": -1, "down": 1}


class Pasted(InEventAdmin):
    """A list of rows that has a page on which a whole programme is pasted."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.paste_view)
        name = "programme_session_paste"
        return [path("coller/", view, name=name), *super().get_urls()]

    def paste_view(self, request):
        return paste_view(self, request)

    def list_context(self, request) -> dict:
        context = super().list_context(request)
        event = request.listed_event
        if event and access.may(request.user, Verb.EDIT_PROGRAMME, event):
            address = reverse("admin:programme_session_paste")
            context["paste_url"] = f"{address}?{urlencode({EVENT: event.pk})}"
        return context


def paste_view(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    key = request.GET.get(EVENT)
    if key is None:
        return _to_last_event(model_admin, request)
    event = event_of(request, key, Verb.EDIT_PROGRAMME)
    remember(request, event)
    if LAYOUT in request.POST and READ not in request.POST:
        return _sheet_posted(model_admin, request, event)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PasteForm(event, *posted)
    if form.is_valid():
        return _preview(model_admin, request, form.cleaned_data["sheet"])
    return _page(model_admin, request, event, "paste", form=form)


def _to_last_event(model_admin, request):
    event = last_opened(request, Verb.EDIT_PROGRAMME)
    if event is None:
        words = _("Create an event first.")
        model_admin.message_user(request, words, messages.WARNING)
        return redirect("admin:programme_session_changelist")
    return redirect(f"{request.path}?{urlencode({EVENT: event.pk})}")


def _sheet_posted(model_admin, request, event: Event):
    sheet = Sheet(event, request.POST)
    if VALIDATE in request.POST and not sheet.wrong_cells():
        try:
            done = operations.import_programme(
                event,
                sheet.planned(),
                actor=request.user,
                version=_number(request.POST.get(VERSION)),
                remove=request.POST.getlist(REMOVE),
            )
        except operations.ProgrammeRefusedError as refusal:
            event.refresh_from_db(fields=["programme_version"])
            model_admin.message_user(request, str(refusal), messages.ERROR)
        else:
            return _done(request, event, done)
    _press(request, sheet)
    return _preview(model_admin, request, sheet)


def _press(request, sheet: Sheet) -> None:
    """Do what the button says."""
    sheet.add_row(request.POST.get(ADD, ""))
    sheet.add_talk(request.POST.get(ADD, ""))
    key, _dash, way = request.POST.get(MOVE, "").partition("-")
    if way in STEPS:
        sheet.move_talk(key, STEPS[way])


def _preview(model_admin, request, sheet: Sheet):
    return _page(
        model_admin,
        request,
        sheet.event,
        "paste_sheet",
        page=Page(sheet),
        text=request.POST.get(TEXT, ""),
        removed=request.POST.getlist(REMOVE),
    )


def _page(model_admin, request, event: Event, template: str, **values: Any):
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Paste a programme"),
        "subtitle": event.short_title,
        "opts": model_admin.opts,
        "event": event,
        "list_url": _list_of(event),
        "has_rows": event.sessions.exists(),
        **values,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(
        request, f"admin/programme/session/{template}.html", context
    )


def _done(request, event: Event, done: Imported):
    if not done.changed_something:
        messages.info(request, _("The programme says all of this already."))
        return redirect(_list_of(event))
    counts = {State.NEW: done.new, State.UPDATED: done.updated, State.SAME: done.same}
    sentences = [
        summary(counts.__getitem__),
        *removed(done.removed),
        *facts.recognised(done.people, done.talks),
    ]
    facts.tell(request, event, sentences)
    return redirect(_list_of(event))


def _list_of(event: Event) -> str:
    address = reverse("admin:programme_session_changelist")
    return f"{address}?{urlencode({PARAMETER: event.pk})}"


def _number(text: str | None) -> int:
    """A version as posted; one that never was for anything else."""
    return key if (key := key_of(Event, text)) is not None else -1
