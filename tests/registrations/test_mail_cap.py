"""Mails that strangers can cause: three a day to one address, however it is written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registrations import delivery
from registrations.models import Message, Notice
from tests.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
CAPPED = [Notice.ALREADY_REGISTERED, Notice.PERSONAL_LINK, Notice.ADDRESS_CHANGED]


def sent(to, notice, *, hours_ago=1):
    at = timezone.now() - timedelta(hours=hours_ago)
    event = EventFactory()
    return Message.objects.create(event=event, notice=notice, to=to, sent_at=at)


def is_refused(to, notice) -> bool:
    event = EventFactory()
    person = RegistrationFactory(event=event, email=to)
    if notice == Notice.PERSONAL_LINK:
        person = None  # asked for by anybody, rather than sent by the team
    message = Message(event=event, registration=person, notice=notice, to=to)
    return delivery._is_outdated(message)


@pytest.mark.parametrize("notice", CAPPED)
def test_the_three_kinds_share_three_a_day(notice):
    for earlier in CAPPED[:2]:
        sent("jeanne@example.org", earlier)
    assert not is_refused("jeanne@example.org", notice)
    sent("jeanne@example.org", CAPPED[2])

    assert is_refused("jeanne@example.org", notice)
    assert not is_refused("paul@example.org", notice)


@pytest.mark.parametrize("notice", [Notice.CONFIRMED, Notice.PROMOTED, Notice.WAITING])
def test_what_a_person_is_owed_is_never_held_back(notice):
    for _ in range(5):
        sent("jeanne@example.org", Notice.PERSONAL_LINK)

    assert not is_refused("jeanne@example.org", notice)


def test_after_a_day_there_are_three_more():
    for _ in range(3):
        sent("jeanne@example.org", Notice.PERSONAL_LINK, hours_ago=25)

    assert not is_refused("jeanne@example.org", Notice.PERSONAL_LINK)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Jeanne@Example.org", "jeanne@example.ORG"),
        ("jeanne@école.example", "JEANNE@xn--cole-9oa.example"),
        ("jeanne@ÉCOLE.example", "jeanne@école.example"),
        ("j_a%e@example.org", "J_A%E@example.org"),
    ],
)
def test_one_address_written_in_two_ways_is_one_address(before, now):
    for _ in range(3):
        sent(before, Notice.ADDRESS_CHANGED)

    assert is_refused(now, Notice.ADDRESS_CHANGED)


def test_addresses_that_resemble_one_another_are_two():
    for _ in range(3):
        sent("jxa@example.org", Notice.ADDRESS_CHANGED)

    assert not is_refused("j_a@example.org", Notice.ADDRESS_CHANGED)
    assert not is_refused("jxa@example.com", Notice.ADDRESS_CHANGED)


def test_the_mail_to_the_old_address_is_not_outdated_by_the_new_one():
    person = RegistrationFactory(email="new@example.org")
    old = Message(
        event=person.event,
        registration=person,
        notice=Notice.ADDRESS_CHANGED,
        to="old@example.org",
    )

    assert not delivery._is_outdated(old)
