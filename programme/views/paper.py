"""The programme as a PDF file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import conditional_page

from events.lookup import public_event
from events.views import public
from programme import kept, papers


@public
@conditional_page
def programme_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Ours, unless the organisers offer a file of their own."""
    event = public_event(request, slug)
    if document := papers.file_of(event.documents.filter(is_programme=True)):
        address = reverse("events:document", args=[event.slug, document.pk])
        return redirect(address + event.preview_query)
    if not kept.programme(event).days:
        raise Http404
    paper = papers.leaflet(event, event.partnerships.select_related("organisation"))
    if paper is None:
        raise Http404
    disposition = content_disposition_header(
        as_attachment=True, filename=f"Programme_{event.slug}.pdf"
    )
    return HttpResponse(
        paper.pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": disposition},
    )
