"""Sentences about an event, for its pages, its calendar and its mails.

French articles and participles agree with the kind of event: see events.nouns.
"""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import get_timezone_location
from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events import dates
from events.languages import Language, current_language
from events.models import Document, Event
from events.states import State

KILOBYTE = 1024
# The notice above the title says the line of these states.
STATES_IN_A_NOTICE = frozenset({State.DRAFT, State.CANCELLED, State.POSTPONED})


@dataclass(frozen=True)
class Notice:
    """What stands above the title; `kind` is empty, "warning" or "error"."""

    text: str
    kind: str = ""


def chip(event: Event, state: State) -> str:
    """The state in one or two words."""
    match state:
        case State.CANCELLED:
            return event.noun.agree(
                feminine=pgettext("feminine", "Cancelled"),
                masculine=pgettext("masculine", "Cancelled"),
            )
        case State.POSTPONED:
            return event.noun.agree(
                feminine=pgettext("feminine", "Postponed"),
                masculine=pgettext("masculine", "Postponed"),
            )
        case State.PAST:
            return event.noun.agree(
                feminine=pgettext("feminine", "Past"),
                masculine=pgettext("masculine", "Past"),
            )
        case State.FULL_WITH_WAITING_LIST:
            return str(State.FULL.label)
    return str(state.label)


def state_line(event: Event, state: State | None = None) -> str:
    """What the state means for the reader, in one or two sentences."""
    state = state or event.state
    line = _LINES[state](event)
    if event.has_walk_ins and state in {State.TODAY, State.CLOSED, State.FULL}:
        line += " " + _("Some places may be available at the door.")
    return line


def notice(event: Event, state: State) -> Notice | None:
    """What readers must know before anything else, if there is such a thing."""
    if event.preview_query and event.is_published:
        return Notice(_preview(event), "warning")
    if state in STATES_IN_A_NOTICE:
        kind = "error" if state == State.CANCELLED else "warning"
        return Notice(state_line(event, state), kind)
    if event.rescheduled_from and state != State.PAST:
        return Notice(_moved(event))
    return None


def _preview(event: Event) -> str:
    if event.has_unpublished_programme:
        return _("Preview: these changes are not published.")
    return _("Preview: readers see this programme too.")


def demonstration(event: Event) -> str:
    """Which day a demonstration shows; empty for an event of its own."""
    if not event.demonstrates:
        return ""
    sentence = _("Demonstration: this page is about %(the_event)s of %(day)s.")
    return sentence % {
        "the_event": event.noun.the,
        "day": dates.short_date(event.demonstrates),
    }


def days(event: Event) -> str:
    """mercredi 22 mai 2019, or the range of its days"""
    return dates.day_range(event.local_start.date(), event.local_end.date())


def hours(event: Event) -> str:
    """de 9 h à 17 h 30, with the zone where readers may need it"""
    start, end = dates.clock(event.local_start), dates.clock(event.local_end)
    return hours_between(event, start, end) + zone_note(event)


def hours_between(event: Event, start: str, end: str) -> str:
    """The sentence for two times that are already words."""
    if event.has_many_days:
        pattern = _("from %(start)s on the first day to %(end)s on the last")
    else:
        pattern = _("%(start)s to %(end)s")
    return pattern % {"start": start, "end": end}


def zone_note(event: Event) -> str:
    """« (heure de Paris) » where clocks may not be the reader’s; else nothing."""
    is_on_site = event.attendance_mode == Event.AttendanceMode.ON_SITE
    if is_on_site and event.time_zone == settings.TIME_ZONE:
        return ""
    return f" ({_time_of(_city(event.time_zone))})"


def where(event: Event) -> str:
    """Gennevilliers (Université de Cergy-Pontoise), online, or both"""
    if event.venue is None:
        is_online = event.attendance_mode == Event.AttendanceMode.ONLINE
        return _("Online") if is_online else ""
    town, host = event.venue.town, event.venue.institution
    place = f"{town} ({host})" if host else town
    if event.attendance_mode == Event.AttendanceMode.HYBRID:
        return _("%(place)s, and online") % {"place": place}
    return place


def spoken_language(event: Event) -> str:
    names = {Language.FRENCH: _("French"), Language.ENGLISH: _("English")}
    return names[Language(event.content_language)]


def file_note(document: Document) -> str:
    """PDF, 240 Ko · PDF, 240 KB"""
    return f"{document.kind}, {size(document.file.size)}"


def pdf_note(octets: int) -> str:
    """The same for a file that is made when somebody asks for it."""
    return f"PDF, {size(octets)}"


