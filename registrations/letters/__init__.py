"""What each mail says: the facts that its template prints, in the active language.

What people typed comes as one clean line, so that it can neither become a header, a
link or a paragraph of its own. Links are made here, for one sending, and kept nowhere.
"""

from collections.abc import Callable

from django.conf import settings

from events.text import one_line
from registrations import accounts, operations, wording
from registrations.letters.facts import (
    LINE_END,
    NothingToSayError,
    contact_of,
    greeting,
    of_event,
    of_registration,
    of_the_day,
)
from registrations.letters.personal_links import personal_links
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
    return _about(message) | of_the_day(message.event)


def _waiting(message: Message) -> dict:
    rank = wording.rank_sentence(operations.rank(message.registration))
    return _about(message) | {"rank": rank}


def _cancelled_by_team(message: Message) -> dict:
    reason = one_line(message.context.get("reason", "")).rstrip(". ")
    return _about(message) | {"reason": reason}


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
    Notice.PASSWORD_RESET: _password_reset,
}
