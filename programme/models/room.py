"""Where rows take place, inside the venue of the event."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages
from events.models import Event


class Room(models.Model):
    """A room of one event; rows in two rooms may last at the same time."""

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="rooms", verbose_name=_("event")
    )
    name_fr = models.CharField(_("name"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    capacity = models.PositiveIntegerField(
        _("how many people it holds"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    name = InBothLanguages("name")

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["event", "position", "name_fr", "pk"]
        constraints = [
            models.UniqueConstraint(
                "event",
                "name_fr",
                name="room_name_once_per_event",
                violation_error_message=_("This event already has a room so named."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
