"""Every post of the form, from a new address or a known one, for one hour."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from events.models import Event
from registrations.models.registration import Registration, Status

LIFE = timedelta(hours=1)
MOST_CORRECTIONS = 3


class SubmissionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(created_at__gt=timezone.now() - LIFE)

    def record(self, **values) -> None:
        """Write a post, over the one of the same key and answers if there is one."""
        self.bulk_create(
            [self.model(**values)],
            update_conflicts=True,
            unique_fields=["event", "request_key", "fingerprint"],
            update_fields=[
                *["answers", "corrections"],
                *["outcome", "registration", "is_new", "created_at"],
            ],
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
    is_edit = models.BooleanField(
        default=False, help_text="Did it change the address of one made before?"
    )
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

    @property
    def can_be_corrected(self) -> bool:
        """May the address still be corrected from the page that followed the post?"""
        is_live = self.created_at > timezone.now() - LIFE
        return is_live and self.corrections < MOST_CORRECTIONS

    @property
    def followed(self) -> Registration | None:
        """The registration that moves to a corrected address, if there is one.

        None once it was cancelled, or changed through its mailed link: it is then the
        business of whoever holds that link. Comes with its registration.
        """
        if not (self.is_new or self.is_edit) or self.registration is None:
            return None
        return self.registration if self.registration.is_active else None
