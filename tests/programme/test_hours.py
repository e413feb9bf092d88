from datetime import time

import pytest

from programme import timetable
from programme.half_days import Half
from programme.hours import minutes_of_half_days
from programme.models import Session
from tests.programme.days import DAY, NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db

Kind = Session.Kind
MORNING, AFTERNOON = (DAY, Half.MORNING), (DAY, Half.AFTERNOON)


def minutes(event):
    return minutes_of_half_days(timetable.of_event(event))


def test_the_study_day_of_2019():
    """185 and 195 minutes: welcome, gap, breaks and meal do not count, and the break
    of 15 h 45 wins over the talks that last until 15 h 55."""
    event = study_day()
    for start, end, kind in [
        (time(9), None, Kind.WELCOME),
        (time(9, 15), None, Kind.PLENARY),
        (time(9, 30), None, Kind.PLENARY),
        (time(10), time(11), Kind.TALKS),
        (time(11, 20), time(11, 30), Kind.BREAK),
        (time(11, 30), time(12, 50), Kind.DEBATE),
        (time(12, 50), time(14), Kind.MEAL),
        (time(14), time(14, 30), Kind.PLENARY),
        (time(14, 30), time(15, 55), Kind.TALKS),
        (time(15, 45), time(16), Kind.BREAK),
        (time(16), time(17, 20), Kind.DEBATE),
        (time(17, 20), None, Kind.CLOSING),
    ]:
        add_row(event, start, end, kind=kind)

    assert minutes(event) == {MORNING: 185, AFTERNOON: 195}


def test_parallel_rows_count_once():
    event = study_day()
    add_row(event, time(9), time(10))
    add_row(event, time(9, 30), time(10, 30))
    add_row(event, time(9), time(10), kind=Kind.OTHER)

    assert minutes(event) == {MORNING: 90}


def test_a_break_inside_a_row_is_taken_off():
    event = study_day()
    add_row(event, time(9), time(12))
    add_row(event, time(10), time(10, 20), kind=Kind.BREAK)

    assert minutes(event) == {MORNING: 160}


def test_without_a_meal_the_afternoon_begins_at_13_h():
    event = study_day()
    add_row(event, time(12), time(13))
    add_row(event, time(13), time(14))

    assert minutes(event) == {MORNING: 60, AFTERNOON: 60}


def test_hidden_rows_and_half_days_in_which_nothing_counts_are_left_out():
    event = study_day()
    add_row(event, time(9), time(9, 15), kind=Kind.WELCOME)
    add_row(event, time(10), time(11), is_hidden=True)
    add_row(event, time(14), time(15))

    assert minutes(event) == {AFTERNOON: 60}


def test_each_day_counts_for_itself_and_an_unknown_end_counts_for_nothing():
    event = two_days()
    add_row(event, time(9), time(10))
    add_row(event, time(16))
    add_row(event, time(9), time(9, 30), date=NEXT_DAY)

    assert minutes(event) == {MORNING: 60, (NEXT_DAY, Half.MORNING): 30}
