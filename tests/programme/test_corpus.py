"""The programmes of tests/programme/corpus, each read as an academic would read it.

`manage.py measure_reading tests/programme/corpus --worst` tells what is amiss.
"""

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from programme import reading
from programme.models import Participation, Session
from programme.reading import measure

CORPUS = Path(__file__).parent / "corpus"
# Raise a level when the reader has grown better; never lower one.
LEVELS = dict.fromkeys(measure.ASPECTS, 99)
EXPECTED = sorted(CORPUS.glob("*.json"))


def read(name, content):
    return reading.read_file(name, content).as_data()


@cache
def measured():
    return measure.measure(CORPUS, read)


@pytest.mark.parametrize("aspect", measure.ASPECTS)
def test_the_corpus_is_read_at_the_level_reached(aspect):
    score = measure.total(measured(), aspect)

    assert min(score.precision, score.recall) >= LEVELS[aspect]


def test_the_study_day_of_2019_is_read_without_a_fault():
    assert list(measured()["annonce_2019"].differences()) == []


def test_the_corpus_is_large_and_every_programme_has_its_expected_reading():
    sources = {path.stem for path in CORPUS.iterdir() if path.suffix != ".json"}

    assert sources == {path.stem for path in EXPECTED}
    assert len(sources) >= 30


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_expected_readings_use_the_words_of_the_programme(path):
    rows = [
        row
        for day in json.loads(path.read_text(encoding="utf-8"))["days"]
        for row in day["rows"]
    ]
    items = [item for row in rows for item in [row, *row["contributions"]]]

    assert {row["kind"] for row in rows} <= set(Session.Kind.values)
    assert {person["function"] for item in items for person in item["people"]} <= set(
        Participation.Function.values
    )


def test_a_workbook_is_read_like_the_same_table_in_csv():
    name = "table_points_virgules"
    text = (CORPUS / f"{name}.csv").read_text(encoding="utf-8-sig")
    lines = csv.reader(io.StringIO(text), delimiter=";")
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    found = read(f"{name}.xlsx", target.getvalue())

    wanted = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    assert list(measure.compare(wanted, found).differences()) == []
