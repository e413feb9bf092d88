"""What happens, where, when, and who runs it."""

from events.models.document import Document
from events.models.event import Event
from events.models.event_slug import EventSlug
from events.models.journal import JournalEntry
from events.models.membership import Membership
from events.models.organisation import Organisation, OrganisationName, Partnership
from events.models.user import User
from events.models.venue import Venue

__all__ = [
    "Document",
    "Event",
    "EventSlug",
    "JournalEntry",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Partnership",
    "User",
    "Venue",
]
