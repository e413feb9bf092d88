"""Facts that many mails tell: the event, the person, the day."""

import re
from collections.abc import Iterator

from django.conf import settings
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
from registrations import links, wording
from registrations.models import Registration

# Ends a line inside a paragraph; cleaned text never holds it.
LINE_END = "\u2028"
# What mail programs turn into a link by themselves: nobody sends one in our name.
_LOOKS_LIKE_A_LINK = re.compile(r"://|www\.|@|[^\s.]\.[^\W\d_]{2,}", re.IGNORECASE)


class NothingToSayError(Exception):
    """The address has no registration: there is no mail to send."""


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


def of_event(event: Event) -> dict:
    return {
        "contact": contact_of(event),
        "short_title": one_line(event.short_title),
        "day": dates.day_and_month(event.local_start),
        "the_event": wording.dated(event.noun.the, event),
        "for_the_event": wording.dated(event.noun.for_the, event),
        "serves_next_person": event.promotes_at(timezone.now()),
        "cut_off": wording.cut_off(event),
        "form_link": full_address("registrations:register", event.slug),
    }


def of_registration(registration: Registration) -> dict:
    return {
        "greeting": greeting(registration),
        "reference": registration.reference,
        "is_waiting": registration.is_waiting,
        "link": links.personal_link(registration),
        "cancel_link": links.cancel_link(registration),
    }


def of_the_day(event: Event) -> dict:
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
