"""Pictures of an event: the logos of its partners, and the one of its shared links."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page

from events import share_image as pictures
from events.lookup import public_event
from events.views import public


@public
@conditional_page
def logo(request: HttpRequest, slug: str, partner: int) -> HttpResponse:
    """Whoever may read the page of the event may see its logos."""
    event = public_event(request, slug)
    partnership = get_object_or_404(event.partnerships.exclude(logo=""), pk=partner)
    try:
        with partnership.logo.open("rb") as file:
            return HttpResponse(file.read(), content_type="image/png")
    except FileNotFoundError:
        raise Http404 from None


@public
@conditional_page
def share_image(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    picture = pictures.share_image(event)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")
