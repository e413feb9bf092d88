"""What the head of the waiting list says: who is next, or why nobody is."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events import dates
from events.models import Event


def line_sentence(event: Event, next_person: str) -> str:
    """The event comes `with_seats()`; `next_person` is empty when nobody waits."""
    if reason := _stop(event):
        return _("No place is given: %(reason)s") % {"reason": reason}
    if event.seats is not None and event.confirmed_count > event.seats:
        return _overfull(event)
    stops_at = event.local(event.promotion_stops_at)
    until = _("%(day)s at %(time)s") % {
        "day": dates.day_and_month(stops_at),
        "time": dates.clock(stops_at),
    }
    if event.promotion_stops_at <= timezone.now():
        return f"{_free(event)} " + _by_hand(event, until)
    if not next_person:
        return _free(event)
    sentence = _(
        "The next place that becomes free goes to %(person)s, until %(until)s."
    )
    return f"{_free(event)} " + sentence % {"person": next_person, "until": until}


def _stop(event: Event) -> str:
    """Why the event gives no place to anybody; empty while it does."""
    the_event = {"the_event": event.noun.the}
    if event.cancelled_at:
        return (
            event.noun.agree(
                feminine=pgettext("feminine", "%(the_event)s is cancelled."),
                masculine=pgettext("masculine", "%(the_event)s is cancelled."),
            )
            % the_event
        )
    if not event.is_published:
        return (
            event.noun.agree(
                feminine=pgettext("feminine", "%(the_event)s is not published."),
                masculine=pgettext("masculine", "%(the_event)s is not published."),
            )
            % the_event
        )
    if event.postponed_at:
        return (
            event.noun.agree(
                feminine=pgettext("feminine", "%(the_event)s is postponed."),
                masculine=pgettext("masculine", "%(the_event)s is postponed."),
            )
            % the_event
        )
    return ""


def _overfull(event: Event) -> str:
    seats = ngettext("%(count)s seat", "%(count)s seats", event.seats)
    confirmed = ngettext(
        "%(count)s registration", "%(count)s registrations", event.confirmed_count
    )
    sentence = _(
        "%(registrations)s for %(seats)s. No place is given until one becomes free."
    )
    return sentence % {
        "registrations": confirmed % {"count": event.confirmed_count},
        "seats": seats % {"count": event.seats},
    }


def _free(event: Event) -> str:
    if event.seats is None:
        return _("No limit of seats.")
    return ngettext(
        "%(count)s free place.", "%(count)s free places.", event.free_seats
    ) % {"count": event.free_seats}


def _by_hand(event: Event, since: str) -> str:
    stopped = _("Automatic attribution has stopped since %(since)s") % {"since": since}
    if event.free_seats == 0:
        return f"{stopped}."
    them = ngettext(
        "%(stopped)s: give it out by hand.",
        "%(stopped)s: give them out by hand.",
        event.free_seats or 2,
    )
    return capfirst(them % {"stopped": stopped})
