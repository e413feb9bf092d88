"""Doubts about rows that overlap, and about words that were run together."""

import pytest

from programme.reading import joined, read_text


def doubts_of(text, code):
    return [
        (doubt.line, doubt.text, doubt.reason)
        for doubt in read_text(text).doubts
        if doubt.code == code
    ]


def test_a_row_that_ends_after_the_next_begins():
    text = "14h30-15h55 Les baux\n15h45-16h Pause\n16h-17h Débat"

    assert doubts_of(text, "time") == [
        (
            1,
            "14h30-15h55",
            "Cette ligne finit à 15\u00a0h\u00a055, après le début de la suivante "
            "(15\u00a0h\u00a045).",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "14h-16h Session 1 : Baux\n15h-15h15 Pause",
        "14h-16h Session 1 (salle 4)\n14h30-16h30 Session 2 (salle 5)",
        "14h-15h Les baux\n15h-16h Pause",
    ],
)
def test_breaks_within_rooms_beside_and_rows_one_after_the_other(text):
    assert doubts_of(text, "time") == []


def test_two_words_that_were_run_together():
    text = "9h Accueil\n10h Odile Marchand (CNRS). Un contre-programmeinstitutionnel"

    assert doubts_of(text, "joined") == [
        (
            2,
            "contre-programmeinstitutionnel",
            "Deux mots semblent collés\u00a0: «\u00a0contre-programme "
            "institutionnel\u00a0»\u00a0?",
        )
    ]


def test_words_of_the_text_itself_are_known():
    known = joined.words_of(["L’imagerie des hirondelles"])

    assert joined.found_in("Imageriehirondelles", known) == [
        ("Imageriehirondelles", "Imagerie hirondelles")
    ]


@pytest.mark.parametrize(
    "word",
    [
        "sociolinguistique",
        "interprofessionnelle",
        "institutionnalisation",
        "constitutionnellement",
        "internationalisation",
        "professionnalisation",
        "understandings",
        "counterrevolutionary",
        "neuropsychologie",
    ],
)
def test_long_words_are_one_word(word):
    known = joined.words_of(
        ["socio linguistique professionnelle international profession psychologie"]
    )

    assert joined.found_in(word, known) == []
