"""Too many posts are refused before a page sees them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.models import Event
from registrations import limits
from registrations.limits import TooManyPosts


def counts_its_posts(view):
    """For a view that counts its own posts, with more than the network to go by."""
    view.counts_its_posts = True
    return view


class RefuseTooManyPosts:
    """Counts what visitors post, by network, and answers 429 beyond the limit.

    Members of a team are known by name: of their pages, signing in alone is counted.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords) -> HttpResponse | None:
        if request.method != "POST" or getattr(view, "counts_its_posts", False):
            return None
        match = request.resolver_match
        if match.namespace == "admin" and match.url_name != "login":
            return None
        try:
            limits.count_post(request)
        except TooManyPosts as refusal:
            return too_many(request, refusal, _event_of(keywords.get("slug")))
        return None


def too_many(
    request: HttpRequest, refusal: TooManyPosts, event: Event | None
) -> HttpResponse:
    context = {"event": event, "refusal": refusal}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = refusal.retry_after
    response.headers["Cache-Control"] = "no-store"
    return response


def _event_of(slug: str | None) -> Event | None:
    return Event.objects.published().filter(slug=slug).first() if slug else None
