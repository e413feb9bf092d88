"""Columns are known by the words of their headers, French or English."""

import pytest

from programme.reading import read_file
from programme.reading.columns import columns_of


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Horaire début", "start"),
        ("Horaire fin", "end"),
        ("Heure de début (h)", "start"),
        ("End (local time)", "end"),
        ("Titre de l’intervention", "talk"),
        ("Presentation title", "talk"),
        ("Session name", "title"),
        ("Titre de la séance plénière", "title"),
        ("Nom(s) des intervenant(e)s", "people"),
        ("Prénom Nom", "people"),
        ("Nom et prénom de l’orateur", "people"),
        ("Presenter(s)", "people"),
        ("Structure de rattachement", "roles"),
        ("Président(e) de séance", "chair"),
        ("Chairperson", "chair"),
        ("Discutant(e)", "discussant"),
        ("Salle / lieu", "place"),
        ("Room no.", "place"),
        ("Type d’intervention", "kind"),
        ("Email de l’intervenant", None),
        ("Durée (minutes)", None),
        ("Biographie", None),
    ],
)
def test_a_header_says_its_column_by_its_words(header, column):
    assert columns_of([header]) == [column]


def test_the_name_and_first_name_of_a_speaker_are_two_columns():
    headers = ["Prénom de l’intervenant", "Nom de l’intervenant"]

    assert columns_of(headers) == ["given", "family"]


def test_a_table_with_headers_of_its_own_is_read():
    table = (
        "Jour;Horaire début;Horaire fin;Session;Présidence;Intervenant;"
        "Titre de la communication\n"
        "15/05/2025;9h30;11h00;Scènes;Ida MOREL;Ali COUSSIRAT;Le souffleur\n"
        "15/05/2025;9h30;11h00;Scènes;Ida MOREL;Lou LANGLADE;Côté cour\n"
    )

    [day] = read_file("programme.csv", table.encode()).days
    [row] = day.rows

    assert (row.start.hour, row.end.hour, row.kind) == (9, 11, "talks")
    assert [talk.title for talk in row.contributions] == ["Le souffleur", "Côté cour"]
    assert [(one.family_name, one.function) for one in row.people] == [
        ("MOREL", "chair")
    ]


def test_a_panel_or_workshop_without_talks_is_a_debate_or_a_plenary():
    table = (
        "start,kind,title,speakers\n"
        "10:00,workshop,Hands-on tables,Declan Moorhouse\n"
        "11:00,panel,Panel: who pays?,Harriet Okonjo; Declan Moorhouse\n"
    )

    [day] = read_file("programme.csv", table.encode()).days

    assert [row.kind for row in day.rows] == ["plenary", "debate"]
