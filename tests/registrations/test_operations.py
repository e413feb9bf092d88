from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event, JournalEntry
from registrations import links, operations
from registrations.desk import PlaceJustTaken, RegistrationRefused
from registrations.models import (
    Message,
    Needs,
    Notice,
    Registration,
    Status,
    Submission,
    profiles_of,
)
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.answering import answers, sign_up

pytestmark = pytest.mark.django_db


def notices():
    return list(Message.objects.order_by("pk").values_list("notice", "to"))


def statuses(*registrations):
    return [
        Registration.objects.get(pk=registration.pk).status
        for registration in registrations
    ]


def test_register_gives_a_seat_and_writes_one_mail():
    event = EventFactory()

    status = sign_up(event, "Jeanne@Example.org", needs="Boucle magnétique")

    [registration] = Registration.objects.all()
    assert status == Status.CONFIRMED
    assert registration.status == Status.CONFIRMED
    assert registration.email == "Jeanne@Example.org"
    assert registration.email_key == "jeanne@example.org"
    assert registration.needs.text == "Boucle magnétique"
    assert notices() == [(Notice.CONFIRMED, "Jeanne@Example.org")]


def test_register_without_a_limit_confirms_everybody():
    event = EventFactory(seats=None)

    assert [sign_up(event, f"{n}@example.org") for n in range(3)] == ["confirmed"] * 3


def test_register_puts_a_newcomer_at_the_end_of_the_line():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    first = RegistrationFactory(event=event, waiting=True)

    status = sign_up(event, announced=Status.WAITING)

    newcomer = Registration.objects.get(email="jeanne@example.org")
    assert status == Status.WAITING
    assert newcomer.queue_order > first.queue_order
    assert operations.rank(newcomer) == 1
    assert notices() == [(Notice.WAITING, "jeanne@example.org")]


def test_a_newcomer_never_overtakes_whoever_waits():
    event = EventFactory(seats=5)
    RegistrationFactory(event=event, waiting=True)

    assert sign_up(event, announced=Status.WAITING) == Status.WAITING


def test_register_says_when_the_last_seat_went_while_somebody_typed():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)

    with pytest.raises(PlaceJustTaken):
        sign_up(event, announced=Status.CONFIRMED)

    assert Registration.objects.count() == 1
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "trait", ["draft", "cancelled", "postponed", "not_open", "closed", "today", "past"]
)
def test_register_refuses_in_every_state_that_takes_nobody(trait):
    event = EventFactory(**{trait: True})

    with pytest.raises(RegistrationRefused):
        sign_up(event)

    assert not Registration.objects.exists()


def test_register_refuses_a_full_event_without_a_waiting_list():
    event = EventFactory(seats=0, has_waiting_list=False)

    with pytest.raises(RegistrationRefused):
        sign_up(event, announced=Status.WAITING)


def test_opening_and_closing_are_exact_to_the_second(time_machine):
    opens = timezone.now().replace(microsecond=0) + timedelta(days=1)
    closes = opens + timedelta(days=1)
    event = EventFactory(registration_opens_at=opens, registration_closes_at=closes)
    event.published_at = opens - timedelta(days=1)
    event.save()

    def is_taken(moment, email):
        time_machine.move_to(moment, tick=False)
        try:
            return bool(sign_up(event, email))
        except RegistrationRefused:
            return False

    second = timedelta(seconds=1)
    assert [
        is_taken(opens - second, "a@example.org"),
        is_taken(opens, "b@example.org"),
        is_taken(closes - second, "c@example.org"),
        is_taken(closes, "d@example.org"),
    ] == [False, True, True, False]


def test_a_repeated_post_is_one_registration_and_one_mail():
    event = EventFactory(seats=1)

    outcomes = [sign_up(event, key="same") for _ in range(3)]

    assert outcomes == [Status.CONFIRMED] * 3
    assert Registration.objects.count() == Submission.objects.count() == 1
    assert notices() == [(Notice.CONFIRMED, "jeanne@example.org")]


def test_a_known_address_changes_nothing_and_its_owner_is_told_once_an_hour():
    event = EventFactory(seats=5)
    known = RegistrationFactory(event=event, email="jeanne@example.org")

    outcomes = [
        sign_up(event, "JEANNE@example.org", key=f"key {n}", family_name="Autre")
        for n in range(3)
    ]

    known.refresh_from_db()
    assert outcomes == [Status.CONFIRMED] * 3
    assert Registration.objects.count() == 1
    assert known.family_name != "Autre"
    assert notices() == [(Notice.ALREADY_REGISTERED, "jeanne@example.org")]


