"""Mails that the team sends again; none of its pages shows a personal link."""

from django.db import transaction

from events.journal import Act
from events.models import User
from registrations import outbox
from registrations.models import Message, Notice, Registration
from registrations.operations.journal import record_about

CANCELLATIONS = frozenset(
    {Notice.CANCELLED_BY_PERSON, Notice.LEFT_WAITING_LIST, Notice.CANCELLED_BY_TEAM}
)


@transaction.atomic
def resend(registration: Registration, *, actor: User) -> bool:
    """Send the mail of the registration's present state again, with a fresh link.

    Says whether a mail was written: somebody without an address gets none.
    """
    if registration.is_cancelled or not registration.email:
        return False
    outbox.queue(Notice(registration.status), registration)
    record_about(Act.MAIL_RESENT, registration, actor)
    return True


@transaction.atomic
def send_personal_link(registration: Registration, *, actor: User) -> bool:
    """Mail the person’s link again; no page of the team ever shows it.

    Says whether a mail was written: somebody without an address gets none.
    """
    if not registration.email:
        return False
    outbox.queue(Notice.PERSONAL_LINK, registration)
    record_about(Act.MAIL_RESENT, registration, actor, notice=Notice.PERSONAL_LINK)
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
    record_about(Act.MAIL_RESENT, registration, actor, notice=message.notice)
    return True


def _send_link_again(message: Message, actor: User) -> bool:
    """A link that somebody asked for by address: sent if the address has a place."""
    if message.notice != Notice.PERSONAL_LINK or not message.event:
        return False
    found = message.event.registrations.active().with_email(message.to).first()
    return bool(found) and send_personal_link(found, actor=actor)
