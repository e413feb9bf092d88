"""What each mail says: the facts that its template prints, in the active language.

What people typed comes as one clean line, so that it can neither become a header, a
link or a paragraph of its own. Links are made here, for one sending, and kept nowhere.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from events.text import one_line
from registrations import accounts, operations, wording
from registrations.letters.certificates import certificate
from registrations.letters.changes import (
    event_cancelled,
    event_changed,
    event_postponed,
)
from registrations.letters.facts import (
    LINE_END,
    NothingToSayError,
    contact_of,
    greeting,
    of_event,
    of_registration,
    of_the_day,
)
from registrations.letters.mailing import free_message
from registrations.letters.personal_links import personal_links
from registrations.letters.reminders import day_reminder, week_reminder
from registrations.letters.team import digest, team_invitation
from registrations.letters.workshops import of_workshops, workshop_place
from registrations.models import Message, Notice

__all__ = ["LINE_END", "NothingToSayError", "contact_of", "facts_of", "greeting"]


def facts_of(message: Message) -> dict:
    """Everything that the template of this message may print.

    Raises NothingToSayError for personal links of an address without registration.
    """
    return WRITERS[Notice(message.notice)](message)


def _about(message: Message) -> dict:
    return of_event(message.event) | of_registration(message.registration)


def _with_a_seat(message: Message) -> dict:
    return (
        _about(message) | of_the_day(message.event) | of_workshops(message.registration)
    )


def _waiting(message: Message) -> dict:
    rank = wording.rank_sentence(operations.rank(message.registration))
    return _about(message) | of_workshops(message.registration) | {"rank": rank}


def _cancelled_by_team(message: Message) -> dict:
    reason = one_line(message.context.get("reason", "")).rstrip(". ")
    return _about(message) | {"reason": reason}


def _address_changed(message: Message) -> dict:
    """The new address and the person stay unnamed: it may be a stranger who reads."""
    return of_event(message.event)


def _not_recorded(message: Message) -> dict:
    reason = _("Registration closed before your address was corrected.")
    if message.context.get("is_full"):
        reason = _("The last place was taken before your address was corrected.")
    return of_event(message.event) | {"reason": reason}


def _password_reset(message: Message) -> dict:
    return {
        "contact": settings.SITE_CONTACT,
        "site_name": settings.SITE_NAME,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "link": accounts.password_reset_link(message.user),
    }


# Who writes each mail: a function from the row of the outbox to its facts.
WRITERS: dict[Notice, Callable[[Message], dict]] = {
    Notice.CONFIRMED: _with_a_seat,
    Notice.PROMOTED: _with_a_seat,
    Notice.WAITING: _waiting,
    Notice.ALREADY_REGISTERED: _about,
    Notice.CANCELLED_BY_PERSON: _about,
    Notice.LEFT_WAITING_LIST: _about,
    Notice.CANCELLED_BY_TEAM: _cancelled_by_team,
    Notice.PERSONAL_LINK: personal_links,
    Notice.CERTIFICATE: certificate,
    Notice.WORKSHOP_PLACE: workshop_place,
    Notice.ADDRESS_CHANGED: _address_changed,
    Notice.NOT_RECORDED: _not_recorded,
    Notice.PASSWORD_RESET: _password_reset,
    Notice.FREE_MESSAGE: free_message,
    Notice.WEEK_REMINDER: week_reminder,
    Notice.DAY_REMINDER: day_reminder,
    Notice.EVENT_CHANGED: event_changed,
    Notice.EVENT_POSTPONED: event_postponed,
    Notice.EVENT_CANCELLED: event_cancelled,
    Notice.DIGEST: digest,
    Notice.TEAM_INVITATION: team_invitation,
}
