"""Which half-days somebody comes, in words; what is asked is programme.half_days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Event
from programme.half_days import half_days, name_of
from registrations.models import PlannedHalfDay, Registration


@dataclass(frozen=True)
class Planned:
    """A half-day on which somebody comes, as the programme has it now."""

    key: tuple[str, str]
    label: str
    is_in_programme: bool


def planned_by(registration: Registration) -> list[Planned]:
    """In the order of the days. One that left the programme is still named.

    It costs no statement for an event that asks nothing; its answers are kept.
    """
    if not registration.event.asks_half_days:
        return []
    return [*in_words(registration.event, registration.planned_half_days.all())]


def in_words(event: Event, rows: Iterable[PlannedHalfDay]) -> Iterable[Planned]:
    known = {half_day.key: half_day.label for half_day in half_days(event)}
    for row in rows:
        key = row.date.isoformat(), row.half
        if key in known:
            yield Planned(key, known[key], is_in_programme=True)
        else:
            name = capfirst(name_of(row.date, row.half))
            label = _("%(half_day)s (no longer in the programme)") % {"half_day": name}
            yield Planned(key, label, is_in_programme=False)


def move(event: Event, days: timedelta) -> None:
    """Follow the rows of the programme to other dates, the farthest first: nobody
    has the same half-day twice in between."""
    planned = PlannedHalfDay.objects.filter(registration__event=event)
    found = planned.order_by().values_list("date", flat=True).distinct()
    for day in sorted(found, reverse=days > timedelta()):
        planned.filter(date=day).update(date=day + days)
