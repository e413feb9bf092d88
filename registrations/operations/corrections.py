"""What the team corrects in a registration."""

from collections.abc import Collection, Iterator
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from events.journal import Act
from events.models import User
from registrations import desk, outbox
from registrations.desk import ChangedMeanwhile, RegistrationRefused
from registrations.models import Needs, Notice, Question, Registration
from registrations.models.registration import new_key
from registrations.operations import workshops
from registrations.operations.answering import replan, rewrite_given
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
    is sent the confirmation or the place in the line. `given` among the changes has
    the new answers to a question by its key. An empty dictionary of changes does
    nothing. Raises RegistrationRefused for an address that is already registered, and
    ChoiceFull for a choice without a place.
    """
    if not changes:
        return
    desk.lock(registration.event_id)
    registration.refresh_from_db()
    if registration.erased_at or version not in (None, registration.version):
        raise ChangedMeanwhile(
            _("Somebody else has saved this registration since you opened it.")
        )
    needs = changes.pop("needs", None)
    if needs is not None:
        write_needs(registration, needs)
    beside = [*_write_what_is_attended(registration, changes)]
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
    beside += ["needs"] if needs is not None else []
    fields = sorted({*changes, *beside} - {"key"})
    record_about(Act.REGISTRATION_CHANGED, registration, actor, fields=fields)


def _write_what_is_attended(registration: Registration, changes: dict) -> Iterator[str]:
    """Take what has tables of its own out of the changes and write it; name it."""
    if "given" in changes:
        given = changes.pop("given")
        rewrite_given(registration, chain(*given.values()), only=given)
        yield from _kinds_of_answers(given)
    if "workshops" in changes:
        workshops.rechoose(registration, changes.pop("workshops"))
        yield "workshops"
    if "half_days" in changes:
        replan(registration, changes.pop("half_days"))
        yield "half_days"


def _kinds_of_answers(questions: Collection[int]) -> Iterator[str]:
    """What the journal says of answers: sensitive ones are needs."""
    sensitive = Question.objects.filter(pk__in=questions, is_sensitive=True).count()
    if sensitive:
        yield "needs"
    if sensitive < len(questions):
        yield "answers"


def _refuse_taken_address(registration: Registration, address: str | None) -> None:
    if not (address and registration.is_active):
        return
    others = Registration.objects.active().exclude(pk=registration.pk)
    if others.filter(event=registration.event_id).with_email(address).exists():
        raise RegistrationRefused(_("This address is already registered."))


def write_needs(registration: Registration, text: str) -> None:
    if text:
        Needs.objects.update_or_create(
            registration=registration, defaults={"text": text}
        )
    else:
        Needs.objects.filter(registration=registration).delete()
