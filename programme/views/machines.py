"""The programme for programs: calendars, schedules, plain data."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from events.kept import file
from events.lookup import public_event
from events.models import Event
from events.views import calendar_file, for_machines
from programme import calendars, kept, open_data, schedules
from programme.timetable import Programme

type Make = Callable[[Event, Programme], bytes]


@for_machines
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    content = _made(request, event, calendars.programme_calendar)
    return calendar_file(content, f"{event.slug}-programme")


@for_machines
def row_calendar(request: HttpRequest, slug: str, row: UUID) -> HttpResponse:
    event = public_event(request, slug)
    found = [one for one in kept.programme(event).rows if one.uid == str(row)]
    if not found:
        raise Http404
    name = f"{event.slug}-{found[0].anchor.removeprefix('s-')}"
    return calendar_file(calendars.row_calendar(event, found[0]), name)


@for_machines
def data(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    partnerships = list(event.partnerships.select_related("organisation"))
    content = file(
        request,
        lambda: open_data.as_json(event, partnerships),
        event=event,
        rows=[*partnerships, *(one.organisation for one in partnerships)],
    )
    return HttpResponse(content, content_type="application/json")


@for_machines
def schedule_xml(request: HttpRequest, slug: str) -> HttpResponse:
    return _schedule(request, slug, schedules.as_xml, "application/xml")


@for_machines
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    return _schedule(request, slug, schedules.as_json, "application/json")


def _schedule(
    request: HttpRequest, slug: str, make: Make, content_type: str
) -> HttpResponse:
    """The format knows no programme without a day."""
    event = public_event(request, slug)
    if not kept.programme(event).days:
        raise Http404
    return HttpResponse(_made(request, event, make), content_type=content_type)


def _made(request: HttpRequest, event: Event, make: Make) -> bytes:
    return file(request, lambda: make(event, kept.programme(event)), event=event)
