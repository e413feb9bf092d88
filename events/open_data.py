"""Events as plain data, for other sites: docs/machines.md names every key.

Texts carry both languages whatever the address: a language in which nobody wrote is
null. Moments are told on the clocks of the place, with their offset.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from events.addresses import full_address
from events.models import Event, Partnership
from events.states import ACCEPTING

type InBoth = dict[str, str | None]


def event_data(event: Event, *, partnerships: Iterable[Partnership] = ()) -> dict:
    """What everybody may know of an event, without its programme."""
    return summary_data(event) | {
        "presentation": _texts(event, "presentation"),
        "organisations": [_organisation(one) for one in partnerships],
    }


def summary_data(event: Event) -> dict:
    """The same without what takes more than a line in a list."""
    return {
        "uid": str(event.uid),
        "slug": event.slug,
        "url": addresses("events:event", event.slug),
        "type": event.type,
        "status": _status(event),
        "title": _texts(event, "title"),
        "short_title": _texts(event, "short_title"),
        "subtitle": _texts(event, "subtitle"),
        "summary": _texts(event, "summary"),
        "language": event.content_language,
        "time_zone": event.time_zone,
        "starts_at": moment(event, event.starts_at),
        "ends_at": moment(event, event.ends_at),
        "doors_open_at": moment(event, event.doors_open_at),
        "previously_starts_at": moment(event, event.rescheduled_from),
        "attendance": event.attendance_mode,
        "room": event.room,
        "venue": _venue(event),
        "registration": _registration(event),
        "calendar": addresses("events:calendar", event.slug),
    }


def addresses(view: str, *args) -> InBoth:
    """A page in each language."""
    found: InBoth = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = full_address(view, *args)
    return found


def moment(event: Event, value: datetime | None) -> str | None:
    return event.local(value).isoformat(timespec="seconds") if value else None


def _texts(row, name: str) -> InBoth:
    codes = [code for code, _name in settings.LANGUAGES]
    return {code: getattr(row, f"{name}_{code}") or None for code in codes}


def _status(event: Event) -> str:
    if event.cancelled_at:
        return "cancelled"
    if event.postponed_at:
        return "postponed"
    return "rescheduled" if event.rescheduled_from else "scheduled"


def _venue(event: Event) -> dict | None:
    venue = event.venue
    if venue is None:
        return None
    names = ["institution", "name", "street", "postal_code", "town", "country"]
    return {name: getattr(venue, name) for name in names}


def _registration(event: Event) -> dict:
    """`is_open` also where newcomers join the waiting list."""
    return {
        "state": event.state.value,
        "is_open": event.state in ACCEPTING,
        "is_free": True,
        "opens_at": moment(event, event.registration_opens_at),
        "closes_at": moment(event, event.registration_ends_at),
        "url": addresses("registrations:register", event.slug),
    }


def _organisation(partnership: Partnership) -> dict:
    return {
        "name": str(partnership),
        "role": partnership.role,
        "website": partnership.organisation.website or None,
    }
