"""Removing what machines have registered, in one go."""

from collections.abc import Collection, Sequence
from itertools import batched

from django.db import transaction

from events.journal import Act, record
from events.models import Event, User
from registrations import desk
from registrations.models import Registration, Submission
from registrations.operations.waiting_list import promote_waiting

# Others wait for the lock while so many are deleted: about a second.
ROWS_AT_A_TIME = 5000


def purge(event: Event, keys: Collection[int], *, actor: User) -> int:
    """Delete these registrations of the event, and all that came with them.

    Nobody is told, and mails that have not left do not leave. Only when all are gone is
    the waiting list served, so that no place is given to one that goes next. Whoever
    was there, or has a certificate, is no machine and stays. Says how many are gone.
    """
    portions = list(batched(sorted({*keys}), ROWS_AT_A_TIME))
    removed = 0
    for number, portion in enumerate(portions, start=1):
        with transaction.atomic():
            desk.lock(event.pk)
            removed += _remove(event, portion, actor)
            if number == len(portions):
                promote_waiting(event)
    return removed


def _remove(event: Event, keys: Sequence[int], actor: User) -> int:
    people = Registration.objects.purgeable().filter(event=event, pk__in=keys)
    found = list(people.order_by().values_list("pk", flat=True))
    if not found:
        return 0
    # What was posted holds names and addresses too, and could be corrected later.
    Submission.objects.filter(registration__in=found).delete()
    Registration.objects.filter(pk__in=found).delete()
    record(Act.FLOOD_PURGED, event, actor, count=len(found))
    return len(found)
