"""Habits of those who write programmes, each by an example of its own."""

from datetime import time

import pytest

from programme.reading import kinds, read_text


def rows_of(text):
    [day] = read_text(text).days
    return day.rows


def who(people):
    return [(f"{one.given_name} {one.family_name}", one.roles) for one in people]


def test_a_speaker_and_a_discussant_below_a_timed_title_are_no_heading():
    rows = rows_of(
        "Session I. Renting\nChair: Wilma Krantz\n"
        '13:30-14:20 "Rents"\nSpeaker: Dermot Hale (LSE)\nDiscussant: Ana Silva\n'
        '14:20-15:10 "Landlords"\nSpeaker: Jonah Hart (Leeds)\nDiscussant: Ben Ross\n'
    )

    assert [row.title for row in rows] == ["Session I. Renting"]
    assert [talk.title for talk in rows[0].contributions] == ["Rents", "Landlords"]
    assert len(rows[0].contributions[0].people) == 2


def test_no_day_begins_in_the_night():
    rows = rows_of("1.00 Lunch\n2.00 Visit of the lab\n5.30 Close\n")

    assert [row.start for row in rows] == [time(13), time(14), time(17, 30)]


def test_how_long_a_day_lasts_is_no_row():
    rows = rows_of("Vendredi 14 novembre 2025 (7 heures) – École Dumas\n9h Accueil\n")

    assert [row.title for row in rows] == ["Accueil"]


def test_lunch_ends_the_lists_of_parallel_rooms():
    rows = rows_of(
        "Salle Furan\n11h-12h : Dénutrition – Anne MARTIN (Lyon)\n\n"
        "Salle Pilat\n11h-12h : Télémédecine – Paul BERNARD (Dijon)\n\n"
        "12h-14h : Déjeuner\n14h-15h : Assemblée générale\n"
    )

    assert [row.place for row in rows] == ["Salle Furan", "Salle Pilat", "", ""]


def test_convenors_below_the_last_reception_are_not_of_it():
    rows = rows_of(
        "4 pm Tides. Anne Martin (Leeds)\n5 pm Wine reception\n\n"
        "Convenors: Magda Hart and Hamish Orr\n"
    )

    assert [len(row.people) for row in rows] == [1, 0]


@pytest.mark.parametrize(
    ("line", "title", "people"),
    [
        (
            "Séance inaugurale – Pr Régis FAURE (Lyon), président de la société",
            "Séance inaugurale",
            [("Régis FAURE", ("Lyon", "président de la société"))],
        ),
        (
            "Propos introductifs, Mme le Professeur Aude KERVELLA, Université de Brest",
            "Propos introductifs",
            [("Aude KERVELLA", ("Université de Brest",))],
        ),
        (
            "The Edwina Sale Lecture: Prof. Anna Haugen (Bergen), Life on aspen",
            "Life on aspen",
            [("Anna Haugen", ("Bergen",))],
        ),
        (
            "Leonora Pask in conversation with Tariq Jamal, BBC producer",
            "Leonora Pask in conversation with Tariq Jamal",
            [("Leonora Pask", ()), ("Tariq Jamal", ("BBC producer",))],
        ),
        (
            "Accueil par Monique Martin et Alain Bernard, maire de Saint-Privat",
            "Accueil",
            [("Monique Martin", ()), ("Alain Bernard", ("maire de Saint-Privat",))],
        ),
        (
            "Panel: who pays? Cllr Anna Whitaker (Norfolk), Hugh Hart (Leeds)",
            "Panel: who pays?",
            [("Anna Whitaker", ("Norfolk",)), ("Hugh Hart", ("Leeds",))],
        ),
        (
            "Cordelia Ashe (Leeds), ’Refusing to answer’",
            "Refusing to answer",
            [("Cordelia Ashe", ("Leeds",))],
        ),
        (
            "Atelier A (salle 1) : Lire un sol – Anne Martin",
            "Atelier A : Lire un sol",
            [("Anne Martin", ())],
        ),
        ("Pause (10 min)", "Pause (10 min)", []),
    ],
)
def test_who_says_what(line, title, people):
    [row] = rows_of(f"9h30 {line}")

    assert (row.title, who(row.people)) == (title, people)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Prizes and closing remarks", "closing"),
        ("Remise des prix et clôture", "closing"),
        ("School dinner", "meal"),
        ("Careers panel", "debate"),
        ("Case discussions", "debate"),
        ("Évaluation de la journée", "other"),
        ("Book signing", "other"),
        ("Retour à Dijon", "other"),
        ("Discussion et conclusion", "closing"),
        ("Registration and lunch", "welcome"),
        ("The panel paintings of Siena", ""),
    ],
)
def test_kinds_of_everyday_rows(words, kind):
    assert kinds.named(words) == kind


def test_one_hour_in_brackets_may_be_followed_by_who_speaks():
    rows = rows_of(
        "Accueil (8h45)\nAllocution (9h) – Anne Rebours, doyenne\n"
        "Première partie (9h15-12h)\n– La norme, par Paul Martin (CNRS)\n"
        "Synthèse (17h) : Paul Martin\n"
    )

    assert [row.title for row in rows] == [
        "Accueil",
        "Allocution",
        "Première partie",
        "Synthèse",
    ]
    assert len(rows[1].people) == len(rows[3].people) == 1


def test_names_alone_in_brackets_are_people():
    rows = rows_of("10h Practical 1 – microphones (Tobi Okafor, Rhys Pennant)\n")

    assert who(rows[0].people) == [("Tobi Okafor", ()), ("Rhys Pennant", ())]


def test_a_chair_without_a_name_stops_nothing():
    rows = rows_of("9h Présidence :\n10h Pause\n")

    assert [row.start for row in rows] == [time(9), time(10)]


def test_the_number_of_a_talk_is_no_part_of_its_title():
    [row] = rows_of(
        "14h45 - 16h15 : Session 1 : Mémoire\n"
        "Communication 1 : Les rendez-vous oubliés\nMarie DURAND, psychologue\n"
        "Communication 2 : Retrouver ses clés\nPaul MARTIN, doctorant\n"
    )

    assert row.title == "Session 1 : Mémoire"
    assert [talk.title for talk in row.contributions] == [
        "Les rendez-vous oubliés",
        "Retrouver ses clés",
    ]


def test_twelve_noon_may_be_written_with_its_minutes():
    [row] = rows_of("11:30 - 12:00 noon: Ruth Adlington (Kelmouth). Small cycles\n")

    assert (row.start, row.end, row.title) == (time(11, 30), time(12), "Small cycles")
