"""The half-days of an event: the mornings and afternoons of its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import dates
from events.dates import NBSP
from events.models import Event
from programme import kept
from programme.timetable import NOON_WITHOUT_A_MEAL, Day, Row

# An event that lasts for years is a typing mistake, and would make an endless form.
MOST_DAYS = 31
USUAL_START, USUAL_END, NIGHT_ENDS = time(9), time(18), time(6)


class Half(models.TextChoices):
    MORNING = "morning", gettext_lazy("morning")
    AFTERNOON = "afternoon", gettext_lazy("afternoon")


@dataclass(frozen=True)
class HalfDay:
    """The morning or the afternoon of a date, from its first start to its last end."""

    date: date
    half: Half
    starts_at: datetime
    ends_at: datetime
    has_other_dates: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What is stored: an ISO date, and a Half."""
        return self.date.isoformat(), str(self.half)

    @property
    def name(self) -> str:
        """matin · mercredi 22 mai, matin"""
        return name_of(self.date, self.half, with_date=self.has_other_dates)

    @property
    def hours(self) -> str:
        """9 h – 12 h 50"""
        start, end = dates.clock(self.starts_at), dates.clock(self.ends_at)
        return f"{start}{NBSP}– {end}"

    @property
    def label(self) -> str:
        """Matin (9 h – 12 h 50)"""
        return f"{capfirst(self.name)} ({self.hours})"


def name_of(day: date, half: str, *, with_date: bool = True) -> str:
    """mercredi 22 mai, matin; also for a half-day that is no longer in the programme"""
    word = str(Half(half).label)
    if not with_date:
        return word
    return _("%(day)s, %(half)s") % {"day": dates.long_day(day), "half": word}


def half_days(event: Event) -> tuple[HalfDay, ...]:
    """In order; from the rows of each day, or the hours of the event without rows.

    Split where the programme says that the afternoon begins. It costs no statement
    while the programme is kept.
    """
    days = {day.date: day for day in kept.published(event).days}
    every_date = sorted({*days, *_dates(event)})
    has_other_dates = len(every_date) > 1
    return tuple(
        HalfDay(day, half, starts_at, ends_at, has_other_dates)
        for day in every_date
        for half, starts_at, ends_at in (
            _of_rows(days[day]) if day in days else _of_hours(event, day)
        )
    )


def _dates(event: Event) -> Iterator[date]:
    first, end = event.local_start.date(), event.local_end
    is_of_the_night_before = end.date() > first and end.time() <= NIGHT_ENDS
    last = end.date() - timedelta(days=is_of_the_night_before)
    for number in range(min((last - first).days + 1, MOST_DAYS)):
        yield first + timedelta(days=number)


def _of_rows(day: Day) -> Iterator[tuple[Half, datetime, datetime]]:
    rows = [row for row in day.rows if row.kind != "meal"] or [*day.rows]
    halves = {
        Half.MORNING: [row for row in rows if row.starts_at < day.split],
        Half.AFTERNOON: [row for row in rows if row.starts_at >= day.split],
    }
    for half, of_half in halves.items():
        if of_half:
            yield half, of_half[0].starts_at, max(_end(row) for row in of_half)


def _end(row: Row) -> datetime:
    return row.end or row.starts_at


def _of_hours(event: Event, day: date) -> Iterator[tuple[Half, datetime, datetime]]:
    first, last = _first_and_last_hour(event, day)
    start = datetime.combine(day, first, event.zone)
    end = datetime.combine(day, last, event.zone)
    noon = datetime.combine(day, NOON_WITHOUT_A_MEAL, event.zone)
    if start < noon:
        yield Half.MORNING, start, min(end, noon)
    if end > noon:
        yield Half.AFTERNOON, max(start, noon), end


def _first_and_last_hour(event: Event, day: date) -> tuple[time, time]:
    """Each day from the hour at which the event starts to the one at which it ends;
    usual hours in between where it goes from one noon to another."""
    start, end = event.local_start, event.local_end
    if end.time() > start.time():
        return start.time(), end.time()
    first = start.time() if day == start.date() else USUAL_START
    last = end.time() if day == end.date() else USUAL_END
    if first < last:
        return first, last
    return (first, time.max) if day == start.date() else (NIGHT_ENDS, last)
