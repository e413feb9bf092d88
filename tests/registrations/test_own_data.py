"""What the holder of a personal link takes along, and what they erase."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programme.half_days import Half
from registrations import links, operations, outbox
from registrations.desk import ChangedMeanwhile
from registrations.models import (
    Certificate,
    Needs,
    Notice,
    PlannedHalfDay,
    Presence,
    Registration,
    Status,
    WorkshopPlace,
)
from tests.factories import (
    AnswerFactory,
    EventFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
)
from tests.registrations.answering import sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(slug="partenariat-2019", seats=1)


@pytest.fixture
def person(event):
    return RegistrationFactory(
        event=event, family_name="Martin", email="jeanne@example.org"
    )


@pytest.fixture
def holder(client, person):
    """A browser in which the mailed link was opened."""
    client.get(reverse("registrations:enter", args=[links.token(person)]))
    return client


def page(name: str, person) -> str:
    return reverse(f"registrations:{name}", args=[person.reference])


# The file


def test_the_file_is_private_and_is_not_kept(holder, person):
    response = holder.get(page("own_data", person))

    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="mes-donnees_partenariat-2019.json"'
    )
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_file_holds_everything(holder, person, event):
    Needs.objects.create(registration=person, text="une place au premier rang")
    AnswerFactory(registration=person, question__label_fr="Trajet ?", text="en train")
    half_day = {"date": date(2019, 5, 22), "half": Half.MORNING}
    PlannedHalfDay.objects.create(registration=person, **half_day)
    Presence.objects.create(registration=person, means=Presence.Means.SHEET, **half_day)
    WorkshopPlace.objects.create(
        registration=person,
        session=SessionFactory(event=event, title_fr="Atelier du livre"),
        status=Status.CONFIRMED,
    )
    certificate = Certificate.objects.create(event=event, registration=person)
    outbox.queue(Notice.CONFIRMED, person)
    outbox.queue_personal_links("Jeanne@example.org", event=event, language="fr")
    sign_up(event, "jeanne@example.org", announced=Status.WAITING)
    RegistrationFactory(event=event, email="JEANNE@example.org", cancelled=True)
    operations.resend(person, actor=UserFactory(name="Gardien"))

    text = holder.get(page("own_data", person)).text

    [first, second] = json.loads(text)["Inscriptions"]
    assert first["Référence"] == person.reference
    assert first["Nom"] == "Martin"
    assert first["Besoins"] == "une place au premier rang"
    assert first["Réponses"][0]["Réponse"] == "en train"
    assert first["Ateliers"][0]["Atelier"] == "Atelier du livre"
    assert first["Demi-journées annoncées"] == [f"2019-05-22 {Half.MORNING.label}"]
    assert first["Présences"][0]["Demi-journée"].startswith("2019-05-22 ")
    assert first["Attestation de présence"]["Numéro"] == certificate.number
    assert len(first["Messages"]) == 3
    assert second["Adresse e-mail"] == "JEANNE@example.org"
    for found in ["Trajet", "Université de l’exemple", "dpo@example.org"]:
        assert found in text
    assert '"institution": "CCAS de Nanterre"' in text


def test_the_file_holds_no_secret_and_nobody_else(holder, person, event):
    RegistrationFactory(event=event, family_name="Durand")
    operations.resend(person, actor=UserFactory(name="Gardien"))

    text = holder.get(page("own_data", person)).text

    for absent in [person.key, links.token(person), "Durand", "Gardien"]:
        assert absent not in text


def test_the_file_speaks_the_language_of_the_page(holder, person):
    response = holder.get(f"/en{page('own_data', person)}")

    assert "my-data_partenariat-2019.json" in response["Content-Disposition"]
    assert json.loads(response.text)["Registrations"][0]["Family name"] == "Martin"


def test_what_people_typed_is_text_in_the_file(holder, person):
    Needs.objects.create(registration=person, text='"}, <b>\u2028 &amp;')

    data = json.loads(holder.get(page("own_data", person)).text)

    assert data["Inscriptions"][0]["Besoins"] == '"}, <b>\u2028 &amp;'


@pytest.mark.parametrize("name", ["own_data", "erase"])
def test_a_reference_opens_nothing(client, person, name):
    assert client.get(page(name, person)).status_code == 403
    assert client.post(page(name, person)).status_code in {403, 405}
    assert Registration.objects.kept().exists()


# Erasing


def test_reading_the_page_erases_nothing(holder, person):
    response = holder.get(page("erase", person))

    assert "<h1>Effacer mes données</h1>" in response.text
    assert "Votre place est rendue" in response.text
    assert Registration.objects.kept().get() == person


@pytest.mark.parametrize(
    ("traits", "of_event", "sentence"),
    [
        ({}, {}, "Votre place est rendue"),
        ({"waiting": True}, {}, "Vous quittez la liste d’attente."),
        ({"cancelled": True}, {}, ""),
        ({}, {"past": True}, ""),
    ],
)
def test_the_page_says_what_becomes_of_the_place(client, traits, of_event, sentence):
    person = RegistrationFactory(event=EventFactory(**of_event), **traits)
    client.get(reverse("registrations:enter", args=[links.token(person)]))

    text = client.get(page("erase", person)).text

    sentences = ["Votre place est rendue", "Vous quittez la liste d’attente."]
    assert [one for one in sentences if one in text] == [sentence] * bool(sentence)


def test_the_button_erases_at_once(holder, person, event):
    waiting = RegistrationFactory(event=event, waiting=True)

    response = holder.post(page("erase", person))

    assert response.status_code == 200
    assert "<h1>Vos données sont effacées</h1>" in response.text
    assert "no-store" in response["Cache-Control"]
    assert list(Registration.objects.kept()) == [waiting]
    waiting.refresh_from_db()
    assert waiting.is_confirmed
    assert not holder.cookies["opened"].value


def test_afterwards_the_page_and_the_link_are_those_of_nobody(holder, person):
    link = reverse("registrations:enter", args=[links.token(person)])
    unknown = page("erase", person).replace(person.reference, "AAAA-AAAA")
    nobody = Client().get(unknown)
    holder.post(page("erase", person))

    answers = [
        holder.get(page(name, person)) for name in ["erase", "personal", "own_data"]
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert answers[0].text == nobody.text.replace("AAAA-AAAA", person.reference)
    assert holder.post(page("erase", person)).status_code == 403
    entered = Client().get(link)
    assert entered.status_code == 404
    assert "Lien personnel introuvable" in entered.text


@pytest.mark.parametrize("traits", [{"past": True}, {"today": True}, {"closed": True}])
def test_erasing_has_no_last_day(client, traits):
    person = RegistrationFactory(event=EventFactory(**traits))
    client.get(reverse("registrations:enter", args=[links.token(person)]))

    client.post(page("erase", person))

    assert not Registration.objects.kept().exists()


def test_other_pages_that_are_open_stay_open(holder, person):
    other = RegistrationFactory()
    holder.get(reverse("registrations:enter", args=[links.token(other)]))

    holder.post(page("erase", person))

    assert holder.get(page("personal", other)).status_code == 200


def test_the_form_that_was_sent_is_forgotten(client, event):
    sign_up(event, "ada@example.org", key="k")
    person = event.registrations.get(email="ada@example.org")
    client.get(reverse("registrations:enter", args=[links.token(person)]))

    client.post(page("erase", person))

    recorded = reverse("registrations:recorded", args=[event.slug])
    assert "ada@example.org" not in client.get(recorded).text


def test_who_asks_for_links_afterwards_gets_no_mail(client, person, event):
    operations.erase_person(person)
    client.post(
        reverse("registrations:find", args=[event.slug]),
        {"email": "jeanne@example.org"},
    )

    assert not Registration.objects.with_email("jeanne@example.org").exists()


def test_a_correction_meanwhile_brings_nothing_back(person):
    late = Registration.objects.get(pk=person.pk)
    operations.erase_person(person)

    with pytest.raises(ChangedMeanwhile):
        operations.correct(late, {"given_name": "Ada"}, actor=UserFactory())
