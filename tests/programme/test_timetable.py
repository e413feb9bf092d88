from datetime import UTC, datetime, time

import pytest
from django.utils import translation

from programme import timetable
from programme.models import Participation
from programme.timetable import Text
from tests.factories import (
    ContributionFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
)
from tests.programme.days import DAY, NEXT_DAY, add_row, at, study_day, two_days

pytestmark = pytest.mark.django_db


def test_an_end_that_was_not_written_is_the_next_start_or_the_end_of_the_event():
    event = study_day()
    add_row(event, time(9))
    add_row(event, time(9, 15), time(9, 25))
    add_row(event, time(9, 30))

    rows = timetable.of_event(event).rows

    assert [row.ends_at for row in rows] == [None, at(9, 25), None]
    assert [row.implied_end for row in rows] == [at(9, 15), None, at(17, 30)]


def test_the_last_row_of_an_earlier_day_has_no_known_end():
    event = two_days()
    add_row(event, time(16))
    add_row(event, time(10), date=NEXT_DAY)

    rows = timetable.of_event(event).rows

    assert [row.end for row in rows] == [None, at(17, day=NEXT_DAY)]


def test_anchors_of_one_day_and_of_rows_at_the_same_time():
    event = study_day()
    for start in [time(9), time(10), time(10), time(10), time(11, 5)]:
        add_row(event, start)

    rows = timetable.of_event(event).rows

    anchors = ["s-0900", "s-1000", "s-1000-b", "s-1000-c", "s-1105"]
    assert [row.anchor for row in rows] == anchors


def test_anchors_of_several_days():
    event = two_days()
    add_row(event, time(10), date=NEXT_DAY)
    add_row(event, time(9))

    programme = timetable.of_event(event)

    assert [day.date for day in programme.days] == [DAY, NEXT_DAY]
    assert [row.anchor for row in programme.rows] == ["s-d1-0900", "s-d2-1000"]


def test_rows_of_one_start_follow_their_position():
    event = study_day()
    add_row(event, time(10), title_fr="Second", position=2)
    add_row(event, time(10), title_fr="First", position=1)

    titles = [str(row.title) for row in timetable.of_event(event).rows]

    assert titles == ["First", "Second"]


def test_a_hidden_row_is_not_in_the_programme():
    event = study_day()
    add_row(event, time(10), is_hidden=True)

    assert timetable.of_event(event).days == ()


def test_a_row_without_title_takes_the_one_of_its_only_talk():
    event = study_day()
    row = add_row(event, time(10), title_fr="")
    ContributionFactory(session=row, title_fr="Une aventure stratégique")

    [row] = timetable.of_event(event).rows

    assert row.title == Text("Une aventure stratégique")
    assert row.opening == row.talks[0]
    assert row.titled_talks == ()


def test_a_row_without_any_title_is_called_by_its_kind():
    event = study_day()
    row = add_row(event, time(10), title_fr="", kind="debate")
    ContributionFactory.create_batch(2, session=row)

    [row] = timetable.of_event(event).rows

    assert row.title == Text("Débat")
    assert len(row.titled_talks) == 2


def test_the_chair_of_a_whole_row_opens_it():
    event = study_day()
    row = add_row(event, time(10))
    chair = ContributionFactory(session=row, title_fr="", position=1)
    ContributionFactory(session=row, position=2)
    ParticipationFactory(contribution=chair, function=Participation.Function.CHAIR)

    [row] = timetable.of_event(event).rows

    assert [person.function_label for person in row.opening.people] == ["Présidence"]
    assert row.titled_talks == row.talks[1:]


def test_parallel_rows_are_marked():
    event = study_day()
    add_row(event, time(10), place_fr="Salle 1")
    add_row(event, time(10), place_fr="Salle 2")
    add_row(event, time(11), place_fr="Salle 1")

    rows = timetable.of_event(event).rows

    assert [row.is_parallel for row in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("moment", "start"),
    [
        (at(8, 59), None),
        (at(9), time(9)),
        (at(10, 59), time(10)),
        (at(11, 10), time(10)),  # a gap: the row before it
        (at(15, 44), time(14, 30)),
        (at(15, 50), time(15, 45)),  # an overlap: the row that started last
        (at(16, 10), time(15, 45)),
        (at(17, 29), time(17)),
        (at(17, 30), None),
        (at(10, day=NEXT_DAY), None),
    ],
)
def test_one_row_of_the_day_is_the_current_one(moment, start):
    event = study_day()
    add_row(event, time(9))
    add_row(event, time(10), time(11))
    add_row(event, time(11, 20), time(14))
    add_row(event, time(14, 30), time(15, 55))
    add_row(event, time(15, 45), time(16))
    add_row(event, time(17))

    row = timetable.of_event(event).current_row(moment)

    assert (row.starts_at.time() if row else None) == start


