"""What happens after registering, for somebody who is expected, step by step."""

from django.utils import timezone
from django.utils.translation import gettext as _

from events import dates
from events.models import Event
from events.text import one_line
from programme import kept
from programme.models import Session

WEEK, DAY = 7, 1


def next_steps(event: Event) -> list[str]:
    """The reminders still to come, then the desk; an online event has none."""
    return [step for step in (_reminders(event), _welcome(event)) if step]


def welcome_place(event: Event) -> str:
    """Where people are welcomed first, as readers see it: hall du bâtiment"""
    rows = kept.published(event).rows
    places = (row.place for row in rows if row.kind == Session.Kind.WELCOME)
    return one_line(str(next(places, "")))


def _reminders(event: Event) -> str:
    days_left = (event.local_start.date() - event.local(timezone.now()).date()).days
    is_week_to_come = event.has_week_reminder and days_left > WEEK
    is_day_to_come = event.has_day_reminder and days_left > DAY
    if is_week_to_come and is_day_to_come:
        return _("A reminder goes out 7 days and 1 day before.")
    if is_week_to_come:
        return _("A reminder goes out 7 days before.")
    if is_day_to_come:
        return _("A reminder goes out 1 day before.")
    return ""


def _welcome(event: Event) -> str:
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return ""
    time = dates.clock(event.local(event.doors_open_at))
    if place := welcome_place(event):
        return _("On the day, the desk opens at %(time)s, %(place)s.") % {
            "time": time,
            "place": place,
        }
    return _("On the day, the desk opens at %(time)s.") % {"time": time}
