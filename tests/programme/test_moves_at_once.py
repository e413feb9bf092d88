"""Several organisers mend and move the same programme at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
from django.db import connection

from events.models import JournalEntry
from programme import checks, operations, timetable
from programme.checks import fixes
from programme.models import Session
from programme.operations import Move, Rearrangement, RowsMovedError, Standing
from tests.factories import ContributionFactory, UserFactory
from tests.programme.days import DAY, add_row, study_day

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
ROUNDS = 3


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


def test_eight_clicks_on_one_button_mend_once():
    actor = UserFactory()
    for round_number in range(ROUNDS):
        event = study_day()
        add_row(event, time(14, 30), time(15, 55), kind="talks")
        add_row(event, time(15, 45), time(16), kind="break")
        [key, _other] = fixes.offered(checks.warnings(timetable.of_event(event)))

        done = all_at_once(lambda _n: operations.fix(event, key, actor=actor))  # noqa: B023

        assert len([one for one in done if one]) == 1
        assert JournalEntry.objects.count() == round_number + 1


def test_of_eight_who_move_one_row_one_is_first_and_the_others_are_told():
    actor = UserFactory()
    event = study_day()
    row = add_row(event, time(9), time(10))
    talk = ContributionFactory(session=row)
    was = Standing(DAY, time(9), time(10), talks=(talk.pk,))

    def move(number):
        to = Standing(DAY, time(9, number + 1), time(10), talks=(talk.pk,))
        wanted = Rearrangement([Move(row.pk, to, was)])
        try:
            return operations.rearrange(event, wanted, actor=actor)
        except RowsMovedError:
            return 0

    assert sorted(all_at_once(move)) == [0] * (THREADS - 1) + [1]
    assert Session.objects.get().sequence == 1
