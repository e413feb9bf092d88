"""The notations in which French and English programmes are written."""

from datetime import date, time

import pytest

from programme.reading import read_text


def only_row(text):
    (day,) = read_text(text).days
    (row,) = day.rows
    return row


def who(people):
    return [
        (person.given_name, person.family_name, person.function, person.roles)
        for person in people
    ]


def names(people):
    return [f"{one.given_name} {one.family_name}".strip() for one in people]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("9h", time(9), None),
        ("9h15.", time(9, 15), None),
        ("9 h 15", time(9, 15), None),
        ("9\u00a0h\u00a015 :", time(9, 15), None),
        ("09:15", time(9, 15), None),
        ("9.15", time(9, 15), None),
        ("9H15 –", time(9, 15), None),
        ("10h-11h", time(10), time(11)),
        ("15h45.-16h", time(15, 45), time(16)),
        ("9h30 – 10h15", time(9, 30), time(10, 15)),
        ("9h30/10h15 :", time(9, 30), time(10, 15)),
        ("9h30 → 10h", time(9, 30), time(10)),
        ("de 14h à 15h30", time(14), time(15, 30)),
        ("De 14 h à 15 h 30 :", time(14), time(15, 30)),
        ("à partir de 8h30", time(8, 30), None),
        ("10.30am", time(10, 30), None),
        ("10:30 a.m.", time(10, 30), None),
        ("2–3.30 pm", time(14), time(15, 30)),
        ("11.30 am – 1 pm", time(11, 30), time(13)),
        ("11:30–1:00 pm", time(11, 30), time(13)),
        ("12h-midi", time(12), time(12)),
        ("midi", time(12), None),
        ("noon to 1pm", time(12), time(13)),
        ("• 9h30 |", time(9, 30), None),
        ("- **9h30** :", time(9, 30), None),
        ("| 9h30 – 10h |", time(9, 30), time(10)),
    ],
)
def test_times(written, start, end):
    row = only_row(f"{written} Pause")

    assert (row.start, row.end, row.title) == (start, end, "Pause")


@pytest.mark.parametrize(
    "text",
    [
        "La journée se tiendra de 9h à 17h dans la salle des thèses.",
        "22.05.2019",
        "1914-1918 : la guerre",
        "3 hommes dans un bateau",
        "Inscription avant le 12 mai à 12h",
        "",
    ],
)
def test_no_row_without_a_time_at_the_beginning(text):
    assert read_text(text).days == ()


@pytest.mark.parametrize(
    "text",
    [
        "10h. Intervention de Zoé MARTEL (CNRS). Penser la ville.",
        "10h Zoé MARTEL (CNRS), Penser la ville",
        "10h : Zoé Martel (CNRS) : Penser la ville",
        "10h – « Penser la ville », Zoé Martel, CNRS",
        "10h – Zoé Martel, CNRS, « Penser la ville »",
        "10h « Penser la ville » par Zoé Martel (CNRS)",
        "10h Conférence inaugurale : Zoé Martel (CNRS), « Penser la ville »",
        "10h\nZoé Martel (CNRS)\nPenser la ville",
        "10h\nPenser la ville\nZoé Martel (CNRS)",
        "10h Penser la ville\nZoé Martel, CNRS",
        "10h\tPenser la ville\tZoé Martel (CNRS)",
        "10h | Zoé Martel (CNRS) | Penser la ville",
        "10h Penser la ville (Zoé Martel, CNRS)",
        "10h\n\nPenser la ville\n\nMme Zoé Martel (CNRS)",
        "10h MARTEL Zoé (CNRS) – Penser la ville",
        "- **10h** : **Zoé Martel** (CNRS), *Penser la ville*",
    ],
)
def test_one_talk(text):
    row = only_row(text)

    assert (row.kind, row.title, row.contributions) == (
        "plenary",
        "Penser la ville",
        (),
    )
    (person,) = row.people
    assert (person.given_name, person.family_name.title()) == ("Zoé", "Martel")
    assert person.roles == ("CNRS",)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Accueil des participants", "welcome"),
        ("Accueil café", "welcome"),
        ("Registration and coffee", "welcome"),
        ("Pause-café", "break"),
        ("Coffee break", "break"),
        ("Pause déjeuner", "meal"),
        ("Lunch", "meal"),
        ("Dîner de gala", "meal"),
        ("Discussion", "debate"),
        ("Q&A", "debate"),
        ("Échanges avec la salle", "debate"),
        ("Conclusion", "closing"),
        ("Closing remarks", "closing"),
        ("Visite du musée", "other"),
        ("Assemblée générale", "other"),
        ("Mot de bienvenue", "plenary"),
        ("Opening remarks", "plenary"),
        ("Session 1 : Villes", "talks"),
    ],
)
def test_kinds(title, kind):
    (day,) = read_text(f"10h Penser, Zoé MARTEL (CNRS)\n11h {title}").days

    assert (day.rows[1].kind, day.rows[1].title) == (kind, title)


