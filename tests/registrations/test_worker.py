"""The worker as a process of its own: killed, doubled, stopped, cut off.

The mail server is real too, and so is the database.
"""

import os
import re
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from time import monotonic

import pytest
from django.db import connection, transaction
from django.utils import timezone

from registrations import delivery
from registrations.models import Failure, Message, Notice, Status, Submission
from registrations.models.submission import LIFE
from registrations.worker import JOBS, Job, Worker
from tests.factories import EventFactory, MembershipFactory, RegistrationFactory
from tests.plugins.smtp import HOLD
from tests.registrations.letter_writing import message
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    os.environ.get("DB") == "sqlite", reason="SQLite has no rows to lock, no server"
)
MANAGE = Path(__file__).parent.parent.parent / "manage.py"
LEASE_SECONDS = 4
STORIES = [Notice.WAITING, Notice.PROMOTED, Notice.CANCELLED_BY_PERSON]


@pytest.fixture
def start_worker(database_url, mail_server, tmp_path):
    """Start `manage.py work` on the test’s database and mail server."""
    workers = []

    def start(*arguments):
        log = tmp_path / f"worker-{len(workers)}.log"
        environment = os.environ | mail_server.environment
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        environment["DATABASE_URL"] = database_url
        environment["MAIL_LEASE_SECONDS"] = str(LEASE_SECONDS)
        with log.open("w") as file:
            worker = subprocess.Popen(
                [sys.executable, MANAGE, "work", *arguments],
                env=environment,
                stdout=file,
                stderr=file,
            )
        worker.log = log
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def has_started(worker) -> bool:
    return "The worker has started" in worker.log.read_text()


def queue_stories(people: int) -> None:
    """Three mails for each person; those of one person are far apart in the queue."""
    registrations = RegistrationFactory.create_batch(
        people, event=EventFactory(seats=None)
    )
    with transaction.atomic():
        for notice in STORIES:
            for registration in registrations:
                message(notice, registration)


def pending() -> int:
    return Message.objects.pending().count()


def arrivals(mail_server) -> Counter:
    """How often each Message-ID arrived."""
    return Counter(mail.message["Message-ID"] for mail in mail_server.received)


def first_arrivals_by_person(mail_server) -> dict[str, list[str]]:
    story = defaultdict(list)
    for mail in mail_server.received:
        identity = mail.message["Message-ID"]
        if identity not in story[mail.message["To"]]:
            story[mail.message["To"]].append(identity)
    return story


def written_by_person() -> dict[str, list[str]]:
    story = defaultdict(list)
    for mail in Message.objects.order_by("pk"):
        story[mail.to].append(mail.message_id)
    return story


def test_every_mail_arrives_though_the_worker_is_killed_in_the_middle(
    start_worker, mail_server
):
    queue_stories(people=67)
    total = Message.objects.count()
    mail_server.answer = lambda step, address: (
        HOLD if step == "DATA" and len(mail_server.received) == 99 else None
    )
    killed = start_worker()
    until(lambda: len(mail_server.received) == 100)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    mail_server.released.set()
    assert pending() == total - 99  # the hundredth left, and nobody wrote it down

    start_worker()
    until(lambda: pending() == 0, timeout=90)

    held = mail_server.received[99].message["Message-ID"]
    counts = arrivals(mail_server)
    assert total == 201
    assert counts.keys() == {*Message.objects.values_list("message_id", flat=True)}
    assert counts[held] == 2
    assert first_arrivals_by_person(mail_server) == written_by_person()
    assert not Message.objects.filter(sent_at=None).exists()


def test_two_workers_send_no_mail_twice(start_worker, mail_server):
    workers = [start_worker(), start_worker()]
    until(lambda: all(map(has_started, workers)))

    queue_stories(people=67)
    until(lambda: pending() == 0, timeout=90)

    assert set(arrivals(mail_server).values()) == {1}
    assert len(mail_server.received) == 201
    assert mail_server.connections >= 2


def test_every_mail_leaves_once_the_mail_server_is_back(start_worker, mail_server):
    mail_server.stop()
    queue_stories(people=10)
    worker = start_worker()
    until(lambda: Message.objects.filter(failure=Failure.NO_SERVER).exists())
    assert Message.objects.filter(attempts__gt=0).count() == 1  # the others rest

    mail_server.start()
    until(lambda: pending() == 0, timeout=60)

    assert worker.poll() is None
    assert set(arrivals(mail_server).values()) == {1}
    assert first_arrivals_by_person(mail_server) == written_by_person()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_mail_under_way_finish(start_worker, mail_server, number):
    queue_stories(people=2)
    mail_server.answer = lambda step, address: (
        HOLD if step == "DATA" and len(mail_server.received) == 2 else None
    )
    worker = start_worker()
    until(lambda: len(mail_server.received) == 3)

    worker.send_signal(number)
    mail_server.released.set()

    assert worker.wait(timeout=30) == 0
    assert Message.objects.exclude(sent_at=None).count() == 3
    assert Message.objects.filter(leased_until__isnull=False).count() == 0
    assert len(mail_server.received) == 3


