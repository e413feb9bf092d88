"""Giving a place back, by the person or by the team."""

from django.db import transaction
from django.utils import timezone

from events.journal import Act
from events.models import User
from registrations import desk, outbox, wording
from registrations.desk import RegistrationRefused
from registrations.models import Notice, Registration, Status
from registrations.operations import workshops
from registrations.operations.journal import record_about
from registrations.operations.waiting_list import promote_waiting


@transaction.atomic
def cancel(registration: Registration) -> None:
    """Give the person's place back and pass it on. A second call changes nothing.

    Raises RegistrationRefused once the event has started.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db(from_queryset=Registration.objects.for_personal_page())
    if registration.is_cancelled:
        return
    if refusal := wording.why_cancelling_is_over(registration):
        raise RegistrationRefused(refusal)
    was_waiting = registration.is_waiting
    write_cancellation(registration, Registration.CancelledBy.PERSON)
    outbox.queue(
        Notice.LEFT_WAITING_LIST if was_waiting else Notice.CANCELLED_BY_PERSON,
        registration,
    )
    promote_waiting(event)


@transaction.atomic
def cancel_by_team(
    registration: Registration,
    *,
    actor: User,
    reason: str,
    has_mail: bool = True,
    is_for_waiting: bool = False,
) -> bool:
    """Cancel for the team, with a reason that the person is told.

    Says whether anything changed: somebody else may have cancelled first. With
    `is_for_waiting`, whoever has been given a place meanwhile keeps it.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db()
    was_waiting = registration.is_waiting
    if registration.is_cancelled or (is_for_waiting and not was_waiting):
        return False
    write_cancellation(registration, Registration.CancelledBy.TEAM, reason)
    if has_mail:
        outbox.queue(Notice.CANCELLED_BY_TEAM, registration, context={"reason": reason})
    else:
        # Nothing would follow to set right what has not left yet.
        outbox.withdraw(registration)
    act = Act.LINE_LEFT if was_waiting else Act.REGISTRATION_CANCELLED
    record_about(act, registration, actor)
    promote_waiting(event)
    return True


def write_cancellation(
    registration: Registration, by: Registration.CancelledBy, reason: str = ""
) -> None:
    """The new state alone: the caller has the lock, and serves who waits.

    The places in workshops are given back as well.
    """
    registration.status = Status.CANCELLED
    registration.cancelled_at = timezone.now()
    registration.cancelled_by = by
    registration.cancellation_reason = reason
    state = ["status", "cancelled_at", "cancelled_by", "cancellation_reason"]
    registration.save(update_fields=[*state, "key"])
    workshops.release([registration])
