"""Pictures of an event: the logos of its partners, and the one of its shared links."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events import share_image as pictures
from events.lookup import public_event
from events.views import public

TEN_MINUTES = 600


@cache_control(private=True, max_age=TEN_MINUTES)
@require_safe
def logo(request: HttpRequest, slug: str, partner: int) -> FileResponse:
    """Whoever may read the page of the event may see its logos."""
    event = public_event(request, slug)
    partnership = get_object_or_404(event.partnerships.exclude(logo=""), pk=partner)
    try:
        file = partnership.logo.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type="image/png")


@public
@conditional_page
def share_image(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    picture = pictures.share_image(event)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")
