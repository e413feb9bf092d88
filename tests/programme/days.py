"""Events of May 2019 on the clocks of Paris, and rows in them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.factories import EventFactory, SessionFactory

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2019, 5, 22)
NEXT_DAY = DAY + timedelta(days=1)


def at(hour, minute=0, day=DAY):
    return datetime.combine(day, time(hour, minute), PARIS)


def study_day(**values):
    """From 9 h to 17 h 30."""
    fields = {
        "starts_at": at(9),
        "ends_at": at(17, 30),
        "registration_opens_at": at(9, day=date(2019, 4, 2)),
        "registration_closes_at": at(18, day=date(2019, 5, 15)),
        **values,
    }
    return EventFactory(**fields)


def two_days(**values):
    """From 9 h to 17 h of the next day."""
    return study_day(ends_at=at(17, day=NEXT_DAY), **values)


def add_row(event, start, end=None, **values):
    fields = {"date": DAY, **values}
    return SessionFactory(event=event, starts_at=start, ends_at=end, **fields)
