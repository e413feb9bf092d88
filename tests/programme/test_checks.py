from datetime import time

import pytest

from programme import checks, timetable
from tests.factories import ParticipationFactory, PersonFactory
from tests.programme.days import NEXT_DAY, add_row, at, study_day, two_days

pytestmark = pytest.mark.django_db


def sentences(event):
    return [str(fact) for fact in checks.warnings(timetable.of_event(event))]


def test_a_day_in_good_order_has_none():
    event = study_day()
    add_row(event, time(9))
    add_row(event, time(10), time(11))
    add_row(event, time(11))

    assert sentences(event) == []


def test_an_overlap_names_both_rows_and_its_minutes():
    event = study_day()
    add_row(event, time(14, 30), time(15, 55), kind="talks")
    add_row(event, time(15, 45), time(16), kind="break")

    assert sentences(event) == [
        "la séance de 14\u00a0h\u00a030 à 15\u00a0h\u00a055 chevauche la pause de "
        "15\u00a0h\u00a045 (10\u00a0min)"
    ]


def test_a_gap_gives_its_minutes():
    event = study_day()
    add_row(event, time(9), time(11))
    add_row(event, time(9, 30), time(10))
    add_row(event, time(11, 20))

    assert sentences(event)[1:] == [
        "rien n’est prévu de 11\u00a0h à 11\u00a0h\u00a020 (20\u00a0min)"
    ]


def test_rows_in_two_rooms_do_not_overlap():
    event = study_day()
    add_row(event, time(10), time(11), place_fr="Salle 1")
    add_row(event, time(10), time(11), place_fr="Salle 2")

    assert sentences(event) == []


def test_a_person_cannot_be_in_two_rooms():
    event = study_day()
    person = PersonFactory(given_name="Anne", family_name="Martin")
    for room in ["Salle 1", "Salle 2"]:
        row = add_row(event, time(14), time(15), place_fr=room)
        ParticipationFactory(contribution__session=row, person=person)

    assert sentences(event) == ["Anne MARTIN figure sur deux lignes à 14\u00a0h"]


def test_rows_outside_the_day():
    event = study_day()
    add_row(event, time(8, 30), time(9))
    add_row(event, time(9), time(17))
    add_row(event, time(17), time(18))
    add_row(event, time(18), time(19))

    assert sentences(event) == [
        "la ligne de 8\u00a0h\u00a030 est avant le début de la journée",
        "la ligne de 17\u00a0h finit après la fin de la journée",
        "la ligne de 18\u00a0h est après la fin de la journée",
    ]


def test_a_row_may_start_when_the_doors_open():
    event = study_day(doors_open_at=at(8, 30))
    add_row(event, time(8, 30), time(9))

    assert sentences(event) == []


def test_the_last_row_of_an_earlier_day_should_have_an_end():
    event = two_days()
    add_row(event, time(16))
    add_row(event, time(10), date=NEXT_DAY)

    assert sentences(event) == ["la dernière ligne, à 16\u00a0h, n’a pas de fin"]
