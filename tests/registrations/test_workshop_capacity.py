"""Never one place too many in a workshop, and no place lost by moving. The proof of the
lock is shown to fail without it."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Count, Q

from events.models import Event
from registrations import desk, operations
from registrations.desk import WorkshopRefused
from registrations.models import Registration, Status, WorkshopPlace
from tests.factories import EventFactory, WorkshopFactory, WorkshopPlaceFactory
from tests.registrations.answering import sign_up

PEOPLE = 8
pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    os.environ.get("DB") == "sqlite", reason="row locks are PostgreSQL’s"
)


def at_once(calls: list[Callable]) -> list:
    """Run each call in a thread of its own; all start at the same moment."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def two_workshops(*, seats_of_y: int) -> tuple:
    """X is full of people; Y is empty."""
    event = EventFactory(seats=None)
    x = WorkshopFactory(event=event, seats=PEOPLE)
    y = WorkshopFactory(event=event, seats=seats_of_y)
    people = [WorkshopPlaceFactory(session=x).registration for _number in range(PEOPLE)]
    return x, y, people


def move(person: Registration, session) -> Callable:
    def call():
        found = Registration.objects.get(pk=person.pk)
        return operations.workshops.rechoose(found, [session.pk])

    return call


def taken(session) -> int:
    return WorkshopPlace.objects.confirmed().filter(session=session).count()


def people_in_y() -> int:
    """Eight people leave X at once for the one place of Y."""
    x, y, people = two_workshops(seats_of_y=1)
    at_once([move(person, y) for person in people])
    places = Count("workshop_places", filter=Q(workshop_places__status="confirmed"))
    held = Registration.objects.filter(event=x.event).annotate(held=places)
    assert set(held.values_list("held", flat=True)) == {1}
    return taken(y)


def test_of_those_who_move_to_the_last_place_one_has_it_and_nobody_loses_theirs():
    assert people_in_y() == 1


@only_postgresql
def test_it_is_always_one():
    assert [people_in_y() for _ in range(8)] == [1] * 8


@only_postgresql
def test_without_the_lock_the_last_place_is_given_twice(monkeypatch):
    monkeypatch.setattr(desk, "lock", lambda pk: Event.objects.get(pk=pk))

    assert any(people_in_y() > 1 for _ in range(50))


@pytest.mark.parametrize("_round", range(5))
def test_two_who_move_past_each_other_block_nobody(_round):
    x, y, people = two_workshops(seats_of_y=PEOPLE)
    for person in people[: PEOPLE // 2]:
        operations.workshops.rechoose(person, [y.pk])
    x.seats = y.seats = PEOPLE // 2
    x.save()
    y.save()
    half = PEOPLE // 2

    at_once([move(p, x) for p in people[:half]] + [move(p, y) for p in people[half:]])

    assert taken(x) == taken(y) == half
    waiting = WorkshopPlace.objects.waiting()
    assert waiting.count() == PEOPLE


def test_the_last_place_of_a_workshop_and_many_newcomers():
    event = EventFactory(seats=None)
    workshop = WorkshopFactory(event=event, seats=1)

    def try_to_sign_up(number):
        try:
            email = f"person{number}@example.org"
            return sign_up(event, email, workshops=(workshop.pk,))
        except WorkshopRefused:
            return None

    outcomes = at_once([lambda n=n: try_to_sign_up(n) for n in range(PEOPLE)])

    assert outcomes.count(Status.CONFIRMED) == taken(workshop) == 1
    assert event.registrations.count() == 1


def test_newcomers_to_a_full_workshop_keep_their_seats_and_wait():
    event = EventFactory(seats=None)
    workshop = WorkshopFactory(event=event, seats=1)

    outcomes = at_once(
        [
            lambda n=n: sign_up(
                event,
                f"person{n}@example.org",
                workshops=(workshop.pk,),
                full_workshops=[workshop.pk],
            )
            for n in range(PEOPLE)
        ]
    )

    assert outcomes == [Status.CONFIRMED] * PEOPLE
    assert taken(workshop) == 1
    waiting = WorkshopPlace.objects.waiting().in_order_of_arrival()
    assert list(waiting.values_list("queue_order", flat=True)) == [*range(1, PEOPLE)]


def test_a_place_given_back_by_many_clicks_goes_to_one_person():
    workshop = WorkshopFactory(seats=1, event__seats=None)
    holder = WorkshopPlaceFactory(session=workshop).registration
    for _number in range(3):
        WorkshopPlaceFactory(session=workshop, waiting=True)

    def leave():
        operations.cancel(Registration.objects.get(pk=holder.pk))

    at_once([leave] * PEOPLE)

    assert taken(workshop) == 1
    assert WorkshopPlace.objects.waiting().count() == 2
