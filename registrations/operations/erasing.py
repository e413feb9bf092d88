"""Erasing people: at the dates they were told, by themselves, or by hand.

Nobody is written to about it: the address is the first thing that goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from events import retention
from events.journal import Act, record
from events.models import Event, User
from registrations import desk, erasure
from registrations.database_file import leave_no_trace
from registrations.erasure import Tally
from registrations.models import Answer, Message, Needs, Registration
from registrations.operations.cancelling import write_cancellation
from registrations.operations.waiting_list import promote_waiting

# A lock is held for each such portion, not for the whole of a large event.
ROWS_AT_A_TIME = 200


@dataclass(frozen=True)
class Due:
    """An event of which something is to be erased."""

    event: Event
    are_needs_due: bool
    are_people_due: bool


@transaction.atomic
def erase_person(registration: Registration, *, actor: User | None = None) -> int:
    """Erase what is held of somebody at one event; say how many registrations.

    All those of the same address go. A place still to be used is given back and passed
    on. A second call changes nothing.
    """
    event = desk.lock(registration.event_id)
    people = _registrations_of_the_same_person(registration)
    if not people:
        return 0
    by = Registration.CancelledBy
    _give_places_back(event, people, by.TEAM if actor else by.PERSON)
    erasure.erase(event, people)
    record(Act.PERSON_ERASED, event, actor, subject=people[-1].reference)
    promote_waiting(event)
    transaction.on_commit(leave_no_trace)
    return len(people)


def erase_due() -> list[tuple[Event, Tally]]:
    """Erase everything whose day has come, at every event; safe at any time."""
    done = []
    for due in events_due():
        tally = Tally()
        if due.are_needs_due:
            tally += erase_needs(due.event)
        if due.are_people_due:
            tally += erase_people(due.event)
        if tally:
            record(Act.DATA_ERASED, due.event, None, **tally.counts)
            done.append((due.event, tally))
    leave_no_trace()
    return done


def forecast() -> list[tuple[Event, Tally]]:
    """What `erase_due` would erase at this moment, without erasing it."""
    return [(due.event, _tally_of(due)) for due in events_due()]


@transaction.atomic
def erase_needs(event: Event) -> Tally:
    """Delete what is kept for the shorter time: needs, and sensitive answers."""
    desk.lock(event.pk)
    return Tally(
        needs=erasure.deleted(erasure.needs_of(event)),
        sensitive_answers=erasure.deleted(erasure.sensitive_answers_of(event)),
    )


def erase_people(event: Event) -> Tally:
    """Erase everybody who ever registered, in portions; killed, it goes on later."""
    tally = Tally()
    while some := _erase_some_people(event):
        tally += some
    # Mails to addresses that had no registration, or have another one by now.
    letters = erasure.letters_to_participants(event)
    return tally + Tally(messages=erasure.deleted(letters))


def is_to_come(event: Event) -> bool:
    """Would a place at it still serve somebody else?"""
    return event.starts_at > timezone.now() or event.postponed_at is not None


def events_due() -> Iterator[Due]:
    """The events with something to erase today, the earliest first."""
    now = timezone.now()
    of_event = {"registration__event": OuterRef("pk")}
    people = Registration.objects.kept().filter(event=OuterRef("pk"))
    letters = Message.objects.filter(event=OuterRef("pk"), user=None, membership=None)
    sensitive = Answer.objects.filter(question__is_sensitive=True, **of_event)
    has_needs = Exists(Needs.objects.filter(**of_event)) | Exists(sensitive)
    ended = Event.objects.filter(ends_at__lte=now).annotate(
        has_needs=has_needs, has_people=Exists(people) | Exists(letters)
    )
    for event in ended.filter(Q(has_needs=True) | Q(has_people=True)).order_by("pk"):
        today = event.local(now).date()
        needs = event.has_needs and today >= retention.needs_erased_on(event)
        people_are = event.has_people and today >= retention.people_erased_on(event)
        if needs or people_are:
            yield Due(event, needs, people_are)


@transaction.atomic
def _erase_some_people(event: Event) -> Tally:
    event = desk.lock(event.pk)
    people = list(event.registrations.kept().order_by("pk")[:ROWS_AT_A_TIME])
    _give_places_back(event, people, Registration.CancelledBy.TEAM)
    return erasure.erase(event, people) if people else Tally()


def _give_places_back(
    event: Event, people: list[Registration], by: Registration.CancelledBy
) -> None:
    """Cancel whoever is still expected; of a day that is over, who came is a figure."""
    for person in people:
        if person.is_active and is_to_come(event):
            write_cancellation(person, by)


def _registrations_of_the_same_person(
    registration: Registration,
) -> list[Registration]:
    """As they are under the lock; none if they are erased."""
    kept = Registration.objects.kept()
    present = kept.filter(pk=registration.pk).first()
    return list(kept.of_the_same_person(present).order_by("pk")) if present else []


def _tally_of(due: Due) -> Tally:
    event, tally = due.event, Tally()
    sensitive = erasure.sensitive_answers_of(event)
    if due.are_needs_due:
        tally += Tally(
            needs=erasure.needs_of(event).count(), sensitive_answers=sensitive.count()
        )
    if due.are_people_due:
        typed = erasure.typed_answers().filter(registration__event=event)
        tally += Tally(
            people=event.registrations.kept().count(),
            answers=typed.exclude(question__is_sensitive=True).count(),
            messages=erasure.letters_to_participants(event).count(),
        )
    return tally
