"""The announcement of 22 May 2019, fact by fact."""

from datetime import date, time
from pathlib import Path

import pytest

from programme.reading import read_text

ANNOUNCEMENT = Path(__file__).parent / "corpus" / "annonce_2019.txt"
ROLES = {
    "FUGIER": 2,
    "ROUGERIE": 4,
    "LYET": 2,
    "BREGEOT": 2,
    "PIZZO": 3,
    "BAUDE": 2,
    "TAGACHOUCHT": 2,
    "HEIJBOER": 3,
    "ROCHER": 1,
    "BRACONNIER": 2,
    "COSSE": 1,
    "RENAUD": 1,
    "BEKKARI": 1,
}


@pytest.fixture(scope="module")
def day():
    (day,) = read_text(ANNOUNCEMENT.read_text(encoding="utf-8")).days
    return day


def people_of(day):
    for row in day.rows:
        yield from row.people
        for contribution in row.contributions:
            yield from contribution.people


def test_the_day_has_the_date_under_the_title(day):
    assert day.date == date(2019, 5, 22)


def test_each_time_at_the_level_of_the_day_is_a_row(day):
    assert [(row.start, row.end, row.kind) for row in day.rows] == [
        (time(9), None, "welcome"),
        (time(9, 15), None, "plenary"),
        (time(9, 30), None, "plenary"),
        (time(10), time(11), "talks"),
        (time(11, 20), time(11, 30), "break"),
        (time(11, 30), time(12, 50), "debate"),
        (time(12, 50), time(14), "meal"),
        (time(14), time(14, 30), "plenary"),
        (time(14, 30), time(15, 55), "talks"),
        (time(15, 45), time(16), "break"),
        (time(16), time(17, 20), "debate"),
        (time(17, 20), time(17, 30), "closing"),
    ]


def test_the_place_of_a_row_stands_in_brackets(day):
    assert (day.rows[0].title, day.rows[0].place) == ("Accueil", "hall du bâtiment")


def test_an_introduction_keeps_its_title_and_its_people(day):
    introduction = day.rows[1]

    assert introduction.title == "Introduction générale"
    assert [person.family_name for person in introduction.people] == [
        "FUGIER",
        "ROUGERIE",
    ]


def test_nine_talks_seven_of_them_in_sessions(day):
    assert [len(row.contributions) for row in day.rows if row.kind == "talks"] == [4, 3]
    assert day.rows[2].title == (
        "Le travail partenarial dans le travail social : une aventure stratégique et "
        "innovante ?"
    )
    assert day.rows[7].people[0].family_name == "HEIJBOER"


def test_a_title_loses_its_full_stop_but_no_other_sign(day):
    titles = [talk.title for row in day.rows for talk in row.contributions]

    assert titles[1] == (
        "D’une collaboration imposée vers un partenariat co-construit. Retour sur un "
        "travail partenarial entre un SESSAD et des écoles"
    )
    assert day.rows[11].title.endswith("surpris…")


def test_thirteen_people_with_all_their_roles_and_nobody_from_the_prose(day):
    found = list(people_of(day))

    assert {person.family_name: len(person.roles) for person in found} == ROLES
    assert len(found) == 13
    assert {person.function for person in found} == {"speaker"}


def test_roles_are_kept_word_for_word(day):
    bracconier = next(p for p in people_of(day) if p.family_name == "BRACONNIER")

    assert bracconier.roles == (
        "docteur en économie",
        "responsable du Pôle Recherche et de la formation CAFDES à l’IRTS "
        "Poitou-Charentes",
    )


def test_each_thing_knows_its_line(day):
    lines = ANNOUNCEMENT.read_text(encoding="utf-8").splitlines()

    assert all(
        person.family_name in lines[person.line - 1] for person in people_of(day)
    )
    assert lines[day.line - 1] == "22.05.2019"


def test_the_words_that_run_together_stay_so(day):
    assert "contre-programmeinstitutionnel" in day.rows[7].title
