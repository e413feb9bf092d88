"""Whatever is pasted is read in little time, and breaks nothing."""

import json
import time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.reading import read_text
from tests.hostile import TEXTS


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


LONG = {
    "brackets": "9h " + "(" * 200_000,
    "quotes": "«" * 200_000,
    "straight quotes": "9h " + '"' * 200_000,
    "spaces": "9h" + " " * 200_000 + "x",
    "tabs": "9h\t" * 60_000,
    "lines": "9h\n" * 50_000,
    "short lines": "a\n" * 100_000,
    "commas": "9h " + ", " * 100_000,
    "names": "9h " + "Anne Martin, " * 15_000,
    "functions": "9h " + "présidence : " * 15_000,
    "sessions": "Session 1 : titre\n" * 11_000,
    "talks": "".join(
        f"9h{i % 60:02} Anne Martin{i} (X), Titre\n" for i in range(5_000)
    ),
    "dates": "22 mai 2019\n" * 16_000,
    "addresses": "a@" * 100_000,
    "stars": "**a" * 60_000,
    "digits": "9" * 200_000,
    "overrides": "9h \u202e" * 60_000,
    "NUL": "9h \0" * 60_000,
    "lone surrogates": "9h \ud800" * 60_000,
    "marks": "9h e" + "\u0301" * 200_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_take_little_time(name):
    start = time.process_time()

    read_text(LONG[name]).as_data()

    # 1.5 at most on a machine that does nothing else; a text that is read in more than
    # linear time would take minutes.
    assert time.process_time() - start < 15


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_are_text(text):
    found = read_text(f"9h {text}\nAnne Martin (CNRS), {text}\n{text}")

    json.dumps(found.as_data())


def test_no_invisible_characters_come_out():
    found = read_text("9h Zo\u202eé\0 Martel (C\u200bNRS), Penser\u2028 la \ud800ville")

    written = json.dumps(found.as_data(), ensure_ascii=False)
    assert not set(written) & set("\u202e\0\u200b\u2028\ud800")


def test_what_is_too_long_is_said():
    found = read_text("9h Pause\n" * 5_000)

    assert "very long" in found.doubts[-1].reason


PARTS = st.sampled_from(
    [
        *("9h", "10h30-11h", "25h", "\n", "\n\n", "| ", "\t", ", ", " : ", " – ", ". "),
        *("(", ")", "«", "»", "“", "”", '"', "'", "’", "et ", "and ", "Anne MARTIN"),
        *("Paul Durand", "CNRS", "université", "Le titre", "Session 1", "Chair: "),
        *(
            "Présidence : ",
            "Pause",
            "Avec :",
            "Mercredi 22 mai",
            "2019",
            "Jour 2",
            "de ",
        ),
        *(
            "Salle 3",
            "- ",
            "**",
            "# ",
            "par ",
            "animée par ",
            "(1992)",
            "Résumé : ",
            "pm",
        ),
        *("M. ", "J.-P. ", "d’", "1. ", "\u00ad\n", "midi", "31/02/2019", "Salle A"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS | st.text(max_size=5), max_size=40).map("".join))
def test_no_text_breaks_it(text):
    json.dumps(read_text(text).as_data())
