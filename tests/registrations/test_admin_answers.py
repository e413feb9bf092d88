"""What people answered, on the page of a registration."""

import pytest
from django.utils import timezone

from events.access import Role
from events.models import JournalEntry
from registrations.models import Answer, Question, Registration
from tests.factories import (
    AnswerFactory,
    QuestionFactory,
    RegistrationFactory,
)
from tests.page_forms import filled_in, save
from tests.registrations.team import member_of, page

Kind = Question.Kind
FORM = "registration_form"
pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    return RegistrationFactory()


@pytest.fixture
def event(registration):
    return registration.event


def address(registration):
    return page("change", registration.pk)


def name(question):
    return f"q{question.pk}"


def test_organisers_see_and_correct_answers(registration, event):
    question = QuestionFactory(event=event, is_required=True)
    AnswerFactory(registration=registration, question=question, text="avant")
    client = member_of(event)

    shown = filled_in(client.get(address(registration)), FORM)
    save(client, address(registration), FORM, **{name(question): "après"})

    assert shown[name(question)] == "avant"
    assert [answer.text for answer in Answer.objects.all()] == ["après"]
    entry = JournalEntry.objects.get()
    assert entry.details == {"fields": ["answers"]}
    assert "answers" in client.get(address(registration)).text


def test_what_was_not_changed_is_not_written(registration, event):
    first, second = QuestionFactory.create_batch(2, event=event)
    for question in (first, second):
        AnswerFactory(registration=registration, question=question, text="avant")
    kept = second.answers.get()
    client = member_of(event)

    save(client, address(registration), FORM, **{name(first): ""})

    assert [*Answer.objects.all()] == [kept]


def test_an_answer_that_changed_meanwhile_is_not_overwritten(registration, event):
    question = QuestionFactory(
        event=event, kind=Kind.MANY_CHOICES, choices=["Lundi", "Mardi"]
    )
    monday, tuesday = question.choices.all()
    AnswerFactory(registration=registration, question=question, choice=monday)
    client = member_of(event)
    form = filled_in(client.get(address(registration)), FORM)
    AnswerFactory(registration=registration, question=question, choice=tuesday)

    answer = client.post(
        address(registration), {**form, "given_name": "Jane", "_save": ""}
    )

    assert "Somebody else has changed this page meanwhile" in answer.text
    assert Answer.objects.count() == 2


def test_the_team_need_not_answer_what_is_required(event):
    QuestionFactory(event=event, is_required=True)
    client = member_of(event)

    response = save(
        client,
        f"{page('add')}?event={event.pk}",
        FORM,
        given_name="Ada",
        family_name="Lovelace",
        institution="Aucun",
    )

    assert response.status_code == 302
    assert event.registrations.filter(given_name="Ada").exists()


def test_the_team_adds_somebody_with_answers(event):
    question = QuestionFactory(event=event, kind=Kind.YES_NO)

    save(
        member_of(event),
        f"{page('add')}?event={event.pk}",
        FORM,
        given_name="Ada",
        family_name="Lovelace",
        **{name(question): "yes"},
    )

    assert [answer.text for answer in Answer.objects.all()] == ["yes"]


def test_a_choice_without_a_place_is_refused_to_the_team_as_well(registration, event):
    question = QuestionFactory(
        event=event, kind=Kind.LIMITED_CHOICE, choices=["Visite"], places=[1]
    )
    [visit] = question.choices.all()
    other = RegistrationFactory(event=event)
    AnswerFactory(registration=other, question=question, choice=visit)

    response = save(
        member_of(event), address(registration), FORM, **{name(question): visit.pk}
    )

    assert "No place is left for “Visite”" in response.text
    assert not registration.answers.exists()


def test_what_is_full_is_still_ticked_for_whoever_holds_it(registration, event):
    question = QuestionFactory(
        event=event, kind=Kind.LIMITED_CHOICE, choices=["Visite"], places=[1]
    )
    [visit] = question.choices.all()
    AnswerFactory(registration=registration, question=question, choice=visit)

    form = filled_in(member_of(event).get(address(registration)), FORM)

    assert form[name(question)] == str(visit.pk)


@pytest.mark.parametrize(
    ("role", "shows_needs", "sees"),
    [
        (Role.ORGANISER, False, True),
        (Role.SECRETARY, False, False),
        (Role.SECRETARY, True, True),
        (Role.READER, True, False),
    ],
)
def test_sensitive_answers_are_seen_with_the_needs(
    registration, event, role, shows_needs, sees
):
    event.has_needs_shown_to_secretary = shows_needs
    event.save()
    for retired_at in (None, timezone.now()):
        question = QuestionFactory(
            event=event, is_sensitive=True, retired_at=retired_at
        )
        AnswerFactory(registration=registration, question=question, text="Secret")

    text = member_of(event, role).get(address(registration)).text

    assert text.count("Secret") == (3 if sees else 0)


def test_sensitive_answers_stay_when_saved_by_whoever_does_not_see_them(
    registration, event
):
    question = QuestionFactory(event=event, is_sensitive=True)
    AnswerFactory(registration=registration, question=question, text="secret")
    client = member_of(event, Role.SECRETARY)

    save(
        client,
        address(registration),
        FORM,
        given_name="Jane",
        **{name(question): "forged"},
    )

    assert Registration.objects.get().given_name == "Jane"
    assert [answer.text for answer in Answer.objects.all()] == ["secret"]


def test_answers_to_earlier_questions_are_shown(registration, event):
    question = QuestionFactory(event=event, retired_at=timezone.now())
    AnswerFactory(registration=registration, question=question, text="<b>Autrefois")

    text = member_of(event).get(address(registration)).text

    assert "&lt;b&gt;Autrefois" in text
    assert question.label_fr in text


def test_readers_see_no_answers(registration, event):
    question = QuestionFactory(event=event)
    AnswerFactory(registration=registration, question=question, text="Réponse")

    text = member_of(event, Role.READER).get(address(registration)).text

    assert "Réponse" not in text
