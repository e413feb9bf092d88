"""Every change of a registration, for the site, the admin and whatever comes later.

Each operation takes the event's row first and counts under that one lock, so that
capacity is kept by whoever comes in. On SQLite the IMMEDIATE transaction is the lock.
Operations know no request; they get clean values and raise RegistrationRefused with a
sentence fit to show.
"""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.journal import Act, record
from events.models import Event, User
from registrations import desk, outbox, wording
from registrations.desk import Answers, ChangedMeanwhile, RegistrationRefused
from registrations.models import (
    Message,
    Needs,
    Notice,
    Origin,
    Registration,
    Status,
    Submission,
)
from registrations.models.registration import new_key

# The wording of the notice that people read beside the form; stored with each row.
NOTICE_VERSION = "2026-11"
CANCELLATIONS = frozenset(
    {Notice.CANCELLED_BY_PERSON, Notice.LEFT_WAITING_LIST, Notice.CANCELLED_BY_TEAM}
)


@transaction.atomic
def register(
    event: Event,
    answers: Answers,
    *,
    language: str,
    request_key: str,
    announced: Status,
) -> Status:
    """Give a newcomer a seat or a place in the line, and say which.

    A known address changes nothing and is told so by mail alone: the caller learns
    what a newcomer gets, decided before the address is looked at. The same post sent
    again gives the same answer and does nothing.
    """
    desk.lock(event.pk)
    seen = desk.look(event.pk, answers, request_key)
    if seen.repeated_outcome:
        return Status(seen.repeated_outcome)
    status = desk.status_for_newcomer(seen.event, announced)
    if seen.known_pk:
        registration = _tell_already_registered(seen.known_pk, answers)
    else:
        registration = _create(seen, answers, status, language)
        outbox.queue(Notice(status), registration)
    Submission.objects.record(
        event=seen.event,
        request_key=request_key,
        fingerprint=answers.fingerprint,
        answers=asdict(answers),
        outcome=status,
        registration=registration,
        is_new=not seen.known_pk,
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
    desk.lock(event.pk)
    seen = desk.look(event.pk, answers)
    event = seen.event
    if seen.known_pk:
        raise RegistrationRefused(_("This address is already registered."))
    has_seat = event.has_seat_for_newcomer or is_over_capacity_accepted
    if not (has_seat or event.has_waiting_list):
        raise RegistrationRefused(
            _("No place is left, and there is no waiting list. Nothing was recorded.")
        )
    status = Status.CONFIRMED if has_seat else Status.WAITING
    registration = _create(seen, answers, status, language, origin=Origin.TEAM)
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
    _record(Act.REGISTRATION_CHANGED, registration, actor, fields=fields)


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
    _record(Act.REGISTRATION_CANCELLED, registration, actor)
    promote_waiting(event)
    return True


@transaction.atomic
def promote_waiting(event: Event) -> list[Registration]:
    """Give every free seat to whoever has waited longest, while that is allowed.

    It stops at the cut-off, for a draft, a postponed or a cancelled event, and while
    more people are confirmed than there are seats.
    """
    desk.lock(event.pk)
    event = Event.objects.with_seats().get(pk=event.pk)
    if not event.waiting_count or not event.promotes_at(timezone.now()):
        return []
    waiting = event.registrations.waiting().in_order_of_arrival()
    promoted = list(waiting if event.seats is None else waiting[: event.free_seats])
    for registration in promoted:
        _write_promotion(registration)
    return promoted


@transaction.atomic
def give_place(registration: Registration, *, actor: User) -> bool:
    """Confirm one waiting person by hand, even above the seats; the journal says so.

    Says whether anything changed: two organisers may press the button at once.
    """
    desk.lock(registration.event_id)
    registration.refresh_from_db()
    if not registration.is_waiting:
        return False
    event = Event.objects.with_seats().get(pk=registration.event_id)
    is_over = event.seats is not None and event.confirmed_count >= event.seats
    _write_promotion(registration)
    _record(Act.REGISTRATION_PROMOTED, registration, actor, over_capacity=is_over)
    return True


@transaction.atomic
def resend(registration: Registration, *, actor: User) -> bool:
    """Send the mail of the registration's present state again, with a fresh link.

    Says whether a mail was written: somebody without an address gets none.
    """
    if registration.is_cancelled or not registration.email:
        return False
    outbox.queue(Notice(registration.status), registration)
    _record(Act.MAIL_RESENT, registration, actor)
    return True


@transaction.atomic
def send_personal_link(registration: Registration, *, actor: User) -> bool:
    """Mail the person’s link again; no page of the team ever shows it.

    Says whether a mail was written: somebody without an address gets none.
    """
    if not registration.email:
        return False
    outbox.queue(Notice.PERSONAL_LINK, registration)
    _record(Act.MAIL_RESENT, registration, actor, notice=Notice.PERSONAL_LINK)
    return True


@transaction.atomic
def send_again(message: Message, *, actor: User) -> bool:
    """Send a mail of the log again, to the present address and with what holds today.

    A confirmation of a place that was given up meanwhile is not sent: says whether a
    mail was written.
    """
    registration = message.registration
    if registration is None:
        return _send_link_again(message, actor)
    if message.notice not in CANCELLATIONS:
        return resend(registration, actor=actor)
    if not (registration.is_cancelled and registration.email):
        return False
    outbox.queue(Notice(message.notice), registration, context=message.context)
    _record(Act.MAIL_RESENT, registration, actor, notice=message.notice)
    return True


def rank(registration: Registration) -> int:
    """How many people wait before this one."""
    return (
        Registration.objects.waiting()
        .filter(
            event=registration.event_id, queue_order__lt=registration.queue_order or 0
        )
        .count()
    )


def _create(
    seen: desk.Seen,
    answers: Answers,
    status: Status,
    language: str,
    origin: Origin = Origin.SITE,
) -> Registration:
    is_waiting = status == Status.WAITING
    registration = Registration.objects.create(
        event=seen.event,
        given_name=answers.given_name,
        family_name=answers.family_name,
        email=answers.email,
        profile_id=answers.profile_id,
        institution=answers.institution,
        language=language,
        notice_version=NOTICE_VERSION,
        origin=origin,
        status=status,
        queued_at=timezone.now() if is_waiting else None,
        queue_order=seen.end_of_line + 1 if is_waiting else None,
    )
    if answers.needs:
        Needs.objects.create(registration=registration, text=answers.needs)
    return registration


def _tell_already_registered(pk: int, answers: Answers) -> Registration:
    """Write to the owner of a known address, in as many statements as a new one."""
    registration = Registration.objects.get(pk=pk)
    if answers.needs:
        Needs.objects.filter(registration=registration).exists()
    outbox.queue_once_an_hour(Notice.ALREADY_REGISTERED, registration)
    return registration


def _send_link_again(message: Message, actor: User) -> bool:
    """A link that somebody asked for by address: sent if the address has a place."""
    if message.notice != Notice.PERSONAL_LINK or not message.event:
        return False
    found = message.event.registrations.active().with_email(message.to).first()
    return bool(found) and send_personal_link(found, actor=actor)


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


def _write_promotion(registration: Registration) -> None:
    registration.status = Status.CONFIRMED
    registration.promoted_at = timezone.now()
    registration.save(update_fields=["status", "promoted_at"])
    outbox.queue(Notice.PROMOTED, registration)


def _record(act: Act, registration: Registration, actor: User, **details) -> None:
    record(
        act,
        registration.event,
        actor,
        subject=registration.reference,
        **{name: value for name, value in details.items() if value},
    )
