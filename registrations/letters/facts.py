"""Facts that many mails tell: the event, the person, the day."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import dates
from events import wording as event_wording
from events.addresses import full_address
from events.languages import Language, current_language
from events.models import Event
from events.text import one_line
from registrations import links, wording
from registrations.models import Registration
from registrations.next_steps import welcome_place

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
    if name := safe_name(registration.full_name):
        return _("Hello %(name)s,") % {"name": name}
    return _("Hello,")


def safe_name(typed: str) -> str:
    """A name as one line; nothing in place of one that would show as a link."""
    name = one_line(typed)
    return "" if _LOOKS_LIKE_A_LINK.search(name) else name


def of_event(event: Event) -> dict:
    return {
        "contact": contact_of(event),
        "title": one_line(event.title),
        "title_language": _title_language(event),
        "short_title": one_line(event.short_title),
        "date": event_wording.days(event),
        "when": _when(event),
        "place": one_line(_place(event)),
        "address": one_line(_address(event)),
        "day": dates.day_and_month(event.local_start),
        "the_event": wording.dated(event.noun.the, event),
        "for_the_event": wording.dated(event.noun.for_the, event),
        "give_up": _give_up(event),
        "prospect": _prospect(event),
        "cut_off": wording.cut_off(event),
        "form_link": full_address("registrations:register", event.slug),
    }


def of_registration(registration: Registration) -> dict:
    return {
        "greeting": greeting(registration),
        "name": safe_name(registration.full_name),
        "given_name": safe_name(registration.given_name),
        "family_name": safe_name(registration.family_name),
        "reference": registration.reference,
        "state": _state(registration),
        "link": links.personal_link(registration),
        "cancel_link": links.cancel_link(registration),
    }


def of_the_day(event: Event) -> dict:
    """What, when and where, and what to do on arrival."""
    return {
        "what": LINE_END.join(one_line(line) for line in _what(event) if line),
        "on_the_day": _on_the_day(event),
    }


def _title_language(event: Event) -> Language:
    is_english = current_language() == Language.ENGLISH and event.title_en
    return Language.ENGLISH if is_english else Language.FRENCH


def _state(registration: Registration) -> str:
    """What M4 says of a registration that has not changed."""
    if registration.is_waiting:
        return pgettext("registration", "on the waiting list")
    return pgettext("registration", "confirmed")


def _give_up(event: Event) -> str:
    """To whom a place goes that is given up now; the cancelling link follows."""
    if event.promotes_at(timezone.now()):
        return _(
            "Cannot come any more? Give up your place, it goes to the next person:"
        )
    return _(
        "Cannot come any more? Give up your place, someone else may be able to use it:"
    )


def _prospect(event: Event) -> str:
    """What somebody who waits may hope for, before and after the cut-off."""
    if not event.promotes_at(timezone.now()):
        return _("The organising team gives out the last places by hand.")
    return _(
        "If a place becomes free before %(cut_off)s, it is given to you when your turn "
        "comes: your registration is then confirmed and a message tells you."
    ) % {"cut_off": wording.cut_off(event)}


def _what(event: Event) -> Iterator[str]:
    yield event.title
    yield _when(event)
    yield _place(event)
    yield _address(event)


def _place(event: Event) -> str:
    """Université de Cergy-Pontoise, site de Gennevilliers, amphi 2"""
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return _("Online")
    if event.venue is None:
        return ""
    return ", ".join(filter(None, [event.venue.full_name, event.room]))


def _address(event: Event) -> str:
    is_online = event.attendance_mode == Event.AttendanceMode.ONLINE
    return "" if is_online or event.venue is None else event.venue.address


def _when(event: Event) -> str:
    """Mercredi 22 mai 2019, de 9 h à 17 h 30"""
    return f"{capfirst(event_wording.days(event))}, {event_wording.hours(event)}"


def _on_the_day(event: Event) -> str:
    """How to enter; nothing for an event without a door."""
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return ""
    time = dates.clock(event.local(event.doors_open_at))
    if place := welcome_place(event):
        return _(
            "On the day: the desk opens at %(time)s, %(place)s. Give your name, or "
            "show the attached code."
        ) % {"time": time, "place": place}
    return _(
        "On the day: the desk opens at %(time)s. Give your name, or show the attached "
        "code."
    ) % {"time": time}
