"""Calendar files (RFC 5545): an event, the opening of its registration, all events.

One file serves everybody, since calendars are shared: it never holds a personal link.
An entry keeps its UID for ever; a higher SEQUENCE replaces what a calendar has.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.addresses import full_address
from events.models import Event
from events.text import many_lines, one_line

OPENING_LASTS = timedelta(minutes=15)
# Rules of the zone are given from this long before the first moment.
RULES_FROM = timedelta(days=366)
DAY = timedelta(days=1)

# From a moment to another, on the clocks of a zone.
type Span = tuple[ZoneInfo, datetime, datetime]


class Text(icalendar.vText):
    """Escapes as the RFC says; icalendar itself takes a typed “backslash N” for an end
    of line.
    """

    def to_ical(self) -> bytes:
        text = str(self).replace("\\", r"\\").replace("\n", r"\n")
        return text.replace(";", r"\;").replace(",", r"\,").encode()


def event_calendar(event: Event, *, method: str = "PUBLISH") -> bytes:
    """The event, for a download or a mail; `method="CANCEL"` takes it away."""
    return calendar_file([_event_entry(event)], [_span(event)], method=method)


def opening_calendar(event: Event) -> bytes:
    """The moment at which registration opens."""
    start = event.local(event.registration_opens_at)
    end = start + OPENING_LASTS
    entry = _opening_entry(event, start, end)
    return calendar_file([entry], [(event.zone, start, end)])


def all_calendar(events: Iterable[Event]) -> bytes:
    """Every event of the list, for a calendar that subscribes to the site.

    They come `with_last_change()`: the same events are the same file at any time.
    """
    events = list(events)
    entries = [_event_entry(event, _written_at(event)) for event in events]
    return calendar_file(entries, [_span(event) for event in events])


def calendar_file(
    entries: Iterable[icalendar.Event],
    spans: Iterable[Span],
    *,
    name: str = "",
    method: str = "PUBLISH",
) -> bytes:
    """The entries, with the rules of every zone that their spans are told in."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", Text(f"-//Colloque//{_host()}//"))
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", Text(one_line(name or settings.SITE_NAME)))
    for zone, first, last in _by_zone(spans).values():
        calendar.add_component(_rules(zone, first, last))
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()


def new_entry(
    name: str,
    *,
    sequence: int,
    start: datetime,
    end: datetime | None,
    written_at: datetime | None = None,
) -> icalendar.Event:
    """An entry that replaces the one of the same name and a lower sequence."""
    entry = icalendar.Event()
    entry.add("uid", Text(f"{name}@{_host()}"))
    entry.add("dtstamp", (written_at or timezone.now()).astimezone(UTC))
    entry.add("sequence", sequence)
    entry.add("dtstart", start)
    if end:
        entry.add("dtend", end)
    return entry


def summary(event: Event, title: str) -> str:
    """The title of an entry of the event; it says where the day has no date yet."""
    title = one_line(title)
    if event.postponed_at and not event.cancelled_at:
        return event.noun.agree(
            feminine=pgettext("feminine", "Postponed: %(title)s"),
            masculine=pgettext("masculine", "Postponed: %(title)s"),
        ) % {"title": title}
    return title


def place(event: Event, room: str) -> str:
    """The room, in the place where the event is held."""
    venue = event.venue
    parts = [room, venue.full_name, venue.address] if venue else [room]
    return one_line(", ".join(filter(None, parts)))


def status(event: Event) -> str:
    if event.cancelled_at:
        return "CANCELLED"
    return "TENTATIVE" if event.postponed_at else "CONFIRMED"


def _written_at(event: Event) -> datetime:
    """When readers last saw a change."""
    moments = [event.published_at, event.changed_at]
    return max(filter(None, moments), default=event.created_at)


def _event_entry(event: Event, written_at: datetime | None = None) -> icalendar.Event:
    _zone, start, end = _span(event)
    name, sequence = str(event.uid), event.calendar_sequence
    entry = _entry(event, name, sequence, start, end, written_at)
    entry.add("summary", Text(summary(event, event.short_title)))
    if where := place(event, event.room):
        entry.add("location", Text(where))
    entry.add("status", status(event))
    return entry


def _opening_entry(event: Event, start: datetime, end: datetime) -> icalendar.Event:
    # Each saving raises the version, so it also tells of an opening that was moved.
    entry = _entry(event, f"opening-{event.uid}", event.version, start, end)
    title = one_line(event.short_title)
    entry.add("summary", Text(_("Registration opens: %(title)s") % {"title": title}))
    entry.add("status", status(event))
    return entry


def _entry(
    event: Event,
    name: str,
    sequence: int,
    start: datetime,
    end: datetime,
    written_at: datetime | None = None,
) -> icalendar.Event:
    entry = new_entry(
        name, sequence=sequence, start=start, end=end, written_at=written_at
    )
    entry.add("description", Text(_description(event)))
    entry.add("url", full_address("events:event", event.slug))
    return entry


def _description(event: Event) -> str:
    page = full_address("events:event", event.slug)
    find = full_address("registrations:find", event.slug)
    return many_lines(
        "\n".join(
            [
                event.title,
                _("Programme and information: %(address)s") % {"address": page},
                _("Find my registration: %(address)s") % {"address": find},
            ]
        )
    )


def _span(event: Event) -> Span:
    return event.zone, event.local_start, event.local_end


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def _by_zone(spans: Iterable[Span]) -> dict[ZoneInfo, Span]:
    """Each zone once, with the first and the last moment that the file gives in it."""
    widest: dict[ZoneInfo, Span] = {}
    for zone, start, end in spans:
        _zone, first, last = widest.get(zone, (zone, start, end))
        widest[zone] = zone, min(first, start), max(last, end)
    return widest


def _rules(zone: ZoneInfo, first: datetime, last: datetime) -> icalendar.Timezone:
    """The clocks of the zone between these moments, one rule for each change.

    Computed from the zone itself; the tables that libraries carry go from 1970 to
    2038 and are longer than all the rest of the file.
    """
    begin = first.astimezone(UTC) - RULES_FROM
    component = icalendar.Timezone()
    component.add("tzid", zone.key)
    before = _offset(zone, begin)
    for moment in [begin, *changes(zone, begin, last.astimezone(UTC))]:
        component.add_component(_rule(zone, moment, before))
        before = _offset(zone, moment)
    return component


def _rule(zone: ZoneInfo, moment: datetime, before: timedelta) -> icalendar.Component:
    """What clocks show from a moment on; its start is told by the clocks of before."""
    local = moment.astimezone(zone)
    kind = icalendar.TimezoneDaylight if local.dst() else icalendar.TimezoneStandard
    rule = kind()
    rule.add("dtstart", (moment + before).replace(tzinfo=None))
    rule.add("tzoffsetfrom", before)
    rule.add("tzoffsetto", local.utcoffset())
    rule.add("tzname", Text(local.tzname()))
    return rule


@lru_cache(maxsize=256)
def changes(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[datetime, ...]:
    """The moments, in UTC, after `first` and up to `last` when clocks were changed."""
    found, day = [], first
    while day < last:
        next_day = min(day + DAY, last)
        if _offset(zone, day) != _offset(zone, next_day):
            found.append(_change_between(zone, day, next_day))
        day = next_day
    return tuple(found)


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second with the new offset, found by halving the time between."""
    old = _offset(zone, before)
    low, high = int(before.timestamp()), int(after.timestamp()) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, datetime.fromtimestamp(middle, UTC)) == old:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
