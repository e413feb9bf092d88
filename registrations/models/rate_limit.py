"""How often something was done from one place: exact counts, in one table."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connections, models
from django.utils import timezone


class RateLimitQuerySet(models.QuerySet):
    def hit(self, windows: Mapping[str, datetime]) -> dict[str, int]:
        """Count one more under each key; says how many there are now.

        `windows` gives each key the end of its window. One statement reads and writes:
        whatever comes in at the same moment, no hit is lost. The rows are taken in
        the order of their keys, so that two posts never wait for one another.
        """
        connection = connections[self.db]
        quote = connection.ops.quote_name
        table = quote(self.model._meta.db_table)
        key, hits, ends_at = map(quote, ["key", "hits", "ends_at"])
        values = [(name, windows[name]) for name in sorted(windows)]
        # Nothing here was typed by anybody; the values are parameters.
        sql = (
            f"INSERT INTO {table} ({key}, {hits}, {ends_at}) VALUES "  # noqa: S608
            + ", ".join(["(%s, 1, %s)"] * len(values))
            + f" ON CONFLICT ({key}) DO UPDATE SET {hits} = {table}.{hits} + 1"
            + f" RETURNING {key}, {hits}"
        )
        adapt = connection.ops.adapt_datetimefield_value
        with connection.cursor() as cursor:
            cursor.execute(sql, [p for name, end in values for p in (name, adapt(end))])
            return dict(cursor.fetchall())

    def ended(self):
        return self.filter(ends_at__lte=timezone.now())


class RateLimit(models.Model):
    """A counter of one window of time; `key` names the limit and holds no address."""

    event_path = None

    key = models.CharField(max_length=80, unique=True)
    hits = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = RateLimitQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
