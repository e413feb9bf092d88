"""Who has which role, where the words leave it open."""

import pytest

from programme.reading import read_file, read_text


def only_row(text):
    (day,) = read_text(text).days
    (row,) = day.rows
    return row


def roles_of(text):
    return [one.roles for one in only_row(text).people]


@pytest.mark.parametrize(
    "role",
    [
        "3e année, LISTE",
        "CR, CNRS",
        "ATER, université de Lorméal",
        "ward manager, Westmere Hospital",
        "doctorante, CREAD",
    ],
)
def test_a_function_and_its_institution_are_one_role(role):
    assert roles_of(f"9h Odile Marchand ({role}), « Les baux »") == [(role,)]


def test_two_institutions_are_two_roles():
    assert roles_of("9h Odile Marchand (université de Lorméal, CNRS) : « Baux »") == [
        ("université de Lorméal", "CNRS")
    ]


@pytest.mark.parametrize(
    ("bracket", "first"),
    [
        ("CNRS", ("CNRS",)),
        ("infirmiers", ("infirmiers",)),
        ("infirmière", ()),
        ("3e année, LISTE", ()),
    ],
)
def test_a_bracket_after_two_people_is_of_both_or_of_the_second(bracket, first):
    found = roles_of(f"9h « Les baux », Odile Marchand et Luce Arnal ({bracket})")

    assert found == [first, (bracket,)]


def test_names_in_capitals_are_separated_by_commas():
    row = only_row(
        "9h Session 1 : Baux\nMARCHAND Odile (Lyon) - Les cens\n"
        "VIDAL Jean (Nice) - Les rentes\n"
        "NDIAYE Ousmane, ARNAL Luce (Université de Lorméal) - Les fermes"
    )

    assert [(one.family_name, one.roles) for one in row.contributions[2].people] == [
        ("NDIAYE", ("Université de Lorméal",)),
        ("ARNAL", ("Université de Lorméal",)),
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ouverture : Odile Marchand, Luce Arnal et Jean Vidal", 3),
        ("Welcome – Odile Marchand, dean of the faculty", 1),
        ("Introduction – Odile Marchand, Norwick", 1),
        ("Ouverture / Opening : Odile Marchand (UT2J)", 1),
    ],
)
def test_those_who_open_the_day_are_no_titles(text, people):
    row = only_row(f"9h {text}")

    assert len(row.people) == people
    assert row.title == text.replace(" :", " –").partition(" –")[0]


def test_who_animates_leaves_the_title_and_who_takes_part_is_kept():
    row = only_row(
        "9h Table ronde animée par Odile Marchand : Produire moins ? avec Luce Arnal, "
        "Jean Vidal (fermier) et Paul Etcheverry"
    )

    assert row.title == "Table ronde : Produire moins ?"
    assert [(one.family_name, one.function) for one in row.people] == [
        ("Marchand", "moderator"),
        ("Arnal", "speaker"),
        ("Vidal", "speaker"),
        ("Etcheverry", "speaker"),
    ]


def test_what_follows_a_talk_is_no_role():
    row = only_row("9h Discutante : Odile Marchand, suivie d’un débat")

    assert (row.kind, row.title) == ("debate", "débat")
    assert [(one.function, one.roles) for one in row.people] == [("discussant", ())]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Farewell lunch", "meal"),
        ("Guided visit of the farms", "other"),
        ("Panel discussion: Who pays?", "debate"),
        ("Bilan de l’année et discussion", "debate"),
        ("Odile Marchand (CNRS) – Questions that are not questions", "plenary"),
        ("Dégustation et déjeuner sur place", "meal"),
        ("Atelier au choix : A. Écrire (salle 4) ; B. Filmer (salle 5)", "other"),
        ("Finish", "closing"),
    ],
)
def test_kinds_by_the_words_of_the_title(text, kind):
    assert only_row(f"9h {text}").kind == kind


def test_columns_with_numbers_and_a_title_beside_the_session():
    table = (
        "Date;Heure;Session;Présidence;Titre;Intervenant 1;Fonction 1;Intervenant 2;"
        "Fonction 2\n"
        "12/06/2025;9h-9h30;Axe 1 : Rives;Odile Marchand;Les quais;Luce Arnal;;"
        "Jean Vidal;doctorant\n"
        "12/06/2025;9h30-10h;Axe 1 : Rives;Odile Marchand;Les ponts;Paul Roy;maire;;\n"
        "13/06/2025;9h-10h;Conférence plénière;;Les mers;Zoé Brun;historienne;;\n"
    )

    first, second = read_file("programme.csv", table.encode()).days
    (session,) = first.rows
    (plenary,) = second.rows

    assert session.title == "Axe 1 : Rives"
    assert [talk.title for talk in session.contributions] == ["Les quais", "Les ponts"]
    assert [one.roles for one in session.contributions[0].people] == [
        (),
        ("doctorant",),
    ]
    assert [one.function for one in session.people] == ["chair"]
    assert (plenary.kind, plenary.title) == ("plenary", "Les mers")
