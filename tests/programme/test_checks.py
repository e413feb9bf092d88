from datetime import time, timedelta
from time import process_time

import pytest

from programme import checks, names, timetable
from programme.models import Person
from programme.timetable import Appearance, Day, Programme, Row, Talk, Text
from tests.factories import (
    ContributionFactory,
    ParticipationFactory,
    PersonFactory,
    RoomFactory,
    WorkshopFactory,
)
from tests.programme.days import DAY, NEXT_DAY, add_row, at, study_day, two_days

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


def remarks(event):
    return [str(fact) for fact in checks.remarks(timetable.of_event(event))]


def in_full(event):
    return [fact.in_full() for fact in checks.everything(timetable.of_event(event))]


def test_in_full_a_fact_names_both_rows_with_their_titles_and_times():
    event = study_day()
    add_row(event, time(14, 30), time(15, 55), kind="talks", title_fr="Des liens")
    add_row(event, time(15, 45), time(16), kind="break", title_fr="Pause", place_fr="H")
    add_row(event, time(16, 20), time(17), title_fr="Débat")

    assert in_full(event) == [
        "«\u00a0Des liens\u00a0» (14\u00a0h\u00a030\u00a0– 15\u00a0h\u00a055) et "
        "«\u00a0Pause\u00a0» (15\u00a0h\u00a045\u00a0– 16\u00a0h) se chevauchent de "
        "10\u00a0min",
        "rien n’est prévu de 16\u00a0h à 16\u00a0h\u00a020 (20\u00a0min), entre "
        "«\u00a0Pause\u00a0» (15\u00a0h\u00a045\u00a0– 16\u00a0h) et "
        "«\u00a0Débat\u00a0» (16\u00a0h\u00a020\u00a0– 17\u00a0h)",
    ]


def test_only_overlaps_in_one_place_ask_for_an_acknowledgement():
    event = study_day()
    one = add_row(event, time(10), time(11), place_fr="Salle 1")
    two = add_row(event, time(10, 30), time(11), place_fr="Salle 1")
    add_row(event, time(10), time(11), place_fr="Salle 2")

    [fact] = checks.same_room_overlaps(timetable.of_event(event))

    assert [row.session_key for row in fact.rows] == [one.pk, two.pk]


def test_a_row_that_lasts_all_day_overlaps_each_of_the_others():
    event = study_day()
    add_row(event, time(9), time(17))
    for hour in (10, 12, 14):
        add_row(event, time(hour), time(hour, 30))

    assert len(checks.same_room_overlaps(timetable.of_event(event))) == 3


def test_contributions_may_last_longer_than_their_row():
    event = study_day()
    row = add_row(event, time(10), time(11), kind="talks", title_fr="Des liens")
    for minutes in (40, None, 30):
        ContributionFactory(session=row, duration=minutes)

    assert in_full(event)[0] == (
        "les communications de «\u00a0Des liens\u00a0» (10\u00a0h\u00a0– 11\u00a0h) "
        "durent 70\u00a0min en tout, pour 60\u00a0min prévues"
    )
    assert sentences(event) == [
        "à 10\u00a0h, les communications durent 70\u00a0min en tout, pour "
        "60\u00a0min prévues"
    ]


@pytest.mark.parametrize(
    ("seats", "words"),
    [(40, "a 40 places"), (None, "n’a pas de limite de places")],
)
def test_a_workshop_may_have_more_seats_than_its_room(seats, words):
    event = study_day()
    room = RoomFactory(event=event, name_fr="Salle 2", capacity=30)
    WorkshopFactory(event=event, date=DAY, title_fr="A", seats=seats, room=room)

    assert sentences(event) == [
        "l’atelier de 14\u00a0h prend plus de personnes que sa salle n’en contient (30)"
    ]
    assert in_full(event) == [
        f"«\u00a0A\u00a0» (14\u00a0h\u00a0– 15\u00a0h) {words}, et le lieu "
        "«\u00a0Salle 2\u00a0» contient 30 personnes"
    ]


def test_a_room_may_be_large_enough():
    event = study_day()
    room = RoomFactory(event=event, capacity=30)
    WorkshopFactory(event=event, date=DAY, seats=30, room=room)
    add_row(event, time(15), time(16), room=room, seats=None)

    assert sentences(event) == []


def test_a_break_without_a_place_is_a_remark():
    event = study_day()
    add_row(event, time(9), time(10))
    add_row(event, time(10), time(11), kind="break", title_fr="Pause")

    assert sentences(event) == []
    assert remarks(event) == [
        "«\u00a0Pause\u00a0» (10\u00a0h\u00a0– 11\u00a0h) n’a pas de lieu"
    ]


