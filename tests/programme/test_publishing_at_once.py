"""Several who press « Publier » at once: one publication, and nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from events.models import Event
from programme import operations
from tests.factories import EventFactory, UserFactory
from tests.programme.test_publishing import write

PUBLISHERS = 6
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_publishes_and_the_others_find_it_done():
    event, actor = EventFactory(), UserFactory(superuser=True)
    for hour in range(8, 18):
        write(event, f"Ligne {hour}", f"{hour:02}:00", actor=actor)
    barrier = Barrier(PUBLISHERS)

    def publish(_number) -> bool:
        try:
            mine = Event.objects.get(pk=event.pk)
            barrier.wait()
            return operations.publish(mine, actor=actor) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(PUBLISHERS) as pool:
        answers = list(pool.map(publish, range(PUBLISHERS)))

    assert sorted(answers) == [False] * (PUBLISHERS - 1) + [True]
    assert event.publications.count() == 1
