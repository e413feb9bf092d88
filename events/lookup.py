"""Finds the event that an address names, and answers for addresses of the past."""

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.crypto import constant_time_compare

from events import dates
from events.models import Event, EventSlug
from events.models.event_queryset import EventQuerySet
from events.nouns import NOUNS, EventType

PREVIEW = "apercu"


class EventMovedError(Exception):
    """The address is an earlier one of an event that has another today."""

    def __init__(self, slug: str):
        super().__init__(slug)
        self.slug = slug


class EventGoneError(Exception):
    """The address is the one of an event whose data were deleted."""

    def __init__(self, event: Event | None):
        super().__init__()
        self.event = event


def public_event(request: HttpRequest, slug: str) -> Event:
    """The event of a public page, as `for_page()` brings it.

    A draft answers to the preview key of its organisers alone; `event.preview_query`
    then carries the key on to the other pages of the event. With the key, a published
    event shows the programme that is being written. Raises Http404 for any
    other address, EventMovedError for an earlier one and EventGoneError for a deleted
    event: views let them pass, AnswerForPastAddresses turns them into pages.
    """
    try:
        event = _for_page().get(slug=slug, deleted_at=None)
    except Event.DoesNotExist:
        raise _reason_for_absence(request, slug) from None
    if _has_preview_key(request, event):
        event.preview_query = f"?{PREVIEW}={event.preview_key}"
    elif not event.is_published:
        raise Http404
    asked: Any = request
    asked.is_indexed = event.is_indexed  # for events.views.public
    return event


class AnswerForPastAddresses:
    """Leads to the same page at today's address, or says that the event is gone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if isinstance(exception, EventMovedError):
            return _same_page(request, exception.slug)
        if isinstance(exception, EventGoneError):
            return _gone(request, exception.event)
        return None


@cache
def _for_page() -> EventQuerySet:
    """Put together once: every public page starts from a copy of it."""
    return Event.objects.for_page().order_by()


def _reason_for_absence(request: HttpRequest, slug: str) -> Exception:
    past = EventSlug.objects.select_related("event").filter(slug=slug).first()
    if past is None:
        return Http404()
    event = past.event
    if event is None or (event.deleted_at and event.published_at):
        return EventGoneError(event)
    is_open = event.is_published or _has_preview_key(request, event)
    if event.deleted_at or not is_open:
        return Http404()
    return EventMovedError(event.slug)


def _has_preview_key(request: HttpRequest, event: Event) -> bool:
    return constant_time_compare(request.GET.get(PREVIEW, ""), event.preview_key)


def _same_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The language, the rest of the path and the query stay; a posted form too."""
    match = request.resolver_match
    address = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
    if query := request.META.get("QUERY_STRING"):
        address = f"{address}?{query}"
    response = HttpResponsePermanentRedirect(
        address, preserve_request=request.method == "POST"
    )
    # An event may take an earlier address again: a redirect kept there would loop.
    patch_cache_control(response, private=True, no_cache=True)
    if getattr(match.func, "is_for_machines", False):
        # A page of another site follows a redirect that it may read, and no other.
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _gone(request: HttpRequest, event: Event | None) -> HttpResponse:
    deleted_on = dates.short_date(event.local(event.deleted_at)) if event else ""
    this_event = event.noun.this if event else NOUNS[EventType.STUDY_DAY].this
    context = {"deleted_on": deleted_on, "this_event": this_event}
    return render(request, "410.html", context, status=410)
