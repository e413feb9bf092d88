"""The vocabulary of events."""

from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone


class EventQuerySet(models.QuerySet):
    """Words for events: `Event.objects.published().listed().upcoming()`."""

    def published(self):
        return self.filter(published_at__lte=timezone.now(), deleted_at=None)

    def listed(self):
        return self.filter(is_listed=True)

    def upcoming(self):
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self):
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def with_seats(self):
        """Bring `confirmed_count` and `waiting_count`, which the state needs.

        The relation is named as text: events know nothing of registrations.
        """

        def count(status: str) -> Coalesce:
            field: Any = self.model._meta.get_field("registrations")
            rows = (
                field.related_model.objects.filter(event=OuterRef("pk"), status=status)
                .order_by()
                .values("event")
                .annotate(total=Count("pk"))
                .values("total")
            )
            return Coalesce(Subquery(rows), 0)

        return self.annotate(
            confirmed_count=count("confirmed"), waiting_count=count("waiting")
        )

    def for_page(self):
        """What every public page of an event shows of it."""
        return self.select_related("venue").with_seats()
