"""When mails leave that answer no act of their reader: by day, on the event’s clocks.

They hold up no other mail to the same address: a confirmation does not wait for the
morning behind a reminder.
"""

from datetime import datetime, time, timedelta

from django.conf import settings

from events.models import Event
from registrations.models.message import BY_DAY, Message

MORNING, EVENING = time(8), time(20)


def is_day(event: Event, moment: datetime) -> bool:
    return MORNING <= event.local(moment).time() < EVENING


def put_off_until(message: Message, now: datetime) -> datetime | None:
    """When a mail may leave that must not leave now; None where it may."""
    event = message.event or Event(time_zone=settings.TIME_ZONE)
    if message.notice not in BY_DAY or is_day(event, now):
        return None
    local = event.local(now)
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return datetime.combine(day, MORNING, event.zone)
