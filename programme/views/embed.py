"""The programme and the way to register inside a page of another site.

It is the one page that may be framed: no script, no form, no cookie, and its links
leave the frame.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import conditional_page

from events import kept
from events.lookup import public_event
from events.views import public

FRAMED: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": settings.EMBED_ANCESTORS,
}


# Around all the rest: the answer that a page has not changed allows framing too.
@xframe_options_exempt
@csp_override(FRAMED)
@public
@conditional_page
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    context = {"event": event}.copy
    return kept.page(request, "programme/embed.html", context, event=event)