@pytest.mark.parametrize("needs", ["", "Boucle magnétique"])
def test_a_new_and_a_known_address_take_the_same_statements(needs):
    event = EventFactory()
    RegistrationFactory(event=event, email="known@example.org")

    def statements(email):
        with CaptureQueriesContext(connection) as context:
            sign_up(event, email, needs=needs)
        return len(context)

    profiles_of(event)  # the form has read them

    assert statements("new@example.org") == statements("known@example.org")


def test_the_answer_for_a_known_address_is_the_one_of_a_newcomer():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event, email="jeanne@example.org")

    assert sign_up(event, announced=Status.WAITING) == Status.WAITING


def test_somebody_who_cancelled_registers_again_and_the_old_link_is_replaced():
    event = EventFactory()
    sign_up(event, key="first")
    [old] = Registration.objects.all()
    operations.cancel(old)

    sign_up(event, key="second")

    new = Registration.objects.active().get()
    assert new.pk != old.pk
    assert [old.is_replaced(), new.is_replaced()] == [True, False]


def test_cancel_promotes_whoever_has_waited_longest():
    event = EventFactory(seats=1)
    confirmed = RegistrationFactory(event=event)
    first, second = RegistrationFactory.create_batch(2, event=event, waiting=True)

    operations.cancel(confirmed)

    assert statuses(confirmed, first, second) == ["cancelled", "confirmed", "waiting"]
    assert notices() == [
        (Notice.CANCELLED_BY_PERSON, confirmed.email),
        (Notice.PROMOTED, first.email),
    ]


def test_cancelling_twice_changes_nothing():
    event = EventFactory(seats=1)
    confirmed = RegistrationFactory(event=event)
    waiting = RegistrationFactory.create_batch(2, event=event, waiting=True)

    operations.cancel(confirmed)
    cancelled_at = confirmed.cancelled_at
    operations.cancel(confirmed)

    assert confirmed.cancelled_at == cancelled_at
    assert statuses(*waiting) == ["confirmed", "waiting"]
    assert len(notices()) == 2


def test_leaving_the_list_frees_no_seat():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    first, second = RegistrationFactory.create_batch(2, event=event, waiting=True)

    operations.cancel(first)

    assert statuses(first, second) == ["cancelled", "waiting"]
    assert notices() == [(Notice.LEFT_WAITING_LIST, first.email)]


def test_nobody_cancels_online_once_the_event_has_started():
    registration = RegistrationFactory(event=EventFactory(today=True))

    with pytest.raises(RegistrationRefused):
        operations.cancel(registration)

    assert statuses(registration) == ["confirmed"]


def test_the_team_cancels_with_a_reason_and_the_next_person_gets_the_seat():
    event = EventFactory(seats=1)
    confirmed = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, waiting=True)
    actor = UserFactory()

    changed = operations.cancel_by_team(confirmed, actor=actor, reason="doublon")
    again = operations.cancel_by_team(confirmed, actor=actor, reason="doublon")

    assert [changed, again] == [True, False]
    assert statuses(confirmed, waiting) == ["cancelled", "confirmed"]
    assert Message.objects.first().context in ({}, {"reason": "doublon"})
    [entry] = JournalEntry.objects.all()
    assert (entry.actor, entry.subject) == (actor, confirmed.reference)


def test_more_seats_promote_exactly_as_many_in_order():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    line = RegistrationFactory.create_batch(5, event=event, waiting=True)

    event.seats = 4
    event.save()

    assert statuses(*line) == ["confirmed"] * 3 + ["waiting"] * 2
    assert notices() == [(Notice.PROMOTED, person.email) for person in line[:3]]


def test_fewer_seats_throw_nobody_out_and_promote_nobody_until_below():
    event = EventFactory(seats=3)
    confirmed = RegistrationFactory.create_batch(3, event=event)
    waiting = RegistrationFactory(event=event, waiting=True)
    event.seats = 1
    event.save()

    operations.cancel(confirmed[0])
    operations.cancel(confirmed[1])
    before = statuses(waiting)
    operations.cancel(confirmed[2])

    assert before == ["waiting"]
    assert statuses(waiting) == ["confirmed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"published_at": None},
        {"postponed_at": timezone.now()},
        {"cancelled_at": timezone.now()},
        {"promotion_stops_at": timezone.now() - timedelta(minutes=1)},
    ],
    ids=["draft", "postponed", "cancelled", "cut-off"],
)
def test_nobody_is_promoted_while_that_is_stopped(changes):
    event = EventFactory(seats=1)
    waiting = RegistrationFactory(event=event, waiting=True)
    Event.objects.filter(pk=event.pk).update(**changes)

    stopped = operations.promote_waiting(event)
    Event.objects.filter(pk=event.pk).update(
        published_at=timezone.now() - timedelta(days=1),
        postponed_at=None,
        cancelled_at=None,
        promotion_stops_at=timezone.now() + timedelta(days=1),
    )
    Event.objects.get(pk=event.pk).save()

    assert stopped == []
    assert statuses(waiting) == ["confirmed"]


