"""Giving a place back, by the person or by the team."""

from django.db import transaction
from django.utils import timezone

from events.journal import Act
from events.models import User
from registrations import desk, outbox, wording
from registrations.desk import RegistrationRefused
from registrations.models import Notice, Registration, Status
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
    _write_cancellation(registration, Registration.CancelledBy.PERSON)
    outbox.queue(
        Notice.LEFT_WAITING_LIST if was_waiting else Notice.CANCELLED_BY_PERSON,
        registration,
    )
    promote_waiting(event)


@transaction.atomic
def cancel_by_team(
    registration: Registration, *, actor: User, reason: str, has_mail: bool = True
) -> bool:
    """Cancel for the team, with a reason that the person is told.

    Says whether anything changed: somebody else may have cancelled first.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db()
    if registration.is_cancelled:
        return False
    _write_cancellation(registration, Registration.CancelledBy.TEAM, reason)
    if has_mail:
        outbox.queue(Notice.CANCELLED_BY_TEAM, registration, context={"reason": reason})
    record_about(Act.REGISTRATION_CANCELLED, registration, actor)
    promote_waiting(event)
    return True


def _write_cancellation(
    registration: Registration, by: Registration.CancelledBy, reason: str = ""
) -> None:
    registration.status = Status.CANCELLED
    registration.cancelled_at = timezone.now()
    registration.cancelled_by = by
    registration.cancellation_reason = reason
    registration.save(
        update_fields=["status", "cancelled_at", "cancelled_by", "cancellation_reason"]
    )
