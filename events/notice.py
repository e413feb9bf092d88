"""What people are told about their data, and which wording of it they were shown.

The text is in templates/events/personal_data.html and beside the form; the event fills
it in.
"""

import hashlib

from django.conf import settings

from events import retention
from events.models import Event

# Raise it whenever the text itself changes.
TEXT_VERSION = "2026-11"


def controller_of(event: Event) -> str:
    """The body that answers for the data; the host's where the event names none."""
    return event.data_controller or settings.DATA_CONTROLLER


def data_contact_of(event: Event) -> str:
    return event.data_contact or settings.DATA_CONTACT


def notice_version(event: Event) -> str:
    """Like 2026-11.3fa9c1d2: another one as soon as people are told something else.

    It is stored with each registration, and shown on the page.
    """
    told = [
        controller_of(event),
        data_contact_of(event),
        event.contact_email,
        settings.LEGAL_HOST,
        event.needs_retention_days,
        event.retention_months,
        retention.needs_erased_on(event),
        retention.people_erased_on(event),
        event.has_needs_shown_to_secretary,
    ]
    text = "\n".join(map(str, told))
    return f"{TEXT_VERSION}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"
