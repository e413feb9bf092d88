"""The programme that readers see, kept in the memory of this process, once made.

One query a page tells the version of the event’s programme; what was kept for another
version is not asked for again, and leaves when room is needed.
"""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.kept import Kept
from events.models import Event
from programme import snapshot, timetable
from programme.timetable import Programme, Row

PROGRAMMES = 100
PAGES = 200


_programmes = Kept(PROGRAMMES)
_pages = Kept(PAGES)


def programme(event: Event) -> Programme:
    """The programme that readers see, in the active language: the published one.

    Of an event that is a draft, and for whoever has the preview key, the working copy.
    """
    return _programmes.get(_key(event), lambda: _programme(event))


def page(event: Event, template: str) -> SafeString:
    """A template rendered with the programme, marking the row of this moment."""
    value = programme(event)
    now = event.local(timezone.now())
    current = _current_row(event, value, now)
    until = current.end if current and current.end and current.end > now else None
    key = (_key(event), template, current and current.anchor, until)

    def render() -> SafeString:
        changed_at = event.programme_published_at
        context = {
            "event": event,
            "programme": value,
            "current": current,
            "until": until,
            "changed_at": changed_at and event.local(changed_at),
        }
        return render_to_string(template, context)

    return _pages.get(key, render)


def _programme(event: Event) -> Programme:
    if event.preview_query or event.published_at is None:
        return timetable.of_event(event)
    publication = event.publications.first()
    content = publication.content if publication else []
    return timetable.build(event, snapshot.load(content))


def _key(event: Event) -> tuple:
    """Whatever the pages of a programme take from the event, and the language."""
    return (
        event.uid,
        event.programme_version,
        event.published_at is None,
        event.slug,
        event.preview_query,
        event.starts_at,
        event.doors_open_at,
        event.ends_at,
        event.time_zone,
        event.attendance_mode,
        event.content_language,
        event.is_shown_in_french_only,
        get_language(),
    )


def _current_row(event: Event, value: Programme, now) -> Row | None:
    """Nothing goes on at a day that is cancelled or put off."""
    if event.cancelled_at or event.postponed_at:
        return None
    return value.current_row(now)
