"""Whole addresses of pages, for whatever is read outside the site."""

from django.conf import settings
from django.urls import reverse


def full_address(view: str, *args) -> str:
    """A page in the active language, under the address that the host configured.

    It is never guessed from a request: whoever sends the request chooses that.
    """
    return settings.SITE_URL + reverse(view, args=args)
