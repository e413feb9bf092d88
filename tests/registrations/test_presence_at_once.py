"""Several phones at one desk: one presence, and nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from programme.half_days import Half
from registrations import operations
from registrations.models import Presence
from tests.factories import EventFactory, RegistrationFactory, UserFactory

PHONES = 8
pytestmark = pytest.mark.django_db(transaction=True)


def record_at_once() -> list[bool]:
    """What each phone was told, when all record the same half-day."""
    person = RegistrationFactory(event=EventFactory(today=True))
    actor, barrier = UserFactory(), Barrier(PHONES)

    def record(_phone):
        try:
            barrier.wait()
            return operations.record_presence(
                type(person).objects.select_related("event").get(pk=person.pk),
                date=person.event.local_start.date(),
                half=Half.MORNING,
                means=Presence.Means.CODE,
                actor=actor,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(PHONES) as pool:
        return list(pool.map(record, range(PHONES)))


def test_the_first_phone_records_and_the_others_are_told():
    answers = record_at_once()

    assert sorted(answers) == [False] * (PHONES - 1) + [True]
    assert Presence.objects.count() == 1
