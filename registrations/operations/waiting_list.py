"""Who gets a place that is free, and how long the line is."""

from django.db import transaction
from django.utils import timezone

from events.journal import Act
from events.models import Event, User
from registrations import desk, outbox
from registrations.models import Notice, Registration, Status
from registrations.operations import workshops
from registrations.operations.journal import record_about


@transaction.atomic
def promote_waiting(event: Event) -> list[Registration]:
    """Give every free seat to whoever has waited longest, while that is allowed.

    Then serve the lines before the workshops, where those who are promoted stand too.
    It stops at the cut-off, for a draft, a postponed or a cancelled event, and while
    more people are confirmed than there are seats.
    """
    desk.lock(event.pk)
    event = Event.objects.with_seats().get(pk=event.pk)
    if not event.promotes_at(timezone.now()):
        return []
    promoted = _promote(event) if event.waiting_count else []
    workshops.serve(event, told=promoted)
    return promoted


def _promote(event: Event) -> list[Registration]:
    waiting = event.registrations.waiting().in_order_of_arrival()
    promoted = list(waiting if event.seats is None else waiting[: event.free_seats])
    for registration in promoted:
        _write_promotion(registration)
    return promoted


@transaction.atomic
def give_place(registration: Registration, *, actor: User) -> bool:
    """Confirm one waiting person by hand, even above the seats; the journal says so.

    Says whether anything changed: two organisers may press the button at once.
    """
    desk.lock(registration.event_id)
    registration.refresh_from_db()
    if not registration.is_waiting:
        return False
    event = Event.objects.with_seats().get(pk=registration.event_id)
    is_over = event.seats is not None and event.confirmed_count >= event.seats
    _write_promotion(registration)
    workshops.settle(registration)
    record_about(Act.REGISTRATION_PROMOTED, registration, actor, over_capacity=is_over)
    return True


def rank(registration: Registration) -> int:
    """How many people wait before this one."""
    return (
        Registration.objects.waiting()
        .filter(
            event=registration.event_id, queue_order__lt=registration.queue_order or 0
        )
        .count()
    )


def _write_promotion(registration: Registration) -> None:
    registration.status = Status.CONFIRMED
    registration.promoted_at = timezone.now()
    registration.save(update_fields=["status", "promoted_at"])
    outbox.queue(Notice.PROMOTED, registration)
