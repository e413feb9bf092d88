"""The picture that stands for an event where a link to it is shared."""

import json
import logging

from django.conf import settings
from django.utils.text import capfirst

from events import wording
from events.kept import Kept
from events.languages import current_language
from events.models import Event
from events.states import State
from events.text import one_line
from events.typesetting import TypesettingError, draw

WIDTH, HEIGHT = 1200, 630
PICTURES = 100
_pictures = Kept(PICTURES)
logger = logging.getLogger(__name__)


def share_image(event: Event) -> bytes | None:
    """A PNG of WIDTH by HEIGHT, in the active language; made once for what it says.

    None where typst cannot set these words: the log says why.
    """
    data = {
        "language": current_language().value,
        "accent": event.accent,
        "type": _type(event),
        "title": one_line(event.title),
        "when": capfirst(wording.days(event)),
        "hours": wording.hours(event),
        "where": one_line(wording.where(event)),
        "site": settings.SITE_NAME,
    }
    return _pictures.get(json.dumps(data), lambda: _drawn(event, data))


def _type(event: Event) -> str:
    """Journée d’études, or Journée d’études · Annulée"""
    words = str(event.get_type_display())
    if event.state in {State.CANCELLED, State.POSTPONED}:
        return f"{words} · {wording.chip(event, event.state)}"
    return words


def _drawn(event: Event, data: dict) -> bytes | None:
    try:
        return draw("share", data)
    except TypesettingError:
        logger.exception("No picture of %s", event.uid)
        return None
