"""Numbered certificates of attendance, for presence that was recorded and no other.

A number is given when the mail about it is written, when the team asks for it, or when
the person presses the button of its page: by an act, and never by reading, since mail
scanners follow the link of the mail as far as it leads.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from events.journal import Act, record
from events.models import Event, User
from registrations import attendance, desk, outbox
from registrations.desk import RegistrationRefused
from registrations.models import Certificate, Message, Notice, Presence, Registration

MAILED_FROM, MAILED_UNTIL = time(8), time(20)
# A sheet typed in late still brings its mail; a day of long ago brings none.
MAILED_FOR = timedelta(days=30)


@transaction.atomic
def certificate_of(registration: Registration) -> Certificate:
    """The certificate of somebody who was there, numbered on first need.

    A second call gives the same one, revoked or not. Raises RegistrationRefused before
    the end of the event, and where no presence stands.
    """
    event = desk.lock(registration.event_id)
    _refuse_uncertified(registration)
    found, _is_new = Certificate.objects.get_or_create(
        registration=registration, defaults={"event": event}
    )
    return found


@transaction.atomic
def issue_certificate(registration: Registration) -> bool:
    """Give somebody who was there a number, in place of a revoked one.

    Says whether it is a new one. Raises like `certificate_of`.
    """
    event = desk.lock(registration.event_id)
    _refuse_uncertified(registration)
    of_person = Certificate.objects.filter(registration=registration)
    of_person.exclude(revoked_at=None).update(registration=None)
    _certificate, is_new = of_person.get_or_create(
        registration=registration, defaults={"event": event}
    )
    return is_new


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, actor: User) -> bool:
    """Declare a number void, for good. Says whether it was valid until now."""
    event = desk.lock(certificate.event_id)
    valid = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if not valid.update(revoked_at=timezone.now()):
        return False
    certificate.refresh_from_db()
    person, number = certificate.registration, certificate.number
    subject = person.reference if person else number
    record(Act.CERTIFICATE_REVOKED, event, actor, subject=subject, number=number)
    return True


def queue_certificates(now: datetime | None = None) -> int:
    """Write the mail about their certificate to everybody who was there, once each.

    From the day after the event, between 8 h and 20 h on its clocks. Presence that is
    recorded later is served later; says how many mails were written.
    """
    now = now or timezone.now()
    ended = Event.objects.published().filter(
        cancelled_at=None,
        postponed_at=None,
        ends_at__gt=now - MAILED_FOR,
        ends_at__lte=now,
    )
    return sum(_tell_people(event) for event in ended if _is_time(event, now))


def _is_time(event: Event, now: datetime) -> bool:
    local = event.local(now)
    is_day = MAILED_FROM <= local.time() < MAILED_UNTIL
    return is_day and local.date() > event.local_end.date()


@transaction.atomic
def _tell_people(event: Event) -> int:
    """Only whoever has not been told; the key of the mail makes sure of it."""
    told = Message.objects.filter(
        registration=OuterRef("pk"), notice=Notice.CERTIFICATE
    )
    there = Presence.objects.standing().filter(registration=OuterRef("pk"))
    untold = (
        Registration.objects.filter(Exists(there), ~Exists(told), event=event)
        .exclude(email=None)
        .exclude(certificate__revoked_at__isnull=False)
    )
    if not untold.exists():
        return 0
    desk.lock(event.pk)
    people = list(untold.order_by("pk"))
    Certificate.objects.bulk_create(
        [Certificate(event=event, registration=person) for person in people],
        ignore_conflicts=True,
    )
    outbox.queue_once(Notice.CERTIFICATE, people)
    return len(people)


def _refuse_uncertified(registration: Registration) -> None:
    if refusal := attendance.why_uncertified(registration):
        raise RegistrationRefused(refusal)
