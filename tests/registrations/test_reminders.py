"""M7: to whom, when, and once; whatever happens to the worker and to the event."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.mail import mailers
from django.db import connection
from django.utils import timezone

from events import operations as event_operations
from registrations import delivery, mails, operations
from registrations.models import Message, Notice
from registrations.worker import Worker
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.letter_writing import STARTS_AT, french, jeanne, study_day

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
LONG_AGO = datetime(2019, 4, 10, tzinfo=PARIS)
WEEK, EVE = Notice.WEEK_REMINDER, Notice.DAY_REMINDER


def may(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of May 2019 on the clocks of the event, which is on the 22nd."""
    return datetime(2019, 5, day, hour, minute, tzinfo=PARIS)


def confirmed(event, **changes):
    return jeanne(event, **{"registered_at": LONG_AGO, **changes})


def remind_at(moment: datetime) -> list[str]:
    """Do it at that moment; what has been written until then."""
    with time_machine.travel(moment, tick=False):
        operations.remind()
    return [*Message.objects.order_by("pk").values_list("notice", flat=True)]


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (may(15, 8, 59), []),
        (may(15, 9), [WEEK]),
        (may(15, 19, 59), [WEEK]),
        (may(15, 20), []),
        (may(16, 7, 59), []),
        (may(16, 8), [WEEK]),  # the worker was away
        (may(18, 12), [WEEK]),  # for three days
        (may(19, 12), []),
        (may(21, 8, 59), []),
        (may(21, 9), [EVE]),
        (may(21, 20), []),
        (may(22, 9), []),
        (may(23, 9), []),
    ],
)
def test_a_reminder_has_its_hours(moment, written):
    confirmed(study_day())

    assert remind_at(moment) == written


def test_the_hours_are_those_of_the_place():
    noumea = ZoneInfo("Pacific/Noumea")
    start = datetime(2019, 5, 22, 9, tzinfo=noumea)
    event = study_day(time_zone="Pacific/Noumea", starts_at=start)
    confirmed(event)

    assert remind_at(datetime(2019, 5, 21, 8, 59, tzinfo=noumea)) == []
    assert remind_at(datetime(2019, 5, 21, 9, tzinfo=noumea)) == [EVE]


def test_each_person_is_reminded_once():
    confirmed(study_day())

    for day in range(10, 23):
        for hour in range(24):
            written = remind_at(may(day, hour))

    assert written == [WEEK, EVE]


def test_a_missed_week_is_not_told_on_the_eve():
    confirmed(study_day())

    assert remind_at(may(21, 9)) == [EVE]


@pytest.mark.parametrize(
    "state",
    [
        {"published_at": None},
        {"cancelled_at": LONG_AGO},
        {"postponed_at": LONG_AGO},
        {"deleted_at": LONG_AGO},
        {"has_week_reminder": False, "has_day_reminder": False},
    ],
)
def test_some_events_remind_nobody(state):
    confirmed(study_day(**state))

    assert remind_at(may(15)) == []
    assert remind_at(may(21)) == []


def test_each_reminder_has_its_switch():
    confirmed(study_day(has_week_reminder=False))

    assert remind_at(may(15)) == []
    assert remind_at(may(21)) == [EVE]


@pytest.mark.parametrize(
    "person",
    [
        {"waiting": True},
        {"cancelled": True},
        {"email": None},
        {"registered_at": may(20, 0)},  # two days before
        {"promoted_at": may(20, 10), "queued_at": LONG_AGO, "queue_order": 1},
    ],
)
def test_some_people_are_not_reminded_on_the_eve(person):
    confirmed(study_day(), **person)

    assert remind_at(may(21)) == []


def test_whoever_was_confirmed_three_days_before_is_reminded():
    confirmed(study_day(), registered_at=may(19, 23, 59))

    assert remind_at(may(21)) == [EVE]


def test_a_reminder_moves_with_the_event():
    event = study_day()
    confirmed(event)
    assert remind_at(may(15)) == [WEEK]

    event.starts_at += timedelta(days=7)
    event.ends_at += timedelta(days=7)
    with time_machine.travel(may(16)):
        event_operations.save_event(
            event, ["starts_at", "ends_at"], actor=UserFactory()
        )

    assert remind_at(may(21)) == [WEEK]
    assert remind_at(may(22)) == [WEEK, WEEK]


def deliver_at(moment: datetime) -> Message:
    """What became of the first mail of the outbox when a worker looked then."""
    with time_machine.travel(moment, tick=False):
        delivery.deliver(delivery.claim(), mailers.default)
    return Message.objects.order_by("pk").first()


def test_it_is_sent_by_day(mailoutbox):
    confirmed(study_day())
    remind_at(may(21, 19, 59))

    assert deliver_at(may(21, 19, 59)).sent_at == may(21, 19, 59)


def test_a_week_reminder_that_is_late_waits_for_the_morning(mailoutbox):
    confirmed(study_day())
    remind_at(may(15))

    message = deliver_at(may(15, 22))

    assert (message.sent_at, message.due_at) == (None, may(16, 8))


