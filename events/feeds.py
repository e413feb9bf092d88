"""The coming events as an Atom feed (RFC 4287), in the language of its address."""

from collections.abc import Iterable
from uuid import uuid5

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import structured_data, wording
from events.addresses import full_address
from events.models import Event
from events.states import State
from events.text import many_lines, one_line


def coming(events: Iterable[Event]) -> bytes:
    """These events, which come `for_page().with_last_change()`."""
    feed = Atom1Feed(
        title=one_line(settings.SITE_NAME),
        link=full_address("events:list"),
        description=None,
        subtitle=_("Study days and conferences"),
        language=get_language(),
        feed_url=full_address("events:feed"),
        author_name=one_line(settings.SITE_NAME),
    )
    for event in events:
        feed.add_item(**_item(event))
    return feed.writeString("utf-8").encode()


def _item(event: Event) -> dict:
    """An entry keeps its id, one for each language, whatever becomes of its address."""
    return {
        "title": _title(event),
        "link": full_address("events:event", event.slug),
        # The generator announces markup.
        "description": escape(_description(event)),
        "unique_id": uuid5(event.uid, get_language()).urn,
        "pubdate": event.published_at,
        "updateddate": max(filter(None, [event.published_at, event.changed_at])),
        "categories": [str(event.get_type_display())],
    }


def _title(event: Event) -> str:
    title = one_line(event.title)
    if event.state in {State.CANCELLED, State.POSTPONED}:
        chip = wording.chip(event, event.state)
        return _("%(state)s: %(title)s") % {"state": chip, "title": title}
    return title


def _description(event: Event) -> str:
    """What readers must know first, then date, hours, town and summary."""
    notice = wording.notice(event, event.state)
    parts = [notice.text if notice else "", structured_data.description(event)]
    return many_lines(" ".join(filter(None, parts)))
