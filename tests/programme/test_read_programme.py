"""`manage.py read_programme` prints what was understood, and writes nothing."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def printed(*arguments):
    out = io.StringIO()
    call_command("read_programme", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_file_is_printed_as_json(tmp_path):
    file = tmp_path / "programme.txt"
    file.write_text("Jeudi 23 mai\n9h Zoé MARTEL (CNRS), Penser la ville")

    found = printed(str(file), "--around", "2019-05-22")

    assert found["days"][0]["date"] == "2019-05-23"
    (row,) = found["days"][0]["rows"]
    assert (row["start"], row["end"], row["kind"]) == ("09:00", None, "plenary")
    assert row["people"] == [
        {
            "given_name": "Zoé",
            "family_name": "MARTEL",
            "function": "speaker",
            "roles": ["CNRS"],
            "line": 2,
        }
    ]
    assert found["doubts"] == []


def test_a_dash_reads_standard_input(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO("9h Déjeuner".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert printed("-")["days"][0]["rows"][0]["kind"] == "meal"


def test_a_file_that_cannot_be_read_is_refused_with_its_sentence(tmp_path):
    file = tmp_path / "programme.pdf"
    file.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match=r"\.txt, \.csv, \.xlsx or \.ods"):
        printed(str(file))


def test_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="nowhere"):
        printed("nowhere.txt")
