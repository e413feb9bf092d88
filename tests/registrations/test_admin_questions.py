"""Organisers set what the form asks; the team reads it."""

import pytest

from events.access import Role
from events.models import JournalEntry
from registrations.models import Choice, Profile, Question, profiles_of, questions_of
from tests.factories import (
    AnswerFactory,
    EventFactory,
    QuestionFactory,
    RegistrationFactory,
)
from tests.page_forms import filled_in, save
from tests.registrations.team import member_of, page

Kind = Question.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def organiser(event):
    return member_of(event)


def question_page(name, *arguments):
    return page(name, *arguments, of="question")


def profile_page(name, *arguments):
    return page(name, *arguments, of="profile")


def asked_now(event) -> list[str]:
    event.refresh_from_db()
    return [question.label_fr for question in questions_of(event)]


def add_question(client, event, **typed):
    return save(
        client,
        f"{question_page('add')}?event={event.pk}",
        "question_form",
        **{"label_fr": "Quel train ?", "kind": Kind.SHORT_TEXT, **typed},
    )


def change_question(client, question, **typed):
    address = question_page("change", question.pk)
    return save(client, address, "question_form", **typed)


def test_a_question_is_added_with_its_choices(event, organiser):
    students = event.profiles.first()

    response = add_question(
        organiser,
        event,
        label_fr="Quelle visite ?",
        kind=Kind.LIMITED_CHOICE,
        profiles=[students.pk],
        **{"choices-0-label_fr": "Musée", "choices-0-places": "12"},
        **{"choices-1-label_fr": "Jardin"},
    )

    assert response.status_code == 302
    event.refresh_from_db()
    [question] = questions_of(event)
    offered = [(choice.label_fr, choice.places) for choice in question.offered]
    assert offered == [("Musée", 12), ("Jardin", None)]
    assert question.only_for == [students]
    assert JournalEntry.objects.get().act == JournalEntry.Act.QUESTIONS_CHANGED


def test_the_form_of_the_site_asks_what_was_just_saved(event, organiser):
    assert asked_now(event) == []

    add_question(organiser, event)
    assert asked_now(event) == ["Quel train ?"]

    change_question(organiser, Question.objects.get(), label_fr="Quel bus ?")
    assert asked_now(event) == ["Quel bus ?"]


def test_a_question_with_choices_needs_one(event, organiser):
    response = add_question(organiser, event, kind=Kind.ONE_CHOICE)

    assert "Add at least one choice for this type." in response.text
    assert not Question.objects.exists()


def test_a_new_question_comes_last(event, organiser):
    QuestionFactory(event=event, position=4)

    form = filled_in(
        organiser.get(f"{question_page('add')}?event={event.pk}"), "question_form"
    )

    assert form["position"] == "5"


def test_above_two_questions_organisers_are_asked_whether_they_need_it(
    event, organiser
):
    words = "Every question loses registrations. Do you really need it?"
    address = f"{question_page('add')}?event={event.pk}"
    QuestionFactory(event=event)
    few = organiser.get(address).text
    QuestionFactory(event=event)

    assert words not in few
    assert words in organiser.get(address).text


def test_the_type_of_a_question_with_answers_stays(event, organiser):
    question = QuestionFactory(event=event)
    AnswerFactory(question=question, registration__event=event)

    change_question(organiser, question, kind=Kind.NUMBER, label_fr="Autrement ?")

    question.refresh_from_db()
    assert (question.kind, question.label_fr) == (Kind.SHORT_TEXT, "Autrement ?")


def test_a_question_without_answers_is_deleted(event, organiser):
    question = QuestionFactory(event=event, kind=Kind.ONE_CHOICE, choices=["A"])

    organiser.post(question_page("delete", question.pk), {"post": "yes"})

    assert not Question.objects.exists()
    assert not Choice.objects.exists()
    assert asked_now(event) == []


def test_a_question_with_answers_is_not_deleted_but_retired(event, organiser):
    question = QuestionFactory(event=event)
    AnswerFactory(question=question, registration__event=event)

    refused = organiser.post(
        question_page("delete", question.pk), {"post": "yes"}, follow=True
    )
    assert "Tick “Ask it no more” instead." in refused.text
    assert asked_now(event) == [question.label_fr]

    change_question(organiser, question, is_retired="on")
    assert asked_now(event) == []
    assert question.answers.count() == 1

    change_question(organiser, question, is_retired=[])
    assert asked_now(event) == [question.label_fr]


