"""Pages that are for one person."""

from functools import wraps

from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def private(view):
    """The answer is for one person: no cache keeps it, no search engine lists it."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(wrapped)
