"""Programmes that come as files: text, CSV, XLSX, ODS, and what is none of them."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.reading import UnreadableFileError, read_file, read_table


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


HEADER = "Date;Début;Fin;Type;Titre;Communication;Intervenants;Présidence;Lieu"
TABLE = f"""{HEADER}
22/05/2019;9h;9h30;Accueil;Accueil;;;;Hall
;10h;12h;Séance;Villes;La rue;Anne DURAND (EHESS);Zoé MARTEL;Salle 1
;10h;12h;Séance;Villes;La place ; le parc;Paul AUBIN (CNRS) et Luc ROY (ENS);;Salle 1
;12h;;Repas;Déjeuner;;;;
"""
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
    'office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet>"
    "</office:body></office:document-content>"
)


def ods(rows):
    return packed(
        {"META-INF/manifest.xml": "<m/>", "content.xml": ODS.format(rows=rows)}
    )


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def xlsx(rows):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def facts(reading):
    return [
        (
            row.start,
            row.kind,
            row.title,
            [talk.title for talk in row.contributions],
            [person.family_name for person in row.people],
        )
        for day in reading.days
        for row in day.rows
    ]


EXPECTED = [
    (time(9), "welcome", "Accueil", [], []),
    (time(10), "talks", "Villes", ["La rue", "La place ; le parc"], ["MARTEL"]),
    (time(12), "meal", "Déjeuner", [], []),
]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.replace("La place ; le parc", '"La place ; le parc"').encode(),
        b"\xef\xbb\xbf" + TABLE.replace(" ; le", " : le").encode(),
        TABLE.replace(" ; le", " : le").encode("cp1252"),
        TABLE.replace(" ; le", " : le").replace(";", "\t").encode("utf-16"),
        TABLE.replace(" ; le", " : le").replace(";", ",").encode(),
        TABLE.replace(" ; le", " : le").replace("\n", "\r\n").encode(),
    ],
)
def test_one_line_a_contribution(content):
    found = read_file("programme.csv", content)

    assert found.days[0].date == date(2019, 5, 22)
    assert facts(found)[1][3][1].startswith("La place")
    assert [(one[0], one[1], one[4]) for one in facts(found)] == [
        (one[0], one[1], one[4]) for one in EXPECTED
    ]


def test_an_english_header_in_any_order():
    found = read_table(
        [
            ["Speakers", "Title", "Room", "Start time", "End"],
            ["Ann Reed (Leeds)", "The Coast", "Room 4", "9:30 am", "10 am"],
        ]
    )

    (row,) = found.days[0].rows
    assert (row.start, row.end, row.kind, row.place) == (
        time(9, 30),
        time(10),
        "plenary",
        "Room 4",
    )
    assert row.people[0].roles == ("Leeds",)


def test_names_roles_and_ranges_in_columns_of_their_own():
    found = read_table(
        [
            ["Horaire", "Titre", "Nom", "Prénom", "Rôles"],
            ["9h-10h", "La rue", "DURAND", "Anne", "sociologue, EHESS"],
        ]
    )

    (person,) = found.days[0].rows[0].people
    assert (person.given_name, person.family_name) == ("Anne", "DURAND")
    assert person.roles == ("sociologue, EHESS",)


def test_a_spreadsheet_with_dates_and_times_of_its_own():
    content = xlsx(
        [
            ["Date", "Début", "Fin", "Titre", "Intervenants"],
            [datetime(2019, 5, 22), time(9), time(9, 30), "Accueil", None],  # noqa: DTZ001
            [datetime(2019, 5, 22), time(10), None, "La rue", "Anne DURAND"],  # noqa: DTZ001
        ]
    )

    found = read_file("Programme.XLSX", content)

    assert found.days[0].date == date(2019, 5, 22)
    assert facts(found) == [
        (time(9), "welcome", "Accueil", [], []),
        (time(10), "plenary", "La rue", [], ["DURAND"]),
    ]


def test_an_open_document():
    def cell(text):
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    hour = (
        '<table:table-cell office:value-type="time" office:time-value="PT09H30M00S">'
        "<text:p>09:30:00</text:p></table:table-cell>"
    )
    empty = '<table:table-row table:number-rows-repeated="1048570"/>'
    content = ods(
        f"<table:table-row>{cell('Heure')}{cell('Titre')}</table:table-row>"
        f"<table:table-row>{hour}{cell('Pause')}</table:table-row>{empty}"
    )

    assert facts(read_file("p.ods", content)) == [
        (time(9, 30), "break", "Pause", [], [])
    ]


def test_what_is_not_understood_in_a_table_is_a_doubt():
    found = read_table([["Début", "Titre", "Couleur"], ["bientôt", "La rue", "rouge"]])

    assert [(doubt.code, doubt.line) for doubt in found.doubts] == [
        ("column", 1),
        ("time", 2),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.txt", b" ", "empty"),
        ("p.txt", b"a" * 2_000_001, "2 MB"),
        ("p.docx", b"PK\x03\x04", ".xlsx"),
        ("p", b"9h Pause", ".xlsx"),
        ("p.txt", b"%PDF-1.7", "no text"),
        ("p.csv", b"PK\x03\x04", "no text"),
        ("p.csv", b"9h,Pause\n10h,Fin", "columns"),
        ("p.xlsx", b"9h Pause", "damaged"),
        ("p.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("p.xlsx", packed({"a": b"\0" * 17_000_000}), "too much"),
        ("p.ods", packed({"content.xml": "<a/>"}), "damaged"),
        (
            "p.ods",
            packed({"META-INF/manifest.xml": "encryption-data", "content.xml": "x"}),
            "password",
        ),
        (
            "p.ods",
            packed(
                {
                    "META-INF/manifest.xml": "<m/>",
                    "content.xml": '<!DOCTYPE a [<!ENTITY b "b">'
                    + "".join(
                        f'<!ENTITY b{i} "{f"&b{i - 1 or str()};" * 20}">'
                        for i in range(1, 12)
                    )
                    + "]><a>&b11;</a>",
                }
            ),
            "damaged",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name, content, words):
    with pytest.raises(UnreadableFileError, match=words):
        read_file(name, content)


def test_a_cell_at_the_far_end_costs_nothing():
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["B1"] = "Début", "Titre"
    book.active["A2"], book.active["B2"] = "9h", "Pause"
    book.active["XFD1048576"] = "far"
    book.save(stream)

    found = read_file("p.xlsx", stream.getvalue())

    assert facts(found) == [(time(9), "break", "Pause", [], [])]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["p.txt", "p.csv", "p.xlsx", "p.ods"]),
    st.binary(max_size=300)
    | st.text(max_size=200).map(
        lambda text: f"{HEADER}\n{text}".encode("utf-8", "replace")
    )
    | st.builds(
        lambda at, octet: xlsx_of_a_day()[:at] + octet + xlsx_of_a_day()[at + 1 :],
        st.integers(0, 4000),
        st.binary(min_size=1, max_size=1),
    ),
)
def test_no_octets_break_it(name, content):
    with suppress(UnreadableFileError):
        read_file(name, content).as_data()


def xlsx_of_a_day(kept={}):  # noqa: B006 (made once)
    if not kept:
        kept["it"] = xlsx([["Début", "Titre"], ["9h", "Pause"]])
    return kept["it"]