def test_it_holds_up_no_other_mail():
    person = confirmed(study_day())
    remind_at(may(15))
    deliver_at(may(15, 22))

    with time_machine.travel(may(15, 23)):
        operations.cancel(person)
        claimed = delivery.claim()

    assert claimed.notice == Notice.CANCELLED_BY_PERSON


@pytest.mark.parametrize(
    "change",
    [
        {"cancelled_at": may(21)},
        {"postponed_at": may(21)},
        {"published_at": None},
        {"starts_at": STARTS_AT + timedelta(days=1)},
    ],
)
def test_a_reminder_of_what_does_not_hold_any_more_is_withdrawn(change):
    event = study_day()
    confirmed(event)
    remind_at(may(21))
    type(event).objects.update(**change, ends_at=STARTS_AT + timedelta(days=2))

    assert deliver_at(may(21, 10)).withdrawn_at == may(21, 10)


def test_tomorrow_is_not_said_on_the_day():
    confirmed(study_day())
    remind_at(may(21))

    assert deliver_at(may(22, 9)).withdrawn_at == may(22, 9)


def test_whoever_gave_the_place_up_is_not_reminded():
    person = confirmed(study_day())
    remind_at(may(21))
    with time_machine.travel(may(21, 9, 1)):
        operations.cancel(person)

    assert deliver_at(may(21, 10)).withdrawn_at == may(21, 10)


def test_five_thousand_people_cost_few_statements(django_assert_max_num_queries):
    event = EventFactory(seats=None, starts_at=timezone.now() + timedelta(days=1))
    people = RegistrationFactory.build_batch(
        5000, event=event, registered_at=timezone.now() - timedelta(days=9)
    )
    for person in people:
        person.derive()
    type(people[0]).objects.bulk_create(people)
    noon = event.local(timezone.now()).replace(hour=12)

    with time_machine.travel(noon), django_assert_max_num_queries(60):
        written = operations.remind()

    assert written == Message.objects.count() == 5000


def test_two_processes_at_once_write_each_reminder_once(transactional_db):
    event = study_day(seats=None)
    RegistrationFactory.create_batch(40, event=event, registered_at=LONG_AGO)
    barrier = Barrier(4)

    def remind(_number):
        barrier.wait()
        try:
            return operations.remind()
        finally:
            connection.close()

    with time_machine.travel(may(21)), ThreadPoolExecutor(4) as pool:
        list(pool.map(remind, range(4)))

    assert Message.objects.count() == 40


def test_the_mail_server_dies_in_the_middle(transactional_db, mail_server):
    """J21, with fewer people: the rest leaves later, and nobody has it twice."""
    event = study_day(seats=None)
    RegistrationFactory.create_batch(40, event=event, registered_at=LONG_AGO)
    mail_server.answer = lambda step, address: (
        "421 closing" if step == "MAIL" and len(mail_server.received) >= 20 else None
    )
    with time_machine.travel(may(21, 9)):
        Worker().run_once()
    assert len(mail_server.received) == 20

    mail_server.answer = lambda step, address: None
    with time_machine.travel(may(21, 11)):
        Worker().run_once()

    told = [mail.recipients[0] for mail in mail_server.received]
    assert len(told) == len({*told}) == 40


def test_the_words(mailoutbox):
    event = study_day(reminder_note_fr="Apportez un badge.\nÀ demain.")
    confirmed(event)
    remind_at(may(21))

    with time_machine.travel(may(21)):
        mail = mails.render(Message.objects.get())

    paragraphs = mail.body.split("\n\n")
    assert mail.subject == french("Demain~: Partenariat 2019, à Gennevilliers")
    assert paragraphs[:5] == [
        french("Demain, mercredi 22~mai 2019, à partir de 9~h."),
        "Université de Cergy-Pontoise, site de Gennevilliers, avenue Marcel Paul, "
        "92230 Gennevilliers.",
        french("À l’accueil~: votre nom, ou le code de votre page personnelle."),
        french("Programme~:"),
        "https://colloque.example/partenariat-2019/programme/",
    ]
    assert paragraphs[5] == french("Vous ne venez plus~? Libérez votre place~:")
    assert paragraphs[6].endswith("/annuler/")
    assert paragraphs[7] == "Apportez un badge.\nÀ demain."
    assert mail.attachments == []


def test_the_words_a_week_before_in_english():
    event = study_day(attendance_mode="online", venue=None)
    confirmed(event, language="en")
    remind_at(may(15))

    with time_machine.travel(may(15)):
        mail = mails.render(Message.objects.get())

    assert mail.subject == french("Wednesday 22~May: Partenariat 2019")
    assert mail.body.startswith(
        french("Wednesday 22~May 2019, from 9~am.\n\nOnline.\n\nProgramme:\n\n")
    )


def test_a_note_that_is_an_address_takes_the_place_of_no_link():
    event = study_day(reminder_note_fr="https://colloque.example/autre/")
    person = confirmed(event)
    remind_at(may(21))

    with time_machine.travel(may(21)):
        mail = mails.render(Message.objects.get())

    assert person.public_id in mail.body
