"""The organiser’s own figure for the length of a half-day."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event

MINUTES_OF_A_DAY = 24 * 60


class HalfDayHours(models.Model):
    """How long a half-day counts, where the rule of programme.hours is set aside."""

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="half_day_hours", verbose_name=_("event")
    )
    date = models.DateField(_("date"))
    half = models.CharField(_("half-day"), max_length=9)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MaxValueValidator(MINUTES_OF_A_DAY)]
    )

    class Meta:
        verbose_name = _("hours of a half-day")
        verbose_name_plural = _("hours of half-days")
        ordering = ["event", "date", "-half"]
        constraints = [
            models.UniqueConstraint(
                "event", "date", "half", name="hours_once_per_half_day"
            ),
            models.CheckConstraint(
                condition=models.Q(half__in=["morning", "afternoon"]),
                name="hours_half_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.half}"
