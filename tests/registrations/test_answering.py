"""Answers as operations write them, and the places of choices under the one lock."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from events.models import Event
from registrations import desk
from registrations.answers import answers_of
from registrations.desk import ChoiceFull, GivenAnswer
from registrations.models import Answer, Question, Registration, Status
from registrations.operations.answering import rewrite_answers, rewrite_given
from tests.factories import (
    AnswerFactory,
    ChoiceFactory,
    EventFactory,
    QuestionFactory,
    RegistrationFactory,
)
from tests.registrations.answering import answers, sign_up

PEOPLE = 8
Kind = Question.Kind


def with_places(*places, **options):
    """A question with a choice for each number of places, and these choices."""
    labels = [f"Atelier {number}" for number in range(len(places))]
    question = QuestionFactory(
        kind=Kind.LIMITED_CHOICE, choices=labels, places=places, **options
    )
    return question, *question.choices.all()


def chosen(choice) -> GivenAnswer:
    return GivenAnswer(choice.question_id, choice.pk, choice.label_fr)


def texts(registration) -> list[str]:
    return [answer.text for answer in registration.answers.all()]


@pytest.mark.django_db
def test_a_full_choice_refuses_the_whole_registration():
    question, choice = with_places(1)
    sign_up(question.event, "first@example.org", given=(chosen(choice),))

    with pytest.raises(ChoiceFull) as refusal:
        sign_up(question.event, "second@example.org", given=(chosen(choice),))

    assert {*refusal.value.reasons} == {question.pk}
    assert Registration.objects.count() == 1


@pytest.mark.django_db
def test_no_limit_is_no_limit_and_zero_places_are_none():
    question, free, closed = with_places(None, 0)

    for number in range(3):
        sign_up(question.event, f"p{number}@example.org", given=(chosen(free),))

    assert Answer.objects.count() == 3
    with pytest.raises(ChoiceFull):
        sign_up(question.event, "last@example.org", given=(chosen(closed),))


@pytest.mark.django_db
def test_whoever_waits_for_the_event_holds_the_place_of_a_choice():
    question, choice = with_places(1, event=EventFactory(seats=0))
    sign_up(
        question.event,
        "first@example.org",
        announced=Status.WAITING,
        given=(chosen(choice),),
    )

    with pytest.raises(ChoiceFull):
        sign_up(
            question.event,
            "second@example.org",
            announced=Status.WAITING,
            given=(chosen(choice),),
        )


@pytest.mark.django_db
def test_the_same_post_again_is_not_told_that_its_own_choice_is_full():
    question, choice = with_places(1)

    outcomes = [
        sign_up(question.event, key="same", given=(chosen(choice),)) for _ in range(2)
    ]

    assert outcomes == [Status.CONFIRMED] * 2


@pytest.mark.django_db
def test_answers_to_what_was_removed_meanwhile_are_left_out():
    question = QuestionFactory()
    gone = QuestionFactory(event=question.event)
    retired = QuestionFactory(event=question.event, retired_at=timezone.now())
    given = [GivenAnswer(each.pk, text="x") for each in [question, gone, retired]]
    gone.delete()

    sign_up(question.event, given=tuple(given))

    assert [answer.question for answer in Answer.objects.all()] == [question]


@pytest.mark.django_db
def test_a_profile_that_was_removed_meanwhile_is_left_out():
    event = EventFactory()
    profile = event.profiles.first()
    profile.delete()

    sign_up(event, profile_id=profile.pk or 999)

    assert Registration.objects.get().profile is None


@pytest.mark.django_db
def test_new_answers_replace_the_old_ones():
    registration = RegistrationFactory()
    changed = QuestionFactory(event=registration.event)
    emptied = QuestionFactory(event=registration.event)
    AnswerFactory(registration=registration, question=changed, text="avant")
    AnswerFactory(registration=registration, question=emptied)

    given = (GivenAnswer(changed.pk, text="après"),)
    rewrite_answers(registration, answers(given=given))

    assert texts(registration) == ["après"]


@pytest.mark.django_db
def test_answers_to_retired_questions_stay():
    registration = RegistrationFactory()
    retired = QuestionFactory(event=registration.event, retired_at=timezone.now())
    AnswerFactory(registration=registration, question=retired, text="ancienne")

    rewrite_answers(registration, answers())

    assert texts(registration) == ["ancienne"]


@pytest.mark.django_db
def test_a_choice_that_is_kept_keeps_its_words_even_when_it_is_full_or_retired():
    question, choice = with_places(1)
    registration = RegistrationFactory(event=question.event)
    AnswerFactory(
        registration=registration, question=question, choice=choice, text="Anciens mots"
    )
    choice.places, choice.retired_at = 0, timezone.now()
    choice.save()

    rewrite_answers(registration, answers(given=(chosen(choice),)))

    assert texts(registration) == ["Anciens mots"]


@pytest.mark.django_db
def test_changing_to_a_full_choice_leaves_everything_as_it_was():
    question, kept, full = with_places(1, 1)
    registration = RegistrationFactory(event=question.event)
    AnswerFactory(registration=registration, question=question, choice=kept)
    other = RegistrationFactory(event=question.event)
    AnswerFactory(registration=other, question=question, choice=full)

    with pytest.raises(ChoiceFull):
        rewrite_answers(registration, answers(given=(chosen(full),)))

    assert texts(registration) == ["Atelier 0"]


@pytest.mark.django_db
def test_answers_to_other_questions_may_be_left_as_they_are():
    registration = RegistrationFactory()
    first, second = QuestionFactory.create_batch(2, event=registration.event)
    for question in (first, second):
        AnswerFactory(registration=registration, question=question)

    rewrite_given(registration, (), only={first.pk})

    assert [answer.question for answer in Answer.objects.all()] == [second]


@pytest.mark.django_db
def test_answers_are_shown_in_the_language_of_the_page(django_assert_num_queries):
    registration = RegistrationFactory()
    event = registration.event
    meal = QuestionFactory(event=event, kind=Kind.MANY_CHOICES, label_en="Meals?")
    for label, label_en in [("Midi", "Lunch"), ("Soir", "Dinner")]:
        choice = ChoiceFactory(question=meal, label_fr=label, label_en=label_en)
        AnswerFactory(registration=registration, question=meal, choice=choice)
    for kind, text in [(Kind.YES_NO, "yes"), (Kind.NUMBER, "12.5")]:
        question = QuestionFactory(event=event, kind=kind)
        AnswerFactory(registration=registration, question=question, text=text)
    renamed = ChoiceFactory(question__event=event, label_fr="Nouveau", label_en="New")
    AnswerFactory(
        registration=registration,
        question=renamed.question,
        choice=renamed,
        text="Ancien",
    )

    with override("fr"), django_assert_num_queries(1):
        french = [answer.text for answer in answers_of(registration)]
    with override("en"):
        english = [answer.text for answer in answers_of(registration)]

    assert french == ["Midi\nSoir", "Oui", "12,5", "Ancien"]
    assert english == ["Lunch\nDinner", "Yes", "12.5", "Ancien"]
    assert answers_of(registration)[0].question == meal.label_fr


@pytest.fixture
def crowd():
    """Runs one call in each of a few threads that all start at the same moment."""
    barrier = Barrier(PEOPLE)

    def call(function, number):
        barrier.wait()
        try:
            return function(number)
        except ChoiceFull:
            return "full"

    def close(_number):
        barrier.wait()
        connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        yield lambda function: list(
            pool.map(lambda number: call(function, number), range(PEOPLE))
        )
        list(pool.map(close, range(PEOPLE)))


def held_places(crowd) -> list[int]:
    """Half of a crowd registers, half changes its answer; who has a choice of one?"""
    question, choice, other = with_places(1, None, event=EventFactory(seats=100))
    present = RegistrationFactory.create_batch(PEOPLE // 2, event=question.event)
    for registration in present:
        AnswerFactory(registration=registration, question=question, choice=other)

    def take(number):
        if number < PEOPLE // 2:
            rewrite_answers(present[number], answers(given=(chosen(choice),)))
            return "taken"
        sign_up(question.event, f"p{number}@example.org", given=(chosen(choice),))
        return "taken"

    outcomes = Counter(crowd(take))
    assert outcomes["taken"] == choice.answers.count()
    return choice.answers.count()


@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_a_choice_goes_to_one_person(crowd):
    assert [held_places(crowd) for _ in range(10)] == [1] * 10


@pytest.mark.skipif(os.environ.get("DB") == "sqlite", reason="SQLite has no row locks")
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_it_goes_to_several(crowd, monkeypatch):
    monkeypatch.setattr(desk, "lock", lambda pk: Event.objects.get(pk=pk))

    assert any(held_places(crowd) > 1 for _ in range(30))
