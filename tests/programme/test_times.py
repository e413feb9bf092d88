from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from programme.times import TimeField


@pytest.mark.parametrize(
    "typed",
    [
        "9:15",
        "9h15",
        "9 h 15",
        "9\u00a0h\u00a015",
        "9H15",
        "9.15",
        "0915",
        "915",
        "09:15:00",
        "9 heures 15",
        " 9:15 am ",
    ],
)
def test_a_time_may_be_written_in_many_ways(typed):
    assert TimeField().clean(typed) == time(9, 15)


@pytest.mark.parametrize("typed", ["9", "9h", "09", "9 h", "9:00", "0900", "9 am"])
def test_an_hour_needs_no_minutes(typed):
    assert TimeField().clean(typed) == time(9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("midi", time(12)),
        ("noon", time(12)),
        ("12 am", time(0)),
        ("5:30 pm", time(17, 30)),
        ("23h59", time(23, 59)),
        ("0h", time(0)),
    ],
)
def test_other_times(typed, meant):
    assert TimeField().clean(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["24h", "9h60", "9h5", "neuf", "9h15h", "-9", "13 pm", "0 am", "٩", "99999"],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        TimeField().clean(typed)
    assert refusal.value.messages == [
        "Saisissez une heure, par exemple 9, 9h15 ou 9:15."
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("moment", [time(0), time(9, 5), time(12), time(17, 30)])
def test_what_is_shown_reads_back(language, moment):
    field = TimeField()
    with translation.override(language):
        assert field.clean(field.prepare_value(moment)) == moment
        assert not field.has_changed(moment, field.prepare_value(moment))


def test_an_optional_time_may_be_empty():
    assert TimeField(required=False).clean("") is None
