"""Hand the mails of the outbox to the mail server, one by one.

A row is claimed for the length of a lease in a short transaction of its own: several
workers pass over one another’s rows, and a killed worker’s row is due again when its
lease runs out, under the same Message-ID.
"""

import logging
import signal
from contextlib import contextmanager, suppress
from datetime import timedelta
from enum import Enum, auto

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error as DatabaseError
from django.db import transaction
from django.utils import timezone

from events.emails import email_key
from registrations import hours, mails, reasons, troubles
from registrations.letters import NothingToSayError
from registrations.models import Failure, Message, Notice
from registrations.troubles import Trouble

LONGEST_DELAY = timedelta(minutes=4)
DELAY_AFTER_A_DAY = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=5)
SECONDS_TO_CLOSE = 5

# Strangers can cause these by typing somebody’s address: so many a day to one address,
# and so long between two of the same kind about the same event.
MOST_A_DAY = 3
BETWEEN_TWO = {
    Notice.ALREADY_REGISTERED: timedelta(hours=1),
    Notice.PERSONAL_LINK: timedelta(minutes=10),
    Notice.ADDRESS_CHANGED: timedelta(),
}

logger = logging.getLogger(__name__)


class Outcome(Enum):
    SENT = auto()
    NOT_SENT = auto()
    SERVER_IS_DOWN = auto()


def is_mail_due() -> bool:
    return Message.objects.due().exists()


@transaction.atomic
def claim() -> Message | None:
    """Take the mail that has been due longest; other workers pass it over."""
    message = (
        Message.objects.due()
        .select_related("event__venue", "registration", "user", "membership")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if message:
        lease = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
        message.leased_until = timezone.now() + lease
        message.attempts += 1
        message.save(update_fields=["leased_until", "attempts"])
    return message


def deliver(message: Message, connection: BaseEmailBackend) -> Outcome:
    """Render a claimed mail and send it, or write down why it did not leave."""
    if _is_outdated(message):
        _settle(message, withdrawn_at=timezone.now())
        return Outcome.NOT_SENT
    if morning := hours.put_off_until(message, timezone.now()):
        _settle(message, due_at=morning)
        return Outcome.NOT_SENT
    try:
        mail = mails.render(message)
    except NothingToSayError:
        message.delete()  # a stranger’s address, perhaps: nothing says why to keep it
        return Outcome.NOT_SENT
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Message %s could not be written", message.pk)
        return _note(message, troubles.NOT_WRITTEN)
    if trouble := _trouble_while_sending(message, mail, connection):
        return _note(message, trouble)
    _settle(message, sent_at=timezone.now(), failure="")
    return Outcome.SENT


def close(connection: BaseEmailBackend) -> None:
    """Say goodbye to the server, if it still listens."""
    with suppress(OSError), time_limit(SECONDS_TO_CLOSE):
        connection.close()


def delay(attempts: int, age: timedelta) -> timedelta:
    """How long to wait after so many attempts: a second, at most four minutes on the
    first day, an hour later on.
    """
    if age >= timedelta(days=1):
        return DELAY_AFTER_A_DAY
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_DELAY)


def oldest_due_age() -> timedelta:
    """For how long the mail has waited that has been due longest; zero for none."""
    due_at = Message.objects.due().values_list("due_at", flat=True).first()
    return timezone.now() - due_at if due_at else timedelta()


@contextmanager
def time_limit(seconds: float):
    """Raise TimeoutError after so many seconds, however slowly the server drips.

    The timeout of a socket counts from each byte. Works in the main thread only, which
    is where the worker sends.
    """

    def stop(number, frame):
        raise TimeoutError("The mail server was too slow")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _trouble_while_sending(
    message: Message, mail: EmailMultiAlternatives, connection: BaseEmailBackend
) -> Trouble | None:
    """Send within half of the lease, so that nobody else takes the mail meanwhile."""
    try:
        with time_limit(settings.MAIL_LEASE_SECONDS / 2):
            connection.open()
            connection.send_messages([mail])
    except Exception as error:
        trouble = troubles.trouble_in(error)
        logger.warning(
            "Message %s did not leave: %s (%s)",
            message.pk,
            trouble.failure.value,
            type(error).__name__,
            exc_info=trouble == troubles.NOT_WRITTEN,
        )
        if trouble.concerns_all:
            close(connection)
        return trouble
    return None


def _note(message: Message, trouble: Trouble) -> Outcome:
    """Write down that the mail failed, or when it is tried again."""
    now = timezone.now()
    age = now - message.created_at
    if trouble.is_final:
        _settle(message, failed_at=now, failure=trouble.failure)
        return Outcome.NOT_SENT
    if age >= GIVEN_UP_AFTER:
        _settle(message, failed_at=now, failure=Failure.GAVE_UP)
        return Outcome.NOT_SENT
    due_at = now + delay(message.attempts, age)
    _settle(message, due_at=due_at, failure=trouble.failure)
    return Outcome.SERVER_IS_DOWN if trouble.concerns_all else Outcome.NOT_SENT


def _settle(message: Message, **values) -> None:
    """Write what became of the mail and give the row back.

    Where the lease ran out and somebody else has claimed the row since, that attempt
    has the last word, except that what was sent is sent.
    """
    rows = Message.objects.pending().filter(pk=message.pk)
    if "sent_at" not in values:
        rows = rows.filter(attempts=message.attempts)
    rows.update(leased_until=None, **values)


def _is_outdated(message: Message) -> bool:
    """Has the mail lost its reader or its reason since it was written?

    An address that was corrected must not get the link that replaced its own.
    """
    registration, user = message.registration, message.user
    if message.event and message.event.deleted_at:
        return True
    # That of M11 is the one that it no longer is.
    is_for_present = message.notice != Notice.ADDRESS_CHANGED
    if registration and is_for_present and registration.email != message.to:
        return True
    if user and not (user.is_active and user.email == message.to):
        return True
    if message.notice == Notice.ALREADY_REGISTERED and registration.is_cancelled:
        return True
    if reasons.is_gone(message):
        return True
    return _is_caused_by_anybody(message) and _is_one_too_many(message)


def _is_caused_by_anybody(message: Message) -> bool:
    """A link that the team sends names its registration; one asked for does not."""
    if message.notice == Notice.PERSONAL_LINK:
        return message.registration_id is None
    return message.notice in BETWEEN_TWO


def _is_one_too_many(message: Message) -> bool:
    """Has the address had enough of the mails that strangers can cause?"""
    now = timezone.now()
    local, at, _domain = message.to.rpartition("@")
    sent_today = Message.objects.filter(
        to__istartswith=local + at,
        notice__in=BETWEEN_TWO,
        sent_at__gt=now - timedelta(days=1),
    )
    # One address may be written in several ways, which no database can tell.
    key = email_key(message.to)
    sent = [one for one in sent_today if email_key(one.to) == key]
    if len(sent) >= MOST_A_DAY:
        return True
    earliest = now - BETWEEN_TWO[Notice(message.notice)]
    return any(
        one.notice == message.notice
        and one.event_id == message.event_id
        and one.sent_at > earliest
        for one in sent
    )
