"""Lists read back by a spreadsheet library and by Python’s csv."""

import csv
import io
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from openpyxl.utils.escape import unescape

from events.access import CAPABILITIES, Verb
from events.models import Event
from registrations import exports
from registrations.exports import Format
from registrations.models import Answer, Needs, Origin, Profile, Registration, Status
from tests.factories import EventFactory, QuestionFactory, RegistrationFactory

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
    "Presence, morning",
    "Presence, afternoon",
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
    "<r>",
    "<r><t>rich</t></r>",
    "<r></b></r>",
    "\ufffe",
    "_x000D_",
    " spaces around ",
    "d’Hérouville Œ É",
    "ﷺ محمد",
    "👩🏽‍🔬",
    "x" * 5000,
]


def sheet_of(registrations, **options):
    """The sheet of these people, who are all of the first event."""
    file = io.BytesIO()
    exports.write_xlsx(Event.objects.first(), registrations, file, **options)
    return openpyxl.load_workbook(file).active


def csv_of(registrations, **options):
    file = io.BytesIO()
    exports.write_csv(Event.objects.first(), registrations, file, **options)
    text = file.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def cells(row):
    return [unescape(c.value) if isinstance(c.value, str) else c.value for c in row]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def event():
    """A day next month from 9 to 17 o’clock, without a programme."""
    start = timezone.localtime() + timedelta(days=30)
    return EventFactory(starts_at=start.replace(hour=9, minute=0))


@pytest.fixture
def jeanne(event):
    """Somebody whose every column says something, registered in the summer."""
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
        None,
        None,
    ]


def test_xlsx_shows_moments_on_the_clocks_of_the_event(jeanne):
    jeanne.event.time_zone = "America/Montreal"
    jeanne.event.save()

    moment = sheet_of(Registration.objects.all())["H2"]

    assert moment.is_date
    assert moment.value.hour == 3


def test_xlsx_is_ready_to_read(event):
    RegistrationFactory.create_batch(2, event=event)

    sheet = sheet_of(Registration.objects.all())

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L3"
    assert sheet.column_dimensions["C"].width > 20
    assert sheet["G2"].number_format == "@"


def test_xlsx_of_nobody_has_its_headings(event):
    [heading] = sheet_of(Registration.objects.none()).iter_rows()

    assert cells(heading) == HEADINGS


@pytest.mark.parametrize("text", AWKWARD)
def test_xlsx_keeps_awkward_text(jeanne, text):
    Needs.objects.create(registration=jeanne, text=text)

    cell = sheet_of(Registration.objects.all(), has_needs=True)["M2"]

    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert unescape(cell.value) == text


@pytest.mark.parametrize("text", AWKWARD)
def test_csv_keeps_awkward_text_and_runs_none(jeanne, text):
    Needs.objects.create(registration=jeanne, text=text)

    heading, row = csv_of(Registration.objects.all(), has_needs=True)

    assert len(row) == len(heading) == 13
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
        "",
        "",
    ]


def test_csv_is_what_a_french_spreadsheet_opens(jeanne):
    jeanne.family_name = "D’Hérouville"
    jeanne.save()
    file = io.BytesIO()

    with translation.override("fr"):
        exports.write_csv(jeanne.event, Registration.objects.all(), file)

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
def test_people_are_in_order_of_their_names(event, file_format):
    for name in ["Zola", "Étienne", "Eluard"]:
        RegistrationFactory(event=event, family_name=name)
    people, file = event.registrations.order_by("-pk"), io.BytesIO()

    count = exports.write(file_format, event, people, file)

    assert count == 3
    assert [row[2] for row in csv_of(Registration.objects.all())[1:]] == [
        "Eluard",
        "Étienne",
        "Zola",
    ]


def test_needs_are_not_read_unless_asked_for(jeanne):
    Needs.objects.create(registration=jeanne, text="Wheelchair")

    with CaptureQueriesContext(connection) as queries:
        rows = csv_of(Registration.objects.all())

    assert "Wheelchair" not in str(rows)
    assert "needs" not in queries.captured_queries[-1]["sql"]


@pytest.mark.parametrize("people", [1, 30])
def test_all_people_are_read_by_one_statement(event, people):
    RegistrationFactory.create_batch(people, event=event)

    with CaptureQueriesContext(connection) as queries:
        sheet = sheet_of(Registration.objects.all(), has_needs=True)

    read = [query for query in queries if "family_name" in query["sql"]]
    assert (sheet.max_row, len(read)) == (people + 1, 1)
    assert len(queries) <= 10


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
from events.models import Event
from registrations import exports
from registrations.models import Registration

def peak():
    [line] = [l for l in open("/proc/self/status") if l.startswith("VmHWM")]
    return int(line.split()[1])

file_format = exports.Format(sys.argv[1])
event = Event.objects.get()
nobody, all = Registration.objects.none(), Registration.objects.all()
exports.write(file_format, event, nobody, io.BytesIO(), has_needs=True)
at_rest = peak()
with tempfile.TemporaryFile() as file:
    count = exports.write(file_format, event, all, file, has_needs=True)
print(count, peak() - at_rest)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells")
@pytest.mark.parametrize("file_format", Format)
@pytest.mark.django_db(transaction=True)
def test_twenty_thousand_people_fit_in_little_memory(database_url, file_format):
    question = QuestionFactory()
    people = Registration.objects.bulk_create(
        Registration(
            event=question.event,
            given_name="Jeanne",
            family_name=f"Martin {number}",
            institution="É" * 150,
            status=Status.CONFIRMED,
        )
        for number in range(20_000)
    )
    text = "Accès en fauteuil roulant. " * 30
    Needs.objects.bulk_create(Needs(registration=one, text=text) for one in people)
    Answer.objects.bulk_create(
        Answer(registration=one, question=question, text=text) for one in people
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
