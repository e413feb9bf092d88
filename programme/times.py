"""A time of the day, read in any of the ways in which people write one."""

import re
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.dates import clock

_HOURS_AND_MINUTES = re.compile(
    r"([0-9]{1,2})\s*(?:(?:heures?|[h:.])\s*(?:([0-9]{2})(?::00)?)?)?\s*(am|pm)?"
)
_DIGITS = re.compile(r"([0-9]{1,2})([0-9]{2})()")
_NOON = {"midi", "noon"}


def read_time(text: str) -> time:
    """9, 9h, 9h15, 9 h 15, 9:15, 9.15, 0915; also 9:15 am and noon.

    Raises ValueError for anything else.
    """
    words = text.strip().casefold()
    if words in _NOON:
        return time(12)
    match = _HOURS_AND_MINUTES.fullmatch(words) or _DIGITS.fullmatch(words)
    if not match:
        raise ValueError(text)
    hours, minutes, half = match.groups()
    return time(_on_24_hours(int(hours), half), int(minutes or 0))


def _on_24_hours(hours: int, half: str | None) -> int:
    if not half:
        return hours
    if not 1 <= hours <= 12:
        raise ValueError(hours)
    return hours % 12 + (12 if half == "pm" else 0)


class TimeField(forms.TimeField):
    """Shows a time as pages do, and takes it as people write it."""

    widget = forms.TextInput(attrs={"size": 10, "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a time such as 9, 9h15 or 9:15.")}

    def prepare_value(self, value):
        return clock(value) if isinstance(value, time) else value

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return value or None
        try:
            return read_time(value)
        except ValueError:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None
