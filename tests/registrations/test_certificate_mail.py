"""M12: the mail of the day after, and where its link leads."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from registrations import links, mails, operations
from registrations.models import Message, Notice
from tests.factories import PresenceFactory, UserFactory
from tests.registrations.letter_writing import french, jeanne, message, study_day

pytestmark = pytest.mark.django_db
NEXT_DAY = datetime(2019, 5, 23, 8, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _next_day():
    with time_machine.travel(NEXT_DAY):
        yield


def present(**changes):
    person = jeanne(study_day(), **changes)
    PresenceFactory(registration=person)
    return person


def html_of(mail) -> str:
    [alternative] = mail.alternatives
    return alternative.content


def test_the_mail_in_french():
    person = present()
    link = links.certificate_link(person)

    mail = mails.render(message(Notice.CERTIFICATE, person))

    assert mail.subject == french("Votre attestation de présence, 22~mai")
    body = french(
        "Bonjour Jeanne Martin,\n\n"
        "Merci de votre participation à la journée du mercredi 22~mai 2019. Votre "
        "attestation de présence est sur votre page personnelle, jusqu’au 22~mai "
        "2020~:\n\n{link}\n\n"
        "Programme et documents~:\n\n"
    )
    assert mail.body.replace(link, "{link}").startswith(body)
    assert "/partenariat-2019/\n" in mail.body
    assert french("Une question~: contact@example.org") in mail.body
    assert "annulez" not in mail.body


def test_the_mail_in_english():
    person = present(language="en")

    mail = mails.render(message(Notice.CERTIFICATE, person))

    assert mail.subject == french("Your certificate of attendance, 22~May")
    assert (
        french(
            "Thank you for taking part in the study day on Wednesday 22~May 2019. Your "
            "certificate of attendance is on your personal page until 22~May 2020:"
        )
        in mail.body
    )
    assert "/en/i/" in mail.body
    assert "/attestation/" in mail.body


def test_the_certificate_alone_is_a_button():
    person = present()

    html = html_of(mails.render(message(Notice.CERTIFICATE, person)))

    assert html.count('class="button"') == 1
    before, _button, after = html.partition('class="button"')
    assert "/attestation/" in before[-400:] + after[:400]


def test_the_link_opens_the_certificate_that_the_mail_announces():
    person = present()
    operations.queue_certificates()
    mail = mails.render(Message.objects.get())
    [link] = [line for line in mail.body.splitlines() if "/attestation/" in line]

    response = Client().get(link.removeprefix(settings.SITE_URL), follow=True)

    assert response.status_code == 200
    assert person.certificate.number in response.text


def test_it_is_sent_again_while_presence_stands():
    person = present()
    mail = message(Notice.CERTIFICATE, person)
    actor = UserFactory()

    assert operations.send_again(mail, actor=actor) is True
    assert Message.objects.filter(notice=Notice.CERTIFICATE).count() == 2
    person.presences.all().delete()
    assert operations.send_again(mail, actor=actor) is False
