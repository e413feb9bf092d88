"""The personal links of an address, for one event or for all."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import F

from events import wording as event_wording
from events.models import Event
from events.text import one_line
from registrations import links, wording
from registrations.letters.facts import NothingToSayError, contact_of
from registrations.models import Message, Registration


def personal_links(message: Message) -> dict:
    registrations = list(_registrations_of_address(message))
    if not registrations:
        raise NothingToSayError
    return links_to(registrations)


def links_to(registrations: list[Registration]) -> dict:
    """What the mail prints about these registrations of one address."""
    events = {registration.event for registration in registrations}
    [event] = events if len(events) == 1 else [None]
    return {
        "contact": contact_of(event),
        "short_title": one_line(event.short_title) if event else "",
        "has_place": any(registration.is_active for registration in registrations),
        "registrations": [
            {
                "the_event": wording.dated(
                    registration.event.noun.the, registration.event
                ),
                "date": event_wording.days(registration.event),
                "the_noun": registration.event.noun.the,
                "short_title": one_line(registration.event.short_title),
                "link": links.personal_link(registration),
                "is_cancelled": registration.is_cancelled,
            }
            for registration in registrations
        ],
    }


def _registrations_of_address(message: Message) -> Iterator[Registration]:
    """One for each event: the active one, else the one that was cancelled last."""
    events = Event.objects.published()
    if message.event_id:
        events = events.filter(pk=message.event_id)
    found = (
        Registration.objects.with_email(message.to)
        .filter(event__in=events)
        .select_related("event")
        .order_by("event__starts_at", "event", F("cancelled_at").desc(nulls_first=True))
    )
    for _event, registrations in groupby(found, key=lambda row: row.event_id):
        yield next(registrations)
