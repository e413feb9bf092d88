"""The mornings and afternoons of an event, by the rule of the programme."""

from datetime import time

import pytest
from django.utils import translation

from programme.half_days import MOST_DAYS, Half, half_days
from programme.models import Session
from tests.programme.days import NEXT_DAY, add_row, at, study_day, two_days

pytestmark = pytest.mark.django_db
MEAL = Session.Kind.MEAL


def in_brief(event) -> list[tuple[str, str]]:
    with translation.override("fr"):
        return [
            (str(one.half), one.hours.replace("\u00a0", " "))
            for one in half_days(event)
        ]


def test_the_day_of_2019():
    event = study_day()
    for start, end, kind in [
        (time(9), None, "welcome"),
        (time(9, 15), None, "plenary"),
        (time(11, 30), time(12, 50), "debate"),
        (time(12, 50), time(14), "meal"),
        (time(14), time(14, 30), "plenary"),
        (time(16), time(17, 20), "debate"),
        (time(17, 20), time(17, 30), "closing"),
    ]:
        add_row(event, start, end, kind=kind)

    assert in_brief(event) == [
        ("morning", "9 h – 12 h 50"),
        ("afternoon", "14 h – 17 h 30"),
    ]
    with translation.override("fr"):
        [morning, _afternoon] = half_days(event)
        assert morning.label == "Matin (9\u00a0h\u00a0– 12\u00a0h\u00a050)"
    assert morning.key == ("2019-05-22", "morning")


def test_without_a_meal_the_day_is_split_at_13_h():
    event = study_day()
    add_row(event, time(10), time(11))
    add_row(event, time(13), time(15))

    assert in_brief(event) == [("morning", "10 h – 11 h"), ("afternoon", "13 h – 15 h")]


def test_a_dinner_that_ends_the_day_splits_nothing():
    event = study_day(ends_at=at(23))
    add_row(event, time(10), time(12))
    add_row(event, time(12), time(13), kind=MEAL)
    add_row(event, time(13), time(18))
    add_row(event, time(19), time(22), kind=MEAL)

    assert in_brief(event) == [("morning", "10 h – 12 h"), ("afternoon", "13 h – 18 h")]


def test_a_morning_alone():
    event = study_day()
    add_row(event, time(9), time(12))

    assert in_brief(event) == [("morning", "9 h – 12 h")]


def test_without_a_programme_the_hours_of_the_event_are_split():
    assert in_brief(study_day()) == [
        ("morning", "9 h – 13 h"),
        ("afternoon", "13 h – 17 h 30"),
    ]


def test_an_evening_has_no_morning():
    event = study_day(starts_at=at(18), ends_at=at(20))

    assert in_brief(event) == [("afternoon", "18 h – 20 h")]


def test_a_night_belongs_to_the_day_on_which_it_begins():
    event = study_day(starts_at=at(20), ends_at=at(2, day=NEXT_DAY))

    assert in_brief(event) == [("afternoon", "20 h – 23 h 59")]


def test_from_one_noon_to_the_next():
    event = study_day(starts_at=at(14), ends_at=at(12, day=NEXT_DAY))

    assert in_brief(event) == [("afternoon", "14 h – 18 h"), ("morning", "9 h – 12 h")]


def test_several_days_say_which():
    event = two_days()
    add_row(event, time(9), time(12))

    with translation.override("fr"):
        labels = [one.label.replace("\u00a0", " ") for one in half_days(event)]

    assert labels == [
        "Mercredi 22 mai, matin (9 h – 12 h)",
        "Jeudi 23 mai, matin (9 h – 13 h)",
        "Jeudi 23 mai, après-midi (13 h – 17 h)",
    ]


def test_a_year_typed_wrong_makes_no_endless_form():
    event = study_day(ends_at=at(17).replace(year=2119))

    assert len(half_days(event)) == 2 * MOST_DAYS


def test_it_costs_nothing_while_the_programme_is_kept(django_assert_num_queries):
    event = study_day()
    half_days(event)

    with django_assert_num_queries(0):
        assert [one.half for one in half_days(event)] == [*Half]
