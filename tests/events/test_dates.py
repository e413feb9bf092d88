from datetime import date, datetime, time, timedelta

import pytest
from django.utils.translation import override

from events import dates
from tests.events.days import paris, study_day

DAY = date(2019, 5, 22)


@pytest.mark.parametrize(
    ("function", "value", "french", "english"),
    [
        (
            dates.long_date,
            DAY,
            "mercredi 22\u00a0mai 2019",
            "Wednesday 22\u00a0May 2019",
        ),
        (dates.short_date, DAY, "22\u00a0mai 2019", "22\u00a0May 2019"),
        (dates.long_day, DAY, "mercredi 22\u00a0mai", "Wednesday 22\u00a0May"),
        (dates.day_and_month, date(2019, 5, 1), "1er\u00a0mai", "1\u00a0May"),
        (dates.day_and_month, date(2019, 8, 11), "11\u00a0août", "11\u00a0August"),
        (
            dates.long_date,
            date(2020, 2, 29),
            "samedi 29\u00a0février 2020",
            "Saturday 29\u00a0February 2020",
        ),
        (
            dates.moment,
            paris(5, 15, 18),
            "mercredi 15\u00a0mai à 18\u00a0h",
            "Wednesday 15\u00a0May at 6\u00a0pm",
        ),
        (
            dates.long_moment,
            paris(5, 1, 9, 5),
            "mercredi 1er\u00a0mai 2019 à 9\u00a0h\u00a005",
            "Wednesday 1\u00a0May 2019 at 9:05\u00a0am",
        ),
        (
            dates.short_moment,
            paris(5, 22, 9),
            "22\u00a0mai 2019, 9\u00a0h",
            "22\u00a0May 2019, 9\u00a0am",
        ),
    ],
)
def test_days_and_moments(function, value, french, english):
    assert function(value) == french
    with override("en"):
        assert function(value) == english


@pytest.mark.parametrize(
    ("clock", "french", "english"),
    [
        (time(9), "9\u00a0h", "9\u00a0am"),
        (time(9, 15), "9\u00a0h\u00a015", "9:15\u00a0am"),
        (time(17, 30), "17\u00a0h\u00a030", "5:30\u00a0pm"),
        (time(12), "12\u00a0h", "noon"),
        (time(12, 50), "12\u00a0h\u00a050", "12:50\u00a0pm"),
        (time(0), "0\u00a0h", "12\u00a0am"),
        (time(0, 5), "0\u00a0h\u00a005", "12:05\u00a0am"),
    ],
)
def test_clock(clock, french, english):
    assert dates.clock(clock) == french
    with override("en"):
        assert dates.clock(clock) == english


def test_hours():
    assert dates.hours(time(9), time(17, 30)) == "de 9\u00a0h à 17\u00a0h\u00a030"
    with override("en"):
        assert dates.hours(time(9), time(17, 30)) == "9\u00a0am to 5:30\u00a0pm"


@pytest.mark.parametrize(
    ("first", "last", "french", "english"),
    [
        (DAY, DAY, "mercredi 22\u00a0mai 2019", "Wednesday 22\u00a0May 2019"),
        (
            DAY,
            date(2019, 5, 24),
            "du mercredi 22 au vendredi 24\u00a0mai 2019",
            "from Wednesday 22 to Friday 24\u00a0May 2019",
        ),
        (
            date(2019, 5, 1),
            date(2019, 5, 3),
            "du mercredi 1er au vendredi 3\u00a0mai 2019",
            "from Wednesday 1 to Friday 3\u00a0May 2019",
        ),
        (
            date(2019, 5, 31),
            date(2019, 6, 1),
            "du vendredi 31\u00a0mai au samedi 1er\u00a0juin 2019",
            "from Friday 31\u00a0May to Saturday 1\u00a0June 2019",
        ),
        (
            date(2019, 12, 31),
            date(2020, 1, 1),
            "du mardi 31\u00a0décembre 2019 au mercredi 1er\u00a0janvier 2020",
            "from Tuesday 31\u00a0December 2019 to Wednesday 1\u00a0January 2020",
        ),
    ],
)
def test_ranges(first, last, french, english):
    assert dates.day_range(first, last) == french
    with override("en"):
        assert dates.day_range(first, last) == english


@pytest.mark.parametrize(
    ("in_utc", "words"),
    [
        ("2019-03-31T00:59+00:00", "dimanche 31\u00a0mars 2019 à 1\u00a0h\u00a059"),
        ("2019-03-31T01:00+00:00", "dimanche 31\u00a0mars 2019 à 3\u00a0h"),
        ("2019-10-27T00:30+00:00", "dimanche 27\u00a0octobre 2019 à 2\u00a0h\u00a030"),
        ("2019-10-27T01:30+00:00", "dimanche 27\u00a0octobre 2019 à 2\u00a0h\u00a030"),
        ("2019-12-31T23:30+00:00", "mercredi 1er\u00a0janvier 2020 à 0\u00a0h\u00a030"),
    ],
)
def test_moments_are_told_on_the_clock_of_the_place(in_utc, words):
    event = study_day()

    assert dates.long_moment(event.local(datetime.fromisoformat(in_utc))) == words


def test_minutes():
    assert dates.minutes(timedelta(hours=1, seconds=29)) == 60
