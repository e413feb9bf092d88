"""The page « Exporter… » and the file that it makes."""

import re
import tempfile

from django.contrib import messages
from django.http import FileResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import access, journal
from events.access import Verb
from events.models import Event, JournalEntry
from registrations import exports
from registrations.admin.forms import ExportForm
from registrations.exports import Format
from registrations.models.registration import RegistrationQuerySet
from registrations.turns import a_turn

CHOOSE_AN_EVENT = gettext_lazy("Choose one event first: a list is exported by event.")
KEY = re.compile("[0-9]{1,18}")
# At once, on one machine: pages go on being served beside them.
MOST_EXPORTS = 2
SELECTION, LIST, EVENT = "selection", "list", "event"
CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
}


def export(model_admin, request):
    """Ask whom to export and as what; a POST answers with the file."""
    event = request.listed_event
    choices = _choices(model_admin, request, event)
    form = ExportForm(
        request.POST or None,
        people={name: _label(name, rows.count()) for name, rows in choices.items()},
        sees_needs=access.may(request.user, Verb.SEE_NEEDS, event),
        asks_sensitive=event.questions.filter(is_sensitive=True).exists(),
    )
    if not form.is_valid():
        return _page(model_admin, request, event, form)
    people = choices[form.cleaned_data["people"]]
    with a_turn("export", MOST_EXPORTS) as is_ours:
        if is_ours:
            return _file(request.user, event, people, form.cleaned_data)
    words = _("Other lists are being exported. Try again in a minute.")
    model_admin.message_user(request, words, messages.WARNING)
    response = _page(model_admin, request, event, form)
    response.status_code = 503
    return response


def _page(model_admin, request, event: Event, form: ExportForm) -> TemplateResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Export registrations"),
        "subtitle": str(event),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "form": form,
        "formats": Format.choices,
        "event": event,
    }
    request.current_app = model_admin.admin_site.name
    template = "admin/registrations/registration/export.html"
    return TemplateResponse(request, template, context)


def _choices(model_admin, request, event: Event) -> dict[str, RegistrationQuerySet]:
    """Who may be meant, the narrowest first: the people ticked, the list, everybody."""
    everybody = event.registrations.kept()
    if SELECTION in request.GET:
        keys = [*filter(KEY.fullmatch, request.GET[SELECTION].split(","))]
        return {SELECTION: everybody.filter(pk__in=keys), EVENT: everybody}
    changelist = model_admin.get_changelist_instance(request)
    if changelist.has_active_filters or changelist.query:
        return {LIST: changelist.queryset, EVENT: everybody}
    return {EVENT: everybody}


def _label(choice: str, count: int) -> str:
    if choice == SELECTION:
        label = ngettext("The selected person", "The %(count)s people selected", count)
    elif choice == LIST:
        label = ngettext(
            "The list as it is filtered: %(count)s person",
            "The list as it is filtered: %(count)s people",
            count,
        )
    else:
        label = ngettext(
            "The whole event: %(count)s person",
            "The whole event: %(count)s people",
            count,
        )
    return label % {"count": count}


def _file(user, event: Event, people: RegistrationQuerySet, data: dict) -> FileResponse:
    """Written to the disk first: a failure half-way is an error, never a short list."""
    file_format = Format(data["format"])
    has_needs = data.get("has_needs", False)
    has_sensitive = data.get("has_sensitive", False)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    count = exports.write(
        file_format,
        event,
        people,
        file,
        has_needs=has_needs,
        has_sensitive=has_sensitive,
    )
    journal.record(
        JournalEntry.Act.LIST_EXPORTED,
        event,
        user,
        count=count,
        format=file_format,
        with_needs=has_needs,
        with_sensitive=has_sensitive,
    )
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=exports.file_name(event, file_format),
        content_type=CONTENT_TYPES[file_format],
    )
