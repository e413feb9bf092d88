from datetime import date

import pytest

from events.retention import months_later, needs_erased_on, people_erased_on
from tests.events.days import paris, study_day


def test_the_2019_day():
    event = study_day()

    assert needs_erased_on(event) == date(2019, 6, 21)
    assert people_erased_on(event) == date(2020, 5, 22)


def test_it_runs_from_the_last_day_on_the_clock_of_the_place():
    event = study_day(ends_at=paris(5, 24, 0, 30), needs_retention_days=1)

    assert needs_erased_on(event) == date(2019, 5, 25)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2019, 12, 31), 12, date(2020, 12, 31)),
        (date(2019, 5, 22), 0, date(2019, 5, 22)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
    ],
)
def test_months_later(day, months, later):
    assert months_later(day, months) == later
