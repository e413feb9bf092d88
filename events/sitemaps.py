"""The pages that search engines may list, each with its other language."""

from django.conf import settings
from django.utils.translation import override

from events.addresses import full_address
from events.models import Event

SITE_PAGES = ["events:list", "events:accessibility", "events:legal"]
EVENT_PAGES = ["events:event", "events:personal_data"]
PROGRAMME_PAGE = "programme:programme"


def pages() -> list[dict[str, str]]:
    """For each page, its address by language code."""
    events = Event.objects.published().listed().with_programme()
    return [
        *(_in_each_language(view) for view in SITE_PAGES),
        *(
            _in_each_language(view, slug)
            for slug, has_programme in events.values_list("slug", "has_programme")
            for view in [*EVENT_PAGES, *[PROGRAMME_PAGE] * has_programme]
        ),
    ]


def _in_each_language(view: str, *args: str) -> dict[str, str]:
    addresses = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = full_address(view, *args)
    return addresses
