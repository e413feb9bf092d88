"""What search engines and link previews read of an event: schema.org and Open Graph."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.text import capfirst

from events import markdown, wording
from events.addresses import full_address
from events.models import Event, Partnership
from events.states import State

SCHEMA = "https://schema.org/"
_AVAILABILITY = {
    State.NOT_OPEN: "PreOrder",
    State.OPEN: "InStock",
    State.FEW: "LimitedAvailability",
    State.FULL: "SoldOut",
    State.FULL_WITH_WAITING_LIST: "SoldOut",
}
_MODES = {
    Event.AttendanceMode.ON_SITE: "OfflineEventAttendanceMode",
    Event.AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    Event.AttendanceMode.HYBRID: "MixedEventAttendanceMode",
}


def event_data(
    event: Event,
    *,
    state: State,
    partnerships: Iterable[Partnership] = (),
    performers: Iterable[str] = (),
) -> dict:
    """The event as a schema.org Event; `performers` are the names of its speakers."""
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": description(event),
        "url": full_address("events:event", event.slug),
        "startDate": _moment(event, event.starts_at),
        "endDate": _moment(event, event.ends_at),
        "doorTime": _moment(event, event.doors_open_at),
        "inLanguage": event.content_language,
        "isAccessibleForFree": True,
        "eventAttendanceMode": SCHEMA
        + _MODES[Event.AttendanceMode(event.attendance_mode)],
        "eventStatus": status(event),
        "offers": _offer(event, state),
        "location": _places(event),
        "organizer": [
            _organisation(partnership)
            for partnership in partnerships
            if partnership.role == Partnership.Role.ORGANISES
        ],
        "performer": people(performers),
    }
    if event.rescheduled_from:
        data["previousStartDate"] = _moment(event, event.rescheduled_from)
    return {name: value for name, value in data.items() if value != []}


def description(event: Event) -> str:
    """Date, hours and town, then the summary; plain text for link previews."""
    parts = [wording.days(event), wording.hours(event), wording.where(event)]
    facts = capfirst(", ".join(filter(None, parts)))
    about = event.summary or markdown.first_sentence(event.presentation)
    return f"{facts}. {about}".strip()


def people(names: Iterable[str]) -> list[dict]:
    return [{"@type": "Person", "name": name} for name in names]


def status(event: Event) -> str:
    """Whether it takes place, as schema.org says it."""
    return SCHEMA + _status(event)


def _moment(event: Event, moment: datetime) -> str:
    return event.local(moment).isoformat(timespec="minutes")


def _status(event: Event) -> str:
    if event.cancelled_at:
        return "EventCancelled"
    if event.postponed_at:
        return "EventPostponed"
    return "EventRescheduled" if event.rescheduled_from else "EventScheduled"


def _offer(event: Event, state: State) -> dict:
    return {
        "@type": "Offer",
        "url": full_address("events:event", event.slug),
        "price": 0,
        "priceCurrency": "EUR",
        "availability": SCHEMA + _AVAILABILITY.get(state, "OutOfStock"),
        "validFrom": _moment(event, event.registration_opens_at),
        "validThrough": _moment(event, event.registration_ends_at),
    }


def _places(event: Event) -> list[dict]:
    places = []
    if venue := event.venue:
        address = {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postal_code,
            "addressLocality": venue.town,
            "addressCountry": venue.country,
        }
        places.append({"@type": "Place", "name": venue.full_name, "address": address})
    if event.attendance_mode != Event.AttendanceMode.ON_SITE:
        page = full_address("events:event", event.slug)
        places.append({"@type": "VirtualLocation", "url": page})
    return places


def _organisation(partnership: Partnership) -> dict:
    organisation = {"@type": "Organization", "name": str(partnership)}
    if partnership.organisation.website:
        organisation["url"] = partnership.organisation.website
    return organisation
