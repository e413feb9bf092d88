"""What pages show of registrations; the event comes `for_page()`, with its seats."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import dates
from events.models import Event
from events.states import ACCEPTING, State
from registrations import wording
from registrations.models import Registration

register = template.Library()

register.filter("dated", wording.dated)
register.simple_tag(wording.waiting_introduction)
register.simple_tag(wording.recorded_status)
register.simple_tag(wording.already_cancelled)


@register.inclusion_tag("registrations/_invitation.html")
def invitation(event: Event) -> dict:
    """The main button of an event in its present state, if it has one."""
    return {"event": event, "state": event.state}


@register.inclusion_tag("registrations/_register_again.html")
def register_again(registration: Registration) -> dict:
    """The way back for somebody who cancelled, while newcomers are accepted."""
    event = registration.event
    return {
        "event": event,
        "is_accepting": event.state in ACCEPTING,
        "has_more_to_say": event.state != State.CANCELLED,
        "was_waiting": registration.queued_at and not registration.promoted_at,
    }


@register.simple_tag
def seats_left(event: Event) -> str:
    return ngettext(
        "%(count)s place left.", "%(count)s places left.", event.free_seats
    ) % {"count": event.free_seats}


@register.inclusion_tag("registrations/_next_steps.html")
def next_steps(event: Event) -> dict:
    """What to do now; an online event has no desk."""
    opening = ""
    if event.attendance_mode != Event.AttendanceMode.ONLINE:
        opening = _("On the day, the desk opens at %(time)s.") % {
            "time": dates.clock(event.local(event.doors_open_at))
        }
    return {"opening": opening, "is_today": event.state == State.TODAY}
