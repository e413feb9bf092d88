"""Mails that the team sends again; none of its pages shows a personal link."""

from django.db import transaction

from events import access, teams
from events.access import Verb
from events.journal import Act, record
from events.models import User
from registrations import outbox, reasons
from registrations.attendance import why_uncertified
from registrations.models import Message, Notice, Registration
from registrations.operations.journal import record_about

CANCELLATIONS = frozenset(
    {Notice.CANCELLED_BY_PERSON, Notice.LEFT_WAITING_LIST, Notice.CANCELLED_BY_TEAM}
)


@transaction.atomic
def resend(registration: Registration, *, actor: User) -> bool:
    """Send the mail of the registration's present state again, with a fresh link.

    Says whether a mail was written: somebody without an address gets none, and nobody
    reads that a place in a cancelled event is confirmed.
    """
    is_off = registration.is_cancelled or registration.event.cancelled_at
    if is_off or not registration.email:
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
    if message.notice == Notice.TEAM_INVITATION:
        return _invite_again(message, actor)
    if registration is None:
        return _send_link_again(message, actor)
    if message.notice in reasons.OF_THE_EVENT:
        return _send_news_again(message, actor)
    if message.mailing and registration.email:
        outbox.queue_mailing(message.mailing, [registration])
        record_about(Act.MAIL_RESENT, registration, actor, notice=message.notice)
        return True
    if message.notice == Notice.CERTIFICATE:
        return _send_certificate_again(registration, actor)
    if message.notice not in CANCELLATIONS:
        return resend(registration, actor=actor)
    if not (registration.is_cancelled and registration.email):
        return False
    outbox.queue(Notice(message.notice), registration, context=message.context)
    record_about(Act.MAIL_RESENT, registration, actor, notice=message.notice)
    return True


def _send_news_again(message: Message, actor: User) -> bool:
    """What was told of the whole event, as long as it holds."""
    registration = message.registration
    if not registration.email or reasons.is_gone(message):
        return False
    outbox.queue(Notice(message.notice), registration, context=message.context)
    record_about(Act.MAIL_RESENT, registration, actor, notice=message.notice)
    return True


def _invite_again(message: Message, actor: User) -> bool:
    """With a new link; for whoever may invite."""
    if not access.may(actor, Verb.MANAGE_TEAM, message.event):
        return False
    teams.invite_again(message.membership)
    record(Act.MAIL_RESENT, message.event, actor, notice=message.notice)
    return True


def _send_certificate_again(registration: Registration, actor: User) -> bool:
    """To somebody whose presence still stands."""
    if why_uncertified(registration) or not registration.email:
        return False
    outbox.queue(Notice.CERTIFICATE, registration)
    record_about(Act.MAIL_RESENT, registration, actor, notice=Notice.CERTIFICATE)
    return True


def _send_link_again(message: Message, actor: User) -> bool:
    """A link that somebody asked for by address: sent if the address has a place."""
    if message.notice != Notice.PERSONAL_LINK or not message.event:
        return False
    found = message.event.registrations.active().with_email(message.to).first()
    return bool(found) and send_personal_link(found, actor=actor)
