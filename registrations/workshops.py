"""The workshops of an event: what is offered, how many seats are left, who holds one.

What is offered comes with the kept programme, which costs no statement; the seats are
counted when they are asked for, for all the workshops of the event at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, IntegerField, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import dates
from events.dates import NBSP
from events.kept import Kept
from events.models import Event
from events.states import few_seats
from programme import kept
from programme.models import Session
from programme.timetable import Row
from registrations.models import Registration, WorkshopPlace
from registrations.wording import rank_sentence

EVENTS = 100
_existing = Kept(EVENTS)


@dataclass(frozen=True)
class Seats:
    """How full one workshop is at this moment.

    `in_line` are those to whom a freed place may go: who waits for the event itself
    is not counted, but has a number before `end_of_line`.
    """

    seats: int | None
    taken: int
    in_line: int
    end_of_line: int

    @property
    def left(self) -> int | None:
        """None without a limit."""
        return None if self.seats is None else max(self.seats - self.taken, 0)

    @property
    def is_open(self) -> bool:
        """Does a newcomer get a place? Nobody overtakes those who wait."""
        return self.seats is None or (self.left > 0 and not self.in_line)

    @property
    def words(self) -> str:
        """What the form says of it: only when few seats are left, or none."""
        if not self.is_open:
            return _("Full – waiting list")
        if self.seats is None or self.left > few_seats(self.seats):
            return ""
        return ngettext(
            "%(count)s place left.", "%(count)s places left.", self.left
        ) % {"count": self.left}

    @property
    def figures(self) -> str:
        """What the team reads: 12 of 15 places taken, 2 waiting."""
        if self.seats is None:
            taken = ngettext(
                "%(count)s place taken", "%(count)s places taken", self.taken
            )
        else:
            taken = ngettext(
                "%(count)s of %(seats)s places taken",
                "%(count)s of %(seats)s places taken",
                self.taken,
            )
        words = taken % {"count": self.taken, "seats": self.seats}
        waiting = ngettext("%(count)s waiting", "%(count)s waiting", self.in_line)
        return (
            f"{words}, {waiting % {'count': self.in_line}}" if self.in_line else words
        )


@dataclass(frozen=True)
class Wish:
    """A workshop in which somebody has a place, or for which they wait.

    `before` counts who is ahead in its line; None while the registration itself waits.
    `kept_for` is the workshop to which they would move from the place that they have.
    """

    row: Row
    has_place: bool
    before: int | None = None
    kept_for: Row | None = None
    with_day: bool = False

    @property
    def hours(self) -> str:
        return hours(self.row, with_day=self.with_day)

    @property
    def state(self) -> str:
        if self.has_place and self.kept_for:
            return _(
                "You have a place. It is kept until one becomes free in “%(title)s”."
            ) % {"title": self.kept_for.title}
        if self.has_place:
            return _("You have a place.")
        if self.before is None:
            return _(
                "You are considered for this workshop as soon as your registration is "
                "confirmed."
            )
        return _("Waiting list of this workshop.") + f" {rank_sentence(self.before)}"


def offered(event: Event) -> dict[int, Row]:
    """The workshops of an event by the key of their session, in order.

    They are as readers see them. One that the team has taken away since is not offered
    any more, though readers see it until the programme is published.
    """
    rows = {row.session_key: row for row in kept.published(event).workshops}
    if not rows:
        return rows
    key = (event.uid, event.programme_version)
    existing = _existing.get(key, lambda: frozenset(_sessions(event)))
    return {key: row for key, row in rows.items() if key in existing}


def as_published(event: Event) -> dict[int, Row]:
    """The same out of the database, within a change that is not committed yet."""
    return {row.session_key: row for row in kept.read(event).workshops}


def seats_of(event: Event) -> dict[int, Seats]:
    """The seats of each workshop of an event at this moment, in one statement."""
    places = WorkshopPlace.objects.filter(session=OuterRef("pk")).order_by()
    rows: Any = _sessions(event).values_list(
        "pk",
        "seats",
        _number(places.confirmed(), Count("pk")),
        _number(places.in_line(), Count("pk")),
        _number(places, Max("queue_order")),
    )
    return {key: Seats(*numbers) for key, *numbers in rows}


def wishes_of(registration: Registration) -> dict[int, bool]:
    """What somebody asked for: has it, or waits. A place that is only kept until
    another becomes free is no wish any more."""
    rows = offered(registration.event)
    places = _by_workshop(registration.workshop_places.all(), rows)
    awaited = [rows[key] for key, place in places.items() if place.is_waiting]
    return {
        key: place.is_confirmed
        for key, place in places.items()
        if place.is_waiting or not any(overlap(rows[key], row) for row in awaited)
    }


def workshops_of(registration: Registration) -> list[Wish]:
    """Each workshop that somebody has or waits for, in the order of the programme.

    It costs no statement where the event has no workshops.
    """
    rows = offered(registration.event)
    if not rows:
        return []
    ahead = (
        WorkshopPlace.objects.in_line()
        .order_by()
        .filter(session=OuterRef("session"), queue_order__lt=OuterRef("queue_order"))
    )
    places = registration.workshop_places.annotate(before=_number(ahead, Count("pk")))
    found = _by_workshop(places, rows)
    awaited = [rows[key] for key, place in found.items() if place.is_waiting]
    return [
        _wish(registration, row, found[key], awaited)
        for key, row in rows.items()
        if key in found
    ]


def overlapping(rows: Iterable[Row]) -> tuple[Row, Row] | None:
    """The first two of these that nobody can attend both."""
    in_order = sorted(rows, key=lambda row: row.starts_at)
    return next((pair for pair in combinations(in_order, 2) if overlap(*pair)), None)


def overlap(first: Row, second: Row) -> bool:
    """Two rows of the same start always do, whatever their ends."""
    first, second = sorted((first, second), key=lambda row: row.starts_at)
    if first.starts_at == second.starts_at:
        return True
    return first.end is not None and second.starts_at < first.end


def refusal_of(first: Row, second: Row) -> str:
    """Why both cannot be had: their titles and their times."""
    return _(
        "“%(first)s” (%(first_hours)s) and “%(second)s” (%(second_hours)s) are at the "
        "same time: choose one of the two"
    ) % {
        "first": first.title,
        "first_hours": hours(first),
        "second": second.title,
        "second_hours": hours(second),
    }


def hours(row: Row, *, with_day: bool = False) -> str:
    """14 h – 15 h 30, or jeudi 23 mai, 14 h; the end only where one was written"""
    day = f"{dates.long_day(row.starts_at)}, " if with_day else ""
    start = f"{day}{dates.clock(row.starts_at)}"
    if row.ends_at is None:
        return start
    return f"{start}{NBSP}– {dates.clock(row.ends_at)}"


def _sessions(event: Event) -> Any:
    """The keys of the rows that take sign-ups at this moment."""
    sessions = Session.objects.filter(
        event=event.pk, takes_sign_ups=True, is_hidden=False
    )
    return sessions.order_by().values_list("pk", flat=True)


def _by_workshop(places: Iterable, rows: dict[int, Row]) -> dict[int, Any]:
    """Without one that was added to the programme since its rows were read."""
    return {place.session_id: place for place in places if place.session_id in rows}


def _wish(registration: Registration, row: Row, place: Any, awaited: list[Row]) -> Wish:
    with_day = registration.event.has_many_days
    if place.is_confirmed:
        move = next((other for other in awaited if overlap(row, other)), None)
        return Wish(row, True, kept_for=move, with_day=with_day)
    before = place.before if registration.is_confirmed else None
    return Wish(row, False, before=before, with_day=with_day)


def _number(places, aggregate) -> Coalesce:
    """A number about the places of one session, 0 where there are none."""
    session = places.values("session").annotate(number=aggregate)
    return Coalesce(Subquery(session.values("number")), 0, output_field=IntegerField())
