"""Until when the data of an event are kept."""

from calendar import monthrange
from datetime import date, timedelta

from events.models import Event


def needs_erased_on(event: Event) -> date:
    """The day on which needs and sensitive answers are deleted."""
    return event.local_end.date() + timedelta(days=event.needs_retention_days)


def people_erased_on(event: Event) -> date:
    """The day on which everything else that names a participant is deleted."""
    return months_later(event.local_end.date(), event.retention_months)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