def test_promoting_a_waiting_person_twice_gives_one_place_and_one_mail():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, waiting=True)
    actor = UserFactory()

    given = [operations.give_place(waiting, actor=actor) for _ in range(2)]

    assert given == [True, False]
    assert notices() == [(Notice.PROMOTED, waiting.email)]
    assert JournalEntry.objects.get().details == {"over_capacity": True}


@pytest.mark.parametrize(
    ("is_accepted", "expected"), [(False, "waiting"), (True, "confirmed")]
)
def test_adding_by_hand_goes_over_capacity_only_when_told_to(is_accepted, expected):
    event = EventFactory(seats=1, closed=True)
    RegistrationFactory(event=event)

    registration = operations.add_by_hand(
        event,
        answers(),
        actor=UserFactory(),
        language="en",
        is_over_capacity_accepted=is_accepted,
    )

    assert registration.status == expected
    assert registration.language == "en"
    assert JournalEntry.objects.get().subject == registration.reference


def test_adding_a_known_address_by_hand_is_refused():
    known = RegistrationFactory()

    with pytest.raises(RegistrationRefused):
        operations.add_by_hand(
            known.event, answers(known.email), actor=UserFactory(), language="fr"
        )


def test_people_without_an_address_are_added_and_get_no_mail():
    event = EventFactory()

    for _ in range(2):
        operations.add_by_hand(
            event, answers(email=""), actor=UserFactory(), language="fr"
        )

    assert (
        list(Registration.objects.values_list("email", "email_key"))
        == [(None, None)] * 2
    )
    assert not Message.objects.exists()


def test_a_corrected_address_kills_the_old_link_and_gets_the_confirmation():
    registration = RegistrationFactory()
    old = links.token(registration)

    operations.correct(registration, {"email": "new@example.org"}, actor=UserFactory())

    assert links.registration_of(old) is None
    assert links.registration_of(links.token(registration)) == registration
    assert notices() == [(Notice.CONFIRMED, "new@example.org")]
    assert JournalEntry.objects.get().details == {"fields": ["email"]}


def test_a_correction_keeps_the_search_and_the_needs_up_to_date():
    registration = RegistrationFactory()

    operations.correct(
        registration,
        {"family_name": "D’Hérouville", "needs": "Interprète LSF"},
        actor=UserFactory(),
    )

    assert Registration.objects.matching("herouville d").get() == registration
    assert Needs.objects.get().text == "Interprète LSF"
    assert registration.version == 2


def test_an_address_cannot_be_corrected_into_a_registered_one():
    event = EventFactory()
    taken, registration = RegistrationFactory.create_batch(2, event=event)

    with pytest.raises(RegistrationRefused):
        operations.correct(
            registration, {"email": taken.email.upper()}, actor=UserFactory()
        )


def test_resend_writes_the_mail_of_the_present_state():
    waiting = RegistrationFactory(waiting=True)
    cancelled = RegistrationFactory(cancelled=True)
    actor = UserFactory()

    sent = [operations.resend(person, actor=actor) for person in (waiting, cancelled)]

    assert sent == [True, False]
    assert notices() == [(Notice.WAITING, waiting.email)]


def test_the_same_answers_after_a_cancellation_register_again():
    event = EventFactory()
    sign_up(event, key="same")
    operations.cancel(Registration.objects.get())

    status = sign_up(event, key="same")

    assert status == Status.CONFIRMED
    assert Registration.objects.active().count() == 1
    assert Submission.objects.get().registration.is_confirmed


def test_a_silent_cancellation_takes_back_the_mail_that_has_not_left():
    """Nothing would follow to say that the place is not theirs any more."""
    event = EventFactory()
    sign_up(event)

    operations.cancel_by_team(
        event.registrations.get(), actor=UserFactory(), reason="", has_mail=False
    )

    assert not Message.objects.pending().exists()
