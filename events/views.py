"""What everybody may read of events: pages, calendars, files. Nobody signs in here."""

from collections.abc import Iterable
from functools import wraps
from itertools import groupby

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events import calendars, feeds, kept, notice, open_data, retention, sitemaps
from events.lookup import public_event
from events.models import Document, Event, Partnership
from events.models.document import kind_of
from events.states import OFF_DIARIES

CONTENT_TYPES = {
    "PDF": "application/pdf",
    "ODT": "application/vnd.oasis.opendocument.text",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "PPTX": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def public(view):
    """The page is only read, and no cache between us and its reader keeps it; no search
    engine either, where the event is not for them: files cannot say it themselves."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments, **keywords) -> HttpResponse:
        response = ready(request, *arguments, **keywords)
        if not getattr(request, "is_indexed", True):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    ready = cache_control(private=True, no_cache=True)(require_safe(view))
    return answer


def for_machines(view):
    """The same file for everybody: pages of other sites may read it too, and whoever
    has it already is told so."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments, **keywords) -> HttpResponse:
        response = ready(request, *arguments, **keywords)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    ready = public(conditional_page(view))
    answer.is_for_machines = True
    return answer


@public
def event_list(request: HttpRequest) -> HttpResponse:
    events = Event.objects.published().listed()
    context = {
        "upcoming": events.upcoming().for_page(),
        "past_years": _by_year(events.past().for_page()),
    }
    return render(request, "events/list.html", context)


@public
def event(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    state = event.state
    partnerships = list(event.partnerships.select_related("organisation"))
    documents = _on_disk(event.documents.filter(is_visible=True))

    def context() -> dict:
        return {
            "event": event,
            "state": state,
            "is_in_diaries": state not in OFF_DIARIES,
            "partnerships": partnerships,
            "partners": _by_role(partnerships),
            "documents": documents,
        }

    organisations = [each.organisation for each in partnerships]
    rows = [*partnerships, *organisations, *documents]
    return kept.page(request, "events/event.html", context, event=event, rows=rows)


@public
def personal_data(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    context = {
        "event": event,
        "controller": notice.controller_of(event),
        "data_contact": notice.data_contact_of(event),
        "notice_version": notice.notice_version(event),
        "site_host": settings.LEGAL_HOST,
        "needs_erased_on": retention.needs_erased_on(event),
        "people_erased_on": retention.people_erased_on(event),
    }
    return render(request, "events/personal_data.html", context)


@public
def document(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """Always a download: what organisers upload is never shown as a page of ours."""
    event = public_event(request, slug)
    document = get_object_or_404(event.documents.filter(is_visible=True), pk=pk)
    return download(document.file.name, document.download_name)


def download(name: str, called: str) -> FileResponse:
    """A stored file as an attachment; 404 for one that was lost."""
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=called,
        content_type=CONTENT_TYPES[kind_of(name)],
    )


@for_machines
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    return calendar_file(calendars.event_calendar(event), event.slug)


@for_machines
def opening_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    return calendar_file(calendars.opening_calendar(event), f"{event.slug}-ouverture")


@for_machines
def all_calendar(request: HttpRequest) -> HttpResponse:
    events = Event.objects.published().listed().with_last_change()
    content = calendars.all_calendar(events.select_related("venue"))
    return calendar_file(content, "agenda")


@for_machines
def feed(request: HttpRequest) -> HttpResponse:
    events = Event.objects.published().listed().upcoming()
    content = feeds.coming(events.for_page().with_last_change())
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@for_machines
def all_data(request: HttpRequest) -> JsonResponse:
    events = Event.objects.published().listed().for_page()
    return JsonResponse({"events": [open_data.summary_data(each) for each in events]})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "events/accessibility.html")


@public
def legal(request: HttpRequest) -> HttpResponse:
    context = {"publisher": settings.LEGAL_PUBLISHER, "host": settings.LEGAL_HOST}
    return render(request, "events/legal.html", context)


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"pages": sitemaps.pages()}
    return render(
        request, "events/sitemap.xml", context, content_type="application/xml"
    )


@public
def robots(request: HttpRequest) -> HttpResponse:
    return render(
        request, "events/robots.txt", content_type="text/plain; charset=utf-8"
    )


def calendar_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _by_year(events: Iterable[Event]) -> list[tuple[int, list[Event]]]:
    """The events of each year on their own clocks, the latest year first."""

    def year(event: Event) -> int:
        return event.local_start.year

    newest_first = sorted(events, key=year, reverse=True)
    return [(year, list(of_year)) for year, of_year in groupby(newest_first, year)]


def _by_role(partnerships: list[Partnership]) -> list[tuple[str, list[Partnership]]]:
    """Who organises comes first; inside a role, the order is the organiser’s."""
    found = []
    for role in Partnership.Role:
        if having := [one for one in partnerships if one.role == role]:
            found.append((str(role.label), having))
    return found


def _on_disk(documents: Iterable[Document]) -> list[Document]:
    """A file that was lost is not offered, and does not break the page."""
    return [one for one in documents if one.file.storage.exists(one.file.name)]
