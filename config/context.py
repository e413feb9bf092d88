"""What every page knows about the site."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict:
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
        "other_language": _other_language(request),
    }


def _other_language(request: HttpRequest) -> dict | None:
    """The other language, with the same page's address; None where there is no page."""
    if request.resolver_match is None:
        return None
    [(code, name)] = [
        language for language in settings.LANGUAGES if language[0] != get_language()
    ]
    url = translate_url(request.get_full_path(), code)
    if url == request.get_full_path():
        return None
    return {"code": code, "name": name, "url": url}
