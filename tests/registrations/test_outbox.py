"""A mail is a row written by whoever caused it: no commit, no mail."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from registrations import outbox
from registrations.models import Message, Notice
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.letter_writing import jeanne, message

pytestmark = pytest.mark.django_db


def test_no_commit_no_mail():
    registration = jeanne(EventFactory())

    with transaction.atomic():
        outbox.queue(Notice.CONFIRMED, registration)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_a_mail_goes_to_the_person_in_the_language_of_the_registration():
    registration = jeanne(EventFactory(), language="en")

    queued = outbox.queue(Notice.CONFIRMED, registration)

    assert queued.to == "jeanne@example.org"
    assert queued.language == "en"
    assert queued.event == registration.event
    assert queued.is_pending


def test_somebody_without_an_address_gets_no_mail():
    assert outbox.queue(Notice.CONFIRMED, jeanne(EventFactory(), email=None)) is None


def test_the_same_mail_once_an_hour():
    registration = jeanne(EventFactory())

    for minute in [0, 59, 60]:
        with time_machine.travel(
            datetime(2027, 1, 1, 12, tzinfo=UTC) + timedelta(minutes=minute)
        ):
            outbox.queue_once_an_hour(Notice.ALREADY_REGISTERED, registration)

    assert Message.objects.count() == 2


def test_a_mail_for_an_account_is_in_its_language():
    user = UserFactory(language="en")

    queued = outbox.queue_for_user(Notice.PASSWORD_RESET, user)

    assert (queued.to, queued.language) == (user.email, "en")


def test_what_is_due_comes_in_order_and_one_a_person():
    now = timezone.now()
    hers, his = RegistrationFactory.create_batch(2)
    late = message(Notice.CONFIRMED, hers, due_at=now - timedelta(minutes=1))
    message(Notice.PROMOTED, hers, due_at=now - timedelta(minutes=3))
    early = message(Notice.CONFIRMED, his, due_at=now - timedelta(minutes=2))

    assert list(Message.objects.due()) == [early, late]


@pytest.mark.parametrize(
    "changes",
    [
        {"due_at": timedelta(minutes=1)},
        {"leased_until": timedelta(minutes=1)},
        {"sent_at": timedelta()},
        {"failed_at": timedelta()},
        {"withdrawn_at": timedelta()},
    ],
)
def test_what_is_not_due(changes):
    moments = {name: timezone.now() + after for name, after in changes.items()}

    message(Notice.CONFIRMED, RegistrationFactory(), **moments)

    assert not Message.objects.due().exists()


def test_each_mail_has_a_name_of_its_own_under_the_site():
    first, second = (
        outbox.queue(Notice.CONFIRMED, registration)
        for registration in RegistrationFactory.create_batch(2)
    )

    assert first.message_id != second.message_id
    assert first.message_id.endswith("@colloque.example>")
