"""Calendar files of a programme: one row, or all that people come for.

The row keeps its UID from its first saving on. Its SEQUENCE grows with its own and with
that of the event, so that a cancelled or moved event takes its rows along.
"""

from datetime import datetime

import icalendar
from django.utils.translation import gettext as _

from events import calendars
from events.addresses import full_address
from events.models import Event
from events.text import many_lines
from programme import plain_text
from programme.models import Session
from programme.timetable import Programme, Row

# A calendar shows free time by itself; an entry for it would say that one is busy.
FREE_TIME = {Session.Kind.BREAK, Session.Kind.MEAL}


def programme_calendar(event: Event, programme: Programme) -> bytes:
    """Every row but breaks and meals."""
    rows = [row for row in programme.rows if row.kind not in FREE_TIME]
    return _file(event, rows)


def row_calendar(event: Event, row: Row) -> bytes:
    return _file(event, [row])


def _file(event: Event, rows: list[Row]) -> bytes:
    spans = [(event.zone, row.starts_at, row.end or row.starts_at) for row in rows]
    entries = [_entry(event, row) for row in rows]
    return calendars.calendar_file(entries, spans, name=event.short_title)


def _entry(event: Event, row: Row) -> icalendar.Event:
    entry = calendars.new_entry(
        row.uid,
        sequence=event.calendar_sequence + row.sequence,
        start=row.starts_at,
        end=row.end,
        written_at=_written_at(event),
    )
    entry.add("summary", calendars.Text(calendars.summary(event, row.title.words)))
    if where := calendars.place(event, row.place.words or event.room):
        entry.add("location", calendars.Text(where))
    page = f"{full_address('programme:programme', event.slug)}#{row.anchor}"
    entry.add("description", calendars.Text(_description(event, row, page)))
    entry.add("url", page)
    entry.add("status", calendars.status(event))
    return entry


def _description(event: Event, row: Row, page: str) -> str:
    programme = _("Programme: %(address)s") % {"address": page}
    parts = [event.title, plain_text.of_row(row), programme]
    return many_lines("\n\n".join(filter(None, parts)))


def _written_at(event: Event) -> datetime:
    """When readers last saw a change; two workers give out the same file."""
    moments = [event.published_at, event.programme_published_at]
    moments += [event.cancelled_at, event.postponed_at]
    return max(filter(None, moments), default=event.created_at)
