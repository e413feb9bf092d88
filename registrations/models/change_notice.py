"""A change of date or place that people have perhaps not been told yet."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event


class ChangeNoticeQuerySet(models.QuerySet):
    """Words for changes to be told: `ChangeNotice.objects.open()`."""

    def open(self):
        return self.filter(sent_at=None, dismissed_at=None)

    def to_tell(self):
        """Those that can be told now: of an event that people can come to."""
        events = Event.objects.published().filter(
            cancelled_at=None, postponed_at=None, ends_at__gt=timezone.now()
        )
        return self.open().filter(event__in=events)


class ChangeNotice(models.Model):
    """What was announced before the event moved, until the team tells or lets it be.

    Several changes before anybody is told make one notice, with the oldest `before`.
    """

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="change_notices", verbose_name=_("event")
    )
    before = models.JSONField()
    created_at = models.DateTimeField(_("changed"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    dismissed_at = models.DateTimeField(null=True)

    objects = ChangeNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to be told")
        verbose_name_plural = _("changes to be told")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(sent_at=None, dismissed_at=None),
                name="change_notice_open_once_per_event",
            )
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def is_open(self) -> bool:
        return not (self.sent_at or self.dismissed_at)
