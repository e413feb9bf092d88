"""What the team corrects in a registration."""

from django.db import transaction
from django.utils.translation import gettext as _

from events.journal import Act
from events.models import User
from registrations import desk, outbox
from registrations.desk import ChangedMeanwhile, RegistrationRefused
from registrations.models import Needs, Notice, Registration
from registrations.models.registration import new_key
from registrations.operations.journal import record_about


@transaction.atomic
def correct(
    registration: Registration,
    changes: dict,
    *,
    actor: User,
    version: int | None = None,
) -> None:
    """Write what the team corrected: only the fields that changed.

    `version` is the one that a form showed: raises ChangedMeanwhile if it is no longer
    the newest, so that nobody undoes what somebody else has just written.

    A new address gets a new key, so that links sent to the old one open nothing, and
    is sent the confirmation or the place in the line. An empty dictionary of changes
    does nothing. Raises RegistrationRefused for an address that is already registered.
    """
    if not changes:
        return
    desk.lock(registration.event_id)
    registration.refresh_from_db()
    if version not in (None, registration.version):
        raise ChangedMeanwhile(
            _("Somebody else has saved this registration since you opened it.")
        )
    needs = changes.pop("needs", None)
    if needs is not None:
        _write_needs(registration, needs)
    has_new_address = "email" in changes
    if has_new_address:
        _refuse_taken_address(registration, changes["email"])
        changes["key"] = new_key()
    for name, value in changes.items():
        setattr(registration, name, value)
    registration.version += 1
    registration.save(
        update_fields=[*changes, "version", "email_key", "search_key", "sort_key"]
    )
    if has_new_address and registration.is_active:
        outbox.queue(Notice(registration.status), registration)
    fields = sorted({*changes} - {"key"} | ({"needs"} if needs is not None else set()))
    record_about(Act.REGISTRATION_CHANGED, registration, actor, fields=fields)


def _refuse_taken_address(registration: Registration, address: str | None) -> None:
    if not (address and registration.is_active):
        return
    others = Registration.objects.active().exclude(pk=registration.pk)
    if others.filter(event=registration.event_id).with_email(address).exists():
        raise RegistrationRefused(_("This address is already registered."))


def _write_needs(registration: Registration, text: str) -> None:
    if text:
        Needs.objects.update_or_create(
            registration=registration, defaults={"text": text}
        )
    else:
        Needs.objects.filter(registration=registration).delete()
