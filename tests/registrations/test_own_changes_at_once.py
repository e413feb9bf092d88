"""People who come back or correct an address at the same moment keep to the seats.

Each proof is shown to fail when the lock is taken away.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection

from events.models import Event
from registrations import desk, operations
from registrations.desk import RegistrationRefused
from registrations.models import Submission
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.answering import sign_up

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        os.environ.get("DB") == "sqlite", reason="row locks are PostgreSQL’s"
    ),
]
PEOPLE = 8
ROUNDS = 5


def at_once(function, arguments):
    """Call it for each argument, in threads that start together."""
    barrier = Barrier(len(arguments))

    def call(argument):
        try:
            barrier.wait()
            return function(argument)
        except (RegistrationRefused, DatabaseError):
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(call, arguments))


def confirmed_among_those_who_come_back() -> int:
    event = EventFactory(seats=1)
    people = RegistrationFactory.create_batch(PEOPLE, event=event, cancelled=True)

    at_once(lambda one: operations.register_again(one, language="fr"), people)

    return event.registrations.confirmed().count()


def confirmed_among_corrected_addresses() -> int:
    event = EventFactory(seats=2)
    RegistrationFactory(event=event, email="known@example.org")
    for number in range(PEOPLE):
        sign_up(event, "known@example.org", key=f"{event.pk} {number}")

    at_once(
        lambda sent: operations.correct_address(
            sent, f"{sent.request_key[-1]}@example.org", language="fr"
        ),
        Submission.objects.filter(event=event),
    )

    return event.registrations.confirmed().count()


def corrections_of_one_post() -> int:
    event = EventFactory()
    sign_up(event, key=f"{event.pk}")
    submission = Submission.objects.get(event=event)

    def correct(number):
        sent = Submission.objects.get(pk=submission.pk)
        operations.correct_address(sent, f"p{number}@example.org", language="fr")
        return True

    return at_once(correct, range(PEOPLE)).count(True)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (confirmed_among_those_who_come_back, 1),
        (confirmed_among_corrected_addresses, 2),
        (corrections_of_one_post, 3),
    ],
)
def test_the_seats_and_the_limit_are_kept(outcome, expected):
    assert [outcome() for _ in range(ROUNDS)] == [expected] * ROUNDS


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (confirmed_among_those_who_come_back, 1),
        (confirmed_among_corrected_addresses, 2),
        (corrections_of_one_post, 3),
    ],
)
def test_without_the_lock_they_are_not(outcome, expected, monkeypatch):
    monkeypatch.setattr(desk, "lock", lambda pk: Event.objects.get(pk=pk))

    assert any(outcome() > expected for _ in range(20 * ROUNDS))
