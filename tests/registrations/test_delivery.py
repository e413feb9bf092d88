"""From the outbox to a real mail server, whatever the server answers."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from registrations import delivery, operations, outbox
from registrations.delivery import Outcome
from registrations.models import Failure, Message, Notice, Registration
from tests.factories import (
    EventFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.plugins.smtp import DRIP, DROP, HANG, MailServer, encrypting
from tests.registrations.letter_writing import jeanne, message

pytestmark = pytest.mark.django_db


def deliver_next() -> Outcome:
    """Claim one mail and deliver it over a connection of its own."""
    connection = mail.mailers.default
    try:
        return delivery.deliver(delivery.claim(), connection)
    finally:
        delivery.close(connection)


@pytest.fixture
def queued():
    """A confirmation, due now."""
    return message(Notice.CONFIRMED, jeanne(EventFactory()))


def test_a_mail_arrives_and_is_marked(mail_server, queued):
    assert deliver_next() == Outcome.SENT

    queued.refresh_from_db()
    [received] = mail_server.received
    assert received.recipients == ["jeanne@example.org"]
    assert received.message["Message-ID"] == queued.message_id
    assert queued.sent_at is not None
    assert (queued.leased_until, queued.attempts) == (None, 1)
    assert delivery.claim() is None


def test_a_domain_with_accents_is_written_as_servers_read_it(mail_server):
    message(Notice.CONFIRMED, jeanne(EventFactory(), email="j@exämple.org"))

    assert deliver_next() == Outcome.SENT

    [received] = mail_server.received
    assert received.recipients == ["j@xn--exmple-cua.org"]
    assert received.message["To"] == "j@xn--exmple-cua.org"


def test_the_row_holds_no_link_after_sending(mail_server, queued):
    deliver_next()

    row = str(Message.objects.filter(pk=queued.pk).values().get())
    [received] = mail_server.received
    text = received.message.get_body(("plain",)).get_content()
    assert "https://colloque.example/i/" in text
    assert "//" not in row
    assert "/i/" not in row


@pytest.mark.parametrize(
    ("step", "answer", "failure"),
    [
        ("RCPT", "550 5.1.1 No such user", Failure.UNKNOWN_ADDRESS),
        ("RCPT", "552 5.2.2 Over quota", Failure.MAILBOX_FULL),
        ("DATA", "554 5.7.1 Refused by policy", Failure.REFUSED),
    ],
)
def test_what_stays_refused_fails_and_is_not_tried_again(
    mail_server, queued, step, answer, failure
):
    mail_server.answer = lambda at, address: answer if at == step else None

    assert deliver_next() == Outcome.NOT_SENT

    queued.refresh_from_db()
    assert queued.failed_at is not None
    assert queued.failure == failure
    assert delivery.claim() is None


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_greylisting_delays_one_mail_alone(mail_server, queued, step):
    answers = iter(["451 4.7.1 Greylisted"])
    mail_server.answer = lambda at, address: next(answers, None) if at == step else None
    other = message(Notice.CONFIRMED, RegistrationFactory())

    assert [deliver_next(), deliver_next()] == [Outcome.NOT_SENT, Outcome.SENT]

    queued.refresh_from_db()
    other.refresh_from_db()
    assert other.sent_at is not None
    assert (queued.is_pending, queued.failure) == (True, Failure.NOT_NOW)
    assert queued.due_at > other.due_at
    make_due(queued)
    assert deliver_next() == Outcome.SENT
    queued.refresh_from_db()
    assert queued.failure == ""


def make_due(queued: Message) -> None:
    Message.objects.filter(pk=queued.pk).update(due_at=timezone.now())


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("MAIL", "421 4.3.2 Closing"),
        ("MAIL", "550 5.1.0 Who are you"),
        ("RCPT", "421 4.7.0 Too many mails"),
        ("RCPT", "452 4.5.3 Too many recipients"),
        ("RCPT", "554 5.7.1 Relay access denied"),
        ("DATA", "421 4.3.2 Closing"),
        ("MAIL", DROP),
        ("RCPT", DROP),
    ],
)
def test_a_fault_of_the_server_or_of_ours_is_never_the_mails(
    mail_server, queued, step, answer
):
    mail_server.answer = lambda at, address: answer if at == step else None

    assert deliver_next() == Outcome.SERVER_IS_DOWN

    mail_server.answer = lambda at, address: None
    make_due(queued)
    assert deliver_next() == Outcome.SENT
    assert len(mail_server.received) == 1


def test_a_server_that_drops_the_line_after_the_mail_gets_the_same_one_again(
    mail_server, queued
):
    mail_server.answer = lambda at, address: DROP if at == "DATA" else None
    assert deliver_next() == Outcome.SERVER_IS_DOWN

    mail_server.answer = lambda at, address: None
    make_due(queued)
    assert deliver_next() == Outcome.SENT

    first, second = mail_server.received
    assert first.message["Message-ID"] == second.message["Message-ID"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("slowness", [HANG, DRIP])
def test_a_server_that_hangs_or_drips_is_left_before_the_lease_ends(
    mail_server, queued, settings, step, slowness
):
    settings.MAIL_LEASE_SECONDS = 1
    mail_server.answer = lambda at, address: slowness if at == step else None
    begin = timezone.now()

    assert deliver_next() == Outcome.SERVER_IS_DOWN

    assert timezone.now() - begin < timedelta(seconds=5)
    queued.refresh_from_db()
    assert (queued.is_pending, queued.leased_until) == (True, None)


def test_a_server_that_is_away_is_waited_for(mail_server, queued):
    mail_server.stop()
    assert deliver_next() == Outcome.SERVER_IS_DOWN
    queued.refresh_from_db()
    assert (queued.is_pending, queued.failure) == (True, Failure.NO_SERVER)

    mail_server.start()
    make_due(queued)
    assert deliver_next() == Outcome.SENT


@pytest.fixture
def certificate(tmp_path):
    """A certificate that nobody vouches for, and its key."""
    openssl = shutil.which("openssl") or pytest.skip("openssl is not installed")
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    request = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=127.0.0.1",
    ]
    target = ["-out", files[0], "-keyout", files[1]]
    subprocess.run([openssl, *request, *target], check=True, capture_output=True)
    return files


def test_a_certificate_that_nobody_vouches_for_is_refused(
    certificate, queued, settings
):
    server = MailServer(**encrypting(*certificate))
    assert sent_under_starttls(server, settings) == []


def test_a_server_without_encryption_gets_nothing_in_clear(queued, settings):
    assert sent_under_starttls(MailServer(), settings) == []


def sent_under_starttls(server: MailServer, settings) -> list:
    server.start()
    settings.MAILERS = server.mailers
    settings.MAILERS["default"]["OPTIONS"]["use_tls"] = True
    try:
        assert deliver_next() == Outcome.SERVER_IS_DOWN
    finally:
        server.stop()
    assert server.connections == 1
    return server.received


def test_a_wrong_password_is_not_the_mails_fault(mail_server, queued, settings):
    options = settings.MAILERS["default"]["OPTIONS"]
    options |= {"username": "colloque", "password": "forgotten"}

    assert deliver_next() == Outcome.SERVER_IS_DOWN

    queued.refresh_from_db()
    assert queued.is_pending


def test_a_mail_that_cannot_be_written_fails_and_the_next_one_leaves(
    mail_server, queued, caplog
):
    Message.objects.filter(pk=queued.pk).update(notice="from_the_future")
    message(Notice.CONFIRMED, RegistrationFactory())

    assert [deliver_next(), deliver_next()] == [Outcome.NOT_SENT, Outcome.SENT]

    queued.refresh_from_db()
    assert queued.failure == Failure.NOT_WRITTEN
    assert f"Message {queued.pk} could not be written" in caplog.text


def test_an_address_that_no_server_takes_fails_alone(mail_server, queued):
    Message.objects.filter(pk=queued.pk).update(to="not an address")
    Registration.objects.update(email="not an address")
    message(Notice.CONFIRMED, RegistrationFactory())

    assert [deliver_next(), deliver_next()] == [Outcome.NOT_SENT, Outcome.SENT]

    queued.refresh_from_db()
    assert queued.failure == Failure.NOT_WRITTEN


@pytest.mark.parametrize(
    ("attempts", "age", "seconds"),
    [
        (1, timedelta(), 1),
        (2, timedelta(), 2),
        (8, timedelta(hours=1), 128),
        (9, timedelta(hours=1), 240),
        (10_000, timedelta(hours=23), 240),
        (10_000, timedelta(days=1), 3600),
    ],
)
def test_delays_grow_to_four_minutes_then_to_an_hour_a_day_later(
    attempts, age, seconds
):
    assert delivery.delay(attempts, age) == timedelta(seconds=seconds)


@pytest.mark.parametrize("answer", ["451 Later", "421 Closing"])
def test_after_five_days_a_mail_is_given_up(mail_server, queued, answer):
    mail_server.answer = lambda at, address: answer if at == "RCPT" else None
    long_ago = timezone.now() - timedelta(days=5)
    Message.objects.filter(pk=queued.pk).update(created_at=long_ago)

    assert deliver_next() == Outcome.NOT_SENT

    queued.refresh_from_db()
    assert queued.failed_at is not None
    assert queued.failure == Failure.GAVE_UP


def test_a_claimed_mail_is_nobody_elses_until_the_lease_runs_out(queued):
    assert delivery.claim() == queued
    assert delivery.claim() is None

    Message.objects.update(leased_until=timezone.now())
    taken_over = delivery.claim()

    assert taken_over == queued
    assert taken_over.attempts == 2


def test_whoever_was_too_slow_does_not_put_off_the_mail_of_another(mail_server, queued):
    slow = delivery.claim()
    Message.objects.update(leased_until=timezone.now())
    fast = delivery.claim()
    mail_server.answer = lambda at, address: "451 Later" if at == "RCPT" else None
    connection = mail.mailers.default
    delivery.deliver(slow, connection)
    delivery.close(connection)

    queued.refresh_from_db()
    assert queued.leased_until == fast.leased_until
    assert queued.failure == ""


def test_mails_of_one_person_wait_for_one_another(mail_server):
    registration = jeanne(EventFactory())
    first = message(Notice.WAITING, registration)
    second = message(Notice.PROMOTED, registration)
    other = message(Notice.CONFIRMED, RegistrationFactory())
    Message.objects.filter(pk=first.pk).update(
        due_at=timezone.now() + timedelta(hours=1)
    )

    assert delivery.claim() == other
    assert delivery.claim() is None

    make_due(first)
    assert deliver_next() == Outcome.SENT
    assert delivery.claim() == second


def test_a_mail_to_an_address_that_was_corrected_does_not_leave(mail_server):
    registration = jeanne(EventFactory())
    outbox.queue(Notice.CONFIRMED, registration)
    operations.correct(
        registration, {"email": "right@example.org"}, actor=UserFactory()
    )

    assert [deliver_next(), deliver_next()] == [Outcome.NOT_SENT, Outcome.SENT]

    [received] = mail_server.received
    assert received.recipients == ["right@example.org"]
    assert Message.objects.get(to="jeanne@example.org").withdrawn_at is not None


def test_a_mail_about_a_deleted_event_or_an_erased_person_does_not_leave(mail_server):
    deleted = EventFactory(deleted_at=timezone.now())
    message(Notice.CONFIRMED, RegistrationFactory(event=deleted))
    erased = message(Notice.CONFIRMED, RegistrationFactory())
    Registration.objects.filter(pk=erased.registration_id).update(email=None)

    assert [deliver_next(), deliver_next()] == [Outcome.NOT_SENT] * 2
    assert Message.objects.exclude(withdrawn_at=None).count() == 2


def test_a_closed_account_gets_no_link_to_choose_a_password(mail_server):
    outbox.queue_for_user(Notice.PASSWORD_RESET, UserFactory(is_active=False))

    assert deliver_next() == Outcome.NOT_SENT
    assert mail_server.received == []


def test_whoever_cancelled_meanwhile_is_not_told_of_a_registration(mail_server):
    message(Notice.ALREADY_REGISTERED, jeanne(EventFactory(), cancelled=True))

    assert deliver_next() == Outcome.NOT_SENT


def test_personal_links_leave_once_in_ten_minutes(mail_server):
    event = EventFactory()
    jeanne(event)
    for _ in range(2):
        outbox.queue_personal_links("jeanne@example.org", event=event, language="fr")

    assert [deliver_next(), deliver_next()] == [Outcome.SENT, Outcome.NOT_SENT]


def test_a_link_that_the_team_sends_is_never_one_too_many(mail_server):
    person = jeanne(EventFactory())
    for _ in range(5):
        outbox.queue_personal_links(person.email, event=person.event, language="fr")
        deliver_next()

    operations.send_personal_link(person, actor=UserFactory())

    assert deliver_next() == Outcome.SENT
    assert len(mail_server.received) == 2


def test_a_known_address_is_told_once_an_hour_whatever_the_clock(
    mail_server, time_machine
):
    person = jeanne(EventFactory())
    start = timezone.now().replace(minute=51)

    def told_after(minutes):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        outbox.queue_once_an_hour(Notice.ALREADY_REGISTERED, person)
        return deliver_next()

    assert [told_after(minutes) for minutes in (0, 11, 71)] == [
        Outcome.SENT,
        Outcome.NOT_SENT,
        Outcome.SENT,
    ]


def test_a_sharp_s_does_not_send_the_link_to_another_domain(mail_server):
    message(Notice.CONFIRMED, jeanne(EventFactory(), email="a@straße.de"))

    deliver_next()

    [received] = mail_server.received
    assert received.recipients == ["a@xn--strae-oqa.de"]


def test_personal_links_of_an_unknown_address_leave_no_trace(mail_server):
    outbox.queue_personal_links("nobody@example.org", event=None, language="fr")

    assert deliver_next() == Outcome.NOT_SENT
    assert not Message.objects.exists()


def test_a_stranger_can_cause_three_mails_a_day_at_most(mail_server):
    for event in EventFactory.create_batch(4):
        jeanne(event)
        outbox.queue_personal_links("jeanne@example.org", event=event, language="fr")

    outcomes = [deliver_next() for _ in range(4)]

    assert outcomes == [Outcome.SENT] * 3 + [Outcome.NOT_SENT]


def test_one_connection_serves_many_mails_even_after_a_refusal(mail_server):
    for registration in RegistrationFactory.create_batch(3):
        message(Notice.CONFIRMED, registration)
    refused = Registration.objects.order_by("pk")[1].email
    mail_server.answer = lambda at, address: "550 No" if address == refused else None

    connection = mail.mailers.default
    outcomes = [delivery.deliver(delivery.claim(), connection) for _ in range(3)]
    delivery.close(connection)

    assert outcomes == [Outcome.SENT, Outcome.NOT_SENT, Outcome.SENT]
    assert mail_server.connections == 1


def test_the_age_of_the_oldest_mail_that_is_due(queued):
    assert delivery.oldest_due_age() < timedelta(seconds=5)
    Message.objects.update(due_at=timezone.now() - timedelta(minutes=10))
    assert delivery.oldest_due_age() >= timedelta(minutes=10)
    Message.objects.update(sent_at=timezone.now())
    assert delivery.oldest_due_age() == timedelta()


def test_nothing_in_the_log_tells_who_or_where(mail_server, queued, caplog):
    mail_server.answer = lambda at, address: f"550 No {address}" if address else None

    deliver_next()

    assert "jeanne" not in caplog.text
    assert "/i/" not in caplog.text
