"""The vocabulary of events."""

from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils import timezone

from events.models.journal import JournalEntry

# What readers of a list would call news of an event.
SEEN_BY_READERS = [
    JournalEntry.Act.EVENT_CHANGED,
    JournalEntry.Act.EVENT_PUBLISHED,
    JournalEntry.Act.EVENT_CANCELLED,
    JournalEntry.Act.EVENT_RESTORED,
    JournalEntry.Act.EVENT_POSTPONED,
    JournalEntry.Act.EVENT_RESUMED,
    JournalEntry.Act.PROGRAMME_PUBLISHED,
]


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

    def with_programme(self):
        """Bring `has_programme`: do readers see one? The relation is named as text."""
        field: Any = self.model._meta.get_field("publications")
        seen = field.related_model.objects.filter(event=models.OuterRef("pk"))
        return self.annotate(has_programme=models.Exists(seen.exclude(content=[])))

    def with_last_change(self):
        """Bring `changed_at`: when somebody last changed what readers see of it.

        The journal is read backwards along its index, not whole: sign-ups fill it.
        """
        acts = JournalEntry.objects.filter(
            event=models.OuterRef("pk"), act__in=SEEN_BY_READERS
        )
        last = acts.order_by("-at").values("at")[:1]
        return self.annotate(changed_at=models.Subquery(last))

    def for_page(self):
        """What every public page of an event shows of it."""
        return self.select_related("venue").with_seats()
