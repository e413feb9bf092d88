"""What each mail says: the facts that its template prints, in the active language.

What people typed comes as one clean line, so that it can neither become a header, a
link or a paragraph of its own. Links are made here, for one sending, and kept nowhere.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import dates
from events import wording as event_wording
from events.addresses import full_address
from events.languages import Language, current_language
from events.models import Event
from events.text import one_line
from programme.models import Session
from registrations import accounts, links, operations, wording
from registrations.models import Message, Notice, Registration

# Ends a line inside a paragraph; cleaned text never holds it.
LINE_END = "\u2028"
# What mail programs turn into a link by themselves: nobody sends one in our name.
_LOOKS_LIKE_A_LINK = re.compile(r"://|www\.|@|[^\s.]\.[^\W\d_]{2,}", re.IGNORECASE)
_WITH_A_SEAT = {Notice.CONFIRMED, Notice.PROMOTED}


class NothingToSayError(Exception):
    """The address has no registration: there is no mail to send."""


def facts_of(message: Message) -> dict:
    """Everything that the template of this message may print.

    Raises NothingToSayError for personal links of an address without registration.
    """
    if message.notice == Notice.PASSWORD_RESET:
        return _password_reset(message)
    if message.notice == Notice.PERSONAL_LINK:
        return _personal_links(message)
    facts = _of_event(message.event) | _of_registration(message.registration)
    if message.notice in _WITH_A_SEAT:
        facts |= _of_the_day(message.event)
    elif message.notice == Notice.WAITING:
        facts["rank"] = wording.rank_sentence(operations.rank(message.registration))
    elif message.notice == Notice.CANCELLED_BY_TEAM:
        facts["reason"] = one_line(message.context.get("reason", "")).rstrip(". ")
    return facts


def contact_of(event: Event | None) -> str:
    """Who answers questions; the site itself where no event does."""
    address = event.contact_email if event else ""
    return one_line(address) or settings.SITE_CONTACT


def greeting(registration: Registration) -> str:
    """Bonjour Jeanne Martin, — without the name where it would show as a link."""
    name = one_line(registration.full_name)
    if not name or _LOOKS_LIKE_A_LINK.search(name):
        return _("Hello,")
    return _("Hello %(name)s,") % {"name": name}


def _of_event(event: Event) -> dict:
    return {
        "contact": contact_of(event),
        "short_title": one_line(event.short_title),
        "day": dates.day_and_month(event.local_start),
        "the_event": _dated_event(event),
        "for_the_event": wording.dated(event.noun.for_the, event),
        "serves_next_person": event.promotes_at(timezone.now()),
        "cut_off": wording.cut_off(event),
        "form_link": full_address("registrations:register", event.slug),
    }


def _dated_event(event: Event) -> str:
    return wording.dated(event.noun.the, event)


def _of_registration(registration: Registration) -> dict:
    return {
        "greeting": greeting(registration),
        "reference": registration.reference,
        "is_waiting": registration.is_waiting,
        "link": links.personal_link(registration),
        "cancel_link": links.cancel_link(registration),
    }


def _of_the_day(event: Event) -> dict:
    """What, when and where, and what to do on arrival."""
    is_english = current_language() == Language.ENGLISH and event.title_en
    return {
        "title": one_line(event.title),
        "title_language": Language.ENGLISH if is_english else Language.FRENCH,
        "what": LINE_END.join(one_line(line) for line in _what(event) if line),
        "on_the_day": _on_the_day(event),
    }


def _what(event: Event) -> Iterator[str]:
    yield event.title
    yield _when(event)
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        yield _("Online")
    elif event.venue:
        yield ", ".join(filter(None, [event.venue.full_name, event.room]))
        yield event.venue.address


def _when(event: Event) -> str:
    """Mercredi 22 mai 2019, de 9 h à 17 h 30"""
    return f"{capfirst(event_wording.days(event))}, {event_wording.hours(event)}"


def _on_the_day(event: Event) -> str:
    """How to enter; nothing for an event without a door."""
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return ""
    time = dates.clock(event.local(event.doors_open_at))
    if place := _welcome_place(event):
        return _(
            "On the day: the desk opens at %(time)s, %(place)s. Give your name."
        ) % {"time": time, "place": place}
    return _("On the day: the desk opens at %(time)s. Give your name.") % {"time": time}


def _welcome_place(event: Event) -> str:
    """Where people are welcomed first: hall du bâtiment"""
    welcome = event.sessions.filter(kind=Session.Kind.WELCOME, is_hidden=False).first()
    return one_line(welcome.place) if welcome else ""


def _personal_links(message: Message) -> dict:
    registrations = list(_registrations_of_address(message))
    if not registrations:
        raise NothingToSayError
    events = {registration.event for registration in registrations}
    [event] = events if len(events) == 1 else [None]
    return {
        "contact": contact_of(event),
        "short_title": one_line(event.short_title) if event else "",
        "has_place": any(registration.is_active for registration in registrations),
        "registrations": [
            {
                "the_event": wording.dated(
                    registration.event.noun.the, registration.event
                ),
                "short_title": one_line(registration.event.short_title),
                "link": links.personal_link(registration),
                "is_cancelled": registration.is_cancelled,
            }
            for registration in registrations
        ],
    }


def _registrations_of_address(message: Message) -> Iterator[Registration]:
    """One for each event: the active one, else the one that was cancelled last."""
    events = Event.objects.published()
    if message.event_id:
        events = events.filter(pk=message.event_id)
    found = (
        Registration.objects.with_email(message.to)
        .filter(event__in=events)
        .select_related("event")
        .order_by("event__starts_at", "event", F("cancelled_at").desc(nulls_first=True))
    )
    for _event, registrations in groupby(found, key=lambda row: row.event_id):
        yield next(registrations)


def _password_reset(message: Message) -> dict:
    return {
        "contact": settings.SITE_CONTACT,
        "site_name": settings.SITE_NAME,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "link": accounts.password_reset_link(message.user),
    }
