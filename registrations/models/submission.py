"""Every post of the form, from a new address or a known one, for one hour."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from events.models import Event
from registrations.models.registration import ACTIVE, Registration, Status

LIFE = timedelta(hours=1)


class SubmissionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(created_at__gt=timezone.now() - LIFE)

    def still_true(self):
        """Whoever cancelled since and sends the same answers registers again."""
        return self.live().filter(registration__status__in=ACTIVE)

    def record(self, **values) -> None:
        """Write a post, over the one of the same key and answers if there is one."""
        self.bulk_create(
            [self.model(**values)],
            update_conflicts=True,
            unique_fields=["event", "request_key", "fingerprint"],
            update_fields=["outcome", "registration", "is_new", "created_at"],
        )

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
        Registration, models.SET_NULL, null=True, related_name="+"
    )
    is_new = models.BooleanField(help_text="Did this post make the registration?")
    corrections = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "request_key", "fingerprint"],
                name="submission_once_per_key_and_answers",
            )
        ]

    def __str__(self) -> str:
        return self.request_key
