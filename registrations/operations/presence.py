"""Who was there: recorded at the desk, from the sheet or by name, and taken back."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.journal import Act
from events.models import Event, User
from programme.half_days import Half
from registrations import desk
from registrations.desk import RegistrationRefused
from registrations.models import Presence, Registration
from registrations.operations.journal import record_about


@transaction.atomic
def record_presence(
    registration: Registration,
    *,
    date: date,
    half: Half,
    means: Presence.Means,
    actor: User,
) -> bool:
    """Record that a confirmed person was there for one half-day.

    Says whether anything changed: whoever comes second keeps the first time. Raises
    RegistrationRefused for somebody without a place, and for another or a coming day.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db(fields=["status"])
    _refuse_day(event, date)
    if not registration.is_confirmed:
        raise RegistrationRefused(
            _("%(person)s has no place.") % {"person": registration.full_name}
        )
    if registration.presences.standing().filter(date=date, half=half).exists():
        return False
    registration.presences.create(date=date, half=half, means=means, recorded_by=actor)
    _write_down(Act.PRESENCE_RECORDED, registration, actor, date, half)
    return True


@transaction.atomic
def undo_presence(
    registration: Registration, *, date: date, half: Half, actor: User
) -> bool:
    """Take a presence back; its row stays, as undone. Says whether there was one."""
    desk.lock(registration.event_id)
    undone = (
        registration.presences.standing()
        .filter(date=date, half=half)
        .update(undone_at=timezone.now(), undone_by=actor)
    )
    if undone:
        _write_down(Act.PRESENCE_UNDONE, registration, actor, date, half)
    return bool(undone)


def _refuse_day(event: Event, day: date) -> None:
    if not event.local_start.date() <= day <= event.local_end.date():
        raise RegistrationRefused(_("The event is not held on that day."))
    if day > event.local(timezone.now()).date():
        raise RegistrationRefused(_("Presence is recorded from the day itself on."))


def _write_down(
    act: Act, registration: Registration, actor: User, day: date, half: Half
) -> None:
    record_about(act, registration, actor, date=day.isoformat(), half=half)
