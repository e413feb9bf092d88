"""The vocabulary of events."""

from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL
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

        The relation is named as text: events know nothing of registrations. Its two
        counts are SQL, because building and compiling them as expressions took half
        of the time of every public page; they hold names of tables and nothing typed.
        """

        field: Any = self.model._meta.get_field("registrations")
        registrations = connection.ops.quote_name(field.related_model._meta.db_table)
        events = connection.ops.quote_name(self.model._meta.db_table)

        def count(status: str) -> RawSQL:
            statement = (
                f"SELECT COUNT(*) FROM {registrations} seat"  # noqa: S608
                f" WHERE seat.event_id = {events}.id AND seat.status = %s"
            )
            return RawSQL(statement, [status], models.IntegerField())  # noqa: S611

        return self.annotate(
            confirmed_count=count("confirmed"), waiting_count=count("waiting")
        )

    def for_page(self):
        """What every public page of an event shows of it."""
        return self.select_related("venue").with_seats()
