"""Who was there: recorded once, taken back, and never twice at once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.models import JournalEntry
from programme.half_days import Half
from registrations import attendance, operations
from registrations.desk import RegistrationRefused
from registrations.models import Presence
from tests.factories import (
    EventFactory,
    PresenceFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
Act = JournalEntry.Act


@pytest.fixture
def person():
    """Somebody with a place at an event that began an hour ago."""
    return RegistrationFactory(event=EventFactory(today=True))


def record(person, half=Half.MORNING, **changes) -> bool:
    values = {
        "date": person.event.local_start.date(),
        "half": half,
        "means": Presence.Means.NAME,
        "actor": UserFactory(),
        **changes,
    }
    return operations.record_presence(person, **values)


def undo(person, half=Half.MORNING) -> bool:
    day = person.event.local_start.date()
    return operations.undo_presence(person, date=day, half=half, actor=UserFactory())


def test_whoever_comes_second_keeps_the_first_time(person):
    first = UserFactory()

    assert record(person, actor=first) is True
    assert record(person) is False

    presence = person.presences.get()
    assert (presence.half, presence.recorded_by) == (Half.MORNING, first)
    assert JournalEntry.objects.filter(act=Act.PRESENCE_RECORDED).count() == 1


def test_each_half_day_is_its_own(person):
    record(person, Half.AFTERNOON)
    record(person)

    halves = [presence.half for presence in attendance.halves_present(person)]
    assert halves == [Half.MORNING, Half.AFTERNOON]


def test_what_is_taken_back_stays_as_such_and_may_be_recorded_again(person):
    record(person)

    assert undo(person) is True
    assert undo(person) is False
    assert attendance.halves_present(person) == []
    assert record(person) is True
    assert person.presences.count() == 2
    assert JournalEntry.objects.filter(act=Act.PRESENCE_UNDONE).count() == 1


def test_the_journal_names_the_half_day_and_nobody(person):
    record(person)

    entry = JournalEntry.objects.get(act=Act.PRESENCE_RECORDED)
    day = person.event.local_start.date().isoformat()
    assert entry.subject == person.reference
    assert entry.details == {"date": day, "half": "morning"}


@pytest.mark.parametrize("state", ["waiting", "cancelled"])
def test_only_somebody_with_a_place_is_recorded(state):
    person = RegistrationFactory(event=EventFactory(today=True), **{state: True})

    with pytest.raises(RegistrationRefused):
        record(person)


def test_no_other_day_and_no_coming_one(person):
    coming = RegistrationFactory()
    yesterday = person.event.local_start.date() - timedelta(days=1)

    with pytest.raises(RegistrationRefused, match="ce jour-là"):
        record(person, date=yesterday)
    with pytest.raises(RegistrationRefused, match="à partir du jour même"):
        record(coming)


def test_the_day_begins_on_the_clocks_of_the_event(time_machine):
    midnight = datetime(2019, 5, 22, tzinfo=PARIS)
    event = EventFactory(
        starts_at=midnight + timedelta(hours=9),
        registration_opens_at=midnight - timedelta(days=30),
        registration_closes_at=midnight - timedelta(days=7),
    )
    person = RegistrationFactory(event=event)
    time_machine.move_to(midnight - timedelta(minutes=1))
    with pytest.raises(RegistrationRefused):
        record(person)

    time_machine.move_to(midnight)

    assert record(person) is True


def test_words_for_one_day_and_for_several():
    starts_at = datetime(2019, 5, 22, 9, tzinfo=PARIS)
    opens_at = starts_at - timedelta(days=30)
    one = EventFactory(starts_at=starts_at, registration_opens_at=opens_at)
    two = EventFactory(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=1),
        registration_opens_at=opens_at,
    )
    halves = [
        PresenceFactory.build(date=day, half=half)
        for day, half in [
            (starts_at.date(), Half.MORNING),
            (starts_at.date(), Half.AFTERNOON),
            (starts_at.date() + timedelta(days=1), Half.MORNING),
        ]
    ]

    assert attendance.in_words(one, halves[:2]) == "matin et après-midi"
    assert attendance.in_words(two, halves).replace("\u00a0", " ") == (
        "mercredi 22 mai (matin, après-midi) ; jeudi 23 mai (matin)"
    )
    assert attendance.in_words(one, []) == ""


def test_presence_can_be_recorded_until_long_after_the_event():
    presence = PresenceFactory()
    event = presence.registration.event

    assert event.ends_at < timezone.now()
    assert record(presence.registration, Half.AFTERNOON) is True
