"""Lengths of time in hours and minutes, printed and typed."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.dates import NBSP
from events.languages import Language, current_language

MOST_MINUTES = 24 * 60
_HOURS = re.compile(
    r"([0-9]{1,2})\s*(?:h|heures?|hours?|:)\s*(?:([0-5]?[0-9])\s*(?:min)?)?"
)
_MINUTES = re.compile(r"([0-9]{1,4})\s*(?:min|minutes?|mn|')")


def duration(minutes: int) -> str:
    """3 h 05, 6 h, 45 min · 3 h 05 min, 6 h, 45 min"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    if not rest:
        return f"{hours}{NBSP}h"
    unit = "" if current_language() == Language.FRENCH else f"{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02}{unit}"


def read_duration(text: str) -> int:
    """Minutes of « 3 h 05 », 3h05, 3:05, 3 h, 185 min.

    Raises ValueError for anything else; a lone number could be either.
    """
    words = text.strip().casefold()
    if found := _MINUTES.fullmatch(words):
        return int(found[1])
    if found := _HOURS.fullmatch(words):
        return int(found[1]) * 60 + int(found[2] or 0)
    raise ValueError(text)


class DurationField(forms.CharField):
    """Shows a length of time as certificates do, and takes it as people write it."""

    widget = forms.TextInput(attrs={"size": 10, "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write a duration such as 3 h 05 or 185 min."),
        "range": _("Write between one minute and 24 hours, or leave the field empty."),
    }

    def prepare_value(self, value):
        return duration(value) if isinstance(value, int) else value

    def to_python(self, value) -> int | None:
        if isinstance(value, int):
            return value or None
        if not (value or "").strip():
            return None
        try:
            minutes = read_duration(value)
        except ValueError:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None
        if not 0 < minutes <= MOST_MINUTES:
            raise ValidationError(self.error_messages["range"], code="range")
        return minutes
