"""The code of the desk, on the page and in the mail, and the mails of an address."""

import email
import email.policy
import re
import struct

import pytest
import time_machine
from django.utils import translation

from registrations import desk_code, mails
from registrations.models import Notice, Registration
from tests.registrations.letter_writing import (
    BEFORE_THE_CUT_OFF,
    french,
    jeanne,
    message,
    study_day,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_cut_off():
    with time_machine.travel(BEFORE_THE_CUT_OFF):
        yield


def test_the_drawing_is_dark_on_white_with_its_quiet_zone():
    drawing = desk_code.svg(Registration(reference="K7RD-4F7M"))

    assert 'fill="#fff" d="M0 0h' in drawing
    assert 'stroke="#000" d="M4 4.5h7' in drawing
    assert "style" not in drawing
    assert "width=" not in drawing


def test_the_code_is_the_same_in_every_language():
    registration = Registration(reference="K7RD-4F7M")
    french_one = desk_code.svg(registration)
    with translation.override("en"):
        assert desk_code.svg(registration) == french_one
        assert desk_code.description(registration) == "Desk code K7RD-4F7M"


@pytest.mark.parametrize("notice", [Notice.CONFIRMED, Notice.PROMOTED])
@pytest.mark.parametrize(("language", "name"), [("fr", "Code d’accueil"), ("en", "De")])
def test_the_mail_of_a_seat_shows_the_code(notice, language, name):
    registration = jeanne(study_day(), language=language, reference="K7RD-4F7M")

    rendered = mails.render(message(notice, registration))
    octets = rendered.message(policy=email.policy.SMTP).as_bytes()
    sent = email.message_from_bytes(octets, policy=email.policy.default)

    [image] = [p for p in sent.walk() if p.get_content_type() == "image/png"]
    html = sent.get_body(("html",)).get_content()
    [source] = re.findall(r'<img src="cid:([^"]+)" alt="[^"]*K7RD-4F7M"', html)
    assert image["Content-ID"] == f"<{source}>"
    assert image.get_filename() == "code-accueil.png"
    assert image["Content-Disposition"].content_disposition == "inline"
    assert f'alt="{name}' in html
    width, height = struct.unpack(">II", image.get_content()[16:24])
    assert width == height >= 200
    assert len(image.get_content()) < 2000


def test_the_mail_of_the_waiting_list_has_no_code():
    registration = jeanne(study_day(), waiting=True)

    assert mails.render(message(Notice.WAITING, registration)).attachments == []


def test_an_online_event_has_no_desk():
    registration = jeanne(study_day(attendance_mode="online", venue=None))

    attached = mails.render(message(Notice.CONFIRMED, registration)).attachments

    assert [part.get_content_type() for part in attached] == ["text/calendar"]


FOOTER = (
    "Une question~: contact@example.org · Vous recevez ce message parce que cette "
    "adresse a servi à l’inscription."
)


def test_address_changed_names_neither_the_person_nor_the_new_address():
    registration = jeanne(study_day())
    queued = message(Notice.ADDRESS_CHANGED, registration, to="old@example.org")

    mail = mails.render(queued)

    assert f"{mail.subject}\n\n{mail.body}" == french(f"""\
Votre adresse a été modifiée~: Partenariat 2019

L’adresse d’une inscription à la journée du mercredi 22~mai 2019, Partenariat 2019, a \
été modifiée. Nous n’écrivons plus ici pour cette inscription, et les liens déjà reçus \
ne fonctionnent plus. Ce n’était pas vous~? Écrivez à contact@example.org.

{FOOTER}
""")
    assert mail.to == ["old@example.org"]


@pytest.mark.parametrize(
    ("is_full", "reason"),
    [(True, "La dernière place a été prise"), (False, "Les inscriptions ont fermé")],
)
def test_not_recorded_says_why(is_full, reason):
    registration = jeanne(study_day())
    context = {"is_full": is_full}
    queued = message(
        Notice.NOT_RECORDED, registration, registration=None, context=context
    )

    mail = mails.render(queued)

    assert f"{mail.subject}\n\n{mail.body}" == french(f"""\
Inscription non enregistrée~: Partenariat 2019

{reason} avant la correction de votre adresse. Aucune inscription n’a été enregistrée \
à la journée du mercredi 22~mai 2019, Partenariat 2019.

{FOOTER}
""")


def test_both_in_english():
    registration = jeanne(study_day(), language="en")
    texts = [
        mails.render(message(notice, registration)).body
        for notice in (Notice.ADDRESS_CHANGED, Notice.NOT_RECORDED)
    ]

    assert texts[0].startswith(
        french(
            "The address of a registration for the study day on Wednesday 22~May 2019, "
            "Partenariat 2019, was changed. We no longer write here about it"
        )
    )
    assert texts[1].startswith("Registration closed before your address was corrected.")
