"""M7: when, where and how to enter, then the way out."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import dates
from events.addresses import full_address
from events.models import Event
from events.text import one_line
from registrations import wording
from registrations.letters.facts import LINE_END, of_event, of_registration
from registrations.models import Message


def week_reminder(message: Message) -> dict:
    start = message.event.local_start
    beginning = _("%(Day)s, from %(time)s.") % {
        "Day": capfirst(dates.long_date(start)),
        "time": _doors(message.event),
    }
    return _reminder(message, capfirst(dates.long_day(start)), beginning)


def day_reminder(message: Message) -> dict:
    beginning = _("Tomorrow, %(day)s, from %(time)s.") % {
        "day": dates.long_date(message.event.local_start),
        "time": _doors(message.event),
    }
    return _reminder(message, _("Tomorrow"), beginning)


def _reminder(message: Message, when: str, beginning: str) -> dict:
    event = message.event
    return (
        of_event(event)
        | of_registration(message.registration)
        | {
            "headline": _headline(event, when),
            "beginning": beginning,
            "at_the_desk": _at_the_desk(event),
            "programme_link": full_address("programme:programme", event.slug),
            "note": _note(event),
        }
    )


def _headline(event: Event, when: str) -> str:
    """Mercredi 22 mai : Partenariat 2019, à Gennevilliers"""
    words = {"When": when, "short_title": one_line(event.short_title)}
    if town := _in_town(event):
        sentence = _("%(When)s: %(short_title)s, %(in_town)s")
        return sentence % (words | {"in_town": town})
    return _("%(When)s: %(short_title)s") % words


def _doors(event: Event) -> str:
    return dates.clock(event.local(event.doors_open_at))


def _in_town(event: Event) -> str:
    """à Gennevilliers; nothing for an event without a place"""
    is_online = event.attendance_mode == Event.AttendanceMode.ONLINE
    if is_online or not event.venue:
        return ""
    return wording.in_town(one_line(event.venue.town))


def _at_the_desk(event: Event) -> str:
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return ""
    return _("At the desk: your name, or the code from your personal page.")


def _note(event: Event) -> str:
    """The team’s word; an address alone would be taken for a link of ours."""
    lines = [one_line(line) for line in event.reminder_note.split("\n")]
    note = LINE_END.join(filter(None, lines))
    if note and not {" ", LINE_END} & {*note}:
        return _("A word from the team: %(note)s") % {"note": note}
    return note
