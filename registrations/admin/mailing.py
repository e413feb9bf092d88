"""« Écrire aux personnes inscrites »: drafts, a test, and one sending."""

import hashlib
import json

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from events import access, dates
from events.access import Verb
from events.admin.confirm import FIRST_NAMED
from events.admin.of_event import EventFilter, InEventAdmin
from events.languages import Language
from registrations import audiences, operations
from registrations.admin.mailing_actions import CHANGE, copy
from registrations.admin.preview import Preview, placeholders_of, preview
from registrations.forms.mailing import MailingForm
from registrations.letters import custom
from registrations.models import Mailing, Notice
from registrations.programme_news import words_about

SEND = "admin:registrations_mailing_send"
PROGRAMME = "programme"  # in the address: the number of a publication
WORDS = ["subject_fr", "text_fr", "subject_en", "text_en"]


@admin.register(Mailing)
class MailingAdmin(InEventAdmin):
    """A secretary drafts, an organiser sends; what was sent is read only."""

    see_verb = add_verb = change_verb = delete_verb = Verb.DRAFT_MESSAGES
    history_verb = None

    actions = [copy]
    list_display = ["subject_shown", "audience_shown", "event", "state", "delivered"]
    list_filter = [EventFilter]
    list_select_related = ["event", "profile", "sent_by", "drafted_by"]
    sortable_by = ()
    # Said here too: what is counted by groups loses the order of the model.
    ordering = ["-drafted_at", "-pk"]
    search_fields = ["subject_fr", "subject_en"]
    search_help_text = gettext_lazy("Words of the subject")

    def get_urls(self):
        view = self.admin_site.admin_view(self.send_view)
        name = "registrations_mailing_send"
        return [path("<path:object_id>/send/", view, name=name), *super().get_urls()]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                written=Count("messages"),
                sent=Count("messages", filter=Q(messages__sent_at__isnull=False)),
                failed=Count("messages", filter=Q(messages__failed_at__isnull=False)),
            )
        )

    # Who may do what

    def has_change_permission(self, request, obj=None) -> bool:
        is_draft = obj is None or obj.sent_at is None
        return is_draft and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        is_draft = obj is None or obj.sent_at is None
        return is_draft and super().has_delete_permission(request, obj)

    # The list

    @admin.display(description=gettext_lazy("subject"))
    def subject_shown(self, mailing):
        return mailing.subject or _("(no subject yet)")

    @admin.display(description=gettext_lazy("to"))
    def audience_shown(self, mailing):
        label = mailing.get_audience_display()
        return f"{label} ({mailing.profile})" if mailing.profile else label

    @admin.display(description=pgettext_lazy("message", "state"))
    def state(self, mailing):
        if not mailing.sent_at:
            by = {"person": mailing.drafted_by or _("Deleted account")}
            return _("Draft by %(person)s") % by
        return _("Sent on %(moment)s by %(person)s") % {
            "moment": dates.short_moment(mailing.event.local(mailing.sent_at)),
            "person": mailing.sent_by or _("Deleted account"),
        }

    @admin.display(description=gettext_lazy("delivered"))
    def delivered(self, mailing):
        """« 84 sur 86, 2 en échec »"""
        if not mailing.sent_at:
            return "–"
        counts = {
            "sent": mailing.sent,
            "written": mailing.written,
            "failed": mailing.failed,
        }
        if mailing.failed:
            return _("%(sent)s of %(written)s, %(failed)s not delivered") % counts
        return _("%(sent)s of %(written)s") % counts

    def list_context(self, request) -> dict:
        event, title = request.listed_event, _("Write to people")
        if event:
            title = _("Write to people: %(event)s") % {"event": event}
        may_add = access.may(request.user, self.add_verb, event)
        context = super().list_context(request)
        return context | {"title": title, "has_add_permission": may_add}

    # The form

    def get_changeform_initial_data(self, request):
        """Begins with the changes of a programme, where its publication asks for it."""
        number = request.GET.get(PROGRAMME, "")
        return words_about(request.listed_event, number)

    def get_fields(self, request, obj=None):
        """What was sent is shown as people got it."""
        words = [] if obj and obj.sent_at else WORDS
        return ["audience", "profile", *words]

    def get_form(self, request, obj=None, change=False, **options):
        event = obj.event if change else request.listed_event
        options["form"] = type("MailingForm", (MailingForm,), {"for_event": event})
        return super().get_form(request, obj, change, **options)

    def save_model(self, request, obj, form, change):
        """One that was sent while this page was open keeps what people got."""
        if change:
            # The profile goes with the audience, whichever of the two was touched.
            fields = [*form.changed_data, "profile"]
            request.was_saved = operations.save_draft(obj, fields)
            return
        request.was_saved = True
        obj.event, obj.drafted_by = form.for_event, request.user
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message) -> None:
        """What is sent is written in the journal; a draft is not."""

    def log_change(self, request, obj, message) -> None:
        """As for an addition."""

    def response_add(self, request, obj, post_url_continue=None):
        return self._after_saving(request, obj)

    def response_change(self, request, obj):
        return self._after_saving(request, obj)

    def _after_saving(self, request, obj: Mailing):
        """On to the question, or back to the draft and its preview."""
        if not request.was_saved:
            return self._say_already_sent(request, obj)
        if request.POST.get("_continue") == "send":
            return redirect(SEND, obj.pk)
        sentence = _("The draft is saved. Nothing is sent yet.")
        if request.POST.get("_continue") == "test":
            self._send_tests(request, obj)
            sentence = _("A test is on its way to %(address)s. The draft is saved.")
            sentence %= {"address": request.user.email}
        self.message_user(request, sentence, messages.SUCCESS)
        return redirect(CHANGE, obj.pk)

    def _send_tests(self, request, obj: Mailing) -> None:
        for language in _languages(obj):
            with translation.override(language):
                words = custom.words_of_mailing(obj)
            operations.send_test(
                obj.event,
                Notice.FREE_MESSAGE,
                language,
                subject=words.subject,
                text=words.text,
                text_language=words.language,
                actor=request.user,
            )

    def render_change_form(
        self, request, context, add=False, change=False, form_url="", obj=None
    ):
        event = obj.event if obj else request.listed_event
        context |= {
            "title": _("Write to people"),
            "may_send": access.may(request.user, Verb.SEND_MESSAGES, event),
            "placeholders": placeholders_of(
                event, Notice.FREE_MESSAGE, translation.get_language()
            ),
            "previews": _previews(obj) if obj and obj.text_fr else [],
        }
        if obj:
            context |= _readers(obj) | {"is_sent": bool(obj.sent_at)}
            delivered = _("Delivered: %(figures)s") % {"figures": self.delivered(obj)}
            context["figures"] = [self.state(obj), delivered]
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def heading(self, obj) -> dict:
        return {"title": obj.subject or _("Write to people"), "subtitle": obj.event}

    # The sending

    def send_view(self, request, object_id):
        """Asks, with the number and the first people; its button sends, once."""
        obj = self.own_object(request, object_id, Verb.SEND_MESSAGES)
        if obj.sent_at:
            return self._say_already_sent(request, obj)
        if not obj.text_fr:
            sentence = _("Write a subject and a text first.")
            self.message_user(request, sentence, messages.WARNING)
            return redirect(CHANGE, obj.pk)
        if request.method == "POST":
            if request.POST.get("seen") == _fingerprint(obj):
                return self._send(request, obj)
            sentence = _("The message was changed meanwhile. Read it again.")
            self.message_user(request, sentence, messages.WARNING)
        request.current_app = self.admin_site.name
        readers = _readers(obj)
        context = {
            **self.admin_site.each_context(request),
            **readers,
            "title": _question(readers["count"]),
            "subtitle": str(obj.event),
            "opts": self.opts,
            "media": self.media,
            "original": obj,
            "seen": _fingerprint(obj),
            "previews": _previews(obj),
        }
        return TemplateResponse(
            request, "admin/registrations/mailing/send.html", context
        )

    def _send(self, request, obj: Mailing):
        count = operations.send_mailing(obj, actor=request.user)
        if count is None:
            return self._say_already_sent(request, obj)
        sentence = ngettext(
            "%(count)s message is on its way.",
            "%(count)s messages are on their way.",
            count,
        )
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)
        return redirect(CHANGE, obj.pk)

    def _say_already_sent(self, request, obj: Mailing):
        sentence = _("This message was already sent. It is not sent twice.")
        self.message_user(request, sentence, messages.WARNING)
        return redirect(CHANGE, obj.pk)


