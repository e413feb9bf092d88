"""Form fields that clean what people type, the same way for every form.

The admin uses them for every model field: see ADMIN_FIELDS. They store what events.text
makes of the input: NFC, without control or invisible characters.
"""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import clean_email
from events.text import many_lines, one_line

EARLIEST_YEAR, LATEST_YEAR = 1970, 2200


class LineField(forms.CharField):
    """A single line: a line end that was pasted in becomes a space."""

    def to_python(self, value):
        return one_line(super().to_python(value) or "") or self.empty_value


class LinesField(forms.CharField):
    """Several lines; line ends become LF."""

    widget = forms.Textarea

    def to_python(self, value):
        return many_lines(super().to_python(value) or "") or self.empty_value


class AddressField(forms.EmailField):
    """One e-mail address that is written to: see events.emails for the rule."""

    def to_python(self, value):
        address = one_line(value or "")
        return clean_email(address) if address else self.empty_value


class WebAddressField(forms.URLField):
    """A page on the web: no other scheme ever becomes a link."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class MomentInput(forms.DateTimeInput):
    """The browser’s own field for a day and an hour: one input, with one label."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class HiddenMoment(forms.HiddenInput):
    """Carries a moment with its offset: it means the same in every time zone."""

    def format_value(self, value):
        if isinstance(value, datetime):
            return timezone.make_aware(value).isoformat()
        return super().format_value(value)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%H:%M")


class SensibleYear:
    """Refuses years that calendars, databases and time zones disagree about."""

    default_error_messages = {
        "year": _("Choose a year between %(first)s and %(last)s.")
    }
    error_messages: dict

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            raise ValidationError(
                self.error_messages["year"],
                code="year",
                params={"first": EARLIEST_YEAR, "last": LATEST_YEAR},
            )


class DayField(SensibleYear, forms.DateField):
    widget = DayInput


class HourField(forms.TimeField):
    widget = HourInput


class MomentField(SensibleYear, forms.DateTimeField):
    """A day and an hour on the clocks of the active time zone, to the minute."""

    widget = MomentInput
    hidden_widget = HiddenMoment

    def to_python(self, value):
        return _to_the_minute(super().to_python(value))

    def has_changed(self, initial, data) -> bool:
        """Seconds are never typed: they are not a change."""
        return super().has_changed(_to_the_minute(initial), data)


def _to_the_minute(value):
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)
    return value


# The `formfield_overrides` of every ModelAdmin and inline of ours.
ADMIN_FIELDS = {
    models.CharField: {"form_class": LineField},
    models.TextField: {"form_class": LinesField},
    models.EmailField: {"form_class": AddressField},
    models.URLField: {"form_class": WebAddressField},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"form_class": DayField, "widget": DayInput},
    models.TimeField: {"form_class": HourField, "widget": HourInput},
    models.FileField: {"widget": forms.FileInput},
}
