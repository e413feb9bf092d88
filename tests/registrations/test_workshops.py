"""Places in workshops: who gets one, who waits, and what passes on to whom."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from events import operations as event_operations
from programme import operations as programme_operations
from programme.operations import ProgrammeRefusedError
from registrations import operations, workshops
from registrations.desk import PlaceJustTaken, WorkshopRefused
from registrations.models import Message, Notice, Registration, Status, WorkshopPlace
from tests.factories import (
    EventFactory,
    RegistrationFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.registrations.answering import answers, sign_up

pytestmark = pytest.mark.django_db
HAS, WAITS = WorkshopPlace.Status.CONFIRMED, WorkshopPlace.Status.WAITING


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def x(event):
    """A workshop of one seat."""
    return WorkshopFactory(event=event, title_fr="X")


@pytest.fixture
def y(event):
    """Another one of the same time."""
    return WorkshopFactory(event=event, title_fr="Y")


def holder_of(*sessions) -> Registration:
    person = RegistrationFactory(event=sessions[0].event)
    for session in sessions:
        WorkshopPlaceFactory(registration=person, session=session)
    return person


def waits_for(session, **values) -> Registration:
    person = RegistrationFactory(event=session.event, **values)
    WorkshopPlaceFactory(registration=person, session=session, waiting=True)
    return person


def places_of(person) -> dict:
    """What somebody has and waits for, by title."""
    places = WorkshopPlace.objects.filter(registration=person)
    return dict(places.values_list("session__title_fr", "status"))


def told() -> list[Registration]:
    """Whom a mail tells of a place in a workshop."""
    mails = Message.objects.filter(notice=Notice.WORKSHOP_PLACE).order_by("pk")
    return [mail.registration for mail in mails]


def newcomer(event, *sessions, full=(), **values) -> Registration:
    keys = tuple(session.pk for session in sessions)
    sign_up(
        event,
        workshops=keys,
        full_workshops=[session.pk for session in full],
        **values,
    )
    return event.registrations.latest("pk")


# Signing up


def test_a_newcomer_gets_a_free_place(event, x):
    assert places_of(newcomer(event, x)) == {"X": HAS}


def test_a_newcomer_waits_for_a_workshop_that_the_form_showed_as_full(event, x):
    holder_of(x)

    person = newcomer(event, x, full=[x])

    assert person.is_confirmed
    assert places_of(person) == {"X": WAITS}


def test_a_workshop_that_filled_up_meanwhile_refuses_the_whole(event, x, y):
    holder_of(x)
    before = event.registrations.count()

    with pytest.raises(WorkshopRefused, match="X"):
        newcomer(event, x, full=[y])

    assert event.registrations.count() == before
    assert not Message.objects.exists()


def test_the_refusal_is_the_same_for_a_known_address(event, x):
    RegistrationFactory(event=event, email="jeanne@example.org")
    holder_of(x)

    with pytest.raises(WorkshopRefused):
        newcomer(event, x)


def test_a_newcomer_overtakes_nobody_who_waits_for_the_workshop(event, x):
    x.seats = 2
    x.save()
    waits_for(x)

    assert places_of(newcomer(event, x, full=[x])) == {"X": WAITS}


def test_who_waits_for_the_event_keeps_nobody_from_a_workshop(event, x):
    waits_for(x, waiting=True)
    event.seats = None
    event.promotion_stops_at = timezone.now() - timedelta(hours=1)
    event.save()

    assert places_of(newcomer(event, x)) == {"X": HAS}


def test_who_waits_for_the_event_waits_for_the_workshop(x):
    event = x.event
    event.seats = 0
    event.save()

    person = newcomer(event, x, announced=Status.WAITING)

    assert person.is_waiting
    assert places_of(person) == {"X": WAITS}


def test_the_last_seat_of_the_event_comes_before_the_workshop(x):
    holder_of(x)
    x.event.seats = 1
    x.event.save()

    with pytest.raises(PlaceJustTaken):
        newcomer(x.event, x)


def test_two_workshops_at_the_same_time_are_refused_by_name(event, x):
    longer = WorkshopFactory(
        event=event, title_fr="Z", starts_at=time(13), ends_at=time(14, 30)
    )

    with pytest.raises(
        WorkshopRefused, match=r"“Z” .1.pm.–.2:30.pm. and “X” .2.pm.–.3.pm."
    ):
        newcomer(event, x, longer)

    assert not event.registrations.exists()


def test_workshops_one_after_another_are_both_given(event, x):
    later = WorkshopFactory(
        event=event, title_fr="Z", starts_at=time(15), ends_at=time(16)
    )

    assert places_of(newcomer(event, x, later)) == {"X": HAS, "Z": HAS}


@pytest.mark.parametrize("change", [{"is_hidden": True}, {"takes_sign_ups": False}])
def test_a_row_that_takes_no_sign_ups_is_refused(event, x, change):
    for name, value in change.items():
        setattr(x, name, value)
    x.save()

    with pytest.raises(WorkshopRefused):
        newcomer(event, x)


def test_a_workshop_of_another_event_is_refused(event):
    with pytest.raises(WorkshopRefused):
        newcomer(event, WorkshopFactory())


def test_a_workshop_without_a_limit_takes_everybody(event, x):
    x.seats = None
    x.save()
    holder_of(x)

    assert places_of(newcomer(event, x)) == {"X": HAS}


def test_the_team_adds_somebody_to_a_workshop(event, x):
    person = operations.add_by_hand(
        event, answers(workshops=(x.pk,)), actor=UserFactory(), language="fr"
    )

    assert places_of(person) == {"X": HAS}


def test_a_known_address_costs_as_many_statements_as_a_new_one(event, x):
    sign_up(event, "a@example.org", workshops=(x.pk,))

    with CaptureQueriesContext(connection) as new:
        sign_up(event, "b@example.org", workshops=(x.pk,), full_workshops=[x.pk])
    with CaptureQueriesContext(connection) as known:
        sign_up(
            event,
            "a@example.org",
            key="again",
            workshops=(x.pk,),
            full_workshops=[x.pk],
        )

    assert len(known) == len(new)


# Freed places


def test_a_freed_place_goes_to_the_first_in_line(x):
    holder = holder_of(x)
    first, second = waits_for(x), waits_for(x)

    operations.cancel(holder)

    assert places_of(holder) == {}
    assert places_of(first) == {"X": HAS}
    assert places_of(second) == {"X": WAITS}
    assert told() == [first]


def test_the_team_cancels_and_the_place_goes_on(x):
    holder, first = holder_of(x), waits_for(x)

    operations.cancel_by_team(holder, actor=UserFactory(), reason="Doublon")

    assert places_of(first) == {"X": HAS}


def test_who_waits_for_the_event_is_passed_over(x):
    holder = holder_of(x)
    outside = waits_for(x, waiting=True)
    inside = waits_for(x)
    x.event.seats = 1
    x.event.save()

    operations.cancel_by_team(holder, actor=UserFactory(), reason="Doublon")

    assert places_of(outside) == {"X": WAITS}
    assert places_of(inside) == {"X": HAS}


def test_nothing_passes_on_after_the_cut_off(x):
    holder, first = holder_of(x), waits_for(x)
    x.event.promotion_stops_at = timezone.now() - timedelta(hours=1)
    x.event.save()

    operations.cancel(holder)

    assert places_of(first) == {"X": WAITS}


def test_nor_from_who_moves_nor_with_more_seats(x, y):
    person, first = holder_of(x), waits_for(x)
    x.event.promotion_stops_at = timezone.now() - timedelta(hours=1)
    x.event.save()

    operations.workshops.rechoose(person, [y.pk])
    x.seats = 9
    programme_operations.save_session(x, actor=UserFactory())

    assert places_of(person) == {"Y": HAS}
    assert places_of(first) == {"X": WAITS}


def test_a_lifted_postponement_serves_the_lines(x):
    x.event.postponed_at = timezone.now()
    x.event.save()
    first = waits_for(x)

    event_operations.resume(x.event, actor=UserFactory())

    assert places_of(first) == {"X": HAS}


def test_more_seats_serve_the_line_in_order(x):
    holder_of(x)
    people = [waits_for(x) for _ in range(3)]
    x.seats = 3

    programme_operations.save_session(x, actor=UserFactory())

    assert [places_of(person)["X"] for person in people] == [HAS, HAS, WAITS]
    assert told() == people[:2]


def test_no_limit_any_more_serves_everybody(x):
    holder_of(x)
    people = [waits_for(x) for _ in range(3)]
    x.seats = None

    programme_operations.save_session(x, actor=UserFactory())

    assert {places_of(person)["X"] for person in people} == {HAS}


def test_fewer_seats_throw_nobody_out(x):
    holder = holder_of(x)
    x.seats = 0

    programme_operations.save_session(x, actor=UserFactory())

    assert places_of(holder) == {"X": HAS}


def test_who_is_promoted_gets_the_workshop_and_one_mail(x):
    x.event.seats = 1
    x.event.save()
    holder = RegistrationFactory(event=x.event)
    waiting = waits_for(x, waiting=True)

    operations.cancel(holder)

    waiting.refresh_from_db()
    assert waiting.is_confirmed
    assert places_of(waiting) == {"X": HAS}
    assert [m.notice for m in waiting.messages.all()] == [Notice.PROMOTED]


def test_a_place_given_by_hand_after_the_cut_off_brings_a_free_workshop(x):
    x.event.promotion_stops_at = timezone.now() - timedelta(hours=1)
    x.event.save()
    waiting = waits_for(x, waiting=True)

    operations.give_place(waiting, actor=UserFactory())

    assert places_of(waiting) == {"X": HAS}


def test_a_place_given_by_hand_overtakes_nobody_in_the_workshop(x):
    x.event.promotion_stops_at = timezone.now() - timedelta(hours=1)
    x.event.save()
    first = waits_for(x)
    waiting = waits_for(x, waiting=True)

    operations.give_place(waiting, actor=UserFactory())

    assert places_of(first) == places_of(waiting) == {"X": WAITS}


# Moving


def test_a_move_to_a_free_workshop_gives_the_other_one_up(x, y):
    person, first = holder_of(x), waits_for(x)

    assert operations.workshops.rechoose(person, [y.pk])

    assert places_of(person) == {"Y": HAS}
    assert places_of(first) == {"X": HAS}


def test_who_moves_to_a_full_workshop_keeps_the_place_and_waits(x, y):
    person, _other = holder_of(x), holder_of(y)
    first = waits_for(x)

    operations.workshops.rechoose(person, [y.pk])

    assert places_of(person) == {"X": HAS, "Y": WAITS}
    assert places_of(first) == {"X": WAITS}
    assert workshops.wishes_of(person) == {y.pk: False}


def test_the_place_left_passes_on_with_the_one_that_is_given(x, y):
    person, other, first = holder_of(x), holder_of(y), waits_for(x)
    operations.workshops.rechoose(person, [y.pk])

    operations.cancel(other)

    assert places_of(person) == {"Y": HAS}
    assert places_of(first) == {"X": HAS}
    assert told() == [person, first]


def test_saving_the_same_wish_again_changes_nothing(x, y):
    person, _other = holder_of(x), holder_of(y)
    operations.workshops.rechoose(person, [y.pk])

    assert not operations.workshops.rechoose(person, [y.pk])

    assert places_of(person) == {"X": HAS, "Y": WAITS}


def test_who_thinks_better_of_a_move_leaves_the_line(x, y):
    person, _other = holder_of(x), holder_of(y)
    operations.workshops.rechoose(person, [y.pk])

    operations.workshops.rechoose(person, [x.pk])

    assert places_of(person) == {"X": HAS}


def test_choosing_nothing_leaves_the_place_and_the_line(x, y):
    person, _other = holder_of(x), holder_of(y)
    operations.workshops.rechoose(person, [y.pk])

    operations.workshops.rechoose(person, [])

    assert places_of(person) == {}


def test_a_move_to_what_filled_up_meanwhile_changes_nothing(x, y):
    person, _other = holder_of(x), holder_of(y)

    with pytest.raises(WorkshopRefused):
        operations.workshops.rechoose(person, [y.pk], announced_full=[])

    assert places_of(person) == {"X": HAS}


def test_a_move_to_two_workshops_at_once_changes_nothing(x, y):
    person = holder_of(x)

    with pytest.raises(WorkshopRefused):
        operations.workshops.rechoose(person, [x.pk, y.pk])

    assert places_of(person) == {"X": HAS}


def test_a_cancelled_registration_chooses_nothing(x):
    person = RegistrationFactory(event=x.event, cancelled=True)

    assert not operations.workshops.rechoose(person, [x.pk])

    assert places_of(person) == {}


def test_a_place_at_another_time_is_kept(x, y):
    evening = WorkshopFactory(
        event=x.event, title_fr="Z", starts_at=time(17), ends_at=time(18)
    )
    person, other = holder_of(x, evening), holder_of(y)
    operations.workshops.rechoose(person, [y.pk, evening.pk])

    operations.cancel(other)

    assert places_of(person) == {"Y": HAS, "Z": HAS}


# What people are told of their workshops


def test_the_rank_counts_those_who_can_be_given_a_place(x):
    holder_of(x)
    waits_for(x, waiting=True)
    first, second = waits_for(x), waits_for(x)

    assert [wish.before for wish in workshops.workshops_of(first)] == [0]
    assert [wish.before for wish in workshops.workshops_of(second)] == [1]
    assert "One person is ahead" in workshops.workshops_of(second)[0].state


def test_who_waits_for_the_event_has_no_rank_yet(x):
    [wish] = workshops.workshops_of(waits_for(x, waiting=True))

    assert wish.before is None
    assert "as soon as your registration is confirmed" in wish.state


def test_a_place_that_is_kept_until_the_move_says_so(x, y):
    person, _other = holder_of(x), holder_of(y)
    operations.workshops.rechoose(person, [y.pk])

    kept, awaited = workshops.workshops_of(person)

    assert kept.kept_for == awaited.row
    assert "kept until one becomes free in “Y”" in kept.state


def test_an_event_without_workshops_costs_nothing(event, django_assert_num_queries):
    person = RegistrationFactory(event=event)
    workshops.workshops_of(person)

    with django_assert_num_queries(0):
        assert workshops.workshops_of(person) == []


# The programme


def test_a_workshop_with_people_cannot_be_deleted(x):
    holder_of(x)
    waits_for(x)

    with pytest.raises(ProgrammeRefusedError, match="2 people have signed up for “X”"):
        programme_operations.remove_sessions([x], actor=UserFactory())


@pytest.mark.parametrize("change", [{"is_hidden": True}, {"takes_sign_ups": False}])
def test_a_workshop_with_people_goes_on_being_offered(x, change):
    holder_of(x)
    for name, value in change.items():
        setattr(x, name, value)

    with pytest.raises(ProgrammeRefusedError, match="1 person"):
        programme_operations.save_session(x, actor=UserFactory())

    x.refresh_from_db()
    assert x.is_offered


def test_a_workshop_that_everybody_left_can_be_deleted(x):
    operations.cancel(holder_of(x))

    programme_operations.remove_sessions([x], actor=UserFactory())

    assert not x.event.sessions.exists()


def test_nobody_keeps_a_place_at_the_time_of_another_one_that_they_have(event, y):
    """Who moves to two shorter ones, of which one is full, leaves the long one."""
    hours = {"event": event, "ends_at": time(16)}
    long = WorkshopFactory(title_fr="Long", **hours)
    last = WorkshopFactory(title_fr="Last", starts_at=time(15), **hours)
    person, _other = holder_of(long), holder_of(y)

    operations.workshops.rechoose(person, [y.pk, last.pk])

    assert places_of(person) == {"Y": WAITS, "Last": HAS}