@pytest.mark.parametrize(
    ("start", "end", "kind", "is_told"),
    [
        (time(9), time(17), "plenary", True),
        (time(9), None, "plenary", True),
        (time(11, 30), time(17), "plenary", False),
        (time(9), time(14, 30), "plenary", False),
        (time(9), time(17), "meal", False),
    ],
)
def test_a_day_across_noon_without_a_meal_is_a_remark(start, end, kind, is_told):
    event = study_day()
    add_row(event, start, end, kind=kind)

    expected = "aucun repas n’est prévu le mercredi 22\u00a0mai, de 9\u00a0h à "
    assert [found.startswith(expected) for found in remarks(event)] == [True] * is_told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hélène MARTIN", "Helene MARTIN"),
        ("Jean-Luc MARTIN", "Jean Luc MARTIN"),
        ("Corinne ROUGERIE", "Corine ROUGERIE"),
        ("Mebarka BEKKARI", "Mebarka BEKARI"),
        ("Pascal FUGIER", "Pascal FUIGER"),
        ("Pascal FUGIER", "P. FUGIER"),
        ("Pascal FUGIER", "Fugier PASCAL"),
    ],
)
def test_a_name_that_is_written_in_two_ways(one, other):
    event = study_day()
    say(event, one, other)

    assert sentences(event) == [f"{one} et {other} sont peut-être la même personne"]
    assert in_full(event)[:1] == [
        f"{one}, dans «\u00a0R\u00a0» (10\u00a0h\u00a0– 11\u00a0h), et {other}, dans "
        "«\u00a0R\u00a0» (11\u00a0h\u00a0– 12\u00a0h), sont peut-être la même personne"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Louis MARTIN", "Louise MARTIN"),
        ("Michel MARTIN", "Michèle MARTIN"),
        ("Marie MARTIN", "Maria MARTIN"),
        ("Jean DUPONT", "Jean DUPOND"),
        ("Jean MARTIN", "Paul MARTIN"),
        ("Anne LI", "Anne LE"),
        ("Anne MARTIN", "Anne MARTIN"),
        ("Pascal FUGIER", "C. FUGIER"),
        ("Prénom PARTICIPANT 101", "Prénom PARTICIPANT 111"),
    ],
)
def test_names_that_are_those_of_two_people(one, other):
    event = study_day()
    say(event, one, other)

    assert sentences(event) == []


def test_two_names_in_one_contribution_are_two_people():
    event = study_day()
    talk = ContributionFactory(session=add_row(event, time(10), time(11)))
    for name in ("Corinne", "Corine"):
        person = PersonFactory(given_name=name, family_name="Rougerie")
        ParticipationFactory(contribution=talk, person=person)

    assert sentences(event) == []


def test_the_name_that_stands_more_often_comes_first():
    event = study_day()
    say(event, "Corine ROUGERIE", "Corinne ROUGERIE")
    person = Person.objects.get(given_name="Corinne")
    row = add_row(event, time(12), time(13))
    ParticipationFactory(contribution__session=row, person=person)

    [fact] = checks.warnings(timetable.of_event(event))

    assert fact.usual.person.name == "Corinne ROUGERIE"


def test_titles_are_text_in_every_sentence():
    event = study_day()
    add_row(event, time(10), time(11), title_fr="<b>{x}</b> %(y)s")
    add_row(event, time(10), time(11), title_fr="B")

    [fact] = checks.warnings(timetable.of_event(event))

    assert "&lt;b&gt;{x}&lt;/b&gt; %(y)s" in fact.as_html(lambda row: "/")
    assert "<b>{x}</b> %(y)s" in fact.in_full()


def test_three_days_in_ten_rooms_are_checked_at_once():
    event = study_day(ends_at=at(17, day=NEXT_DAY + timedelta(days=1)))
    programme = Programme(
        event.local_start,
        event.local_end,
        tuple(full_day(number) for number in (0, 1, 2)),
    )

    start = process_time()
    found = checks.everything(programme)
    taken = process_time() - start

    assert len(found) == 3  # no meal on any of the days
    assert taken < 1  # a fiftieth of it on an idle machine


def full_day(number):
    """Ten rooms, ten rows each from 8 h to 18 h, one talk of two people in each."""
    day = DAY + timedelta(days=number)
    rows = [
        Row(
            anchor=f"{number}-{hour}-{room}",
            kind="talks",
            starts_at=at(9 + hour * 48 // 60, hour * 48 % 60, day),
            ends_at=at(9 + (hour * 48 + 48) // 60, (hour * 48 + 48) % 60, day),
            place=Text(f"Salle {room}"),
            talks=(
                Talk(
                    uid=f"{number}-{hour}-{room}",
                    people=tuple(
                        Appearance(
                            name=f"Prénom{one} NOM{room}{hour}{number}",
                            given_name=f"Prénom{one}",
                            family_name=family_name(number, hour, room),
                            person_uid=f"{number}-{hour}-{room}-{one}",
                        )
                        for one in "ab"
                    ),
                ),
            ),
        )
        for hour in range(10)
        for room in range(10)
    ]
    return Day(day, tuple(rows))


def family_name(*numbers):
    """Two of them differ by three letters at least."""
    return "".join("abcdefghij"[number] * 3 for number in numbers)


def say(event, *written):
    """A row each hour from 10 h on, in which one of these people speaks."""
    for hour, name in enumerate(written, start=10):
        row = add_row(event, time(hour), time(hour + 1), title_fr="R")
        given_name, family_name = names.split(name)
        person = PersonFactory(given_name=given_name, family_name=family_name)
        ParticipationFactory(contribution__session=row, person=person)