def _languages(mailing: Mailing) -> list[str]:
    """The languages in which the message has words of its own."""
    return [Language.FRENCH, *([Language.ENGLISH] if mailing.text_en else [])]


def _previews(mailing: Mailing) -> list[Preview]:
    found = []
    for language in _languages(mailing):
        with translation.override(language):
            words = custom.words_of_mailing(mailing)
        found.append(preview(mailing.event, Notice.FREE_MESSAGE, language, words))
    return found


def _readers(mailing: Mailing) -> dict:
    """Who would get it at this moment: how many, the first, how many cannot."""
    count = audiences.count_readers(mailing)
    return {
        "count": count,
        "rows": audiences.first_readers(mailing, FIRST_NAMED),
        "more": count - FIRST_NAMED,
        "without_address": audiences.count_without_address(mailing),
        "send": _button(count),
    }


def _question(count: int) -> str:
    if not count:
        return _("Nobody to write to")
    sentence = ngettext("Send to %(count)s person?", "Send to %(count)s people?", count)
    return sentence % {"count": count}


def _button(count: int) -> str:
    """Empty where nobody would get it."""
    sentence = ngettext("Send to %(count)s person", "Send to %(count)s people", count)
    return sentence % {"count": count} if count else ""


def _fingerprint(mailing: Mailing) -> str:
    """Of what the question showed, so that nothing else is sent."""
    shown = [
        mailing.audience,
        mailing.profile_id,
        mailing.selection,
        mailing.subject_fr,
        mailing.subject_en,
        mailing.text_fr,
        mailing.text_en,
    ]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
