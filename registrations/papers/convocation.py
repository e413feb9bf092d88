"""The certificate of registration, with which an employer issues a travel order.

It says who is registered, for what, when and where: no amount, and no need.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import wording as event_wording
from events.models import Event
from events.text import one_line
from events.typesetting import Paper, typeset
from registrations import attendance
from registrations.letters import contact_of
from registrations.models import Registration
from registrations.papers import words
from registrations.papers.words import TITLE


def is_available(registration: Registration) -> bool:
    """For somebody with a place at an event that is still to come."""
    event = registration.event
    is_coming = event.is_published and event.ends_at > timezone.now()
    is_held = not (event.cancelled_at or event.postponed_at)
    return registration.is_confirmed and is_coming and is_held


def convocation(registration: Registration) -> Paper:
    """One A4 page, in the active language."""
    event = registration.event
    today = event.local(timezone.now()).date()
    data = words.look(event) | {
        "heading": _("Certificate of registration"),
        "title": one_line(event.title),
        "title_language": words.title_language(event),
        "sentence": words.as_data(words.runs(_sentence(registration), registration)),
        "facts": [[label, text] for label, text in _facts(registration) if text],
        "purpose": _("This certificate is issued for all lawful purposes."),
        "issued": words.issued(event, today),
        "signed": words.signed(event),
        "contact": _("Contact: %(contact)s") % {"contact": contact_of(event)},
    }
    return typeset("convocation", data, on=today)


def _sentence(registration: Registration) -> str:
    """The organiser expects this person, whose registration it confirms."""
    event = registration.event
    sentence = (
        pgettext(
            "before a vowel",
            "%(organisation)s confirms the registration of %(person)s and expects this "
            "person to take part %(in_the_event)s “%(title)s”, on the date, at the "
            "hours and in the place stated below.",
        )
        if words.elides(registration)
        else _(
            "%(organisation)s confirms the registration of %(person)s and expects this "
            "person to take part %(in_the_event)s “%(title)s”, on the date, at the "
            "hours and in the place stated below."
        )
    )
    return sentence % {
        "organisation": words.organiser_of(event),
        "person": words.person(registration),
        "in_the_event": event.noun.in_the_full,
        "title": TITLE,
    }


def _facts(registration: Registration) -> Iterator[tuple[str, str]]:
    event = registration.event
    yield pgettext("paper", "Date"), capfirst(event_wording.days(event))
    yield _("Hours"), capfirst(event_wording.hours(event))
    halves = list(registration.planned_half_days.all())
    yield _("Half-days"), capfirst(attendance.in_words(event, halves))
    yield from _place(event)
    yield _("Price"), _("Free")
    yield pgettext("paper", "Reference"), registration.reference


def _place(event: Event) -> Iterator[tuple[str, str]]:
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        yield _("Place"), _("Online")
    elif event.venue:
        rooms = filter(None, [event.venue.full_name, event.room])
        yield _("Place"), one_line(", ".join(rooms))
        yield pgettext("paper", "Address"), one_line(event.venue.address)
