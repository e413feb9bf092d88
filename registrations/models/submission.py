"""Every post of the form, from a new address or a known one, for one hour."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from events.models import Event
from registrations.models.registration import Registration, Status

LIFE = timedelta(hours=1)


class SubmissionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(created_at__gt=timezone.now() - LIFE)

    def expired(self):
        return self.filter(created_at__lte=timezone.now() - LIFE)


class Submission(models.Model):
    """What was posted and what was answered.

    It makes a repeated post harmless, and feeds the page that follows. One row is
    written whether the address was known or not, so that neither shows.
    """

    event_path = None

    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    request_key = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    answers = models.JSONField()
    outcome = models.CharField(max_length=10, choices=Status)
    registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "event",
                "request_key",
                "fingerprint",
                name="submission_once_per_key_and_answers",
            )
        ]

    def __str__(self) -> str:
        return self.request_key
