"""What the exported list says of answers, half-days, workshops and presences."""

import csv
import io
from datetime import time, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from events.access import Role
from programme.half_days import Half
from registrations import exports
from registrations.models import (
    Needs,
    PlannedHalfDay,
    Presence,
    Question,
    Registration,
    WorkshopPlace,
)
from tests.factories import (
    AnswerFactory,
    EventFactory,
    QuestionFactory,
    RegistrationFactory,
    SessionFactory,
)
from tests.registrations.team import member_of, page

Kind = Question.Kind
FIRST = 10  # the columns that every list has, before the presences
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """A day next month from 9 to 17 o’clock."""
    start = timezone.localtime() + timedelta(days=30)
    return EventFactory(starts_at=start.replace(hour=9, minute=0))


@pytest.fixture
def person(event):
    return RegistrationFactory(event=event)


def csv_of(event, language="en", **options) -> list[dict[str, str]]:
    """The rows, each by the headings after the first ten."""
    file = io.BytesIO()
    with override(language):
        exports.write_csv(event, event.registrations.all(), file, **options)
    text = io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")
    heading, *rows = csv.reader(text, delimiter=";")
    assert {len(row) for row in rows} <= {len(heading)}
    return [dict(zip(heading[FIRST:], row[FIRST:], strict=True)) for row in rows]


def day_of(event):
    return event.local_start.date()


def test_columns_are_in_the_order_of_the_design(event, person):
    event.asks_half_days = True
    event.save()
    QuestionFactory(event=event, label_fr="Deux", position=2)
    QuestionFactory(event=event, label_fr="Un", position=1)
    QuestionFactory(event=event, label_fr="Secret", position=0, is_sensitive=True)
    SessionFactory(event=event)
    session = SessionFactory(event=event, starts_at=time(14), takes_sign_ups=True)
    WorkshopPlace.objects.create(
        registration=person, session=session, status=WorkshopPlace.Status.CONFIRMED
    )

    [row] = csv_of(event, "fr", has_needs=True, has_sensitive=True)

    presences = ["Présence matin", "Présence après-midi"]
    comes = ["Vient\u00a0: matin", "Vient\u00a0: après-midi"]
    parts = [*presences, *comes, "Ateliers", "Un", "Deux", "Besoins", "Secret"]
    assert [*row] == parts


def test_each_kind_of_answer_in_words(event, person):
    meal = QuestionFactory(
        event=event, kind=Kind.MANY_CHOICES, choices=["Midi", "Soir"], label_fr="Repas"
    )
    for choice in meal.choices.all():
        AnswerFactory(registration=person, question=meal, choice=choice)
    for kind, text in [
        (Kind.YES_NO, "yes"),
        (Kind.NUMBER, "1.5"),
        ("long_text", "a\nb"),
    ]:
        question = QuestionFactory(event=event, kind=kind, label_fr=kind)
        AnswerFactory(registration=person, question=question, text=text)
    RegistrationFactory(event=event, family_name="Zola")

    [french, nobody] = csv_of(event, "fr")
    [english, _nobody] = csv_of(event)

    labels = ["Repas", "yes_no", "number", "long_text"]
    assert [french[label] for label in labels] == [
        "Midi\u00a0; Soir",
        "Oui",
        "1,5",
        "a\nb",
    ]
    assert [english[label] for label in labels] == ["Midi; Soir", "Yes", "1.5", "a\nb"]
    assert [nobody[label] for label in labels] == [""] * 4


