"""The page that shows the programme alone, for readers and for paper."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

from events import kept
from events.languages import current_language
from events.lookup import public_event
from events.models import Document, Event
from events.views import public


@public
@conditional_page
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    document = _programme_file(event)
    context = {"event": event, "document": document}.copy
    rows = [document] if document else []
    return kept.page(
        request, "programme/programme.html", context, event=event, rows=rows
    )


def _programme_file(event: Event) -> Document | None:
    """The file that the organisers offer beside the page; in its language, if any."""
    files = event.documents.filter(is_programme=True, is_visible=True)
    on_disk = [one for one in files if one.file.storage.exists(one.file.name)]
    on_disk.sort(key=lambda one: one.language != current_language())
    return next(iter(on_disk), None)
