"""What stands on several lines: roles below names, numbered parts, days and rooms."""

from datetime import date, time

import pytest

from programme.reading import read_text


def rows_of(text):
    return [row for day in read_text(text).days for row in day.rows]


def who(people):
    return [
        (f"{one.given_name} {one.family_name}".strip(), one.function, one.roles)
        for one in people
    ]


def test_a_role_stands_on_the_line_below_the_name():
    first, second = rows_of(
        "9h30 Les voix basses\nOdile Marchand\n"
        "Maîtresse de conférences en lettres, université de Lorméal\n"
        "10h30 Le chœur\nPaul Etcheverry et Luce Arnal\nMusiciens"
    )

    assert (first.kind, first.title) == ("plenary", "Les voix basses")
    assert who(first.people) == [
        (
            "Odile Marchand",
            "speaker",
            ("Maîtresse de conférences en lettres, université de Lorméal",),
        )
    ]
    assert [roles for _name, _function, roles in who(second.people)] == [
        ("Musiciens",),
        ("Musiciens",),
    ]


def test_an_institution_below_the_function_is_of_the_same_role():
    (row,) = rows_of("9h Le seuil\nOdile Marchand\nDoctorante\nUniversité de Lorméal")

    assert who(row.people)[0][2] == ("Doctorante, Université de Lorméal",)


def test_titles_that_begin_like_functions_stay_titles():
    (row,) = rows_of(
        "9h-10h30 Session 1 : Métiers\n"
        "Odile Marchand (CNRS)\nChefs et seconds\n"
        "Paul Etcheverry (CNRS)\nÉducateurs de rue, hier et demain"
    )

    assert [talk.title for talk in row.contributions] == [
        "Chefs et seconds",
        "Éducateurs de rue, hier et demain",
    ]


@pytest.mark.parametrize("head", ["Ouverture du colloque", "Conclusions"])
def test_a_name_alone_below_a_speech_is_who_speaks(head):
    (row,) = rows_of(f"9h {head}\nYsaude Quillibert")

    assert who(row.people) == [("Ysaude Quillibert", "speaker", ())]


def test_parts_numbered_in_roman_numerals_hold_their_talks():
    _welcome, second, pause, third = rows_of(
        "9 h Introduction, Odile Marchand (CNRS)\n"
        "I. Sources, fonds, séries (9 h 30 – 11 h)\nPrésidence : Luce Arnal\n"
        "9 h 30 Paul Etcheverry (Lyon)\nLes baux\n"
        "10 h Jean Vidal (Nice)\nLes cens\n"
        "11 h Pause\n"
        "II. Usages (11 h 30 – 12 h)\n"
        "11 h 30 Odile Marchand (CNRS)\nLes rôles"
    )

    assert (second.kind, second.title) == ("talks", "I. Sources, fonds, séries")
    assert [talk.title for talk in second.contributions] == ["Les baux", "Les cens"]
    assert who(second.people) == [("Luce Arnal", "chair", ())]
    assert (pause.kind, third.title) == ("break", "II. Usages")


def test_an_initial_is_no_numeral_where_nothing_is_numbered():
    (row,) = rows_of("9h I. Fournier (CNRS) : Les baux")

    assert who(row.people) == [("I. Fournier", "speaker", ("CNRS",))]


def test_a_day_is_written_in_two_languages():
    days = read_text(
        "Jeudi 12 septembre / Thursday 12 September\n9h Accueil\n"
        "Friday 13 September / Vendredi 13 septembre 2024\n9h Accueil"
    ).days

    assert [day.date for day in days] == [date(2024, 9, 12), date(2024, 9, 13)]


def test_rooms_of_days_are_those_of_their_rows():
    first, second = rows_of(
        "Jeudi 12 juin 2025 – Amphi B\n9h Accueil\n"
        "Vendredi 13 juin 2025 – Salle 4\n9h Pause"
    )

    assert (first.place, second.place) == ("Amphi B", "Salle 4")


def test_the_room_of_the_only_day_is_that_of_the_event():
    (row,) = rows_of("Jeudi 12 juin 2025, salle Prévert\n9h Accueil des participants")

    assert row.place == ""


def test_the_date_may_stand_with_the_hours_of_the_day():
    (day,) = read_text(
        "Lormont | jeudi 15 mai 2025 | 9h-17h\n9h Accueil\n10h Pause\n11h Pause"
    ).days

    assert day.date == date(2025, 5, 15)


def test_lines_with_a_chair_alone_have_no_title_of_their_own():
    (row,) = rows_of(
        "10h Sous la présidence d’Odile Marchand\nLes baux\nPaul Etcheverry\n"
        "Avocat\nLes cens\nLuce Arnal\nMagistrate"
    )

    assert (row.kind, row.title) == ("talks", "")
    assert who(row.people) == [("Odile Marchand", "chair", ())]
    assert [talk.title for talk in row.contributions] == ["Les baux", "Les cens"]


def test_talks_are_given_as_titles_with_lines_for_speaker_and_discussant():
    (row,) = rows_of(
        "10.00–12.00 Session 1: Ships\n\nPaper navies\nSpeaker: Jane Tillingham (Ely)\n"
        "Discussant: Hew Ó Domhnaill\n\nSalt roads\nSpeaker: Delphine Arnal, CNRS\n"
        "Discussant: Jane Tillingham"
    )

    assert [who(talk.people) for talk in row.contributions] == [
        [
            ("Jane Tillingham", "speaker", ("Ely",)),
            ("Hew Ó Domhnaill", "discussant", ()),
        ],
        [
            ("Delphine Arnal", "speaker", ("CNRS",)),
            ("Jane Tillingham", "discussant", ()),
        ],
    ]
    assert row.contributions[0].people[1].family_name == "Ó Domhnaill"


def test_how_long_something_lasts_is_no_time():
    (row,) = rows_of("9h Accueil\nValidé au titre de la formation (3 heures).")

    assert row.start == time(9)


def test_noon_is_written_with_its_number():
    assert [row.start for row in rows_of("9 am Coffee\n12 noon Lunch")] == [
        time(9),
        time(12),
    ]
