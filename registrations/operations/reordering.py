"""Changing the order of the waiting list by hand."""

from django.db import transaction

from events.journal import Act
from events.models import User
from registrations import desk
from registrations.models import Registration
from registrations.operations.journal import record_about

ROWS_AT_A_TIME = 500


@transaction.atomic
def move(registration: Registration, *, rank: int, actor: User, reason: str) -> bool:
    """Put a waiting person at another place in the line; 1 is the first.

    The others keep their order, and the line is numbered without a gap. Says whether
    anything changed: two organisers may ask for the same at once.
    """
    desk.lock(registration.event_id)
    line = list(
        Registration.objects.waiting()
        .filter(event=registration.event_id)
        .in_order_of_arrival()
        .only("pk", "queue_order")
    )
    keys = [person.pk for person in line]
    if registration.pk not in keys:
        return False
    before = keys.index(registration.pk)
    after = min(max(rank, 1), len(line)) - 1
    if before == after:
        return False
    line.insert(after, line.pop(before))
    _number(line)
    registration.queue_order = after + 1
    record_about(
        Act.LINE_REORDERED,
        registration,
        actor,
        before=before + 1,
        after=after + 1,
        reason=reason,
    )
    return True


def _number(line: list[Registration]) -> None:
    changed = []
    for number, person in enumerate(line, start=1):
        if person.queue_order != number:
            person.queue_order = number
            changed.append(person)
    Registration.objects.bulk_update(changed, ["queue_order"], ROWS_AT_A_TIME)