@pytest.mark.parametrize(
    ("line", "function"),
    [
        ("Présidence : Zoé Martel", "chair"),
        ("Présidente de séance : Zoé Martel", "chair"),
        ("Sous la présidence de Zoé Martel", "chair"),
        ("Session présidée par Zoé Martel", "chair"),
        ("Chair: Zoé Martel", "chair"),
        ("Discutante : Zoé Martel", "discussant"),
        ("Discutant·e : Zoé Martel", "discussant"),
        ("Discussant: Zoé Martel", "discussant"),
        ("Modération : Zoé Martel", "moderator"),
        ("Animée par Zoé Martel", "moderator"),
        ("Animation : Zoé Martel", "moderator"),
        ("Moderator: Zoé Martel", "moderator"),
    ],
)
def test_functions_stand_on_the_row_of_the_session(line, function):
    row = only_row(
        f"10h-12h Session 1 : Villes\n{line}\nAnne DURAND (EHESS), La rue\n"
        "Paul Aubin (CNRS), La place"
    )

    assert who(row.people) == [("Zoé", "Martel", function, ())]
    assert [talk.title for talk in row.contributions] == ["La rue", "La place"]


def test_who_discusses_each_talk_stands_with_it():
    row = only_row(
        "10h-12h Panel 1: Maps\nAnn Reed (Leeds), The Coast\nDiscussant: Tom Hughes\n"
        "Paul Stone (York), The Sea\nDiscussant: Sarah Lee"
    )

    assert row.people == ()
    assert [names(talk.people) for talk in row.contributions] == [
        ["Ann Reed", "Tom Hughes"],
        ["Paul Stone", "Sarah Lee"],
    ]


def test_timed_talks_within_a_session_are_its_talks_and_breaks_are_rows():
    (day,) = read_text(
        "9h-12h Session 1 : Villes\nPrésidence : Zoé Martel\n"
        "9h-9h30 Anne Durand (EHESS) : La rue\n10h Pause\n"
        "10h30 Paul Aubin (CNRS) : La place\n12h Déjeuner"
    ).days

    assert [(row.start, row.kind) for row in day.rows] == [
        (time(9), "talks"),
        (time(10), "break"),
        (time(12), "meal"),
    ]
    assert [(talk.start, talk.end) for talk in day.rows[0].contributions] == [
        (time(9), time(9, 30)),
        (time(10, 30), None),
    ]


def test_a_heading_without_times_takes_those_of_its_talks():
    (day,) = read_text(
        "Session 1 : Villes\n9h-9h30 Anne Durand (EHESS) : La rue\n"
        "9h30-10h Paul Aubin (CNRS) : La place\n10h Pause"
    ).days

    session = day.rows[0]
    assert (session.start, session.end, len(session.contributions)) == (
        time(9),
        time(10),
        2,
    )


def test_timed_talks_without_a_heading_are_rows():
    (day,) = read_text(
        "9h Anne Durand (EHESS) : La rue\n9h30 Paul Aubin (CNRS) : La place"
    ).days

    assert [row.kind for row in day.rows] == ["plenary", "plenary"]