def test_a_choice_with_answers_is_retired_and_another_is_deleted(event, organiser):
    question = QuestionFactory(
        event=event, kind=Kind.ONE_CHOICE, choices=["Pris", "Libre", "Reste"]
    )
    taken, _free, kept = question.choices.all()
    AnswerFactory(question=question, choice=taken, registration__event=event)

    change_question(
        organiser,
        question,
        **{"choices-0-is_retired": "on", "choices-1-is_retired": "on"},
    )

    event.refresh_from_db()
    [asked] = questions_of(event)
    assert asked.offered == [kept]
    assert [*question.choices.all()] == [taken, kept]


def test_a_question_is_not_asked_of_the_profile_of_another_event(event, organiser):
    foreign = EventFactory().profiles.first()

    response = add_question(organiser, event, profiles=[foreign.pk])

    assert response.status_code == 200
    assert not Question.objects.exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_the_team_reads_questions_and_changes_none(event, role):
    question = QuestionFactory(event=event, kind=Kind.ONE_CHOICE, choices=["Musée"])
    client = member_of(event, role)
    change = question_page("change", question.pk)

    shown = client.get(change)

    assert "Musée" in shown.text
    assert 'name="label_fr"' not in shown.text
    assert client.post(change, {"label_fr": "x"}).status_code == 403
    assert client.get(question_page("add")).status_code == 403
    assert client.get(question_page("delete", question.pk)).status_code == 403


@pytest.mark.parametrize("of", ["question", "profile"])
def test_nothing_of_another_event_is_shown_or_changed(event, organiser, of):
    foreign = QuestionFactory(label_fr="Secret")
    profile = foreign.event.profiles.first()
    Profile.objects.filter(pk=profile.pk).update(label_fr="Secret")
    key = {"question": foreign.pk, "profile": profile.pk}[of]

    for name in ("change", "delete"):
        address = page(name, key, of=of)
        assert organiser.get(address).status_code == 404
        assert organiser.post(address, {"label_fr": "x"}).status_code == 404
    listed = organiser.get(page("changelist", of=of) + "?event__id__exact=all")
    adding = f"{page('add', of=of)}?event={foreign.event_id}"

    assert "Secret" not in listed.text
    assert organiser.get(adding).status_code == 404


def test_profiles_are_edited_for_one_event(event, organiser):
    first = event.profiles.first()
    address = profile_page("change", first.pk)

    save(organiser, address, "profile_form", label_fr="Étudiante ou étudiant")

    event.refresh_from_db()
    assert profiles_of(event)[0].label_fr == "Étudiante ou étudiant"
    assert JournalEntry.objects.get().act == JournalEntry.Act.QUESTIONS_CHANGED


def test_an_event_has_six_profiles_at_most(event, organiser):
    address = f"{profile_page('add')}?event={event.pk}"

    for label in ["Cinq", "Six"]:
        save(organiser, address, "profile_form", label_fr=label)
    refused = save(organiser, address, "profile_form", label_fr="Sept")

    assert "An event has 6 profiles at most." in refused.text
    assert event.profiles.count() == 6


def test_an_event_keeps_two_profiles(event, organiser):
    addresses = [profile_page("delete", one.pk) for one in event.profiles.all()]

    pages = [organiser.post(each, {"post": "yes"}, follow=True) for each in addresses]

    assert "An event has at least 2 profiles." in pages[-1].text
    assert event.profiles.count() == 2


@pytest.mark.parametrize("use", ["registration", "question"])
def test_a_profile_in_use_is_not_deleted(event, organiser, use):
    profile = event.profiles.first()
    if use == "registration":
        RegistrationFactory(event=event, profile=profile)
    else:
        QuestionFactory(event=event, profiles=[profile])

    response = organiser.post(
        profile_page("delete", profile.pk), {"post": "yes"}, follow=True
    )

    assert "this profile" in response.text
    assert event.profiles.filter(pk=profile.pk).exists()


def test_the_page_of_the_event_leads_to_its_questions_and_profiles(event, organiser):
    text = organiser.get(f"/en/organisation/events/event/{event.pk}/change/").text

    for of in ("question", "profile"):
        address = f"{page('changelist', of=of)}?event__id__exact={event.pk}"
        assert f'href="{address}"' in text


@pytest.mark.parametrize("questions", [1, 5])
def test_statements_of_the_list(event, django_assert_max_num_queries, questions):
    for _ in range(questions):
        QuestionFactory(event=event, kind=Kind.ONE_CHOICE, choices=["A", "B"])
    client = member_of(event)
    address = f"{question_page('changelist')}?event__id__exact={event.pk}"
    client.get(address)

    with django_assert_max_num_queries(8):
        client.get(address)
