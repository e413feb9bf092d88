"""Lists read back by a spreadsheet library and by Python’s csv."""

import csv
import io
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.utils import translation
from openpyxl.utils.escape import unescape

from events.access import CAPABILITIES, Verb
from registrations import exports
from registrations.exports import Format
from registrations.models import Needs, Origin, Profile, Registration
from tests.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

HEADINGS = [
    "Reference",
    "State",
    "Family name",
    "First name",
    "Email",
    "Profile",
    "Institution",
    "Registration date",
    "Origin",
    "Language",
]
AWKWARD = [
    "=1+1",
    '=HYPERLINK("https://example.org";"x")',
    "+33 6 12 34 56 78",
    "-1+2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "＝1+1",
    "007",
    "1-2",
    "1/2",
    "1e9",
    "TRUE",
    "_x0041_",
    "a\x0bb",
    "a\x1bb",
    "a;b,c\td",
    'a "quoted" word',
    "two\nlines",
    "https://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "<b>&amp;",
    " spaces around ",
    "d’Hérouville Œ É",
    "ﷺ محمد",
    "👩🏽‍🔬",
    "x" * 5000,
]


def sheet_of(registrations, **options):
    file = io.BytesIO()
    exports.write_xlsx(registrations, file, **options)
    return openpyxl.load_workbook(file).active


def csv_of(registrations, **options):
    file = io.BytesIO()
    exports.write_csv(registrations, file, **options)
    text = file.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def cells(row):
    return [unescape(c.value) if isinstance(c.value, str) else c.value for c in row]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def jeanne():
    """Somebody whose every column says something, registered in the summer."""
    event = EventFactory(time_zone="Europe/Paris")
    return RegistrationFactory(
        event=event,
        given_name="Jeanne",
        family_name="Martin",
        email="jeanne@example.org",
        institution="CCAS de Nanterre",
        profile=Profile.objects.get(event=event, position=2),
        registered_at=datetime(2019, 5, 14, 7, 30, 12, 345, tzinfo=UTC),
        origin=Origin.TEAM,
    )


def test_xlsx_has_the_columns_of_the_design_in_order(jeanne):
    heading, person = sheet_of(Registration.objects.all()).iter_rows()

    assert cells(heading) == HEADINGS
    assert cells(person) == [
        jeanne.reference,
        "Confirmed",
        "Martin",
        "Jeanne",
        "jeanne@example.org",
        "Research or teaching",
        "CCAS de Nanterre",
        datetime(2019, 5, 14, 9, 30, 12),  # noqa: DTZ001 - as a spreadsheet shows it
        "Team",
        "Français",
    ]


def test_xlsx_shows_moments_on_the_clocks_of_the_event(jeanne):
    jeanne.event.time_zone = "America/Montreal"
    jeanne.event.save()

    moment = sheet_of(Registration.objects.all())["H2"]

    assert moment.is_date
    assert moment.value.hour == 3


def test_xlsx_is_ready_to_read():
    RegistrationFactory.create_batch(2)

    sheet = sheet_of(Registration.objects.all())

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J3"
    assert sheet.column_dimensions["C"].width > 20
    assert sheet["G2"].number_format == "@"


def test_xlsx_of_nobody_has_its_headings():
    [heading] = sheet_of(Registration.objects.none()).iter_rows()

    assert cells(heading) == HEADINGS


@pytest.mark.parametrize("text", AWKWARD)
def test_xlsx_keeps_awkward_text(jeanne, text):
    Needs.objects.create(registration=jeanne, text=text)

    cell = sheet_of(Registration.objects.all(), has_needs=True)["K2"]

    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert unescape(cell.value) == text


@pytest.mark.parametrize("text", AWKWARD)
def test_csv_keeps_awkward_text_and_runs_none(jeanne, text):
    Needs.objects.create(registration=jeanne, text=text)

    heading, row = csv_of(Registration.objects.all(), has_needs=True)

    assert len(row) == len(heading) == 11
    assert row[-1] in {text, f"'{text}"}
    assert not re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", row[-1])


def test_csv_leaves_ordinary_text_alone(jeanne):
    _heading, row = csv_of(Registration.objects.all())

    assert row == [
        jeanne.reference,
        "Confirmed",
        "Martin",
        "Jeanne",
        "jeanne@example.org",
        "Research or teaching",
        "CCAS de Nanterre",
        "2019-05-14 09:30",
        "Team",
        "Français",
    ]