def test_parallel_sessions_have_the_times_of_their_heading_and_each_its_room():
    (day,) = read_text(
        "14h-16h Ateliers parallèles\nAtelier 1 : Rues (salle 12)\n"
        "Anne Durand (EHESS) : La rue\nZoé Martel (CNRS) : Le pavé\n"
        "Atelier 2 : Places (salle 14)\nPaul Aubin (CNRS) : La place\n"
        "Luc Roy (ENS) : Le kiosque\n16h Fin"
    ).days

    assert [(row.start, row.end, row.place) for row in day.rows] == [
        (time(14), time(16), "salle 12"),
        (time(14), time(16), "salle 14"),
        (time(16), None, ""),
    ]


def test_rooms_above_lists_of_timed_talks():
    (day,) = read_text(
        "Salle A\n9h Anne Durand (EHESS) : La rue\nSalle B\n"
        "9h Paul Aubin (CNRS) : La place"
    ).days

    assert [(row.title, row.place) for row in day.rows] == [
        ("La rue", "Salle A"),
        ("La place", "Salle B"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Mercredi 22 mai 2019",
        "22.05.2019",
        "22/05/2019",
        "Jour 1 – 22/05/2019",
        "Wednesday 22 May 2019",
        "May 22nd, 2019",
        "Wednesday, May 22",
        "Mercredi 22 mai",
        "**MERCREDI 22 MAI 2019**",
        "## Day 1: 22 May 2019",
        "Mercredi 22 mai 2019 – Amphi B",
    ],
)
def test_days(heading):
    text = f"{heading}\n9h Accueil\n\nJeudi 23 mai 2019\n9h Accueil"
    found = read_text(text, around=date(2019, 5, 22))

    assert [day.date for day in found.days] == [date(2019, 5, 22), date(2019, 5, 23)]


def test_a_year_missing_everywhere_is_a_doubt():
    found = read_text("Mercredi 22 mai\n9h Accueil")

    assert found.days[0].date is None
    assert [doubt.code for doubt in found.doubts] == ["date"]


def test_afternoon_hours_without_pm():
    (day,) = read_text("9:30 Registration\n12:30-1:30 Lunch\n1:30 Closing").days

    assert [(row.start, row.end) for row in day.rows] == [
        (time(9, 30), None),
        (time(12, 30), time(13, 30)),
        (time(13, 30), None),
    ]


@pytest.mark.parametrize(
    ("bracket", "roles"),
    [
        ("CNRS", ("CNRS",)),
        ("CNRS, Université Paris 8", ("CNRS", "Université Paris 8")),
        ("University of Leeds, UK", ("University of Leeds, UK",)),
        (
            "professeur de sociologie, université Paris 8",
            ("professeur de sociologie, université Paris 8",),
        ),
        ("sociologue ; directrice du LISST", ("sociologue", "directrice du LISST")),
        (
            "docteur en économie et responsable du pôle recherche",
            ("docteur en économie", "responsable du pôle recherche"),
        ),
        ("responsable jeunes et familles", ("responsable jeunes et familles",)),
    ],
)
def test_roles(bracket, roles):
    (person,) = only_row(f"10h Zoé Martel ({bracket}), Penser la ville").people

    assert person.roles == roles


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("Anne MARTIN et Paul DURAND", ["Anne MARTIN", "Paul DURAND"]),
        ("Anne Martin & Paul Durand", ["Anne Martin", "Paul Durand"]),
        (
            "Anne Martin, Paul Durand and Zoé Roy",
            ["Anne Martin", "Paul Durand", "Zoé Roy"],
        ),
        ("J.-P. MARTIN", ["J.-P. MARTIN"]),
        ("Anne de LA TOUR", ["Anne de LA TOUR"]),
        ("DE LA TOUR Anne", ["Anne DE LA TOUR"]),
        ("Marie-Claude Le Bihan", ["Marie-Claude Le Bihan"]),
        ("Mireille d’ESTOURBEILLON", ["Mireille d’ESTOURBEILLON"]),
        ("Dr Anne Martin", ["Anne Martin"]),
        ("M. le professeur Paul Durand", ["Paul Durand"]),
    ],
)
def test_names(people, expected):
    row = only_row(f"10h {people} (CNRS) : « Penser la ville »")

    assert names(row.people) == expected
    assert {person.roles for person in row.people} == {("CNRS",)}


