"""The addresses of events, of today and of before."""

from django.db import models


class EventSlug(models.Model):
    """Every address that an event has ever had.

    An old one redirects; the one of an event that is gone answers 410.
    """

    event_path = None

    slug = models.CharField(max_length=60, unique=True)
    event = models.ForeignKey(
        "events.Event", models.SET_NULL, null=True, related_name="all_slugs"
    )

    def __str__(self) -> str:
        return self.slug
