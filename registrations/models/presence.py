"""Which half-days people said they come, came, and were certified to have come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from events.models import Event
from programme.half_days import Half
from registrations.models.registration import REFERENCE_CHARACTERS, Registration


class PlannedHalfDay(models.Model):
    """A half-day for which a person said that they come."""

    event_path = "registration__event"

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="planned_half_days"
    )
    date = models.DateField(_("date"))
    half = models.CharField(_("half-day"), max_length=9, choices=Half)

    class Meta:
        verbose_name = _("half-day")
        verbose_name_plural = _("half-days")
        ordering = ["registration", "date", "-half"]  # morning before afternoon
        constraints = [
            models.UniqueConstraint(
                "registration", "date", "half", name="planned_half_day_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.half}"


class PresenceQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody has taken back."""
        return self.filter(undone_at=None)


class Presence(models.Model):
    """Somebody was there for a half-day. What is undone stays, as undone."""

    class Means(models.TextChoices):
        NAME = "name", _("name")
        CODE = "code", _("code")
        SHEET = "sheet", _("sheet")

    event_path = "registration__event"

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="presences"
    )
    date = models.DateField(_("date"))
    half = models.CharField(_("half-day"), max_length=9, choices=Half)
    means = models.CharField(_("means"), max_length=5, choices=Means)
    recorded_at = models.DateTimeField(_("when"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["registration", "date", "-half"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "date", "half"],
                condition=Q(undone_at=None),
                name="presence_once_per_half_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.half}"


def new_number() -> str:
    """Like 4F7K-92MD, in the alphabet of references."""
    code = get_random_string(8, REFERENCE_CHARACTERS)
    return f"{code[:4]}-{code[4:]}"


class Certificate(models.Model):
    """A numbered certificate of attendance; its number outlives the person's data."""

    event_path = "event"

    number = models.CharField(
        _("number"), max_length=9, unique=True, default=new_number
    )
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="certificates", verbose_name=_("event")
    )
    registration = models.OneToOneField(
        Registration, models.SET_NULL, null=True, related_name="certificate"
    )
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    erased_at = models.DateTimeField(
        null=True, editable=False, help_text="When it lost the person it was for."
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.number
