"""A change of date or place: what it was, what it is, the mail, and two buttons."""

from django.contrib import admin, messages
from django.core import signing
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.access import Verb
from events.admin.of_event import OfEventAdmin, event_of
from events.languages import Language
from events.models import Event
from events.moves import announced
from registrations import mails, operations
from registrations.desk import RegistrationRefused
from registrations.letters import samples
from registrations.letters.moves import Announced, Move, move_of
from registrations.models import ChangeNotice, Notice

AFTER = "after"


@admin.register(ChangeNotice)
class ChangeNoticeAdmin(OfEventAdmin):
    """Written by operations; here it is told, or let be."""

    see_verb = Verb.SEND_MESSAGES
    history_verb = None
    list_display = ["event", "created_at", "sent_at"]
    list_select_related = ["event"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_urls(self):
        tell = path(
            "prevenir/<int:event_id>/",
            self.admin_site.admin_view(self.tell_view),
            name="registrations_changenotice_tell",
        )
        return [tell, *super().get_urls()]

    def tell_view(self, request, event_id):
        """On to what is to be told of an event, if there is something."""
        event = event_of(request, str(event_id), self.see_verb)
        notice = ChangeNotice.objects.to_tell().filter(event=event).first()
        if notice is None:
            self.message_user(request, _("There is no change to be told."))
            return redirect("admin:events_event_change", event.pk)
        return redirect("admin:registrations_changenotice_change", notice.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        notice = self.own_object(request, object_id, self.see_verb)
        if request.method == "POST":
            return self._settle(request, notice)
        event = Event.objects.for_page().get(pk=notice.event_id)
        after = announced(event)
        count = event.registrations.active().exclude(email=None).count()
        can_tell = ChangeNotice.objects.to_tell().filter(pk=notice.pk).exists()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tell people of the change"),
            "opts": self.opts,
            "event": event,
            "notice": notice,
            "rows": _rows(move_of(event, notice.before, after)),
            "letters": _letters(event, notice.before, after),
            "count": count,
            "can_tell": can_tell and count,
            "after": signing.dumps(after, salt=AFTER),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request, "admin/registrations/changenotice/tell.html", context
        )

    def _settle(self, request, notice: ChangeNotice):
        """The button that was pressed; the page is shown again after a refusal."""
        page = redirect("admin:registrations_changenotice_change", notice.pk)
        if "dismiss" in request.POST:
            operations.dismiss_change(notice)
            self.message_user(request, _("Nobody is told."), messages.SUCCESS)
            return redirect("admin:events_event_change", notice.event_id)
        try:
            after = _read_by(request)
            told = operations.tell_change(notice, actor=request.user, after=after)
        except RegistrationRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return page
        sentence = ngettext(
            "%(count)s message is on its way.",
            "%(count)s messages are on their way.",
            told,
        )
        self.message_user(request, sentence % {"count": told}, messages.SUCCESS)
        return redirect("admin:events_event_change", notice.event_id)


def _read_by(request) -> dict:
    """What the page that was posted showed; nothing when that cannot be told."""
    try:
        return signing.loads(request.POST.get(AFTER, ""), salt=AFTER)
    except signing.BadSignature:
        return {}


def _rows(move: Move) -> list[dict]:
    """Before and after, side by side."""

    def where(announced: Announced) -> str:
        return ", ".join(filter(None, [announced.room, announced.place])) or "–"

    pairs = [
        (_("Date"), move.old.days, move.new.days),
        (_("Hours"), move.old.hours, move.new.hours),
        (_("Place"), where(move.old), where(move.new)),
    ]
    return [
        {"label": label, "before": old, "after": new, "is_new": old != new}
        for label, old, new in pairs
    ]


def _letters(event: Event, before: dict, after: dict) -> list[dict]:
    """The mail as it will read, in both languages."""
    found = []
    for language in Language:
        with translation.override(language):
            message = samples.sample_message(event, Notice.EVENT_CHANGED, language)
        message.context = {"before": before, "after": after}
        mail = mails.render(message)
        found.append({"language": language, "subject": mail.subject, "body": mail.body})
    return found
