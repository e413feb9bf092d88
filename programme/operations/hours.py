"""The organiser’s own figures for the length of half-days."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from events.journal import Act, record
from events.models import Event, User
from programme.half_days import Half
from programme.hours import stored_figures
from programme.models import HalfDayHours
from programme.operations.turns import lock, show_anew


@transaction.atomic
def set_hours(
    event: Event, figures: Mapping[tuple[date, Half], int | None], *, actor: User
) -> bool:
    """Set the rule aside for some half-days; None goes back to it.

    Half-days that are not given stay as they are. Says whether anything changed; the
    certificates say the new figure from the next time they are shown.
    """
    lock(event)
    before = stored_figures(event)
    changed = {
        key: minutes for key, minutes in figures.items() if before.get(key) != minutes
    }
    if not changed:
        return False
    for (day, half), minutes in changed.items():
        rows = HalfDayHours.objects.filter(event=event, date=day, half=half)
        if minutes is None:
            rows.delete()
        else:
            HalfDayHours.objects.update_or_create(
                event=event, date=day, half=half, defaults={"minutes": minutes}
            )
    show_anew(event)
    record(Act.HOURS_CHANGED, event, actor, half_days=len(changed))
    return True


def move_hours(event: Event, days: timedelta) -> None:
    """Follow the rows to other dates, the farthest first: no two meet on the way."""
    rows = event.half_day_hours.order_by()
    found = rows.values_list("date", flat=True).distinct()
    for day in sorted(found, reverse=days > timedelta()):
        rows.filter(date=day).update(date=day + days)
