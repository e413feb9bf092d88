"""Places in workshops. The lock is the one of the event, whatever the workshop.

Only a confirmed registration holds a place. Who waits for the event waits for the
workshop too, and is considered when a seat of the event is theirs.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from programme.models import Session
from programme.operations import ProgrammeRefusedError
from programme.timetable import Row
from registrations import desk, outbox, workshops
from registrations.desk import WorkshopRefused
from registrations.models import Notice, Registration, WorkshopPlace
from registrations.workshops import Seats

Status = WorkshopPlace.Status


def refuse_what_is_gone(
    event: Event, session_keys: Collection[int], announced_full: Collection[int]
) -> None:
    """Raise WorkshopRefused if a workshop is full that the form showed as open.

    Call it under the lock, for somebody who gets a seat of the event.
    """
    if not session_keys:
        return
    rows, seats = _offered(event, session_keys), workshops.seats_of(event)
    for key in session_keys:
        if key not in announced_full and not seats[key].is_open:
            raise WorkshopRefused(
                _(
                    "The last place in “%(title)s” has just been taken. Nothing has "
                    "been recorded yet and your answers are kept: confirm again to "
                    "wait for this workshop, or choose another one."
                )
                % {"title": rows[key].title}
            )


def choose(registration: Registration, session_keys: Collection[int]) -> None:
    """Give a new registration its workshops, or a place in their lines; under the
    lock."""
    if session_keys:
        _offered(registration.event, session_keys)
        _add(registration, session_keys)


@transaction.atomic
def rechoose(
    registration: Registration,
    session_keys: Collection[int],
    *,
    announced_full: Collection[int] | None = None,
) -> bool:
    """Put other workshops in the place of those that somebody chose before.

    Who moves to a full workshop keeps the place that they have, and waits; it is given
    up when the other one is theirs. Raises WorkshopRefused, and changes nothing, for
    two workshops at the same time, or when `announced_full` is given and one that is
    not among them has become full. Says whether anything changed.
    """
    event = desk.lock(registration.event_id)
    registration.refresh_from_db(fields=["status"])
    held = {place.session_id: place for place in registration.workshop_places.all()}
    if not registration.is_active or (not held and not session_keys):
        return False
    rows = _offered(event, session_keys)
    # What the form does not show, as long as it is not published, is not given up.
    held = {key: place for key, place in held.items() if key in rows}
    new = {*session_keys} - held.keys()
    if registration.is_confirmed and announced_full is not None:
        refuse_what_is_gone(event, new, announced_full)
    places = _add(registration, new) + [held[key] for key in {*session_keys} & {*held}]
    dropped = [
        place
        for key, place in held.items()
        if key not in session_keys and not _is_kept(place, rows, places)
    ]
    WorkshopPlace.objects.filter(pk__in=[place.pk for place in dropped]).delete()
    if any(place.is_confirmed for place in dropped):
        serve(event)
    return bool(new or dropped)


def release(registrations: Iterable[Registration]) -> None:
    """Take these people out of their workshops; `promote_waiting`, which follows a
    freed seat, also serves the lines of workshops."""
    WorkshopPlace.objects.filter(registration__in=registrations).delete()


@transaction.atomic
def serve(event: Event, *, told: Collection[Registration] = ()) -> None:
    """Give every free place to the first in line, while the event gives out places.

    A place that becomes free because its holder moves goes on to the next. A message
    tells everybody but those who are `told` by another mail of the same moment.
    """
    event = desk.lock(event.pk)
    if event.promotes_at(timezone.now()):
        _Lines(event, told=told).serve()


@transaction.atomic
def settle(registration: Registration) -> None:
    """Give somebody whom the team has just confirmed the workshops that they wait for,
    where nobody is ahead of them; it may be done when nothing is automatic any more."""
    event = desk.lock(registration.event_id)
    _Lines(event, told=[registration]).serve(only=registration)


def refuse_to_end(sessions: Iterable[Session]) -> None:
    """Raise ProgrammeRefusedError while people have, or wait for, a place in these."""
    places = WorkshopPlace.objects.filter(session__in=sessions)
    counts = dict(places.order_by().values_list("session").annotate(total=Count("pk")))
    for session in sessions:
        if count := counts.get(session.pk):
            raise ProgrammeRefusedError(
                ngettext(
                    "%(count)s person has signed up for “%(title)s”, or waits for it. "
                    "Move this person to another workshop first.",
                    "%(count)s people have signed up for “%(title)s”, or wait for it. "
                    "Move them to another workshop first.",
                    count,
                )
                % {"count": count, "title": session.title or session}
            )


class _Lines:
    """The lines before the workshops of an event, under its lock."""

    def __init__(self, event: Event, told: Collection[Registration]):
        self.event = event
        self.told = {registration.pk for registration in told}
        self.lines: dict[int, deque[WorkshopPlace]] = defaultdict(deque)
        waiting = WorkshopPlace.objects.in_line().filter(registration__event=event)
        for place in waiting.in_order_of_arrival().select_related("registration"):
            self.lines[place.session_id].append(place)
        if self.lines:
            seats = workshops.seats_of(event)
            # A line that readers do not see yet is served once it is published.
            self.rows = workshops.as_published(event)
            self.free = {
                key: _free(seats.get(key)) if key in self.rows else 0
                for key in self.lines
            }

    def serve(self, only: Registration | None = None) -> None:
        """Until nobody who waits can be given anything."""
        while (place := self._next(only)) is not None:
            self._give(place)

    def _next(self, only: Registration | None) -> WorkshopPlace | None:
        for key, line in self.lines.items():
            is_meant = line and only in (None, line[0].registration)
            if is_meant and self.free[key] != 0:
                return line.popleft()
        return None

    def _give(self, place: WorkshopPlace) -> None:
        place.status = Status.CONFIRMED
        place.save(update_fields=["status"])
        self._take(place.session_id, 1)
        left = self._left_behind(place)
        WorkshopPlace.objects.filter(pk__in=[other.pk for other in left]).delete()
        for other in left:
            self._take(other.session_id, -1)
        if place.registration_id not in self.told:
            context = {
                "session": place.session_id,
                "left": [other.session_id for other in left],
            }
            outbox.queue(Notice.WORKSHOP_PLACE, place.registration, context=context)

    def _left_behind(self, place: WorkshopPlace) -> list[WorkshopPlace]:
        """What the person had at the time of the workshop that they now have."""
        had = place.registration.workshop_places.confirmed().exclude(pk=place.pk)
        others = list(had)
        if not others:
            return []
        here = self.rows[place.session_id]
        return [
            other
            for other in others
            if other.session_id in self.rows
            and workshops.overlap(here, self.rows[other.session_id])
        ]

    def _take(self, key: int, count: int) -> None:
        if self.free.get(key) is not None:
            self.free[key] -= count


def _free(seats: Seats | None) -> int | None:
    """None without a limit; none at all in what takes no sign-ups any more."""
    return seats.left if seats else 0


def _offered(event: Event, session_keys: Collection[int]) -> dict[int, Row]:
    """The workshops of the event; refuses a choice that is impossible by now."""
    rows = workshops.offered(event)
    if not {*session_keys} <= rows.keys():
        raise WorkshopRefused(
            _(
                "A workshop that you chose is no longer offered. Nothing has been "
                "recorded yet and your answers are kept: choose again."
            )
        )
    if pair := workshops.overlapping(rows[key] for key in session_keys):
        raise WorkshopRefused(workshops.refusal_of(*pair) + ".")
    return rows


def _add(
    registration: Registration, session_keys: Collection[int]
) -> list[WorkshopPlace]:
    """A place where one is free for a newcomer, else the end of the line."""
    if not session_keys:
        return []
    seats = workshops.seats_of(registration.event)
    has_place = {
        key: registration.is_confirmed and seats[key].is_open for key in session_keys
    }
    return WorkshopPlace.objects.bulk_create(
        WorkshopPlace(
            registration=registration,
            session_id=key,
            status=Status.CONFIRMED if has_place[key] else Status.WAITING,
            queue_order=None if has_place[key] else seats[key].end_of_line + 1,
        )
        for key in session_keys
    )


def _is_kept(
    place: WorkshopPlace, rows: dict[int, Row], chosen: Iterable[WorkshopPlace]
) -> bool:
    """Is this the place of somebody who waits for another workshop at its time, and
    has none there?"""
    here = rows[place.session_id]
    there = [
        other for other in chosen if workshops.overlap(here, rows[other.session_id])
    ]
    has_none = not any(other.is_confirmed for other in there)
    return place.is_confirmed and bool(there) and has_none
