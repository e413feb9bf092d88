"""How often something was done from one place: exact counts, in one table."""

from django.db import models


class RateLimit(models.Model):
    """A counter of one window of time; `key` names the limit and holds no address."""

    event_path = None

    key = models.CharField(max_length=80, unique=True)
    hits = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
