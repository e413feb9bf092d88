"""The study day of 22 May 2019, unsaved: most rules need no database."""

from datetime import datetime
from zoneinfo import ZoneInfo

from events.models import Event
from tests.factories import EventFactory

PARIS = ZoneInfo("Europe/Paris")


def paris(*parts: int) -> datetime:
    """A moment of 2019 on the clocks of Paris: month, day, hour, minute."""
    return datetime(2019, *parts, tzinfo=PARIS)


def study_day(*, confirmed: int = 0, waiting: int = 0, **changes) -> Event:
    """From 9 h to 17 h 30, open from 2 April to 15 May, 18 h, with 100 seats."""
    fields = {
        "starts_at": paris(5, 22, 9),
        "ends_at": paris(5, 22, 17, 30),
        "published_at": paris(3, 1, 8),
        "registration_opens_at": paris(4, 2, 9),
        "registration_closes_at": paris(5, 15, 18),
        "seats": 100,
        **changes,
    }
    event = EventFactory.build(**fields)
    event.fill_in_defaults()
    event.confirmed_count, event.waiting_count = confirmed, waiting
    event.changed_at = None
    return event
