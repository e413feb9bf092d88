"""The pages of organisers: see scoped.py for who sees what."""

from events.admin import document, event, journal, organisation, user, venue

__all__ = ["document", "event", "journal", "organisation", "user", "venue"]
