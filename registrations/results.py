"""The panel on top of the personal page: what somebody needs to know first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import dates
from events.models import Event
from events.states import State
from registrations import attendance, wording
from registrations.models import Presence, Registration


@dataclass(frozen=True)
class Result:
    """A heading and a sentence; `is_confirmed` for somebody who is expected."""

    heading: str
    sentence: str
    is_confirmed: bool = False


def result_of(
    registration: Registration,
    waiting_before: int,
    present: Sequence[Presence] = (),
) -> Result:
    """The event must come `with_seats()`; `present` are the half-days after it."""
    event = registration.event
    if registration.is_cancelled:
        return _cancelled(registration)
    if event.state == State.CANCELLED:
        return _event_cancelled(event)
    if event.state == State.POSTPONED:
        return _event_postponed(event)
    if event.state == State.PAST:
        return _past(registration, present)
    if registration.is_waiting:
        rank = wording.rank_sentence(waiting_before)
        return Result(
            _("You are on the waiting list"),
            f"{rank} {wording.waiting_prospect(event)}",
        )
    return _confirmed(registration)


def _confirmed(registration: Registration) -> Result:
    heading = (
        _("A place has become free: your registration is confirmed")
        if registration.promoted_at
        else _("Your place is confirmed")
    )
    sentence = _("We look forward to seeing you %(meeting_point)s.") % {
        "meeting_point": wording.meeting_point(registration.event)
    }
    return Result(heading, sentence, is_confirmed=True)


def _cancelled(registration: Registration) -> Result:
    event = registration.event
    day = dates.short_date(event.local(registration.cancelled_at))
    if registration.cancelled_by == Registration.CancelledBy.PERSON:
        return _cancelled_by_the_person(registration, day)
    heading = _("Your registration was cancelled")
    reason = registration.cancellation_reason.rstrip(". ")
    values = {"day": day, "reason": reason, "contact": wording.contact(event)}
    if not reason:
        return Result(
            heading,
            _("The organising team cancelled it on %(day)s. Contact: %(contact)s.")
            % values,
        )
    return Result(
        heading,
        _(
            "The organising team cancelled it on %(day)s: %(reason)s. "
            "Contact: %(contact)s."
        )
        % values,
    )


def _cancelled_by_the_person(registration: Registration, day: str) -> Result:
    if registration.was_only_waiting:
        return Result(
            _("You are no longer on the waiting list"),
            _("You left it on %(day)s. A message confirms it.") % {"day": day},
        )
    return Result(
        _("Your place has been released"),
        _("Your registration was cancelled on %(day)s. A message confirms it.")
        % {"day": day},
    )


def _event_cancelled(event: Event) -> Result:
    return Result(
        wording.event_is_cancelled(event), wording.cancelled_with_the_event(event)
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


def _past(registration: Registration, present: Sequence[Presence]) -> Result:
    event = registration.event
    if present:
        return Result(
            _("Thank you for taking part"),
            _("Attendance recorded: %(half_days)s.")
            % {"half_days": attendance.in_words(event, present)},
        )
    heading = _("%(The_event)s is over") % {"The_event": capfirst(event.noun.the)}
    if registration.is_waiting:
        return Result(
            heading,
            _("You were on the waiting list. No place became free in time."),
        )
    return Result(
        heading,
        _(
            "No attendance is recorded in your name. If this is wrong, write to "
            "%(contact)s."
        )
        % {"contact": wording.contact(event)},
    )
