"""« Modèles de messages »: other words for the mails of an event, tried before."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from events import access, dates
from events.access import Verb
from events.admin.of_event import MOST_CHOICES, PARAMETER, OfEventAdmin, event_of
from events.languages import Language
from events.models import Event
from registrations import operations
from registrations.admin.preview import placeholders_of, preview
from registrations.forms.wording import WordingForm
from registrations.letters.custom import EDITABLE, Words
from registrations.models import MessageTemplate, Notice

LIST = "admin:registrations_messagetemplate_changelist"
EDIT = "admin:registrations_messagetemplate_edit"
RESTORE = "admin:registrations_messagetemplate_restore"


@admin.register(MessageTemplate)
class MessageTemplateAdmin(OfEventAdmin):
    """A page a mail and language, whether it has words of its own or ours."""

    see_verb = Verb.EDIT_WORDINGS
    history_verb = None

    def get_urls(self):
        """Rows are not added or deleted: each mail of an event has its page."""
        start = "<int:event_id>/<str:notice>/<str:language>/"
        site = self.admin_site
        return [
            path(
                "",
                site.admin_view(self.changelist_view),
                name="registrations_messagetemplate_changelist",
            ),
            path(
                start,
                site.admin_view(self.edit_view),
                name="registrations_messagetemplate_edit",
            ),
            path(
                f"{start}restore/",
                site.admin_view(self.restore_view),
                name="registrations_messagetemplate_restore",
            ),
        ]

    def has_add_permission(self, request) -> bool:
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        self.choose_event(request, self.see_verb)
        event = request.listed_event
        context = {
            "title": _("Wordings"),
            "event": event,
            "events": self._events(request),
            "parameter": PARAMETER,
            "rows": _chosen(_rows(event), request.GET) if event else [],
            "languages": Language.choices,
            "language": request.GET.get("language", ""),
            "is_custom": request.GET.get("custom") == "1",
        }
        if event:
            context["title"] = _("Wordings: %(event)s") % {"event": event}
        return self._page(request, "change_list", context)

    def edit_view(self, request, event_id, notice, language):
        wording = self._wording(request, event_id, notice, language)
        form = WordingForm(request.POST or None, instance=wording)
        words = None
        if request.method == "POST" and form.is_valid():
            words = form.words
            if "_test" in request.POST:
                self._send_test(request, wording, words)
            elif "_preview" not in request.POST:
                return self._save(request, wording, form)
        return self._page(
            request,
            "edit",
            self._around(wording) | {"form": form, **self._tried(wording, words)},
        )

    def restore_view(self, request, event_id, notice, language):
        """Asks; its button puts our words back."""
        wording = self._wording(request, event_id, notice, language)
        if request.method != "POST":
            context = self._around(wording) | {
                "title": _("Restore the original text?"),
                "page": _address(EDIT, wording),
            }
            return self._page(request, "restore", context)
        has_changed = operations.restore_wording(
            wording.event, Notice(notice), language, actor=request.user
        )
        sentence = (
            _("The original text is sent again from now on.")
            if has_changed
            else _("Nothing to change.")
        )
        self.message_user(request, sentence, messages.SUCCESS)
        return redirect(_address(EDIT, wording))

    def _save(self, request, wording: MessageTemplate, form: WordingForm):
        """Our own words are not kept: later corrections of them hold here too."""
        which = (wording.event, Notice(wording.notice), wording.language)
        if form.is_ours:
            operations.restore_wording(*which, actor=request.user)
            sentence = _("This is the original text: it is sent as it is.")
        else:
            words = form.words
            operations.save_wording(
                *which, subject=words.subject, text=words.text, actor=request.user
            )
            sentence = _("Saved. The messages that leave from now on say this.")
        self.message_user(request, sentence, messages.SUCCESS)
        return redirect(_address(EDIT, wording))

    def _send_test(self, request, wording: MessageTemplate, words: Words) -> None:
        operations.send_test(
            wording.event,
            Notice(wording.notice),
            wording.language,
            subject=words.subject,
            text=words.text,
            actor=request.user,
        )
        sentence = _("A test is on its way to %(address)s. Nothing is saved yet.")
        self.message_user(
            request, sentence % {"address": request.user.email}, messages.SUCCESS
        )

    def _wording(self, request, event_id, notice, language) -> MessageTemplate:
        """The row of this mail, else a new one; 404 for what cannot be written."""
        event = event_of(request, str(event_id), self.see_verb)
        if notice not in EDITABLE or language not in Language.values:
            raise Http404
        which: dict[str, Any] = {
            "event": event,
            "notice": notice,
            "language": language,
        }
        written = MessageTemplate.objects.filter(**which).first()
        if written:
            written.event = event
        return written or MessageTemplate(**which)

    def _around(self, wording: MessageTemplate) -> dict:
        """What both pages of a mail say besides."""
        return {
            "title": str(wording),
            "subtitle": str(wording.event),
            "event": wording.event,
            "wording": wording,
            "list": f"{reverse(LIST)}?{PARAMETER}={wording.event_id}",
            "restore": _address(RESTORE, wording),
            "is_custom": wording.pk is not None,
        }

    def _tried(self, wording: MessageTemplate, words: Words | None) -> dict:
        """The mail in these words, else as it is sent at present."""
        if words is None and wording.pk:
            stored = MessageTemplate.objects.get(pk=wording.pk)
            words = Words(stored.subject, stored.text)
        which = (wording.event, Notice(wording.notice), wording.language)
        return {
            "preview": preview(*which, words),
            "placeholders": placeholders_of(*which),
        }

    def _events(self, request):
        events = Event.objects.filter(deleted_at=None).order_by("-starts_at", "pk")
        return access.visible(events, request.user, self.see_verb)[:MOST_CHOICES]

    def _page(self, request, name: str, context: dict) -> TemplateResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            **context,
        }
        template = f"admin/registrations/messagetemplate/{name}.html"
        return TemplateResponse(request, template, context)


def _rows(event: Event) -> list[dict]:
    """Every mail of the event in each language."""
    written = {
        (row.notice, row.language): row
        for row in event.message_templates.select_related("changed_by")
    }
    return [
        {
            "notice": notice.label,
            "language": language,
            "written": (row := written.get((notice, language))),
            "changed": dates.short_moment(event.local(row.changed_at)) if row else "",
            "address": reverse(EDIT, args=[event.pk, notice, language]),
        }
        for notice in EDITABLE
        for language in Language
    ]


def _chosen(rows: list[dict], parameters) -> list[dict]:
    """The rows that the filters of the page leave."""
    language = parameters.get("language")
    if language in Language.values:
        rows = [row for row in rows if row["language"] == language]
    if parameters.get("custom") == "1":
        rows = [row for row in rows if row["written"]]
    return rows


def _address(name: str, wording: MessageTemplate) -> str:
    return reverse(name, args=[wording.event_id, wording.notice, wording.language])
