"""Limits are exact, whoever posts at once, and shut while they cannot count."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from registrations.forms.registration import new_request
from registrations.models import Message, RateLimit, Registration
from tests.factories import EventFactory
from tests.registrations.test_limits import page, typed

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    os.environ.get("DB") == "sqlite", reason="many writers at once are PostgreSQL’s"
)
THREADS, HITS = 8, 50


def hit_from_many_threads(hit) -> int:
    """How many of the hits of eight threads were counted."""
    barrier = Barrier(THREADS)

    def work(_number):
        barrier.wait()
        try:
            for _ in range(HITS):
                hit()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    return RateLimit.objects.get(key="a").hits


def test_no_hit_is_lost_among_eight_threads():
    windows = dict.fromkeys(["a", "b", "c"], timezone.now())

    assert hit_from_many_threads(lambda: RateLimit.objects.hit(windows)) == 400
    assert [*RateLimit.objects.values_list("hits", flat=True)] == [400] * 3


@only_postgresql
def test_reading_before_writing_would_lose_hits():
    RateLimit.objects.create(key="a", ends_at=timezone.now())

    def read_then_write():
        row = RateLimit.objects.get(key="a")
        row.hits += 1
        row.save()

    assert hit_from_many_threads(read_then_write) < 400


@only_postgresql
def test_keys_are_taken_in_one_order_so_that_nobody_waits_for_one_another():
    names = [str(number) for number in range(20)]
    turns = iter(range(10**6))

    def hit():
        order = ["a", *names] if next(turns) % 2 else [*reversed(names), "a"]
        RateLimit.objects.hit(dict.fromkeys(order, timezone.now()))

    assert hit_from_many_threads(hit) == 400


@only_postgresql
def test_without_the_table_pages_are_read_and_nothing_is_posted(client):
    """H11: open for reading, shut for what causes mail."""
    event = EventFactory()
    client.raise_request_exception = False

    def lock_the_table(barrier):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE registrations_ratelimit")
            barrier.wait()
            barrier.wait()
        connection.close()

    barrier = Barrier(2)
    with ThreadPoolExecutor() as pool:
        pool.submit(lock_the_table, barrier)
        barrier.wait()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        read = client.get(page("register", event.slug))
        posted = client.post(
            page("register", event.slug),
            typed(event, "jeanne@example.org", request=new_request()),
        )
        found = client.post(page("find", event.slug), {"email": "a@example.org"})
        barrier.wait()

    assert [read.status_code, posted.status_code, found.status_code] == [200, 503, 503]
    assert not Registration.objects.exists()
    assert not Message.objects.exists()
