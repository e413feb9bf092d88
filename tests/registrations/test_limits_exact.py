"""Limits are exact, whoever posts at once, and shut while they cannot count."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from registrations import limits
from registrations.forms.registration import new_request
from registrations.models import Message, RateLimit, Registration
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.test_limits import page, typed
from tests.waiting import until

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

    barrier = Barrier(2, timeout=60)  # whatever fails here ends the other thread too
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


@only_postgresql
def test_who_gives_hits_back_holds_no_row_while_waiting_for_another():
    """Whoever counts takes the address first, then the event: a deadlock."""
    rows = [RateLimit(key=key, hits=1, ends_at=timezone.now()) for key in ("e", "a")]
    RateLimit.objects.bulk_create(rows)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        RateLimit.objects.filter(key="a").update(hits=2)
        given_back = pool.submit(_in_a_thread, lambda: limits._give_back("e", "a"))
        until(_somebody_waits)
        RateLimit.objects.filter(key="e").update(hits=F("hits") + 1)
    given_back.result(timeout=10)

    assert dict(RateLimit.objects.values_list("key", "hits")) == {"e": 1, "a": 1}


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


@only_postgresql
def test_sources_are_forgotten_around_the_rows_that_somebody_writes():
    """Waiting for them, one by one, would be a deadlock with a promotion."""
    long_ago = timezone.now() - limits.SOURCE_LIFE
    _free, taken = RegistrationFactory.create_batch(
        2, source="x", registered_at=long_ago
    )
    held = Registration.objects.select_for_update().filter(pk=taken.pk)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        list(held)
        forgotten = pool.submit(_in_a_thread, limits.forget_networks).result(timeout=10)

    assert forgotten == 1
    assert list(Registration.objects.exclude(source="")) == [taken]
    assert limits.forget_networks() == 1


def _in_a_thread(work):
    try:
        return work()
    finally:
        connection.close()