def test_the_current_row_follows_the_clock_of_the_place():
    event = study_day(time_zone="America/Martinique")
    add_row(event, time(3, 30), time(5))

    now = event.local(datetime(2019, 5, 22, 8, 0, tzinfo=UTC))

    assert timetable.of_event(event).current_row(now).starts_at.time() == time(3, 30)


@pytest.mark.parametrize(
    ("kinds", "afternoon"),
    [
        ({time(12): "meal"}, time(14)),
        ({}, time(14)),
        ({time(10): "meal"}, time(14)),
        ({time(9): "meal"}, time(10)),
    ],
)
def test_the_afternoon_starts_after_the_longest_meal_or_at_13_h(kinds, afternoon):
    event = study_day()
    for start, end in [
        (time(9), time(10)),
        (time(10), time(11)),
        (time(12), time(13, 30)),
        (time(14), None),
    ]:
        add_row(event, start, end, kind=kinds.get(start, "talks"))
    if time(10) in kinds:
        event.sessions.filter(starts_at=time(12)).update(kind="meal")

    [day] = timetable.of_event(event).days

    assert day.afternoon.starts_at.time() == afternoon


def test_a_morning_has_no_afternoon():
    event = study_day()
    add_row(event, time(9))

    [day] = timetable.of_event(event).days

    assert day.afternoon is None


def test_a_long_programme_is_begun_on_the_page_of_its_event():
    event = two_days()
    for hour in range(8, 20):
        add_row(event, time(hour))
        add_row(event, time(hour), date=NEXT_DAY)

    programme = timetable.of_event(event)

    assert len(programme.rows) == 24
    assert programme.beginning.rows == programme.rows[:10]
    assert [day.date for day in programme.beginning.days] == [DAY]


def test_a_programme_of_twenty_rows_is_whole():
    event = study_day()
    for minute in range(20):
        add_row(event, time(9, minute))

    programme = timetable.of_event(event)

    assert programme.beginning == programme


def texts(title_fr, title_en, *, event_language="fr", talk_language="", page="fr"):
    event = study_day(content_language=event_language)
    row = add_row(event, time(10), title_fr="Ligne", title_en="Row")
    ContributionFactory(
        session=row, title_fr=title_fr, title_en=title_en, language=talk_language
    )
    with translation.override(page):
        [row] = timetable.of_event(event).rows
    return row.talks[0].title


def test_a_title_is_shown_in_the_language_of_the_page_where_it_exists():
    assert texts("Lien", "Link") == Text("Lien")
    assert texts("Lien", "Link", page="en") == Text("Link")


def test_a_title_in_another_language_says_which():
    assert texts("Lien", "", page="en") == Text("Lien", "fr")
    assert texts("", "Link") == Text("Link", "en")


def test_a_lone_title_is_in_the_language_of_the_talk_else_of_the_day():
    assert texts("Link", "", talk_language="en") == Text("Link", "en")
    assert texts("Link", "", talk_language="en", page="en") == Text("Link")
    assert texts("Link", "", event_language="en") == Text("Link", "en")


def test_roles_are_in_the_language_of_the_page_where_they_exist():
    row = add_row(study_day(), time(10))
    person = ParticipationFactory(contribution=ContributionFactory(session=row))
    for position, (french, english) in enumerate([("élue", ""), ("chef", "head")], 1):
        ParticipationRoleFactory(
            participation=person, position=position, text_fr=french, text_en=english
        )

    with translation.override("en"):
        [shown] = timetable.of_event(row.event).rows

    assert shown.talks[0].people[0].roles == (Text("élue", "fr"), Text("head"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_grow(rows, django_assert_num_queries):
    event = study_day()
    for minute in range(rows):
        row = add_row(event, time(9, minute))
        for _ in range(2):
            person = ParticipationFactory(contribution__session=row)
            ParticipationRoleFactory(participation=person)

    with django_assert_num_queries(4):
        assert len(timetable.of_event(event).rows) == rows
