"""What readers see of a programme, from one moment on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event


class Publication(models.Model):
    """A programme as it was published; the last one of an event is what readers see.

    `content` is what programme.snapshot makes of the rows. `changes` says what differs
    from the publication before, as programme.changes writes it.
    """

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="publications", verbose_name=_("event")
    )
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published"))
    content = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("publication of the programme")
        verbose_name_plural = _("publications of the programme")
        ordering = ["event", "-number"]
        constraints = [
            models.UniqueConstraint(
                "event", "number", name="publication_number_once_per_event"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
