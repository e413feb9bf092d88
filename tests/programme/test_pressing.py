"""What is odd about the hours of an event stands among what is to be done."""

from datetime import time, timedelta

import pytest

from events.access import Role
from events.models import Event
from programme import operations
from registrations import points
from tests.factories import (
    EventFactory,
    MembershipFactory,
    ParticipationFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """Next month, from 9 h to 17 h."""
    return EventFactory()


def add_row(event, start, end=None, **values):
    return SessionFactory(event=event, starts_at=start, ends_at=end, **values)


def told(event, role=Role.SECRETARY):
    user = MembershipFactory(event=event, role=role).user
    found = points.of_event(Event.objects.for_page().get(pk=event.pk), user)
    return [(point.text, point.action) for point in found]


def test_overlaps_gaps_and_rows_outside_are_told_in_this_order(event):
    add_row(event, time(14, 30), time(15, 55), kind="talks")
    add_row(event, time(15, 45), time(16), kind="break")
    add_row(event, time(16, 20), time(18))

    assert told(event) == [
        (
            "14\u00a0h\u00a030\u00a0– 15\u00a0h\u00a055 chevauche la pause de "
            "15\u00a0h\u00a045 (10\u00a0min).",
            "Voir les lignes",
        ),
        (
            "Rien n’est prévu de 16\u00a0h à 16\u00a0h\u00a020 (20\u00a0min).",
            "Voir les lignes",
        ),
        ("La ligne de 16\u00a0h\u00a020 finit après la fin de la journée.", "Voir"),
    ]


def test_somebody_on_two_rows_at_once_is_told(event):
    person = PersonFactory(given_name="Anne", family_name="Martin")
    for place in ("Salle 1", "Salle 2"):
        row = add_row(event, time(14), time(15), place_fr=place)
        ParticipationFactory(contribution__session=row, person=person)

    assert told(event) == [("Anne MARTIN figure sur deux lignes à 14\u00a0h.", "Voir")]


def test_of_many_of_a_kind_the_first_is_told_and_the_others_counted(event):
    for start in (9, 10, 11):
        add_row(event, time(start), time(start, 30))

    [(text, _action)] = told(event)

    assert text.endswith("(30\u00a0min). Et 1 autre.")


@pytest.mark.parametrize("values", [{"past": True}, {"cancelled": True}])
def test_nothing_is_told_of_an_event_that_is_over(values):
    event = EventFactory(**values)
    add_row(event, time(9), time(10))
    add_row(event, time(11), time(12))

    assert not [text for text, _action in told(event) if "Rien n’est prévu" in text]


def test_whoever_only_reads_is_told_nothing(event):
    add_row(event, time(9), time(10))
    add_row(event, time(11), time(12))

    assert told(event, Role.READER) == []


def test_what_was_mended_is_told_no_more(event):
    row = add_row(event, time(9), time(10))
    add_row(event, time(11), time(12))
    assert "Rien n’est prévu" in str(told(event))

    operations.fix(event, f"ends_at:{row.pk}:11:00", actor=UserFactory())

    assert "Rien n’est prévu" not in str(told(event))


def test_an_event_that_is_held_at_other_hours_is_checked_anew(event):
    add_row(event, time(9), time(10))
    assert told(event) == []

    end = event.starts_at + timedelta(minutes=30)
    Event.objects.filter(pk=event.pk).update(ends_at=end)

    assert "finit après la fin" in str(told(event))


@pytest.mark.parametrize("events", [1, 10])
def test_programmes_cost_the_same_for_many_events(events, django_assert_num_queries):
    user = UserFactory(superuser=True)
    made = EventFactory.create_batch(events)
    for each in made:
        row = add_row(each, time(9), time(10))
        ParticipationFactory(contribution__session=row)
    found = list(Event.objects.for_page())

    with django_assert_num_queries(7):
        points.by_event(found, user)
    with django_assert_num_queries(3):
        points.by_event(found, user)
