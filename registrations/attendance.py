"""Who was there, in rows and in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from events import dates
from events.models import Event
from registrations.models import PlannedHalfDay, Presence, Registration

type HalfDays = Sequence[Presence | PlannedHalfDay]


def halves_present(registration: Registration) -> list[Presence]:
    """The half-days for which a presence was recorded and stands, in their order."""
    return list(registration.presences.standing())


def may_be_recorded(event: Event) -> bool:
    """Presence is recorded from the first day on."""
    return event.local(timezone.now()).date() >= event.local_start.date()


def is_over(event: Event) -> bool:
    """Was it held, and has it ended? Certificates are made from then on."""
    is_held = event.is_published and not (event.cancelled_at or event.postponed_at)
    return is_held and event.ends_at <= timezone.now()


def why_uncertified(registration: Registration) -> str:
    """Why no certificate can be made for this person; empty where one can."""
    if not is_over(registration.event):
        return _("Certificates are made after %(the_event)s.") % {
            "the_event": registration.event.noun.the
        }
    if not registration.presences.standing().exists():
        return _("No attendance is recorded in your name.")
    return ""


def in_words(
    event: Event, halves: HalfDays, notes: Mapping[tuple[date, str], str] | None = None
) -> str:
    """matin et après-midi; of several days: mercredi 22 mai (matin, après-midi) ; …

    On an event of one day, each half-day may have a note: matin (3 h 05).
    """
    if event.has_many_days:
        return _several_days(halves)
    found = notes or {}
    parts = [
        f"{each.get_half_display()} ({note})"
        if (note := found.get((each.date, each.half)))
        else each.get_half_display()
        for each in halves
    ]
    return get_text_list(parts, _("and"))


def _several_days(halves: HalfDays) -> str:
    days = []
    for day, of_day in groupby(halves, key=lambda each: each.date):
        names = ", ".join(each.get_half_display() for each in of_day)
        days.append(f"{dates.long_day(day)} ({names})")
    return _("; ").join(days)