def test_a_number_is_a_number_in_a_spreadsheet_and_other_text_is_text(event, person):
    number = QuestionFactory(event=event, kind=Kind.NUMBER, position=1)
    text = QuestionFactory(event=event, position=2)
    AnswerFactory(registration=person, question=number, text="12.5")
    AnswerFactory(registration=person, question=text, text="=1+1")
    file = io.BytesIO()

    exports.write_xlsx(event, event.registrations.all(), file)

    *_first, first, second = openpyxl.load_workbook(file).active[2]
    assert (first.value, first.data_type) == (12.5, "n")
    assert (second.value, second.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("text", ["=1+1", "-3", "@a", "\u00a0=1"])
def test_csv_runs_no_answer_and_no_heading(event, person, text):
    question = QuestionFactory(event=event, label_fr="=1+1")
    AnswerFactory(registration=person, question=question, text=text)

    [row] = csv_of(event)

    assert row["'=1+1"] == f"'{text}"


def test_retired_questions_are_there_while_they_have_answers(event, person):
    retired = QuestionFactory(
        event=event, label_fr="Ancienne", retired_at=timezone.now()
    )
    QuestionFactory(event=event, label_fr="Vide", retired_at=timezone.now())
    AnswerFactory(registration=person, question=retired, text="avant")

    [row] = csv_of(event)

    assert row["Ancienne"] == "avant"
    assert "Vide" not in row


def test_a_choice_that_was_renamed_keeps_its_words(event, person):
    question = QuestionFactory(
        event=event, kind=Kind.ONE_CHOICE, choices=["Nouveau"], label_fr="Choix"
    )
    AnswerFactory(
        registration=person,
        question=question,
        choice=question.choices.get(),
        text="Ancien",
    )

    [row] = csv_of(event)

    assert row["Choix"] == "Ancien"


def test_sensitive_answers_are_not_even_read_by_default(event, person):
    question = QuestionFactory(event=event, is_sensitive=True, label_fr="Secret")
    AnswerFactory(registration=person, question=question, text="hush")
    Needs.objects.create(registration=person, text="Ramp")

    with CaptureQueriesContext(connection) as queries:
        [ordinary] = csv_of(event)
    [needs] = csv_of(event, has_needs=True)
    [secret] = csv_of(event, has_sensitive=True)

    assert "answer" not in queries.captured_queries[-1]["sql"]
    assert [ordinary.get("Secret"), needs.get("Secret")] == [None] * 2
    assert (secret["Secret"], secret.get("Needs")) == ("hush", None)


def test_presences_and_half_days_have_a_column_each(event, person):
    event.asks_half_days = True
    event.save()
    day = day_of(event)
    Presence.objects.create(
        registration=person, date=day, half=Half.MORNING, means="name"
    )
    Presence.objects.create(
        registration=person,
        date=day,
        half=Half.AFTERNOON,
        means="name",
        undone_at=timezone.now(),
    )
    PlannedHalfDay.objects.create(registration=person, date=day, half=Half.AFTERNOON)

    [row] = csv_of(event)

    assert row == {
        "Presence, morning": "Yes",
        "Presence, afternoon": "",
        "Comes: morning": "",
        "Comes: afternoon": "Yes",
    }


def test_a_presence_on_a_half_day_that_is_no_more_is_not_lost(event, person):
    Presence.objects.create(
        registration=person,
        date=day_of(event) + timedelta(days=1),
        half=Half.MORNING,
        means="name",
    )

    [row] = csv_of(event)

    assert [*row.values()] == ["", "", "Yes"]


def test_several_days_have_their_dates(event, person):
    event.ends_at += timedelta(days=1)
    event.save()

    [row] = csv_of(event, "fr")

    assert len(row) == 4
    assert len({*row}) == 4


def test_workshops_stand_in_one_cell(event, person):
    for title, status in [("Premier", "confirmed"), ("Second", "waiting")]:
        session = SessionFactory(event=event, title_fr=title, takes_sign_ups=True)
        WorkshopPlace.objects.create(
            registration=person, session=session, status=status, queue_order=1
        )
    RegistrationFactory(event=event, family_name="Zola")

    [row, nobody] = csv_of(event)

    assert row["Workshops"] == "Premier; Second (waiting list)"
    assert nobody["Workshops"] == ""


@pytest.mark.parametrize("people", [1, 20])
def test_statements_do_not_grow_with_people_or_answers(event, people):
    event.asks_half_days = True
    event.save()
    asked = QuestionFactory.create_batch(3, event=event)
    for registration in RegistrationFactory.create_batch(people, event=event):
        for question in asked:
            AnswerFactory(registration=registration, question=question)
        PlannedHalfDay.objects.create(
            registration=registration, date=day_of(event), half=Half.MORNING
        )
    csv_of(event)

    with CaptureQueriesContext(connection) as queries:
        csv_of(event, has_needs=True, has_sensitive=True)

    assert len(queries) <= 10


def test_nobody_of_another_event_is_in_the_list(event, person):
    other = RegistrationFactory()
    question = QuestionFactory(event=event)
    foreign = QuestionFactory(event=other.event, label_fr="Ailleurs")
    AnswerFactory(registration=other, question=foreign)
    AnswerFactory(registration=person, question=question, text="ici")

    [row] = csv_of(event)

    assert row[question.label_fr] == "ici"
    assert "Ailleurs" not in row
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "offers"), [(Role.ORGANISER, True), (Role.SECRETARY, False)]
)
def test_the_tick_for_sensitive_answers_is_for_whoever_sees_needs(event, role, offers):
    registration = RegistrationFactory(event=event)
    question = QuestionFactory(event=event, is_sensitive=True, label_fr="Secret")
    AnswerFactory(registration=registration, question=question, text="hush")
    client = member_of(event, role)
    address = f"{page('export')}?event__id__exact={event.pk}"

    shown = client.get(address).text
    file = client.post(
        address, {"people": "event", "format": "csv", "has_sensitive": "on"}
    ).getvalue()

    assert ('name="has_sensitive"' in shown) == offers
    assert (b"hush" in file) == offers
