from datetime import timedelta

import pytest

from events.states import State, few_seats, state_at
from tests.events.days import paris, study_day

SECOND = timedelta(seconds=1)
IN_MAY = paris(5, 1, 12)


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        (State.DRAFT, {"published_at": None}),
        (State.DRAFT, {"published_at": IN_MAY + SECOND}),
        (State.CANCELLED, {"cancelled_at": paris(4, 30, 9)}),
        (State.POSTPONED, {"postponed_at": paris(4, 30, 9)}),
        (State.PAST, {"starts_at": IN_MAY - 9 * SECOND, "ends_at": IN_MAY}),
        (State.TODAY, {"doors_open_at": IN_MAY}),
        (State.NOT_OPEN, {"registration_opens_at": IN_MAY + SECOND}),
        (State.CLOSED, {"registration_closes_at": IN_MAY}),
        (State.FULL, {"confirmed": 100, "has_waiting_list": False}),
        (State.FULL_WITH_WAITING_LIST, {"confirmed": 100}),
        (State.FEW, {"confirmed": 94}),
        (State.OPEN, {"confirmed": 89}),
        (State.OPEN, {"registration_opens_at": IN_MAY}),
    ],
)
def test_each_state(state, changes):
    assert state_at(study_day(**changes), IN_MAY) == state


@pytest.mark.parametrize(
    ("state", "undone"),
    [
        (State.DRAFT, {}),
        (State.CANCELLED, {"published_at": paris(3, 1)}),
        (State.POSTPONED, {"cancelled_at": None}),
        (State.PAST, {"postponed_at": None}),
        (State.TODAY, {"ends_at": paris(5, 22, 17, 30)}),
        (State.NOT_OPEN, {"doors_open_at": paris(5, 22, 9)}),
        (State.CLOSED, {"registration_opens_at": paris(4, 1)}),
        (State.FULL, {"registration_closes_at": paris(5, 15)}),
        (State.FULL_WITH_WAITING_LIST, {"has_waiting_list": True}),
        (State.FEW, {"confirmed": 97}),
        (State.OPEN, {"confirmed": 0}),
    ],
)
def test_the_first_that_applies_wins(state, undone):
    """Everything is the case at once; each line undoes what won before it."""
    changes = {
        "published_at": None,
        "cancelled_at": paris(4, 30),
        "postponed_at": paris(4, 30),
        "starts_at": paris(5, 1, 9),
        "ends_at": paris(5, 1, 11),
        "doors_open_at": paris(5, 1, 8),
        "registration_opens_at": paris(5, 2),
        "registration_closes_at": paris(4, 2),
        "has_waiting_list": False,
        "confirmed": 100,
    }
    order = [
        {},
        {"published_at": paris(3, 1)},
        {"cancelled_at": None},
        {"postponed_at": None},
        {"ends_at": paris(5, 22, 17, 30)},
        {"doors_open_at": paris(5, 22, 9)},
        {"registration_opens_at": paris(4, 1)},
        {"registration_closes_at": paris(5, 15)},
        {"has_waiting_list": True},
        {"confirmed": 97},
        {"confirmed": 0},
    ]
    for step in order[: order.index(undone) + 1]:
        changes |= step

    assert state_at(study_day(**changes), IN_MAY) == state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (paris(4, 2, 9) - SECOND, State.NOT_OPEN),
        (paris(4, 2, 9), State.OPEN),
        (paris(5, 15, 18) - SECOND, State.OPEN),
        (paris(5, 15, 18), State.CLOSED),
        (paris(5, 22, 8, 30) - SECOND, State.CLOSED),
        (paris(5, 22, 8, 30), State.TODAY),
        (paris(5, 22, 17, 30) - SECOND, State.TODAY),
        (paris(5, 22, 17, 30), State.PAST),
    ],
)
def test_states_change_at_the_stated_second(moment, state):
    event = study_day(doors_open_at=paris(5, 22, 8, 30))

    assert state_at(event, moment) == state


def test_a_newcomer_never_overtakes_who_waits():
    event = study_day(confirmed=90, waiting=1)

    assert state_at(event, IN_MAY) == State.FULL_WITH_WAITING_LIST


def test_an_oversold_event_is_full():
    assert state_at(study_day(confirmed=101), IN_MAY) == State.FULL_WITH_WAITING_LIST


def test_no_limit_is_always_open():
    assert state_at(study_day(seats=None, confirmed=5000), IN_MAY) == State.OPEN


@pytest.mark.parametrize(
    ("seats", "few"), [(1, 3), (30, 3), (45, 4), (100, 10), (101, 10), (2000, 10)]
)
def test_last_places_are_a_tenth_between_three_and_ten(seats, few):
    assert few_seats(seats) == few
