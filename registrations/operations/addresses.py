"""The address of a registration, corrected or changed by whoever typed it.

Nobody may learn here whether an address is registered: what happens in each case is
told by mail alone, and takes as many statements as in the others.
"""

from collections.abc import Collection
from copy import copy
from dataclasses import asdict, replace

from django.db import transaction

from events.emails import email_key
from events.models import Event
from events.states import State
from registrations import desk, outbox, wording
from registrations.desk import Answers, RegistrationRefused, Seen
from registrations.models import Notice, Registration, Status, Submission
from registrations.models.registration import new_key
from registrations.operations import workshops
from registrations.operations.answering import refuse_full_choices
from registrations.operations.cancelling import write_cancellation
from registrations.operations.rewriting import rewrite
from registrations.operations.sign_up import create_registration
from registrations.operations.waiting_list import promote_waiting

_full = {State.FULL, State.FULL_WITH_WAITING_LIST}


@transaction.atomic
def correct_address(
    submission: Submission,
    address: str,
    *,
    language: str,
    source: str = "",
    is_silent: bool = False,
) -> None:
    """Send what was posted to another address.

    What the post had made moves there with its place and rank. Where the address is
    registered already, what was new is dropped and the owner is told. Where the post
    had made nothing, the answers register the address now. The same address again does
    nothing; nor does a silent correction, which only counts. Raises
    RegistrationRefused after three corrections or an hour.
    """
    event = desk.lock(submission.event_id)
    submission.refresh_from_db(
        from_queryset=Submission.objects.select_related("registration")
    )
    if not submission.can_be_corrected:
        raise RegistrationRefused(wording.why_not_corrected(event))
    answers = Answers.read(submission.answers)
    if is_same_address(address, answers.email):
        return
    answers = replace(answers, email=address)
    submission.answers = asdict(answers)
    submission.corrections += 1
    if not is_silent:
        _send_elsewhere(event, submission, answers, language, source)
    submission.save(update_fields=["answers", "corrections", "registration", "is_new"])


def is_same_address(address: str, other: str | None) -> bool:
    return bool(other) and email_key(address) == email_key(other)


def known_at(event: Event, address: str) -> Registration | None:
    """The active registration of an address."""
    return event.registrations.active().with_email(address).first()


def move_or_tell(
    registration: Registration,
    answers: Answers,
    known: Registration | None,
    *,
    left: str | None,
    full_workshops: Collection[int] | None = None,
) -> None:
    """Write the answers under their new address, or tell its owner and write nothing.

    What must not stay is written all the same, and taken back at once. `left` is the
    earlier address, if it is to be told.
    """
    moved = copy(registration)
    with transaction.atomic():
        rewrite(
            moved,
            answers,
            full_workshops=full_workshops,
            email=registration.email if known else answers.email,
            key=new_key(),
        )
        transaction.set_rollback(known is not None)
    if known:
        outbox.queue_once_an_hour(Notice.ALREADY_REGISTERED, known)
    else:
        outbox.queue_new_address(moved, left=left)


def _send_elsewhere(
    event: Event,
    submission: Submission,
    answers: Answers,
    language: str,
    source: str,
) -> None:
    seen = desk.look(event, answers)
    known = Registration.objects.filter(pk=seen.known_pk or 0).first()
    own = submission.followed
    if own and submission.is_edit:
        was_told = outbox.withdraw(None if known else own)
        move_or_tell(own, answers, known, left=own.email if was_told else None)
        return
    was_told = outbox.withdraw(own)
    created = _register(
        seen, answers, language, source, is_kept=own is None and known is None
    )
    if own and not known:
        _move(own, answers.email, was_told)
    elif known:
        _drop(own, known)
        submission.registration, submission.is_new = known, False
    else:
        _note_what_is_new(submission, created, seen, answers, language)
    promote_waiting(seen.event)


def _register(
    seen: Seen, answers: Answers, language: str, source: str, *, is_kept: bool
) -> Registration | None:
    """What the answers give at this moment; taken back at once unless it is kept."""
    written = answers if is_kept else replace(answers, email="")
    try:
        with transaction.atomic():
            status = desk.status_for_newcomer(seen.event, Status.WAITING)
            refuse_full_choices(answers.given)
            created = create_registration(
                seen, written, status, language, source=source
            )
            transaction.set_rollback(not is_kept)
    except RegistrationRefused:
        return None
    return created if is_kept else None


def _move(own: Registration, address: str, was_told: bool) -> None:
    left = own.email if was_told else None
    own.email, own.key = address, new_key()
    own.version += 1
    own.save(update_fields=["email", "email_key", "key", "version"])
    workshops.release([_nobody()])
    outbox.queue_new_address(own, left=left)


def _drop(own: Registration | None, known: Registration) -> None:
    """Give back what the post had made, if anything; the owner of the address reads
    what everybody reads who types it."""
    if own and own.pk != known.pk:
        own.key = new_key()  # its link went to an address that was not meant
        write_cancellation(own, Registration.CancelledBy.PERSON)
    else:
        _write_nothing()
    outbox.queue_once_an_hour(Notice.ALREADY_REGISTERED, known)


def _note_what_is_new(
    submission: Submission,
    created: Registration | None,
    seen: Seen,
    answers: Answers,
    language: str,
) -> None:
    _write_nothing()
    if created:
        submission.registration, submission.is_new = created, True
        outbox.queue_new_address(created, left=None)
        return
    is_full = seen.event.state in _full
    outbox.queue_not_recorded(
        seen.event, answers.email, language=language, is_full=is_full
    )


def _write_nothing() -> None:
    """In place of what is given back in another case, which must not take longer."""
    Registration.objects.filter(pk=_nobody().pk).update(version=1)
    workshops.release([_nobody()])


def _nobody() -> Registration:
    return Registration(pk=0)
