"""Two announcements of an event, set side by side: what was known, and what holds."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from events import wording as event_wording
from events.models import Event
from events.text import one_line


@dataclass(frozen=True)
class Announced:
    """An event as it was, or is now, announced; in the active language."""

    event: Event
    known: dict

    @cached_property
    def as_event(self) -> Event:
        """The event with the date, the hours and the room of then."""
        event = copy(self.event)
        event.starts_at = datetime.fromisoformat(self.known["starts_at"])
        event.ends_at = datetime.fromisoformat(self.known["ends_at"])
        event.time_zone = self.known["time_zone"]
        event.attendance_mode = self.known["attendance_mode"]
        return event

    @property
    def days(self) -> str:
        return event_wording.days(self.as_event)

    @property
    def hours(self) -> str:
        return event_wording.hours(self.as_event)

    @property
    def clocks(self) -> tuple:
        """The hours without the note on their zone, which may come and go alone."""
        event = self.as_event
        return event.time_zone, event.local_start.time(), event.local_end.time()

    @property
    def is_online(self) -> bool:
        return self.known["attendance_mode"] == Event.AttendanceMode.ONLINE

    @property
    def room(self) -> str:
        return "" if self.is_online else one_line(self.known["room"])

    @property
    def place(self) -> str:
        """Without the room: Université de Nanterre, 200 avenue de la République…"""
        if self.is_online:
            return _("Online")
        parts = filter(None, [self.known["venue"], self.known["address"]])
        return one_line(", ".join(parts))


@dataclass(frozen=True)
class Move:
    """From what was announced to what holds now."""

    old: Announced
    new: Announced

    @property
    def was_postponed(self) -> bool:
        return self.old.known["is_postponed"] and not self.new.known["is_postponed"]

    @property
    def has_new_days(self) -> bool:
        return self.was_postponed or self.old.days != self.new.days

    @property
    def has_new_hours(self) -> bool:
        return self.was_postponed or self.old.clocks != self.new.clocks

    @property
    def has_new_place(self) -> bool:
        return self.old.place != self.new.place

    @property
    def has_new_room(self) -> bool:
        return self.old.room != self.new.room


def move_of(event: Event, before: dict, after: dict) -> Move:
    return Move(Announced(event, before), Announced(event, after))
