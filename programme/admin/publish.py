"""« Publier le programme »: what readers do not see yet, and the button that shows it.

Whoever edits a programme publishes its changes; the page of the event itself is shown
to everybody by organisers alone.
"""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import access, dates
from events.access import Verb
from events.admin.of_event import PARAMETER, event_of, remember
from events.lookup import PREVIEW
from events.models import Event, User
from programme import changes, checks, operations, papers, timetable
from programme.drafts import Draft, draft_of
from programme.models import Publication
from programme.timetable import Programme

PUBLISH = "admin:programme_session_publish"


class PublishForm(forms.Form):
    """`read` is the mark of the draft that the page shows."""

    read = forms.CharField(widget=forms.HiddenInput)
    accepts_overlaps = forms.BooleanField(
        label=gettext_lazy("I know of this, and publish all the same"),
        error_messages={"required": gettext_lazy("Tick this box to publish.")},
    )

    def __init__(self, overlaps: list[str], data=None, **options):
        super().__init__(data, **options)
        if overlaps:
            self.fields["accepts_overlaps"].help_text = " ".join(overlaps)
        else:
            del self.fields["accepts_overlaps"]


class Published:
    """The part of the admin of rows that tells what readers see, and publishes."""

    # Of the ModelAdmin that this is mixed into.
    message_user: Any

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        name = "programme_session_publish"
        return [path("publier/<int:event_id>/", view, name=name), *super().get_urls()]

    def list_context(self, request) -> dict:
        context, event = super().list_context(request), request.listed_event
        if event is None:
            return context
        may_publish = access.may(request.user, Verb.EDIT_PROGRAMME, event)
        has_news = event.is_published and event.has_unpublished_programme
        address = reverse(PUBLISH, args=[event.pk]) if may_publish and has_news else ""
        return context | {"publication": state_of(event), "publish_url": address}

    def publish_view(self, request, event_id):
        """Shows what would change; the button publishes that and nothing else."""
        event = event_of(request, str(event_id), Verb.EDIT_PROGRAMME)
        remember(request, event)
        draft = draft_of(event)
        programme = timetable.build(event, draft.rows)
        overlaps = _to_acknowledge(draft, programme)
        data = request.POST if request.method == "POST" else None
        form = PublishForm(overlaps, data, initial={"read": draft.mark})
        if form.is_valid() and event.is_published:
            return self._publish(request, event, **form.cleaned_data)
        warnings = [fact for fact in _warnings(programme) if fact not in overlaps]
        context = self.admin_site.each_context(request) | _shown(event, draft)
        context |= {"opts": self.opts, "form": form, "warnings": warnings}
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request, "admin/programme/session/publish.html", context
        )

    def _publish(self, request, event: Event, *, read: str, accepts_overlaps=False):
        try:
            publication = operations.publish(
                event,
                actor=request.user,
                accepts_overlaps=accepts_overlaps,
                read=read,
            )
        except operations.ProgrammeRefusedError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(PUBLISH, event.pk)
        if publication is None:
            self.message_user(request, _("Readers see this programme already."))
            return redirect(_list(event))
        sentence = _("The programme is published.")
        self.message_user(request, sentence, messages.SUCCESS)
        if question := _question(event, publication, request.user):
            self.message_user(request, question, messages.WARNING)
        return redirect(_list(event))


def state_of(event: Event, draft: Draft | None = None) -> str:
    """« Publié le 14 mai à 10 h 12. 3 modifications non publiées. »

    Without a draft it is read only where readers may not see what is written.
    """
    if not event.is_published:
        return _("Not published yet: the programme comes with the page of the event.")
    if draft is None and event.has_unpublished_programme:
        draft = draft_of(event)
    published_at = event.programme_published_at
    if draft and not draft.publication:
        return _("Not published yet.")
    published = _("Published.")
    if published_at:
        at = event.local(published_at)
        published = _("Published on %(day)s at %(time)s.") % {
            "day": dates.day_and_month(at),
            "time": dates.clock(at),
        }
    return f"{published} {_difference(draft)}"


def _difference(draft: Draft | None) -> str:
    if draft is None or draft.is_published:
        return _("Readers see this programme.")
    count = len(draft.changes)
    if not count:
        return _("Details that no sentence says are not published.")
    words = ngettext(
        "%(count)s change is not published.",
        "%(count)s changes are not published.",
        count,
    )
    return words % {"count": count}


def _question(event: Event, publication: Publication, user: User) -> str:
    """« 86 personnes sont inscrites. Les prévenir maintenant ? »; the link leads to a
    message that is not sent yet."""
    count = event.confirmed_count + event.waiting_count
    may_write = access.may(user, Verb.DRAFT_MESSAGES, event)
    if not (count and may_write and event.is_to_come):
        return ""
    question = ngettext(
        "%(count)s person is registered. Tell them now?",
        "%(count)s people are registered. Tell them now?",
        count,
    )
    query = urlencode({"event": event.pk, "programme": publication.number})
    address = f"{reverse('admin:registrations_mailing_add')}?{query}"
    link = format_html('<a href="{}">{}</a>', address, _("See the message"))
    return format_html("{} {}", question % {"count": count}, link)


def _shown(event: Event, draft: Draft) -> dict:
    """What the page says of the rows and of those that readers see."""
    return {
        "title": _("Publish the programme"),
        "subtitle": str(event),
        "event": event,
        "state": state_of(event, draft),
        "is_published": draft.is_published,
        "has_readers": draft.publication is not None,
        "changes": changes.sentences(draft.changes),
        "rows": len(draft.rows),
        "preview_url": _preview(event),
        "list_url": _list(event),
    }


def _warnings(programme: Programme) -> list[str]:
    facts = [checks.sentence(fact) for fact in checks.warnings(programme)]
    return [*facts, *papers.warnings(programme)]


def _to_acknowledge(draft: Draft, programme: Programme) -> list[str]:
    """The overlaps in one room, unless readers see them already."""
    facts = () if draft.is_published else checks.same_room_overlaps(programme)
    return [checks.sentence(fact) for fact in facts]


def _preview(event: Event) -> str:
    page = reverse("programme:programme", args=[event.slug])
    return f"{page}?{PREVIEW}={event.preview_key}"


def _list(event: Event) -> str:
    address = reverse("admin:programme_session_changelist")
    return f"{address}?{urlencode({PARAMETER: event.pk})}"
