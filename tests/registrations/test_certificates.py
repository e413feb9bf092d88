"""Certificates of attendance: who gets a number, when, and what it is worth."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.models import JournalEntry
from programme.half_days import Half
from registrations import operations, outbox
from registrations.desk import RegistrationRefused
from registrations.models import Certificate, Message, Notice
from tests.factories import (
    CertificateFactory,
    EventFactory,
    PresenceFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
DAY = datetime(2019, 5, 22, 9, tzinfo=PARIS)
NEXT_MORNING = DAY.replace(day=23, hour=8)


def held_in_2019(**changes):
    """The day of 22 May 2019, from 9 h to 17 h."""
    values = {
        "starts_at": DAY,
        "ends_at": DAY.replace(hour=17),
        "registration_opens_at": DAY.replace(month=4),
        "registration_closes_at": DAY.replace(day=15),
        "published_at": DAY.replace(month=3),
        **changes,
    }
    return EventFactory(**values)


def present(event, **changes):
    """Somebody who was there in the morning."""
    person = RegistrationFactory(event=event, **changes)
    PresenceFactory(registration=person)
    return person


def numbers(person) -> list[str]:
    return list(
        Certificate.objects.filter(registration=person).values_list("number", flat=True)
    )


# Numbers


def test_a_number_is_given_once():
    person = PresenceFactory().registration

    first = operations.certificate_of(person)

    assert operations.certificate_of(person) == first
    assert numbers(person) == [first.number]


def test_nobody_is_certified_without_presence():
    person = RegistrationFactory(event=EventFactory(past=True))

    with pytest.raises(RegistrationRefused, match="Aucune présence"):
        operations.certificate_of(person)


def test_nobody_is_certified_for_a_presence_that_was_taken_back():
    person = PresenceFactory(undone_at=timezone.now()).registration

    with pytest.raises(RegistrationRefused):
        operations.certificate_of(person)


@pytest.mark.parametrize("state", ["today", "cancelled", "postponed", "draft"])
def test_nobody_is_certified_before_the_end(state):
    options = {state: True} if state == "today" else {"past": True, state: True}
    person = present(EventFactory(**options))

    with pytest.raises(RegistrationRefused, match="après la journée"):
        operations.certificate_of(person)


def test_a_revoked_number_is_void_for_good_and_replaced_by_the_team_alone():
    person = PresenceFactory().registration
    first = operations.certificate_of(person)
    actor = UserFactory()

    assert operations.revoke_certificate(first, actor=actor) is True
    assert operations.revoke_certificate(first, actor=actor) is False
    assert operations.certificate_of(person) == first  # still, and still void
    assert operations.issue_certificate(person) is True
    assert operations.issue_certificate(person) is False

    [second] = numbers(person)
    first.refresh_from_db()
    assert second != first.number
    assert first.revoked_at
    entry = JournalEntry.objects.get(act=JournalEntry.Act.CERTIFICATE_REVOKED)
    assert (entry.subject, entry.details) == (
        person.reference,
        {"number": first.number},
    )


def test_a_number_outlives_the_registration():
    certificate = CertificateFactory()

    certificate.registration.delete()

    certificate.refresh_from_db()
    assert certificate.registration is None


# The mail of the day after


@pytest.mark.parametrize(
    ("moment", "mails"),
    [
        (DAY.replace(hour=18), 0),
        (NEXT_MORNING - timedelta(seconds=1), 0),
        (NEXT_MORNING, 1),
        (NEXT_MORNING.replace(hour=19, minute=59), 1),
        (NEXT_MORNING.replace(hour=20), 0),
        (NEXT_MORNING + timedelta(days=20), 1),
        (NEXT_MORNING + timedelta(days=31), 0),
    ],
)
def test_the_mail_leaves_by_day_from_the_day_after(time_machine, moment, mails):
    present(held_in_2019())
    time_machine.move_to(moment)

    assert operations.queue_certificates(moment) == mails


def test_the_hours_are_those_of_the_event(time_machine):
    event = held_in_2019(time_zone="America/Martinique")  # six hours behind
    present(event)
    time_machine.move_to(NEXT_MORNING)

    assert operations.queue_certificates(NEXT_MORNING) == 0
    assert operations.queue_certificates(NEXT_MORNING + timedelta(hours=6)) == 1


@pytest.fixture
def next_morning(time_machine):
    time_machine.move_to(NEXT_MORNING)


@pytest.mark.usefixtures("next_morning")
def test_only_those_who_were_there_and_can_be_written_to_are_told():
    event = held_in_2019()
    there = present(event, language="en")
    RegistrationFactory(event=event)
    nameless = present(event, email=None)
    PresenceFactory(
        registration=RegistrationFactory(event=event), undone_at=timezone.now()
    )

    assert operations.queue_certificates() == 1

    mail = Message.objects.get()
    assert (mail.notice, mail.registration, mail.language) == (
        Notice.CERTIFICATE,
        there,
        "en",
    )
    assert len(numbers(there)) == 1
    assert numbers(nameless) == []


@pytest.mark.usefixtures("next_morning")
def test_nobody_is_told_twice_and_a_sheet_typed_later_is_served_later():
    event = held_in_2019()
    present(event)
    operations.queue_certificates()
    late = present(event)

    assert operations.queue_certificates() == 1
    assert operations.queue_certificates() == 0
    assert Message.objects.filter(registration=late).count() == 1
    assert Message.objects.count() == 2


@pytest.mark.usefixtures("next_morning")
def test_two_workers_at_once_write_one_mail():
    person = present(held_in_2019())

    outbox.queue_once(Notice.CERTIFICATE, [person])
    outbox.queue_once(Notice.CERTIFICATE, [person])

    assert Message.objects.count() == 1


@pytest.mark.usefixtures("next_morning")
@pytest.mark.parametrize("state", ["cancelled", "postponed", "draft"])
def test_nobody_is_told_of_a_day_that_was_not_held(state):
    present(
        held_in_2019(**({state: True} if state != "draft" else {"published_at": None}))
    )

    assert operations.queue_certificates() == 0


@pytest.mark.usefixtures("next_morning")
def test_a_number_that_was_given_before_stays_and_a_revoked_one_brings_no_mail():
    event = held_in_2019()
    early, revoked = present(event), present(event)
    number = operations.certificate_of(early).number
    certificate = operations.certificate_of(revoked)
    operations.revoke_certificate(certificate, actor=UserFactory())

    assert operations.queue_certificates() == 1
    assert numbers(early) == [number]
    assert Message.objects.get().registration == early


@pytest.mark.usefixtures("next_morning")
def test_the_number_of_statements_does_not_grow(django_assert_num_queries):
    event = held_in_2019()
    for _ in range(3):
        present(event)
    operations.queue_certificates()
    for _ in range(30):
        person = present(event)
        PresenceFactory(registration=person, half=Half.AFTERNOON)

    with django_assert_num_queries(8):
        assert operations.queue_certificates() == 30
