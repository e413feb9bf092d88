"""The pages that search engines may list, each with its other language."""

from django.conf import settings
from django.utils.translation import override

from events.addresses import full_address
from events.models import Event

SITE_PAGES = ["events:list", "events:accessibility", "events:legal"]
EVENT_PAGES = ["events:event", "programme:programme", "events:personal_data"]


def pages() -> list[dict[str, str]]:
    """For each page, its address by language code."""
    slugs = Event.objects.published().listed().values_list("slug", flat=True)
    return [
        *(_in_each_language(view) for view in SITE_PAGES),
        *(_in_each_language(view, slug) for slug in slugs for view in EVENT_PAGES),
    ]


def _in_each_language(view: str, *args: str) -> dict[str, str]:
    addresses = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = full_address(view, *args)
    return addresses
