"""The certificate of attendance: what its page and its PDF file say, word for word.

Only recorded presence is certified. The half-days attended give the hours printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import dates
from events.models import Event
from events.text import one_line
from events.typesetting import Paper, typeset
from programme.durations import duration
from programme.half_days import Half, half_days
from programme.hours import minutes_of_event
from registrations import attendance
from registrations.letters import contact_of
from registrations.models import Certificate, Presence, Registration
from registrations.papers import words
from registrations.papers.words import TITLE, Run


@dataclass(frozen=True)
class Text:
    """What a certificate says, in the active language."""

    sentence: list[Run]
    recorded: str
    issued: str
    signed: list[str]
    number: str
    check_url: str


def text_of(certificate: Certificate) -> Text:
    """What this certificate says of the presence that stands today."""
    registration, event = certificate.registration, certificate.registration.event
    halves = attendance.halves_present(registration)
    check = reverse("registrations:verify", args=[certificate.number])
    return Text(
        sentence=words.runs(_sentence(registration, halves), registration),
        recorded=_recorded(event, halves),
        issued=words.issued(event, event.local(certificate.issued_at).date()),
        signed=words.signed(event),
        number=certificate.number,
        check_url=settings.SITE_URL + check,
    )


def paper(certificate: Certificate) -> Paper:
    """One A4 page, in the active language."""
    event = certificate.registration.event
    text = text_of(certificate)
    data = words.look(event) | {
        "heading": _("Certificate of attendance"),
        "title": one_line(event.title),
        "sentence": words.as_data(text.sentence),
        "recorded": text.recorded,
        "issued": text.issued,
        "signed": text.signed,
        "check": _("Check:"),
        "check_url": text.check_url,
        "contact": _("Contact: %(contact)s") % {"contact": contact_of(event)},
    }
    day = event.local(certificate.issued_at).date()
    return typeset("certificate", data, on=day)


def _sentence(registration: Registration, halves: Sequence[Presence]) -> str:
    """{Organisme} atteste que Jeanne MARTIN a participé à la journée d’études « … »,
    le mercredi 22 mai 2019, de 9 h à 17 h 30, à Gennevilliers."""
    event = registration.event
    when_and_where = [
        words.on_days(event),
        _hours(event, halves),
        words.place_of(event),
    ]
    sentence = (
        pgettext(
            "before a vowel",
            "%(organisation)s certifies that %(person)s took part %(in_the_event)s "
            "“%(title)s” %(when_and_where)s.",
        )
        if words.elides(registration)
        else _(
            "%(organisation)s certifies that %(person)s took part %(in_the_event)s "
            "“%(title)s” %(when_and_where)s."
        )
    )
    return sentence % {
        "organisation": words.organiser_of(event),
        "person": words.person(
            registration, has_institution=event.has_institution_on_certificate
        ),
        "in_the_event": event.noun.in_the_full,
        "title": TITLE,
        "when_and_where": ", ".join(filter(None, when_and_where)),
    }


def _hours(event: Event, halves: Sequence[Presence]) -> str:
    """de 9 h à 17 h 30, or the hours of the only half-day; none of several days."""
    if event.has_many_days:
        return ""
    start, end = event.local_start, event.local_end
    if len(halves) == 1:
        [attended] = halves
        for half_day in half_days(event):
            if half_day.half == attended.half:
                start, end = half_day.starts_at, half_day.ends_at
    return _("from %(start)s to %(end)s") % {
        "start": dates.clock(start),
        "end": dates.clock(end),
    }


def _recorded(event: Event, halves: Sequence[Presence]) -> str:
    """Présence constatée : matin (3 h 05) et après-midi (3 h 15), soit 6 h 20 hors…"""
    minutes = _minutes(event, halves) if event.has_hours_on_certificate else {}
    notes = {half_day: duration(length) for half_day, length in minutes.items()}
    what = attendance.in_words(event, halves, notes)
    if len(halves) < 2 or not minutes:
        sentence = pgettext("certificate", "Attendance recorded: %(half_days)s.")
        return sentence % {"half_days": what}
    return _(
        "Attendance recorded: %(half_days)s, that is %(duration)s excluding welcome, "
        "breaks and meals."
    ) % {"half_days": what, "duration": duration(sum(minutes.values()))}


def _minutes(event: Event, halves: Sequence[Presence]) -> dict[tuple[date, str], int]:
    """What each attended half-day lasted; nothing at all where one is not known."""
    known = minutes_of_event(event)
    attended = [(each.date, Half(each.half)) for each in halves]
    if not known.keys() >= {*attended}:
        return {}
    return {half_day: known[half_day] for half_day in attended}
