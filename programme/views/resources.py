"""The files that talks leave behind."""

from django.http import FileResponse, Http404, HttpRequest

from events.lookup import public_event
from events.views import download, public
from programme import kept, resources


@public
def resource(request: HttpRequest, slug: str, key: int) -> FileResponse:
    """Always a download, of what the programme of this event shows to its readers."""
    event = public_event(request, slug)
    shown = resources.found(kept.programme(event), key)
    if shown is None or not shown.file:
        raise Http404
    return download(shown.file, shown.download_name)
