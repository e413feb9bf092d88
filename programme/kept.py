"""The programme that readers see, kept in the memory of this process, once made.

One query a page tells the version of the event’s programme; what was kept for another
version is not asked for again, and leaves when room is needed.
"""

import re
from copy import copy
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.kept import Kept
from events.models import Event
from events.states import OFF_DIARIES
from programme import resources, snapshot, timetable
from programme.news import News, changed_on, of_publications
from programme.timetable import Programme, Row

PROGRAMMES = 100
PAGES = 200
PUBLICATIONS = 100  # of one event, the last ones
_LINE_ENDS = re.compile(r"[ \t]*\n[ \t\n]*")


_versions = Kept(PROGRAMMES)
_pages = Kept(PAGES)


@dataclass(frozen=True)
class Version:
    """What readers see from one publication to the next."""

    programme: Programme
    news: tuple[News, ...] = ()


def programme(event: Event) -> Programme:
    """The programme that readers see, in the active language: the published one.

    Of an event that is a draft, and for whoever has the preview key, the working copy.
    """
    return _version(event).programme


def published(event: Event) -> Programme:
    """The same whatever the preview key: what people register for."""
    if not (event.preview_query and event.published_at):
        return programme(event)
    event = copy(event)
    event.preview_query = ""
    return programme(event)


def read(event: Event) -> Programme:
    """The same out of the database, within a change that is not committed yet."""
    return _read(event).programme


def page(event: Event, template: str) -> SafeString:
    """A template rendered with the programme, marking the row of this moment."""
    value = programme(event)
    now = event.local(timezone.now())
    current = _current_row(event, value, now)
    until = current.end if current and current.end and current.end > now else None
    is_in_diaries = event.state not in OFF_DIARIES
    news = () if now >= event.ends_at else _version(event).news
    key = (
        _key(event),
        template,
        current and current.anchor,
        until,
        is_in_diaries,
        bool(news),
    )

    def render() -> SafeString:
        changed_at = None if event.preview_query else event.programme_published_at
        context = {
            "event": event,
            "programme": value,
            "current": current,
            "until": until,
            "is_in_diaries": is_in_diaries,
            "changed_at": changed_at and event.local(changed_at),
            "news": news,
            "changed_on": changed_on(news),
        }
        return _without_indents(render_to_string(template, context))

    return _pages.get(key, render)


def _without_indents(html: str) -> SafeString:
    """Half of a long programme would be the indents of its templates."""
    return SafeString(_LINE_ENDS.sub("\n", html))


def _version(event: Event) -> Version:
    return _versions.get(_key(event), lambda: _read(event))


def _read(event: Event) -> Version:
    if event.preview_query or event.published_at is None:
        draft = timetable.of_event(event)
        return Version(resources.attached(draft, resources.stored(event)))
    found = resources.with_resources(event.publications.all())
    publications = list(found[:PUBLICATIONS])
    last = publications[0] if publications else None
    programme = timetable.build(event, snapshot.load(last.content if last else []))
    programme = replace(programme, number=last.number if last else 0)
    return Version(
        resources.attached(programme, last and last.resources),
        of_publications(event, publications),
    )


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
        event.has_speaker_pages,
        get_language(),
    )


def _current_row(event: Event, value: Programme, now) -> Row | None:
    """Nothing goes on at a day that is cancelled or put off."""
    if event.cancelled_at or event.postponed_at:
        return None
    return value.current_row(now)
