"""Periodic mails: M7, the reminders, and M14, the digest. Run it as often as you like.

Each mail has a key of its own, so that doing this twice, late, or in several processes
at once writes it once. What was not written in its time is not written at all: nobody
is told on the eve that there are seven days left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from events.access import Role
from events.models import Event, Membership
from registrations import hours, outbox, points
from registrations.models import Message, Notice
from registrations.models.registration import RegistrationQuerySet

NINE = time(9)
# A mail that could not be written on its day may be written this much later.
LATE = timedelta(days=3)
LAST_WEEK = range(1, 8)
MONDAY = 0


@dataclass(frozen=True)
class Reminder:
    """`days` before the event; `latest` before it, it is no longer true or useful."""

    notice: Notice
    days: int
    latest: int
    is_wanted: str


REMINDERS = [
    Reminder(Notice.WEEK_REMINDER, 7, 4, "has_week_reminder"),
    Reminder(Notice.DAY_REMINDER, 1, 1, "has_day_reminder"),
]


def remind() -> int:
    """Write the reminders whose time has come; says how many."""
    now = timezone.now()
    soon = now + timedelta(days=9)
    events = Event.objects.published().filter(
        cancelled_at=None, postponed_at=None, starts_at__gt=now, starts_at__lt=soon
    )
    return sum(
        _remind(event, reminder)
        for event in events
        for reminder in REMINDERS
        if _is_time(event, reminder, now)
    )


def send_digests() -> int:
    """Write to every organiser who wants it, on Mondays, and daily in the last week."""
    now = timezone.now()
    organisers = Membership.objects.filter(
        role=Role.ORGANISER,
        has_digest=True,
        accepted_at__lte=now,
        user__is_active=True,
        event__deleted_at=None,
        event__cancelled_at=None,
        event__published_at__lte=now,
    ).select_related("event", "user")
    messages = [
        message
        for membership in organisers
        for message in _digests(membership, now)
        if membership.is_live
    ]
    return outbox.write_once(messages)


def _remind(event: Event, reminder: Reminder) -> int:
    day = event.local_start.date().isoformat()
    return outbox.queue_for_all(
        reminder.notice,
        _confirmed_long_enough(event, reminder),
        occasion=day,
        context={"date": day},
    )


def _is_time(event: Event, reminder: Reminder, now: datetime) -> bool:
    """From nine o’clock of its day on, by day, and while it still makes sense."""
    local = event.local(now)
    left = (event.local_start.date() - local.date()).days
    if not getattr(event, reminder.is_wanted):
        return False
    is_past_nine = left < reminder.days or local.time() >= NINE
    return (
        reminder.latest <= left <= reminder.days
        and is_past_nine
        and hours.is_day(event, now)
    )


def _confirmed_long_enough(event: Event, reminder: Reminder) -> RegistrationQuerySet:
    """Those whose confirmation is not of the same day or of the day before.

    That mail said the same.
    """
    day = event.local_start.date() - timedelta(days=reminder.days + 1)
    return (
        event.registrations.confirmed()
        .annotate(confirmed_at=Coalesce("promoted_at", "registered_at"))
        .filter(confirmed_at__lt=_at(event, day, time()))
    )


def _digests(membership: Membership, now: datetime) -> Iterator[Message]:
    """The digest of this day or week, if there is one."""
    event = membership.event
    today = event.local(now).date()
    left = (event.local_start.date() - today).days
    monday = today - timedelta(days=today.weekday() - MONDAY)
    day = today if left in LAST_WEEK else monday
    due = _at(event, day, NINE)
    is_new_here = membership.invited_at > due
    if not hours.is_day(event, now) or is_new_here or not due <= now < due + LATE:
        return
    is_over = event.ends_at <= now
    if is_over and not _has_data_to_be_erased(event):
        return
    if left <= 0 and not is_over:
        return  # they have other things to do on the day
    yield Message(
        notice=Notice.DIGEST,
        event=event,
        user=membership.user,
        membership=membership,
        to=membership.user.email,
        language=membership.user.language,
        dedupe_key=f"{Notice.DIGEST}:{membership.pk}:{day.isoformat()}",
    )


def _has_data_to_be_erased(event: Event) -> bool:
    return points.is_erased_soon(event) and event.registrations.kept().exists()


def _at(event: Event, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, event.zone)
