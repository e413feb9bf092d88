"""Never one seat too many. Each proof is shown to fail when its guard is taken away."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from events.models import Event
from registrations import desk, operations
from registrations.desk import RegistrationRefused
from registrations.models import Message, Registration, Status
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.answering import sign_up

PEOPLE = 16
pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    os.environ.get("DB") == "sqlite", reason="row locks are PostgreSQL’s"
)
only_sqlite = pytest.mark.skipif(
    os.environ.get("DB") != "sqlite", reason="transaction modes are SQLite’s"
)


@pytest.fixture
def crowd():
    """Runs one call in each of many threads that all start at the same moment."""
    barrier = Barrier(PEOPLE)

    def call(function, argument):
        barrier.wait()
        return function(argument)

    def close(_number):
        barrier.wait()
        connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        yield lambda function: list(
            pool.map(lambda number: call(function, number), range(PEOPLE))
        )
        list(pool.map(close, range(PEOPLE)))


def confirmed_for_the_last_seat(crowd) -> int:
    event = EventFactory(seats=1, has_waiting_list=False)

    def try_to_sign_up(number):
        try:
            return sign_up(event, f"person{number}@example.org")
        except RegistrationRefused:
            return None

    answers = crowd(try_to_sign_up)
    stored = event.registrations.confirmed().count()
    assert answers.count(Status.CONFIRMED) == stored
    return stored


@only_postgresql
def test_sixteen_people_and_one_seat_two_hundred_times(crowd):
    assert [confirmed_for_the_last_seat(crowd) for _ in range(200)] == [1] * 200


@only_postgresql
def test_without_the_lock_the_last_seat_is_sold_twice(crowd, monkeypatch):
    monkeypatch.setattr(desk, "lock", lambda pk: Event.objects.get(pk=pk))

    assert any(confirmed_for_the_last_seat(crowd) > 1 for _ in range(200))


def test_the_same_form_sent_by_sixteen_at_once_is_one_registration(crowd):
    event = EventFactory()

    outcomes = crowd(lambda number: sign_up(event, key="same"))

    assert outcomes == [Status.CONFIRMED] * PEOPLE
    assert Registration.objects.count() == Message.objects.count() == 1


def test_one_address_in_sixteen_tabs_is_one_registration(crowd):
    event = EventFactory(seats=5)

    outcomes = crowd(lambda number: sign_up(event, key=f"tab {number}"))

    assert outcomes == [Status.CONFIRMED] * PEOPLE
    assert Registration.objects.count() == 1


def test_two_organisers_who_promote_the_same_person_give_one_place(crowd):
    event = EventFactory(seats=5)
    waiting = RegistrationFactory(event=event, waiting=True)
    actor = UserFactory()

    def promote(number):
        person = Registration.objects.get(pk=waiting.pk)
        return operations.give_place(person, actor=actor)

    assert Counter(crowd(promote)) == {True: 1, False: PEOPLE - 1}
    assert Message.objects.count() == 1


def test_a_seat_given_back_by_many_clicks_goes_to_one_person(crowd):
    event = EventFactory(seats=1)
    confirmed = RegistrationFactory(event=event)
    RegistrationFactory.create_batch(3, event=event, waiting=True)

    crowd(lambda number: operations.cancel(Registration.objects.get(pk=confirmed.pk)))

    assert event.registrations.confirmed().count() == 1
    assert event.registrations.waiting().count() == 2
    assert Message.objects.count() == 2


def sign_up_in_processes(event, database_url, *, processes, people, options=()):
    command = [sys.executable, "-m", "tests.registrations.crowd", str(event.pk)]
    started = [
        subprocess.Popen(
            [*command, str(number), str(people), *options],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DATABASE_URL": database_url},
        )
        for number in range(processes)
    ]
    outcomes = []
    for process in started:
        output, _errors = process.communicate(timeout=180)
        assert process.returncode == 0
        outcomes += json.loads(output)
    return Counter(outcomes)


def test_eight_processes_sign_up_400_people_for_100_seats(database_url):
    event = EventFactory(seats=100)

    outcomes = sign_up_in_processes(event, database_url, processes=8, people=50)

    assert outcomes == {"confirmed": 100, "waiting": 300}
    assert event.registrations.confirmed().count() == 100
    waiting = event.registrations.waiting().in_order_of_arrival()
    assert list(waiting.values_list("queue_order", flat=True)) == list(range(1, 301))
    assert Message.objects.count() == 400


@only_sqlite
def test_with_the_default_transactions_of_django_sqlite_loses_sign_ups(database_url):
    event = EventFactory(seats=100)

    outcomes = sign_up_in_processes(
        event,
        database_url,
        processes=8,
        people=50,
        options=["--default-transactions"],
    )

    assert outcomes["lost"] or outcomes["confirmed"] > 100