@pytest.mark.parametrize(
    "title",
    [
        "Lire Bourdieu aujourd’hui",
        "L’ordre négocié (Strauss, 1992) à l’épreuve",
        "La sociologie de Pierre Bourdieu",
        "Le « travail » partenarial et ses autres",
        "Urban Commons and Digital Futures",
    ],
)
def test_nobody_speaks_who_is_only_in_a_title(title):
    row = only_row(f"10h {title}")

    assert (row.title, row.people) == (title, ())


def test_an_abstract_is_a_description_and_names_nobody():
    row = only_row(
        "10h Zoé Martel (CNRS), « Penser la ville »\n"
        "Résumé : Anne Durand, sociologue, a montré que Paul Aubin (1998) se trompe. "
        "Cette communication en discute, avec Michel Foucault et Judith Butler."
    )

    assert names(row.people) == ["Zoé Martel"]
    assert row.description.startswith("Résumé : Anne Durand")


def test_lines_cut_in_their_midst_are_joined():
    row = only_row(
        "10h Zoé Martel (CNRS, université\nde Lyon), « Penser\nla ville et "
        "ses parte\u00ad\nnaires »"
    )

    assert row.title == "Penser la ville et ses partenaires"
    assert row.people[0].roles == ("CNRS", "université de Lyon")


def test_what_follows_the_programme_is_left_out():
    (day,) = read_text(
        "9h Accueil\n17h Fin\n\nInformations pratiques\nContact : Anne Martin\n"
        "Comité scientifique : Paul Durand, Zoé Roy"
    ).days

    assert [names(row.people) for row in day.rows] == [[], []]


def test_the_frame_of_the_day_is_no_row():
    (day,) = read_text(
        "9h-17h, université de Lyon\n9h Accueil\n10h Pause\n12h Déjeuner"
    ).days

    assert [row.title for row in day.rows] == ["Accueil", "Pause", "Déjeuner"]


def test_who_chairs_half_a_day_chairs_the_first_talk_of_it():
    (day,) = read_text(
        "9h Accueil\nMatinée présidée par Zoé Martel\n"
        "9h30 Anne Durand (EHESS), « La rue »\n10h Pause\nAPRÈS-MIDI\n"
        "Présidence : Luc Roy\n14h Paul Aubin (CNRS), « La place »"
    ).days

    assert [names(row.people) for row in day.rows] == [
        [],
        ["Zoé Martel", "Anne Durand"],
        [],
        ["Luc Roy", "Paul Aubin"],
    ]


def test_a_role_of_one_person_is_not_shared_but_an_institution_is():
    shared, own = (
        only_row(f"10h « La rue », Anne Durand et Paul Aubin ({said})").people
        for said in ("université Lyon 2", "architecte, Lyon")
    )

    assert [person.roles for person in shared] == [("université Lyon 2",)] * 2
    assert [person.roles for person in own] == [(), ("architecte, Lyon",)]


def test_titles_and_people_on_lines_in_turn():
    row = only_row(
        "10:00-12:00 Session 1\nWater Wars\nDaniela Quispe, University of Leeds\n"
        "The Bridge as Promise\nEwa Zielinska, Warsaw\nChair: Tom Hughes"
    )

    assert [(talk.title, names(talk.people)) for talk in row.contributions] == [
        ("Water Wars", ["Daniela Quispe"]),
        ("The Bridge as Promise", ["Ewa Zielinska"]),
    ]
    assert names(row.people) == ["Tom Hughes"]


def test_nothing_after_the_bibliography_is_read():
    row = only_row("9h Accueil\n\nBibliographie\n9h de train, Paul Morand, 1932")

    assert row.title == "Accueil"