def test_once_sends_what_is_due_and_ends(start_worker, mail_server):
    queue_stories(people=3)

    worker = start_worker("--once")

    assert worker.wait(timeout=60) == 0
    assert "9 sent" in worker.log.read_text()
    assert len(mail_server.received) == 9


@only_postgresql
def test_the_worker_survives_the_loss_of_its_database(start_worker, mail_server):
    worker = start_worker()
    queue_stories(people=1)
    until(lambda: pending() == 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.rowcount >= 1

    queue_stories(people=1)
    until(lambda: pending() == 0)

    assert worker.poll() is None


def test_the_log_of_the_worker_names_nobody(start_worker, mail_server):
    queue_stories(people=2)
    mail_server.answer = lambda step, address: (
        f"550 5.1.1 <{address}> unknown" if step == "RCPT" else None
    )

    worker = start_worker("--once")
    worker.wait(timeout=60)

    log = worker.log.read_text()
    assert "unknown_address" in log
    assert not re.search(r"jeanne|@|/i/", log)


def test_sixteen_claims_at_once_take_sixteen_mails():
    barrier = Barrier(16)

    def claim(_number):
        barrier.wait()
        try:
            return delivery.claim().pk
        finally:
            connection.close()

    event = EventFactory(seats=None)
    with ThreadPoolExecutor(16) as pool:
        for _round in range(20):
            mails = [
                message(Notice.CONFIRMED, registration)
                for registration in RegistrationFactory.create_batch(16, event=event)
            ]
            claimed = list(pool.map(claim, range(16)))
            assert sorted(claimed) == [mail.pk for mail in mails]


@only_postgresql
def test_a_row_in_other_hands_is_passed_over():
    held, free = (
        message(Notice.CONFIRMED, registration)
        for registration in RegistrationFactory.create_batch(2)
    )

    def claim():
        try:
            return delivery.claim()
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool, transaction.atomic():
        Message.objects.select_for_update().get(pk=held.pk)
        assert pool.submit(claim).result(timeout=60) == free


def submission(event, **changes) -> Submission:
    return Submission.objects.create(
        event=event,
        registration=RegistrationFactory(event=event),
        is_new=True,
        answers={},
        outcome=Status.CONFIRMED,
        **changes,
    )


def test_what_was_posted_is_forgotten_after_an_hour(mail_server):
    event = EventFactory()
    kept = submission(event, request_key="now")
    submission(event, request_key="then", created_at=timezone.now() - LIFE)

    Worker().run_once()

    assert list(Submission.objects.all()) == [kept]


@pytest.mark.parametrize(("seconds", "left"), [(299, 1), (300, 0)])
def test_a_job_is_done_again_when_its_time_has_come(monkeypatch, seconds, left):
    event, worker = EventFactory(), Worker()
    worker.run_once()
    submission(event, request_key="then", created_at=timezone.now() - LIFE)
    later = monotonic() + seconds
    monkeypatch.setattr("registrations.worker.monotonic", lambda: later)

    worker.run_once()

    assert Submission.objects.count() == left


# Periodic mails, by processes of their own: their clock is the real one


def at_noon_tomorrow() -> dict:
    """An event of tomorrow, in a place where it is about noon at this moment."""
    hours = timezone.now().hour - 12
    zone = f"Etc/GMT{hours:+d}" if hours else "Etc/GMT"
    start = timezone.now() + timedelta(days=1)
    return {"time_zone": zone, "starts_at": start, "seats": None}


def test_two_cron_jobs_at_once_remind_each_person_once(start_worker, mail_server):
    event = EventFactory(**at_noon_tomorrow())
    month_ago = timezone.now() - timedelta(days=30)
    MembershipFactory(event=event, invited_at=month_ago, accepted_at=month_ago)
    RegistrationFactory.create_batch(30, event=event, registered_at=month_ago)

    for _time in range(2):
        workers = [start_worker("--once"), start_worker("--once")]
        assert [worker.wait(timeout=60) for worker in workers] == [0, 0]

    told = Counter(mail.message["To"] for mail in mail_server.received)
    assert len(told) == 31  # the organiser has the digest
    assert set(told.values()) == {1}
    assert Message.objects.exclude(sent_at=None).count() == 31


def test_once_says_what_was_done(start_worker, mail_server):
    event = EventFactory(**at_noon_tomorrow())
    month_ago = timezone.now() - timedelta(days=30)
    RegistrationFactory.create_batch(3, event=event, registered_at=month_ago)

    worker = start_worker("--once")

    assert worker.wait(timeout=60) == 0
    assert worker.log.read_text().splitlines()[-2:] == ["3 sent", "reminders: 3"]


def test_a_job_that_fails_stops_neither_the_others_nor_the_mail(
    mail_server, monkeypatch, caplog
):
    event = EventFactory(**at_noon_tomorrow())
    month_ago = timezone.now() - timedelta(days=30)
    RegistrationFactory(event=event, registered_at=month_ago)

    def fail():
        raise ValueError("nothing but a test")

    broken = Job("broken", timedelta(minutes=5), fail)
    monkeypatch.setattr("registrations.worker.JOBS", [broken, *JOBS])

    worker = Worker()
    worker.run_once()

    assert worker.sent == 1
    assert "The job “broken” failed" in caplog.text
