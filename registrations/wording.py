"""Sentences about a registration, for its pages and its mails.

French articles and participles agree with the kind of event: see events.nouns.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events import dates
from events import wording as event_wording
from events.languages import Language, current_language
from events.models import Event
from registrations.models import Registration, Status, Submission


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
        return f"{event_is_cancelled(event)}. {cancelled_with_the_event(event)}"
    if _has_started(event):
        return _("%(The_event)s has started: you can no longer cancel online.") % {
            "The_event": capfirst(event.noun.the)
        }
    return ""


def why_editing_is_over(registration: Registration) -> str:
    """Why the person cannot change the answers any more; empty while they can."""
    event = registration.event
    if registration.is_cancelled:
        return already_cancelled(registration)
    if event.cancelled_at:
        return f"{event_is_cancelled(event)}. {cancelled_with_the_event(event)}"
    if _has_started(event):
        return _(
            "%(The_event)s has started: answers can no longer be changed online. "
            "Write to %(contact)s."
        ) % {
            "The_event": capfirst(event.noun.the),
            "contact": contact(event),
        }
    return ""


def why_not_corrected(event: Event) -> str:
    """What the page says of the address once it was corrected too often, or too late"""
    return _("The address can no longer be corrected here. Write to %(contact)s.") % {
        "contact": contact(event)
    }


def registration_is_closed(event: Event) -> str:
    """Said to somebody who would register again"""
    return _("Registration is closed. Write to %(contact)s.") % {
        "contact": contact(event)
    }


def only_the_team_can_register_again(event: Event) -> str:
    return _(
        "The organising team cancelled this registration. Write to %(contact)s."
    ) % {"contact": contact(event)}


def event_is_cancelled(event: Event) -> str:
    sentence = event.noun.agree(
        feminine=pgettext("feminine", "%(The_event)s is cancelled"),
        masculine=pgettext("masculine", "%(The_event)s is cancelled"),
    )
    return sentence % {"The_event": capfirst(event.noun.the)}


def cancelled_with_the_event(event: Event) -> str:
    sentence = event.noun.agree(
        feminine=pgettext(
            "feminine",
            "You do not need to do anything: your registration is cancelled with it. "
            "Contact: %(contact)s.",
        ),
        masculine=pgettext(
            "masculine",
            "You do not need to do anything: your registration is cancelled with it. "
            "Contact: %(contact)s.",
        ),
    )
    return sentence % {"contact": contact(event)}


def contact(event: Event) -> str:
    return event.contact_email or settings.SITE_CONTACT


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
    if registration.was_only_waiting:
        return _("You are no longer on the waiting list.")
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


def _has_started(event: Event) -> bool:
    """Has the day come? The date of a postponed event says nothing any more."""
    return event.postponed_at is None and event.starts_at <= timezone.now()
