"""The mail of the day after: where the certificate of attendance is."""

from events import dates, retention
from events.addresses import full_address
from registrations import links, wording
from registrations.letters.facts import of_event, of_registration
from registrations.models import Message


def certificate(message: Message) -> dict:
    """Its link leads to the certificate, as long as the person’s data are kept."""
    event, registration = message.event, message.registration
    return {
        **of_event(event),
        **of_registration(registration),
        "in_the_event": wording.dated(event.noun.in_the, event),
        "kept_until": dates.short_date(retention.people_erased_on(event)),
        "link": links.certificate_link(registration),
        "page_link": full_address("events:event", event.slug),
    }
