"""Sentences about a registration, for its pages and its mails.

French articles and participles agree with the kind of event: see events.nouns.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events import dates
from events import wording as event_wording
from events.languages import Language, current_language
from events.models import Event
from events.states import State
from registrations.models import Registration, Status, Submission


@dataclass(frozen=True)
class Result:
    """The panel on top of the personal page."""

    heading: str
    sentence: str
    is_confirmed: bool = False


def result_of(registration: Registration, waiting_before: int) -> Result:
    """What the person needs to know first; the event must come `with_seats()`."""
    event = registration.event
    if registration.is_cancelled:
        return _cancelled(registration)
    if event.state == State.CANCELLED:
        return _event_cancelled(event)
    if event.state == State.POSTPONED:
        return _event_postponed(event)
    if event.state == State.PAST:
        return _past(registration)
    if registration.is_waiting:
        return Result(
            _("You are on the waiting list"),
            f"{rank_sentence(waiting_before)} {waiting_prospect(event)}",
        )
    return _confirmed(registration)


def meeting_point(event: Event) -> str:
    """le mercredi 22 mai 2019 à 9 h, à Gennevilliers"""
    when = _moment(event, event.doors_open_at)
    if not event.venue:
        return _("on %(when)s") % {"when": when}
    return _("on %(when)s, %(in_town)s") % {
        "when": when,
        "in_town": in_town(event.venue.town),
    }


def in_town(town: str) -> str:
    """à Gennevilliers, au Mans, aux Mureaux · in Gennevilliers"""
    if current_language() == Language.FRENCH:
        for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
            if town.startswith(article):
                return contracted + town.removeprefix(article)
    return _("in %(town)s") % {"town": town}


def rank_sentence(waiting_before: int) -> str:
    if waiting_before == 0:
        return _("You are first on the list.")
    if waiting_before == 1:
        return _("One person is ahead of you.")
    return ngettext(
        "%(count)s person is ahead of you.",
        "%(count)s people are ahead of you.",
        waiting_before,
    ) % {"count": waiting_before}


def waiting_prospect(event: Event) -> str:
    """What somebody who waits may hope for, before and after the cut-off."""
    if not event.promotes_at(timezone.now()):
        return _(
            "The organising team now gives out places by hand. It writes to you if "
            "one is for you."
        )
    return _(
        "If a place becomes free before %(cut_off)s, it is given to you when your turn "
        "comes and we write to you. You do not need to do anything."
    ) % {"cut_off": cut_off(event)}


def why_cancelling_is_over(registration: Registration) -> str:
    """Why the person cannot give the place back any more; empty while they can."""
    event = registration.event
    if event.cancelled_at:
        return _event_cancelled(event).sentence
    if event.starts_at <= timezone.now():
        return _("%(The_event)s has started: you can no longer cancel online.") % {
            "The_event": capfirst(event.noun.the)
        }
    return ""


def dated(noun: str, event: Event) -> str:
    """la journée du mercredi 22 mai 2019 · the study day on Wednesday 22 May 2019"""
    days = event_wording.days(event)
    if event.has_many_days:
        return f"{noun} {days}"
    return _("%(event)s on %(day)s") % {"event": noun, "day": days}


def waiting_introduction(event: Event) -> str:
    """What the form says to whoever is about to join the waiting list."""
    full = full_sentence(event)
    if not event.promotes_at(timezone.now()):
        return f"{full} " + _("The organising team now gives out places by hand.")
    return f"{full} " + _(
        "If a place becomes free before %(cut_off)s, it is given to you when your turn "
        "comes: your registration is then confirmed and a message tells you. You can "
        "give the place up in two clicks."
    ) % {"cut_off": cut_off(event)}


def full_sentence(event: Event) -> str:
    sentence = event.noun.agree(
        feminine=pgettext("feminine", "%(The_event)s is full."),
        masculine=pgettext("masculine", "%(The_event)s is full."),
    )
    return sentence % {"The_event": capfirst(event.noun.the)}


def recorded_status(submission: Submission) -> str:
    """What a newcomer got, said to whoever has just posted."""
    event = submission.event
    if submission.outcome == Status.CONFIRMED:
        return _("Place confirmed. See you %(meeting_point)s.") % {
            "meeting_point": meeting_point(event)
        }
    if not event.promotes_at(timezone.now()):
        return _(
            "Waiting list. The organising team gives out the last places by hand and "
            "writes to the people concerned."
        )
    return _(
        "Waiting list. If a place becomes free before %(cut_off)s, it is given in "
        "order of arrival and a message says so."
    ) % {"cut_off": cut_off(event)}


def already_cancelled(registration: Registration) -> str:
    at = registration.event.local(registration.cancelled_at)
    return _("This registration was already cancelled on %(day)s.") % {
        "day": dates.day_and_month(at)
    }


def cut_off(event: Event) -> str:
    """mardi 21 mai 2019 à 21 h"""
    return _moment(event, event.promotion_stops_at)


def seats_sentence(event: Event) -> str:
    """86 registrations for 100 seats, 5 waiting · 86 registrations"""
    confirmed = ngettext(
        "%(count)s registration", "%(count)s registrations", event.confirmed_count
    ) % {"count": event.confirmed_count}
    parts = [confirmed]
    if event.seats is not None:
        seats = ngettext("%(count)s seat", "%(count)s seats", event.seats)
        parts[0] = _("%(registrations)s for %(seats)s") % {
            "registrations": confirmed,
            "seats": seats % {"count": event.seats},
        }
    if event.waiting_count:
        waiting = ngettext(
            "%(count)s waiting", "%(count)s waiting", event.waiting_count
        )
        parts.append(waiting % {"count": event.waiting_count})
    return ", ".join(parts)


def _moment(event: Event, moment: datetime) -> str:
    """A moment on the event’s clock, with its zone where readers may need it."""
    return dates.long_moment(event.local(moment)) + event_wording.zone_note(event)


def _confirmed(registration: Registration) -> Result:
    heading = (
        _("A place has become free: your registration is confirmed")
        if registration.promoted_at
        else _("Your place is confirmed")
    )
    sentence = _("We look forward to seeing you %(meeting_point)s.") % {
        "meeting_point": meeting_point(registration.event)
    }
    return Result(heading, sentence, is_confirmed=True)


def _cancelled(registration: Registration) -> Result:
    day = dates.short_date(registration.event.local(registration.cancelled_at))
    if registration.cancelled_by == Registration.CancelledBy.PERSON:
        if registration.queued_at and not registration.promoted_at:
            return Result(
                _("You are no longer on the waiting list."),
                _("You left it on %(day)s. A message confirms it.") % {"day": day},
            )
        return Result(
            _("Your place has been released"),
            _("Your registration was cancelled on %(day)s. A message confirms it.")
            % {"day": day},
        )
    return Result(
        _("Your registration was cancelled"),
        _(
            "The organising team cancelled it on %(day)s: %(reason)s. "
            "Contact: %(contact)s."
        )
        % {
            "day": day,
            "reason": registration.cancellation_reason.rstrip(". "),
            "contact": registration.event.contact_email,
        },
    )


def _event_cancelled(event: Event) -> Result:
    heading = event.noun.agree(
        feminine=pgettext("feminine", "%(The_event)s is cancelled"),
        masculine=pgettext("masculine", "%(The_event)s is cancelled"),
    )
    return Result(
        heading % {"The_event": capfirst(event.noun.the)},
        event.noun.agree(
            feminine=pgettext(
                "feminine",
                "You do not need to do anything: your registration is cancelled with "
                "it. Contact: %(contact)s.",
            ),
            masculine=pgettext(
                "masculine",
                "You do not need to do anything: your registration is cancelled with "
                "it. Contact: %(contact)s.",
            ),
        )
        % {"contact": event.contact_email},
    )


def _event_postponed(event: Event) -> Result:
    heading = event.noun.agree(
        feminine=pgettext("feminine", "%(The_event)s is postponed"),
        masculine=pgettext("masculine", "%(The_event)s is postponed"),
    )
    return Result(
        heading % {"The_event": capfirst(event.noun.the)},
        _("Your registration is kept. We write to you as soon as the date is known."),
    )


def _past(registration: Registration) -> Result:
    heading = _("%(The_event)s is over") % {
        "The_event": capfirst(registration.event.noun.the)
    }
    if registration.is_waiting:
        return Result(
            heading,
            _("You were on the waiting list. No place became free in time."),
        )
    return Result(heading, _("Thank you for having registered."))
