"""What the form of an event asks beyond the six fields."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from registrations.forms.registration import new_request
from registrations.models import Answer, Question, Registration
from tests.factories import (
    AnswerFactory,
    ChoiceFactory,
    EventFactory,
    QuestionFactory,
    RegistrationFactory,
)

Kind = Question.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def post(client, event, time_machine):
    """Sends the form of the event; says what the answer is."""

    def send(language="fr", **typed):
        now = timezone.now()
        time_machine.move_to(now - timedelta(seconds=10), tick=False)
        request = new_request()
        time_machine.move_to(now, tick=False)
        values = {
            "given_name": "Jeanne",
            "family_name": "Martin",
            "email": "jeanne@example.org",
            "profile": event.profiles.first().pk,
            "institution": "CCAS de Nanterre",
            "request": request,
            "register": "1",
        }
        return client.post(address(event, language), {**values, **typed})

    return send


def address(event, language="fr"):
    with override(language):
        return reverse("registrations:register", args=[event.slug])


def words(response) -> str:
    """The text of the page on one line; no-break spaces are spaces."""
    return re.sub(r"\s+", " ", response.text.replace('<span class="nowrap">', ""))


def answered() -> list[tuple[str, str]]:
    return [(answer.question.label_fr, answer.text) for answer in Answer.objects.all()]


def name(question) -> str:
    return f"q{question.pk}"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.SHORT_TEXT, " Train\nde  9 h ", "Train de 9 h"),
        (Kind.LONG_TEXT, "Une\r\ndeux\x0b", "Une\ndeux"),
        (Kind.NUMBER, "1 250,50", "1250.5"),
        (Kind.YES_NO, "no", "no"),
    ],
)
def test_each_kind_keeps_what_was_typed(event, post, kind, typed, kept):
    question = QuestionFactory(event=event, kind=kind)

    response = post(**{name(question): typed})

    assert response.status_code == 303
    assert answered() == [(question.label_fr, kept)]


@pytest.mark.parametrize("kind", [Kind.ONE_CHOICE, Kind.LIMITED_CHOICE])
def test_one_choice_is_kept_with_its_words(event, post, kind):
    question = QuestionFactory(event=event, kind=kind, choices=["Train", "Voiture"])
    train, _car = question.choices.all()

    post("en", **{name(question): train.pk})

    [answer] = Answer.objects.all()
    assert (answer.choice, answer.text) == (train, "Train")


def test_several_choices_are_several_answers_and_none_is_twice(event, post):
    question = QuestionFactory(
        event=event, kind=Kind.MANY_CHOICES, choices=["Lundi", "Mardi", "Jeudi"]
    )
    monday, _tuesday, thursday = question.choices.all()

    post(**{name(question): [monday.pk, thursday.pk, monday.pk]})

    assert [text for _question, text in answered()] == ["Lundi", "Jeudi"]


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("fr", "12,5", "12.5"),
        ("fr", "12.5", "12.5"),
        ("fr", "1\u202f250", "1250"),
        ("en", "1,250", "1250"),
        ("en", "1,5", "1.5"),
        ("fr", "١٢", "12"),
        ("fr", "１２", "12"),
        ("fr", "-0", "0"),
        ("fr", "−3", "-3"),
        ("fr", "007", "7"),
        ("fr", "100", "100"),
    ],
)
def test_a_number_is_read_as_people_write_it(event, post, language, typed, kept):
    question = QuestionFactory(event=event, kind=Kind.NUMBER)

    post(language, **{name(question): typed})

    assert [text for _question, text in answered()] == [kept]


@pytest.mark.parametrize(
    "typed", ["inf", "nan", "1e400", "1e5", "douze", "1,2,3", "²", "9" * 400, "0x10"]
)
def test_what_is_no_number_is_refused_politely(event, post, typed):
    question = QuestionFactory(event=event, kind=Kind.NUMBER)

    response = post(**{name(question): typed})

    assert "Saisissez un nombre de 12 chiffres au plus, par exemple 12,5" in words(
        response
    )
    assert not Registration.objects.exists()


@pytest.mark.parametrize(("kind", "limit"), [("short_text", 200), ("long_text", 5000)])
def test_a_text_that_is_too_long_is_refused_with_its_length(event, post, kind, limit):
    question = QuestionFactory(event=event, kind=kind)

    response = post(**{name(question): "a" * (limit + 1)})

    assert f"Il y en a {limit + 1}" in words(response)
    assert post(**{name(question): "a" * limit}).status_code == 303


@pytest.mark.parametrize(
    ("kind", "label", "sentence"),
    [
        (Kind.ONE_CHOICE, "Quel repas ?", "Choisissez une réponse : Quel repas ?"),
        (Kind.MANY_CHOICES, "Quels jours ?", "Choisissez une réponse : Quels jours ?"),
        (Kind.YES_NO, "Vous déjeunez sur place", "Indiquez si vous déjeunez sur place"),
        (Kind.YES_NO, "Déjeunez-vous ?", "Choisissez une réponse : Déjeunez-vous ?"),
        (Kind.SHORT_TEXT, "Quel train ?", "Saisissez votre réponse : Quel train ?"),
    ],
)
def test_a_required_question_says_what_is_missing(event, post, kind, label, sentence):
    QuestionFactory(
        event=event, kind=kind, label_fr=label, is_required=True, choices=["A", "B"]
    )

    response = post()

    assert words(response).count(sentence) == 2
    assert not Registration.objects.exists()


def test_an_optional_question_says_so_and_may_stay_empty(event, post, client):
    QuestionFactory(event=event, kind=Kind.YES_NO, label_fr="Déjeunez-vous ?")

    shown = words(client.get(address(event)))

    assert "Déjeunez-vous ? (facultatif)" in shown
    assert post().status_code == 303
    assert answered() == []


@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.ONE_CHOICE, Kind.LIMITED_CHOICE])
@pytest.mark.parametrize("is_required", [True, False])
def test_an_optional_choice_can_be_taken_back(event, post, client, kind, is_required):
    question = QuestionFactory(
        event=event, kind=kind, is_required=is_required, choices=["Train", "Voiture"]
    )

    page = words(client.get(address(event)))

    assert ("Sans réponse" in page) is not is_required
    if not is_required:
        assert post(**{name(question): ""}).status_code == 303
        assert answered() == []


def test_a_choice_of_another_question_is_refused(event, post):
    question = QuestionFactory(event=event, kind=Kind.ONE_CHOICE, choices=["A"])
    foreign = ChoiceFactory(question__kind=Kind.ONE_CHOICE)

    for typed in [foreign.pk, "9" * 30, "x", "-1"]:
        response = post(**{name(question): typed})
        assert "Choisissez une réponse" in words(response)

    assert not Registration.objects.exists()


def test_questions_of_another_event_and_unknown_names_are_ignored(event, post):
    foreign = QuestionFactory()

    assert post(q0="x", qx="y", **{name(foreign): "z"}).status_code == 303

    assert answered() == []


def test_a_question_for_some_profiles_says_for_whom(event, client):
    students, research, *_ = event.profiles.all()
    QuestionFactory(event=event, is_required=True, profiles=[students, research])

    shown = words(client.get(address(event)))

    assert "Uniquement pour : Études ou formation ou Recherche ou enseignement" in shown


def test_a_question_for_some_profiles_is_required_of_them_alone(event, post):
    students, research, *_ = event.profiles.all()
    question = QuestionFactory(
        event=event, label_fr="Diplôme ?", is_required=True, profiles=[students]
    )

    refused = post(profile=students.pk)
    accepted = post(profile=research.pk, **{name(question): "Master"})

    assert "Saisissez votre réponse : Diplôme ?" in words(refused)
    assert accepted.status_code == 303
    assert answered() == []


def test_a_mistake_in_a_question_that_is_not_asked_of_the_profile_is_none(event, post):
    students, research, *_ = event.profiles.all()
    question = QuestionFactory(event=event, kind=Kind.NUMBER, profiles=[students])

    response = post(profile=research.pk, **{name(question): "douze"})

    assert response.status_code == 303


def test_a_full_choice_is_shown_as_full_and_cannot_be_ticked(event, client):
    question = QuestionFactory(
        event=event, kind=Kind.LIMITED_CHOICE, choices=["Visite", "Film"], places=[1, 2]
    )
    visit, _film = question.choices.all()
    AnswerFactory(
        registration=RegistrationFactory(event=event), question=question, choice=visit
    )

    shown = words(client.get(address(event)))

    [radio] = re.findall(
        rf'<input[^>]*name="{name(question)}"[^>]*value="{visit.pk}"[^>]*>', shown
    )
    assert "disabled" in radio
    assert "Visite (complet)" in shown
    assert "Film (complet)" not in shown


def test_a_cancelled_registration_gives_the_place_of_its_choice_back(event, post):
    question = QuestionFactory(
        event=event, kind=Kind.LIMITED_CHOICE, choices=["Visite"], places=[1]
    )
    [visit] = question.choices.all()
    left = RegistrationFactory(event=event, cancelled=True)
    AnswerFactory(registration=left, question=question, choice=visit)

    assert post(**{name(question): visit.pk}).status_code == 303


def test_a_choice_that_became_full_is_refused_with_the_answers_kept(event, post):
    question = QuestionFactory(
        event=event, kind=Kind.LIMITED_CHOICE, choices=["Visite", "Film"], places=[1]
    )
    visit, film = question.choices.all()
    AnswerFactory(
        registration=RegistrationFactory(event=event), question=question, choice=visit
    )

    response = post(**{name(question): visit.pk})

    text = words(response)
    sentence = "Il n’y a plus de place pour « Visite ». Choisissez une autre réponse"
    assert text.count(sentence) == 2
    assert "CCAS de Nanterre" in text
    assert "Visite (complet)" in text
    assert event.registrations.count() == 1
    assert post(**{name(question): film.pk}).status_code == 303


def test_a_known_address_learns_the_same_of_a_full_choice(event, post):
    question = QuestionFactory(
        event=event, kind=Kind.LIMITED_CHOICE, choices=["Visite"], places=[1]
    )
    [visit] = question.choices.all()
    known = RegistrationFactory(event=event, email="known@example.org")
    AnswerFactory(registration=known, question=question, choice=visit)
    typed = {name(question): visit.pk}

    new = post(email="new45@example.org", **typed)
    same = post(email="known@example.org", **typed)

    texts = [
        re.sub(r'name="(csrf\w+|request)" value="[^"]*"', "", response.text)
        for response in [new, same]
    ]
    assert texts[0].replace("new45@", "known@") == texts[1]


def test_a_form_opened_before_the_questions_changed_keeps_its_answers(event, post):
    gone = QuestionFactory(event=event)
    retired = QuestionFactory(event=event, retired_at=timezone.now())
    choices = QuestionFactory(event=event, kind=Kind.ONE_CHOICE, choices=["A", "B"])
    first, second = choices.choices.all()
    new = QuestionFactory(event=event, label_fr="Nouvelle ?", is_required=True)
    gone.delete()
    first.retired_at = timezone.now()
    first.save()
    typed = {name(gone): "x", name(retired): "y"}

    response = post(**typed, **{name(choices): first.pk})

    text = words(response)
    assert "Saisissez votre réponse : Nouvelle ?" in text
    assert "Choisissez une réponse" in text
    assert "CCAS de Nanterre" in text
    typed |= {name(choices): second.pk, name(new): "Réponse"}
    assert post(**typed).status_code == 303
    assert sorted(text for _question, text in answered()) == ["B", "Réponse"]


def test_questions_are_asked_in_order_after_the_institution_in_english(event, client):
    QuestionFactory(event=event, label_fr="Deuxième", label_en="Second", position=2)
    QuestionFactory(
        event=event, label_fr="Première", label_en="First", hint_en="Why", position=1
    )

    text = words(client.get(address(event, "en")))

    shown = [
        "Institution or",
        "First (optional)",
        "Why",
        "Second (opt",
        "What you need",
    ]
    places = [text.index(each) for each in shown]
    assert places == sorted(places)


def test_an_event_without_questions_costs_no_statement_for_them(event, client):
    client.get(address(event))

    with CaptureQueriesContext(connection) as queries:
        client.get(address(event))

    assert [query for query in queries if "question" in query["sql"]] == []


@pytest.mark.parametrize("questions", [1, 6])
def test_questions_are_read_once_for_all(event, client, questions):
    for _ in range(questions):
        QuestionFactory(
            event=event, kind=Kind.LIMITED_CHOICE, choices=["A", "B"], places=[1, 2]
        )
    client.get(address(event))

    with CaptureQueriesContext(connection) as queries:
        client.get(address(event))

    assert len([query for query in queries if "choice" in query["sql"]]) == 1
