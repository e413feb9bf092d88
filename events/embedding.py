"""The lines with which another site shows the programme and the way to register."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from events.addresses import full_address
from events.models import Event


def lines(event: Event) -> str:
    """Markup to be copied, in the language of whoever reads it here."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="800" loading="lazy">'
        "</iframe>",
        full_address("programme:embed", event.slug),
        _("Programme: %(title)s") % {"title": event.short_title},
    )