def test_csv_is_what_a_french_spreadsheet_opens(jeanne):
    jeanne.family_name = "D’Hérouville"
    jeanne.save()
    file = io.BytesIO()

    with translation.override("fr"):
        exports.write_csv(Registration.objects.all(), file)

    first, second, rest = file.getvalue().split(b"\r\n")
    assert first.startswith("\ufeffRéférence;État;Nom;Prénom;E-mail;Profil".encode())
    assert "D’Hérouville;Jeanne".encode() in second
    assert rest == b""


def test_a_person_without_address_or_profile_has_empty_cells():
    RegistrationFactory(email=None, profile=None, institution="")

    [_heading, person] = sheet_of(Registration.objects.all()).iter_rows()
    [_heading, row] = csv_of(Registration.objects.all())

    assert [person[i].value for i in (4, 5, 6)] == [None] * 3
    assert [row[i] for i in (4, 5, 6)] == [""] * 3


@pytest.mark.parametrize("file_format", Format)
def test_people_are_in_order_of_their_names(file_format):
    for name in ["Zola", "Étienne", "Eluard"]:
        RegistrationFactory(family_name=name)
    file = io.BytesIO()

    count = exports.write(file_format, Registration.objects.order_by("-pk"), file)

    assert count == 3
    assert [row[2] for row in csv_of(Registration.objects.all())[1:]] == [
        "Eluard",
        "Étienne",
        "Zola",
    ]


def test_needs_are_not_read_unless_asked_for(jeanne, django_assert_num_queries):
    Needs.objects.create(registration=jeanne, text="Wheelchair")

    with django_assert_num_queries(1) as queries:
        rows = csv_of(Registration.objects.all())

    assert "Wheelchair" not in str(rows)
    assert "needs" not in queries.captured_queries[0]["sql"]


@pytest.mark.parametrize("people", [1, 30])
def test_an_export_is_one_statement(people, django_assert_num_queries):
    RegistrationFactory.create_batch(people, event=EventFactory())

    with django_assert_num_queries(1):
        sheet = sheet_of(Registration.objects.all(), has_needs=True)

    assert sheet.max_row == people + 1


@time_machine.travel(datetime(2019, 5, 13, 22, 30, tzinfo=UTC), tick=False)
def test_the_file_is_named_after_the_event_and_its_day():
    event = EventFactory.build(slug="partenariat-2019")

    with translation.override("fr"):
        name = exports.file_name(event, Format.XLSX)

    assert name == "Inscriptions_partenariat-2019_2019-05-14.xlsx"


def test_whoever_exports_may_see_addresses():
    assert all(
        Verb.SEE_EMAILS in verbs
        for verbs in CAPABILITIES.values()
        if Verb.EXPORT in verbs
    )


MEASURE = """
import io, os, sys, tempfile
import django
django.setup()
from registrations import exports
from registrations.models import Registration

def peak():
    [line] = [l for l in open("/proc/self/status") if l.startswith("VmHWM")]
    return int(line.split()[1])

file_format = exports.Format(sys.argv[1])
exports.write(file_format, Registration.objects.none(), io.BytesIO(), has_needs=True)
at_rest = peak()
with tempfile.TemporaryFile() as file:
    count = exports.write(file_format, Registration.objects.all(), file, has_needs=True)
print(count, peak() - at_rest)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells")
@pytest.mark.parametrize("file_format", Format)
@pytest.mark.django_db(transaction=True)
def test_twenty_thousand_people_fit_in_little_memory(database_url, file_format):
    event = EventFactory()
    Registration.objects.bulk_create(
        RegistrationFactory.build_batch(20_000, event=event, institution="É" * 150)
    )
    Needs.objects.bulk_create(
        Needs(registration=registration, text="Accès en fauteuil roulant. " * 30)
        for registration in Registration.objects.only("pk")
    )

    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, file_format],
        env={"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=True,
        capture_output=True,
        text=True,
    )

    count, kilobytes = map(int, answer.stdout.split())
    assert count == 20_000
    assert kilobytes < 64 * 1024
