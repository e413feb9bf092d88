"""Ways in: the form of the site, and the team."""

from collections.abc import Collection
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.journal import Act, record
from events.models import Event, User
from events.notice import notice_version
from registrations import desk, outbox
from registrations.desk import Answers, RegistrationRefused
from registrations.models import (
    Needs,
    Notice,
    Origin,
    Registration,
    Status,
    Submission,
    profiles_of,
)
from registrations.operations import workshops
from registrations.operations.answering import refuse_full_choices, write_answers


@transaction.atomic
def register(
    event: Event,
    answers: Answers,
    *,
    language: str,
    request_key: str,
    announced: Status,
    source: str = "",
    is_silent: bool = False,
    full_workshops: Collection[int] = (),
) -> Status:
    """Give a newcomer a seat or a place in the line, and say which.

    A known address changes nothing and is told so by mail alone: the caller learns
    what a newcomer gets, decided before the address is looked at. The same post sent
    again gives the same answer and does nothing. Nor does a silent one, for an address
    that was given too often, except that it is answered. `full_workshops` are those
    for which the form announced a waiting list.
    """
    event = desk.lock(event.pk)
    seen = desk.look(event, answers, request_key)
    if seen.repeated_outcome:
        return Status(seen.repeated_outcome)
    status = desk.status_for_newcomer(seen.event, announced)
    refuse_full_choices(answers.given)
    if status == Status.CONFIRMED:
        workshops.refuse_what_is_gone(seen.event, answers.workshops, full_workshops)
    registration = None
    if is_silent:
        pass
    elif seen.known_pk:
        registration = _tell_already_registered(seen, answers)
    else:
        registration = create_registration(
            seen, answers, status, language, source=source
        )
        outbox.queue(Notice(status), registration)
    Submission.objects.record(
        event=seen.event,
        request_key=request_key,
        fingerprint=answers.fingerprint,
        answers=asdict(answers),
        outcome=status,
        registration=registration,
        is_new=not (seen.known_pk or is_silent),
    )
    return status


@transaction.atomic
def add_by_hand(
    event: Event,
    answers: Answers,
    *,
    actor: User,
    language: str,
    is_over_capacity_accepted: bool = False,
    has_mail: bool = True,
) -> Registration:
    """Register somebody for the team, whether registration is open or not.

    Without a seat the person waits, unless the team takes it on itself to go over.
    Raises RegistrationRefused when the address is already registered.
    """
    event = desk.lock(event.pk)
    seen = desk.look(event, answers)
    if seen.known_pk:
        raise RegistrationRefused(_("This address is already registered."))
    has_seat = event.has_seat_for_newcomer or is_over_capacity_accepted
    if not (has_seat or event.has_waiting_list):
        raise RegistrationRefused(
            _("No place is left, and there is no waiting list. Nothing was recorded.")
        )
    refuse_full_choices(answers.given)
    status = Status.CONFIRMED if has_seat else Status.WAITING
    registration = create_registration(
        seen, answers, status, language, origin=Origin.TEAM
    )
    if has_mail:
        outbox.queue(Notice(status), registration)
    record(
        Act.REGISTRATION_ADDED,
        event,
        actor,
        subject=registration.reference,
        over_capacity=status == Status.CONFIRMED and not event.has_seat_for_newcomer,
    )
    return registration


def create_registration(
    seen: desk.Seen,
    answers: Answers,
    status: Status,
    language: str,
    origin: Origin = Origin.SITE,
    source: str = "",
) -> Registration:
    is_waiting = status == Status.WAITING
    registration = Registration.objects.create(
        event=seen.event,
        given_name=answers.given_name,
        family_name=answers.family_name,
        email=answers.email,
        profile_id=_profile_id(seen.event, answers),
        institution=answers.institution,
        language=language,
        notice_version=notice_version(seen.event),
        origin=origin,
        source=source,
        status=status,
        queued_at=timezone.now() if is_waiting else None,
        queue_order=seen.end_of_line + 1 if is_waiting else None,
    )
    if answers.needs:
        Needs.objects.create(registration=registration, text=answers.needs)
    write_answers(registration, answers)
    workshops.choose(registration, answers.workshops)
    return registration


def _profile_id(event: Event, answers: Answers) -> int | None:
    """The profile that was chosen, unless it was removed since the form was read."""
    offered = {profile.pk for profile in profiles_of(event)}
    return answers.profile_id if answers.profile_id in offered else None


def _tell_already_registered(seen: desk.Seen, answers: Answers) -> Registration:
    """Write to the owner of a known address, in as many statements as a new one."""
    registration = Registration.objects.get(pk=seen.known_pk)
    if answers.needs:
        Needs.objects.filter(registration=registration).exists()
    if answers.given:
        registration.answers.exists()
    if answers.half_days:
        registration.planned_half_days.exists()
    if answers.workshops:
        registration.workshop_places.exists()
        registration.workshop_places.count()
    outbox.queue_once_an_hour(Notice.ALREADY_REGISTERED, registration)
    return registration
