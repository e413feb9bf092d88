"""The order of the waiting list, changed by hand."""

import os
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from django.db import connection, transaction

from events.models import JournalEntry
from registrations import desk, operations
from registrations.models import Message, Registration
from tests.factories import EventFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(seats=0)


@pytest.fixture
def line(event):
    return RegistrationFactory.create_batch(5, event=event, waiting=True)


def order(event) -> list[int]:
    people = event.registrations.waiting().in_order_of_arrival()
    return [*people.values_list("pk", flat=True)]


def numbers(event) -> list[int]:
    people = event.registrations.waiting().in_order_of_arrival()
    return [*people.values_list("queue_order", flat=True)]


def move(person, rank):
    return operations.move(person, rank=rank, actor=UserFactory(), reason="Intervient")


@pytest.mark.parametrize(
    ("who", "rank", "expected"),
    [
        (3, 1, [3, 0, 1, 2, 4]),
        (3, 3, [0, 1, 3, 2, 4]),
        (1, 3, [0, 2, 1, 3, 4]),
        (0, 5, [1, 2, 3, 4, 0]),
        (0, 99, [1, 2, 3, 4, 0]),
        (4, -3, [4, 0, 1, 2, 3]),
    ],
)
def test_the_others_keep_their_order(event, line, who, rank, expected):
    assert move(line[who], rank)

    assert order(event) == [line[number].pk for number in expected]
    assert numbers(event) == [1, 2, 3, 4, 5]


def test_the_journal_says_from_where_to_where_and_why(line):
    move(line[3], 1)

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject) == ("line_reordered", line[3].reference)
    assert entry.details == {"before": 4, "after": 1, "reason": "Intervient"}


@pytest.mark.parametrize("state", ["same place", "not waiting", "another line"])
def test_nothing_happens_without_a_change(event, line, state):
    person = {
        "same place": line[2],
        "not waiting": RegistrationFactory(event=event),
        "another line": RegistrationFactory(waiting=True),
    }[state]
    before = order(event)

    assert not move(person, 3 if person in line else 1)
    assert order(event) == before
    assert not JournalEntry.objects.exists()


def test_a_newcomer_still_goes_to_the_end(event, line):
    operations.cancel(line[4])
    move(line[3], 1)

    newcomer = operations.add_by_hand(
        event,
        desk.Answers("Paul", "Neveu", "paul@example.org", None, "Aucun"),
        actor=UserFactory(),
        language="fr",
    )

    assert order(event)[-1] == newcomer.pk
    assert len({*numbers(event)}) == 5


def test_a_freed_place_goes_to_whoever_was_put_first(event, line):
    move(line[3], 1)

    event.seats = 1
    event.save()

    assert [p.pk for p in event.registrations.confirmed()] == [line[3].pk]
    assert Message.objects.get().to == line[3].email


def test_whoever_is_taken_off_the_list_leaves_a_trace_of_it(event, line):
    gone = operations.cancel_by_team(
        line[0], actor=UserFactory(), reason="Doublon", is_for_waiting=True
    )

    assert gone
    assert JournalEntry.objects.get().act == "line_left"
    assert order(event) == [person.pk for person in line[1:]]


def test_whoever_was_given_a_place_meanwhile_keeps_it(event, line):
    actor = UserFactory()
    operations.give_place(line[0], actor=actor)

    gone = operations.cancel_by_team(
        Registration.objects.get(pk=line[0].pk),
        actor=actor,
        reason="Doublon",
        is_for_waiting=True,
    )

    assert not gone
    assert event.registrations.confirmed().count() == 1


# Several organisers at once

THREADS = 8
only_postgresql = pytest.mark.skipif(
    os.environ.get("DB") == "sqlite", reason="row locks are PostgreSQL’s"
)


def all_at_once(function) -> list:
    barrier = Barrier(THREADS)

    def work(number):
        barrier.wait()
        try:
            return function(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(THREADS)))


def reorder_at_once(event) -> bool:
    """Eight organisers move eight people to the front; is the line still in order?"""
    RegistrationFactory.create_batch(THREADS, event=event, waiting=True)
    keys = order(event)
    actor = UserFactory()

    def to_the_front(number):
        person = Registration.objects.get(pk=keys[number])
        return operations.move(person, rank=1, actor=actor, reason="x")

    all_at_once(to_the_front)
    return {*order(event)} == {*keys} and numbers(event) == [*range(1, THREADS + 1)]


@pytest.mark.django_db(transaction=True)
def test_eight_organisers_at_once_leave_the_line_in_order():
    assert all(reorder_at_once(EventFactory(seats=0)) for _ in range(5))


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_move_waits_for_one_under_way(event, line):
    """Without the lock it would start from the order that is about to change."""
    actor = UserFactory()

    def to_the_front():
        try:
            return operations.move(line[3], rank=1, actor=actor, reason="x")
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool, transaction.atomic():
        move(line[4], 1)
        second = pool.submit(to_the_front)
        wait([second], timeout=0.5)

    assert second.result()
    assert order(event) == [line[n].pk for n in [3, 4, 0, 1, 2]]
    assert numbers(event) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_the_same_wish_of_eight_organisers_is_done_once(event, line):
    actor = UserFactory()

    done = all_at_once(
        lambda number: operations.move(line[4], rank=2, actor=actor, reason="x")
    )

    assert done.count(True) == 1
    assert order(event) == [line[n].pk for n in [0, 4, 1, 2, 3]]