def size(octets: int) -> str:
    """240 Ko, 1,4 Mo · 240 KB, 1.4 MB; never zero"""
    kilobytes = max(round(octets / KILOBYTE), 1)
    if kilobytes < KILOBYTE:
        unit = _("KB")
        return f"{kilobytes}{dates.NBSP}{unit}"
    unit = _("MB")
    megabytes = f"{octets / KILOBYTE**2:.1f}".removesuffix(".0")
    if current_language() == Language.FRENCH:
        megabytes = megabytes.replace(".", ",")
    return f"{megabytes}{dates.NBSP}{unit}"


def _draft(event: Event) -> str:
    return _("Preview: this page is not public.")


def _cancelled(event: Event) -> str:
    sentence = event.noun.agree(
        feminine=pgettext("feminine", "%(This_event)s is cancelled."),
        masculine=pgettext("masculine", "%(This_event)s is cancelled."),
    )
    line = sentence % {"This_event": capfirst(event.noun.this)}
    if event.cancellation_told_at:
        told = _("People who had registered were told on %(day)s.")
        day = dates.day_and_month(event.local(event.cancellation_told_at))
        line += " " + told % {"day": day}
    return line


def _postponed(event: Event) -> str:
    sentence = event.noun.agree(
        feminine=pgettext(
            "feminine",
            "%(This_event)s is postponed. The new date will be published here.",
        ),
        masculine=pgettext(
            "masculine",
            "%(This_event)s is postponed. The new date will be published here.",
        ),
    )
    return sentence % {"This_event": capfirst(event.noun.this)}


def _past(event: Event) -> str:
    if event.has_many_days:
        sentence = _("%(This_event)s took place %(days)s.")
    else:
        sentence = _("%(This_event)s took place on %(days)s.")
    return sentence % {
        "This_event": capfirst(event.noun.this),
        "days": days(event),
    }


def _today(event: Event) -> str:
    sentence = _("%(The_event)s is today.") % {"The_event": capfirst(event.noun.the)}
    doors = event.local(event.doors_open_at)
    if doors.date() != event.local(timezone.now()).date():
        return sentence
    opening = _("Doors open at %(time)s.") % {"time": _clock(event, doors)}
    return f"{sentence} {opening}"


def _not_open(event: Event) -> str:
    moment = dates.long_moment(event.local(event.registration_opens_at))
    return _("Registration opens on %(moment)s.") % {
        "moment": moment + zone_note(event)
    }


def _closed(event: Event) -> str:
    day = event.local(event.registration_closes_at).date()
    return _("Registration closed on %(day)s.") % {"day": dates.long_date(day)}


def _full(event: Event) -> str:
    return _(
        "There are no places left. If one becomes free, the register button comes "
        "back here."
    )


def _full_with_waiting_list(event: Event) -> str:
    if not event.promotes_at(timezone.now()):
        return _(
            "There are no places left. Join the waiting list: the organising team now "
            "gives out places by hand."
        )
    return _(
        "There are no places left. Join the waiting list: places that become free are "
        "given in order of arrival."
    )


def _few(event: Event) -> str:
    left = ngettext("%(count)s place left.", "%(count)s places left.", event.free_seats)
    return f"{left % {'count': event.free_seats}} {_open(event)}"


def _open(event: Event) -> str:
    moment = dates.moment(event.local(event.registration_ends_at))
    return _("Free, registration required, until %(moment)s.") % {
        "moment": moment + zone_note(event)
    }


_LINES = {
    State.DRAFT: _draft,
    State.CANCELLED: _cancelled,
    State.POSTPONED: _postponed,
    State.PAST: _past,
    State.TODAY: _today,
    State.NOT_OPEN: _not_open,
    State.CLOSED: _closed,
    State.FULL: _full,
    State.FULL_WITH_WAITING_LIST: _full_with_waiting_list,
    State.FEW: _few,
    State.OPEN: _open,
}


def _moved(event: Event) -> str:
    former = event.local(event.rescheduled_from)
    if former.date() == event.local_start.date():
        sentence = _("New time: %(the_event)s was first planned for %(former)s.")
    else:
        sentence = _("New date: %(the_event)s was first planned for %(former)s.")
    return sentence % {
        "the_event": event.noun.the,
        "former": dates.long_moment(former),
    }


def _clock(event: Event, moment: datetime) -> str:
    return dates.clock(moment) + zone_note(event)


def _city(time_zone: str) -> str:
    """The town that gives its name to the zone: Londres · London"""
    language = current_language().value
    return get_timezone_location(time_zone, locale=language, return_city=True)


def _time_of(city: str) -> str:
    """heure de Paris, heure d’Athènes · Paris time, Athens time"""
    if city[0] in "AEÉIÎOU":
        return pgettext("before a vowel", "%(city)s time") % {"city": city}
    return _("%(city)s time") % {"city": city}
