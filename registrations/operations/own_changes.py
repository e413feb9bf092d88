"""What a person changes in their own registration, by the mailed link."""

from collections.abc import Collection
from dataclasses import asdict, replace

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from registrations import desk, outbox, wording
from registrations.desk import Answers, ChangedMeanwhile, HalfDay, RegistrationRefused
from registrations.half_days import planned_by
from registrations.models import Choice, Notice, Registration, Status, Submission
from registrations.operations import addresses
from registrations.operations.answering import given_by
from registrations.operations.rewriting import rewrite
from registrations.operations.sign_up import create_registration
from registrations.workshops import wishes_of


@transaction.atomic
def edit(
    registration: Registration,
    answers: Answers,
    *,
    version: int,
    full_workshops: Collection[int] | None = None,
    is_silent: bool = False,
) -> Submission | None:
    """Write new answers; the seat stays, also while registration is closed.

    `version` is the one that the form showed: raises ChangedMeanwhile if it is no
    longer the newest. The same answers again do nothing. With a new address the
    registration moves there, or nothing changes where it is registered already; the
    answer is a Submission either way, by which the address can be corrected. It is
    also what a silent change does, to an address that was given too often, and all.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db(from_queryset=Registration.objects.for_personal_page())
    if refusal := wording.why_editing_is_over(registration):
        raise RegistrationRefused(refusal)
    if _say_the_same(answers, as_answers(registration)):
        return None
    if version != registration.version:
        raise ChangedMeanwhile(
            _(
                "Your registration has changed since you opened this page. Check your "
                "answers, then save again."
            )
        )
    # From here on it is in the hands of whoever opened the mailed link.
    Submission.objects.filter(registration=registration).update(
        is_new=False, is_edit=False
    )
    if addresses.is_same_address(answers.email, registration.email):
        rewrite(registration, answers, full_workshops=full_workshops)
        return None
    if not is_silent:
        addresses.move_or_tell(
            registration,
            answers,
            addresses.known_at(event, answers.email),
            left=registration.email,
            full_workshops=full_workshops,
        )
    return _submission_of_edit(registration, answers)


@transaction.atomic
def register_again(registration: Registration, *, language: str) -> Registration:
    """Give somebody who cancelled what a new registration gets at this moment.

    A second call gives the same registration again. Raises RegistrationRefused when
    nobody can register, or when the address has been registered since.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db(from_queryset=Registration.objects.for_personal_page())
    if registration.is_active:
        return registration
    if registration.erased_at:
        raise RegistrationRefused(_("These data have been erased."))
    answers = replace(as_answers(registration), workshops=())
    request_key = f"again-{registration.public_id}"
    seen = desk.look(event, answers, request_key)
    if seen.repeated_outcome:
        again = _made_by(request_key, answers)
        # It may have moved to another address since: it is no longer theirs.
        if again.pk == seen.known_pk:
            return again
    if registration.cancelled_by != Registration.CancelledBy.PERSON:
        raise RegistrationRefused(wording.only_the_team_can_register_again(seen.event))
    status = desk.status_for_newcomer(seen.event, Status.WAITING)
    if seen.known_pk:
        raise RegistrationRefused(_("This address is already registered."))
    available = replace(answers, given=_without_full_choices(answers))
    again = create_registration(seen, available, status, language)
    outbox.queue(Notice(status), again)
    Submission.objects.record(
        event=seen.event,
        request_key=request_key,
        fingerprint=answers.fingerprint,
        answers=asdict(answers),
        outcome=status,
        registration=again,
        is_new=False,
    )
    return again


def as_answers(registration: Registration) -> Answers:
    """What a registration answered, as a form would give it."""
    return Answers(
        given_name=registration.given_name,
        family_name=registration.family_name,
        email=registration.email or "",
        profile_id=registration.profile_id,
        institution=registration.institution,
        needs=registration.needs_text,
        given=given_by(registration),
        workshops=tuple(wishes_of(registration)),
        half_days=tuple(HalfDay(*each.key) for each in planned_by(registration)),
    )


def _say_the_same(answers: Answers, others: Answers) -> bool:
    """Whatever the order in which several things were chosen."""
    many = ("given", "workshops", "half_days")
    if any({*getattr(answers, name)} != {*getattr(others, name)} for name in many):
        return False
    return replace(others, given=(), workshops=(), half_days=()) == replace(
        answers, given=(), workshops=(), half_days=()
    )


def _submission_of_edit(registration: Registration, answers: Answers) -> Submission:
    return Submission.objects.create(
        event_id=registration.event_id,
        request_key=get_random_string(22),
        fingerprint=answers.fingerprint,
        answers=asdict(answers),
        outcome=registration.status,
        registration=registration,
        is_new=False,
        is_edit=True,
    )


def _made_by(request_key: str, answers: Answers) -> Registration:
    submission = Submission.objects.select_related("registration").get(
        request_key=request_key, fingerprint=answers.fingerprint
    )
    return submission.registration


def _without_full_choices(answers: Answers) -> tuple:
    """Somebody else may have what they gave back; they can choose again later."""
    chosen = [answer.choice_id for answer in answers.given if answer.choice_id]
    full = Choice.objects.filter(pk__in=chosen).full() if chosen else ()
    gone = {choice.pk for choice in full}
    return tuple(answer for answer in answers.given if answer.choice_id not in gone)
