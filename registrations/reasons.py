"""Is there still a reason to send a mail that was written some time ago?

Asked at the last moment, so that what was called off, moved or given up meanwhile is
told to nobody, however long the mail server was away.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from registrations.models import Message, Notice, Status

# Nobody reads that a place is confirmed in an event that does not take place.
OFF_WITH_THE_EVENT = frozenset(
    {
        Notice.CONFIRMED,
        Notice.WAITING,
        Notice.PROMOTED,
        Notice.WEEK_REMINDER,
        Notice.DAY_REMINDER,
        Notice.EVENT_CHANGED,
        Notice.EVENT_POSTPONED,
        Notice.DIGEST,
    }
)
# Told to everybody who comes: sent again as they were, while they hold.
OF_THE_EVENT = frozenset(
    {
        Notice.WEEK_REMINDER,
        Notice.DAY_REMINDER,
        Notice.EVENT_CHANGED,
        Notice.EVENT_POSTPONED,
        Notice.EVENT_CANCELLED,
    }
)
WEEK_REMINDER_DAYS = range(3, 8)
DIGEST_IS_NEWS_FOR = timedelta(hours=20)


def is_gone(message: Message) -> bool:
    """Has the mail lost its reason since it was written?"""
    event = message.event
    if event and event.cancelled_at and message.notice in OFF_WITH_THE_EVENT:
        return True
    still_holds = _HOLDS.get(message.notice)
    return still_holds is not None and not still_holds(message)


def days_before(message: Message) -> int:
    """How many days there are until the event, on its own clocks."""
    event = message.event
    today = event.local(timezone.now()).date()
    return (event.local_start.date() - today).days


def _reminds(message: Message) -> bool:
    event = message.event
    is_of_this_date = message.context["date"] == event.local_start.date().isoformat()
    return (
        is_of_this_date
        and event.is_published
        and not event.postponed_at
        and message.registration.status == Status.CONFIRMED
    )


def _week_reminder(message: Message) -> bool:
    return _reminds(message) and days_before(message) in WEEK_REMINDER_DAYS


def _day_reminder(message: Message) -> bool:
    """« Demain » is true on one day alone."""
    return _reminds(message) and days_before(message) == 1


def _to_those_who_come(message: Message) -> bool:
    return message.registration.is_active


def _cancelled(message: Message) -> bool:
    """A cancellation that was lifted, even if another followed, is told no more."""
    at = message.event.cancelled_at
    is_the_same = at is not None and message.context["at"] == at.isoformat()
    return is_the_same and message.registration.is_active


def _postponed(message: Message) -> bool:
    at = message.event.postponed_at
    is_the_same = at is not None and message.context["at"] == at.isoformat()
    return is_the_same and message.registration.is_active


def _digest(message: Message) -> bool:
    is_news = message.age < DIGEST_IS_NEWS_FOR
    return is_news and message.membership.has_digest and message.membership.is_live


def _invitation(message: Message) -> bool:
    return message.membership.is_live


_HOLDS: dict[str, Callable[[Message], bool]] = {
    Notice.WEEK_REMINDER: _week_reminder,
    Notice.DAY_REMINDER: _day_reminder,
    Notice.EVENT_CHANGED: _to_those_who_come,
    Notice.EVENT_POSTPONED: _postponed,
    Notice.EVENT_CANCELLED: _cancelled,
    Notice.DIGEST: _digest,
    Notice.TEAM_INVITATION: _invitation,
}
