"""The page that shows the programme alone, for readers and for paper."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

from events import kept
from events.lookup import public_event
from events.views import public


@public
@conditional_page
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    documents = list(event.documents.filter(is_programme=True))
    partnerships = event.partnerships.select_related("organisation")
    context = {
        "event": event,
        "documents": documents,
        "partnerships": partnerships,
    }
    return kept.page(
        request, "programme/programme.html", context.copy, event=event, rows=documents
    )
