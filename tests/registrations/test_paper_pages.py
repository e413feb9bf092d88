"""The pages and files of papers: for whom, when, and that reading changes nothing."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from registrations import links, operations
from registrations.models import Certificate
from tests.factories import (
    CertificateFactory,
    EventFactory,
    PresenceFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAPERS = ["convocation", "certificate", "certificate_file"]


def page(name, *args, language="fr"):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


def holder_of(registration) -> Client:
    """A browser that opened the mailed link."""
    client = Client()
    client.get(page("enter", links.token(registration)))
    return client


@pytest.fixture
def present():
    """Somebody who was there, at an event that is over."""
    return PresenceFactory().registration


# For whom


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_for_whoever_opened_the_link(client, name, present):
    CertificateFactory(event=present.event, registration=present)

    assert client.get(page(name, present.reference)).status_code == 403


def test_the_convocation_is_a_file_that_no_cache_keeps():
    person = RegistrationFactory(event=EventFactory(slug="partenariat-2019"))

    response = holder_of(person).get(page("convocation", person.reference))

    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="convocation-partenariat-2019.pdf"'
    )
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("person", "event"),
    [
        ({"waiting": True}, {}),
        ({"cancelled": True}, {}),
        ({}, {"past": True}),
        ({}, {"cancelled": True}),
        ({}, {"postponed": True}),
        ({}, {"draft": True}),
    ],
)
def test_no_convocation_without_a_place_at_an_event_to_come(person, event):
    registration = RegistrationFactory(event=EventFactory(**event), **person)

    answer = holder_of(registration).get(page("convocation", registration.reference))

    assert answer.status_code == 404
    assert "La convocation est réservée" in answer.text


# The certificate


def test_reading_gives_no_number(present):
    client = holder_of(present)

    for name in ["certificate", "certificate_file"]:
        client.get(page(name, present.reference), follow=True)
        client.head(page(name, present.reference))
    client.get(page("enter_certificate", links.token(present)), follow=True)

    assert not Certificate.objects.exists()


def test_the_button_gives_a_number_once(present):
    client, address = holder_of(present), page("certificate", present.reference)
    assert "Obtenir mon attestation" in client.get(address).text

    for _ in range(2):
        assert client.post(address).url == address

    number = Certificate.objects.get(registration=present).number
    shown = client.get(address).text
    assert number in shown
    assert "Obtenir mon attestation" not in shown


def test_the_link_of_the_mail_leads_to_the_certificate(client, present):
    CertificateFactory(event=present.event, registration=present)

    response = client.get(page("enter_certificate", links.token(present)), follow=True)

    assert response.redirect_chain == [(page("certificate", present.reference), 302)]
    assert "Présence constatée : matin" in response.text.replace("\u00a0", " ")
    assert links.token(present) not in response.text


def test_the_page_and_the_file_are_of_the_language_of_the_address(present):
    CertificateFactory(event=present.event, registration=present)
    client = holder_of(present)

    english = client.get(page("certificate", present.reference, language="en"))

    assert "Certificate of attendance" in english.text
    assert "Attendance recorded: morning" in english.text
    assert "Download my certificate (PDF," in english.text
    file = client.get(page("certificate_file", present.reference, language="en"))
    assert file.content.startswith(b"%PDF-")
    assert file["Content-Disposition"].endswith(f'{present.event.slug}.pdf"')


@pytest.mark.parametrize("name", ["certificate", "certificate_file"])
@pytest.mark.parametrize("is_past", [True, False])
def test_no_certificate_for_somebody_who_was_not_there(name, is_past):
    person = RegistrationFactory(event=EventFactory(past=is_past))
    client = holder_of(person)

    answer = client.get(page(name, person.reference), follow=True)

    assert answer.status_code == 404
    assert client.post(page("certificate", person.reference)).status_code == 404
    assert not Certificate.objects.exists()


def test_a_revoked_certificate_is_shown_no_more(present):
    certificate = operations.certificate_of(present)
    operations.revoke_certificate(certificate, actor=UserFactory())
    client = holder_of(present)

    shown = client.get(page("certificate", present.reference))

    assert "Cette attestation a été annulée." in shown.text
    assert certificate.number not in shown.text
    file = client.get(page("certificate_file", present.reference))
    assert file.url == page("certificate", present.reference)


def test_a_name_is_text_on_the_page():
    person = PresenceFactory(registration__given_name="<b>x</b>").registration
    operations_free = CertificateFactory(event=person.event, registration=person)

    shown = holder_of(person).get(page("certificate", person.reference)).text

    assert operations_free.number in shown
    assert "<b>x</b>" not in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown


# Checking a number


def check(number, language="fr"):
    response = Client().get(page("verify", number, language=language))
    return response.status_code, response.text.replace("\u00a0", " ")


@pytest.fixture
def certificate(present):
    present.given_name, present.family_name = "Prénom", "Nom"
    present.save()
    return CertificateFactory(
        event=present.event, registration=present, number="4F7K-92MD"
    )


def test_a_number_that_is_known(certificate):
    code, text = check("4F7K-92MD")

    event = certificate.event
    assert code == 200
    assert "Une attestation porte bien ce numéro : journée du " in text
    assert f"{event.title}. Initiales : P. N." in text
    assert "Prénom" not in text
    assert 'content="noindex"' in text


def test_a_number_that_is_known_in_english(certificate):
    _code, text = check("4f7k92md", "en")

    assert "A certificate does carry this number: study day on " in text
    assert "Initials: P. N." in text


def test_a_number_whose_person_was_erased(certificate, time_machine):
    time_machine.move_to(datetime(2040, 5, 22, 12, tzinfo=UTC))
    operations.erase_person(certificate.registration)

    _code, text = check("4F7K-92MD")

    assert "L’identité n’est plus conservée depuis le 22 mai 2040." in text
    assert "Initiales" not in text


def test_a_number_without_registration(certificate):
    certificate.registration.delete()

    assert "L’identité n’est plus conservée." in check("4F7K-92MD")[1]


def test_a_number_that_was_revoked(certificate):
    operations.revoke_certificate(certificate, actor=UserFactory())

    _code, text = check("4F7K-92MD")

    assert "Cette attestation a été annulée." in text
    assert certificate.event.title not in text


def test_a_number_without_presence_is_worth_nothing(certificate):
    row = certificate.registration.presences.get()
    operations.undo_presence(
        certificate.registration, date=row.date, half=row.half, actor=UserFactory()
    )

    assert "Cette attestation a été annulée." in check("4F7K-92MD")[1]


@pytest.mark.parametrize("number", ["AAAA-AAAA", "x", "é", "' OR 1=1", "4F7K-92ME"])
def test_an_unknown_number(certificate, number):
    code, text = check(number)

    assert code == 404
    assert "Aucune attestation ne porte ce numéro. Vérifiez la saisie." in text


def test_a_number_that_is_typed(certificate):
    form = page("verify_any")

    assert Client().get(form).status_code == 200
    answer = Client().get(form, {"number": " 4f7k 92md "})
    assert answer.url == page("verify", "4F7K-92MD")
    assert "numéro" in Client().get(form, {"number": ""}).text


def test_checking_costs_three_statements_at_most(
    certificate, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        check("4F7K-92MD")
