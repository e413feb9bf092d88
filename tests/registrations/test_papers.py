"""What the convocation and the certificate say, word for word."""

from datetime import datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from programme.half_days import Half
from programme.models import Session
from programme.operations import set_hours
from registrations.models import Certificate, PlannedHalfDay
from registrations.papers import certificate as certificates
from registrations.papers import convocation as convocations
from tests.factories import (
    CertificateFactory,
    EventFactory,
    OrganisationFactory,
    PartnershipFactory,
    PresenceFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
    publish_programme,
)

pytestmark = pytest.mark.django_db
DAY = datetime(2019, 5, 22, 9, tzinfo=ZoneInfo("Europe/Paris"))
TITLE = (
    "Le travail partenarial dans les secteurs éducatif, social et médico-social : "
    "entre nécessité et innovations"
)
Kind = Session.Kind


def study_day(**changes):
    """The day of 2019, with the rows from which its hours follow."""
    values = {
        "title_fr": TITLE,
        "title_en": "Working in partnership",
        "short_title_fr": "Partenariat",
        "slug": "partenariat-2019",
        "starts_at": DAY,
        "ends_at": DAY.replace(hour=17, minute=30),
        "registration_opens_at": DAY.replace(month=4),
        "registration_closes_at": DAY.replace(day=15),
        "published_at": DAY.replace(month=3),
        **changes,
    }
    event = EventFactory(**values)
    organisation = OrganisationFactory(name="Laboratoire ÉMA")
    PartnershipFactory(event=event, organisation=organisation)
    for start, end, kind in [
        (time(9), time(9, 15), Kind.WELCOME),
        (time(9, 15), time(11), Kind.PLENARY),
        (time(11, 30), time(12, 50), Kind.DEBATE),
        (time(12, 50), time(14), Kind.MEAL),
        (time(14), time(15, 55), Kind.TALKS),
        (time(15, 45), time(16), Kind.BREAK),
        (time(16), time(17, 30), Kind.DEBATE),
    ]:
        SessionFactory(event=event, starts_at=start, ends_at=end, kind=kind)
    return event


def jeanne(event, **changes):
    values = {"given_name": "Jeanne", "family_name": "Martin", **changes}
    return RegistrationFactory(event=event, **values)


def certificate_for(event, *halves, day=None, **person):
    """The certificate of somebody who was there on these half-days, given next day."""
    registration = jeanne(event, **person)
    for half in halves:
        date = (day or DAY).date()
        PresenceFactory(registration=registration, date=date, half=half)
    return CertificateFactory(
        event=event,
        registration=registration,
        number="4F7K-92MD",
        issued_at=DAY + timedelta(days=1),
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def sentence(text) -> str:
    return plain("".join(run.text for run in text.sentence))


def words(pdf: bytes) -> str:
    """The text of the only page, on one line; hyphens at line ends are lost."""
    [page] = PdfReader(BytesIO(pdf)).pages
    return " ".join(plain(page.extract_text()).split())


# The certificate of attendance


def test_the_french_certificate_is_the_one_of_the_design():
    certificate = certificate_for(study_day(), Half.MORNING, Half.AFTERNOON)

    text = certificates.text_of(certificate)

    assert sentence(text) == (
        "Laboratoire ÉMA atteste que Jeanne MARTIN a participé à la journée d’études "
        f"« {TITLE} », le mercredi 22 mai 2019, de 9 h à 17 h 30, à Gennevilliers."
    )
    assert plain(text.recorded) == (
        "Présence constatée : matin (3 h 05) et après-midi (3 h 15), soit 6 h 20 hors "
        "accueil, pauses et repas."
    )
    assert plain(text.issued) == "Fait à Gennevilliers, le 23 mai 2019."
    assert text.signed == ["Laboratoire ÉMA", "Secrétariat"]
    assert text.check_url.endswith("/verifier/4F7K-92MD/")
    assert [run.text for run in text.sentence if run.is_strong] == ["Jeanne MARTIN"]


@pytest.mark.parametrize(
    ("given_name", "words_before"),
    [
        ("Alice", "atteste qu’Alice"),
        ("Élodie", "atteste qu’Élodie"),
        ("Hervé", "atteste que Hervé"),
        ("Yann", "atteste que Yann"),
    ],
)
def test_french_elides_before_a_vowel(given_name, words_before):
    certificate = certificate_for(study_day(), Half.MORNING, given_name=given_name)

    assert words_before in sentence(certificates.text_of(certificate))


def test_the_english_certificate_is_the_one_of_the_design():
    certificate = certificate_for(study_day(), Half.MORNING, Half.AFTERNOON)

    with override("en"):
        text = certificates.text_of(certificate)

    assert sentence(text) == (
        "Laboratoire ÉMA certifies that Jeanne MARTIN took part in the study day "
        "“Working in partnership” on Wednesday 22 May 2019, from 9 am to 5:30 pm, in "
        "Gennevilliers."
    )
    assert plain(text.recorded) == (
        "Attendance recorded: morning (3 h 05 min) and afternoon (3 h 15 min), that is "
        "6 h 20 min excluding welcome, breaks and meals."
    )
    assert plain(text.issued) == "Issued in Gennevilliers on 23 May 2019."
    assert "/en/verifier/4F7K-92MD/" in text.check_url


def test_one_half_day_has_its_own_hours():
    certificate = certificate_for(study_day(), Half.MORNING)

    text = certificates.text_of(certificate)

    assert ", de 9 h à 12 h 50, à Gennevilliers." in sentence(text)
    assert plain(text.recorded) == "Présence constatée : matin (3 h 05)."


def test_without_duration():
    event = study_day(has_hours_on_certificate=False)
    certificate = certificate_for(event, Half.MORNING, Half.AFTERNOON)

    recorded = certificates.text_of(certificate).recorded

    assert plain(recorded) == "Présence constatée : matin et après-midi."


def test_no_duration_where_one_half_day_has_none():
    event = study_day()
    event.sessions.filter(starts_at__gte=time(14)).delete()
    publish_programme(event)
    certificate = certificate_for(event, Half.MORNING, Half.AFTERNOON)

    recorded = certificates.text_of(certificate).recorded

    assert plain(recorded) == "Présence constatée : matin et après-midi."


def test_several_days():
    event = study_day(
        ends_at=DAY.replace(day=23, hour=17), has_hours_on_certificate=False
    )
    certificate = certificate_for(event, Half.MORNING, Half.AFTERNOON)
    PresenceFactory(
        registration=certificate.registration, date=DAY.replace(day=23).date()
    )

    text = certificates.text_of(certificate)

    assert ", du mercredi 22 au jeudi 23 mai 2019, à Gennevilliers." in sentence(text)
    assert plain(text.recorded) == (
        "Présence constatée : mercredi 22 mai (matin, après-midi) ; jeudi 23 mai "
        "(matin)."
    )


def test_the_institution_is_named_if_ticked_and_known():
    event = study_day(has_institution_on_certificate=True)

    named = certificates.text_of(certificate_for(event, Half.MORNING))
    event.certificates.all().delete()
    unnamed = certificates.text_of(certificate_for(event, Half.MORNING, institution=""))

    assert "Jeanne MARTIN (CCAS de Nanterre) a participé" in sentence(named)
    assert "Jeanne MARTIN a participé" in sentence(unnamed)


def test_an_event_online_has_no_town():
    event = study_day(attendance_mode="online", venue=None)

    text = certificates.text_of(certificate_for(event, Half.MORNING))

    assert sentence(text).endswith(", en ligne.")
    assert plain(text.issued) == "Fait le 23 mai 2019."


def test_a_french_title_on_an_english_certificate_says_so():
    certificate = certificate_for(study_day(title_en=""), Half.MORNING)

    with override("en"):
        runs = certificates.text_of(certificate).sentence

    assert [run.lang for run in runs if run.text == TITLE] == ["fr"]


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [(185, "3 h 05", "3 h 05 min"), (180, "3 h", "3 h"), (45, "45 min", "45 min")],
)
def test_durations(minutes, french, english):
    assert plain(certificates.duration(minutes)) == french
    with override("en"):
        assert plain(certificates.duration(minutes)) == english


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_says_what_the_page_says(language):
    event = study_day(has_institution_on_certificate=True)
    certificate = certificate_for(event, Half.MORNING, Half.AFTERNOON)

    with override(language):
        text = certificates.text_of(certificate)
        page = words(certificates.paper(certificate).pdf)

    said = [sentence(text), text.recorded, text.issued, *text.signed, text.check_url]
    for line in said:
        assert "".join(plain(line).split()).replace("-", "") in (
            page.replace(" ", "").replace("-", "")
        )


def test_the_longest_words_fit_on_one_page():
    event = study_day(
        title_fr="Partenariats institutionnels " * 10,
        signatory="Directrice " * 18,
        has_institution_on_certificate=True,
    )
    long = {
        "given_name": "Marie-Antoinette " * 4,
        "family_name": "Wolfeschlegelsteinhausen" * 3,
        "institution": "Institut national supérieur de formation " * 3,
    }
    certificate = certificate_for(event, Half.MORNING, Half.AFTERNOON, **long)

    papers = [
        certificates.paper(certificate),
        convocations.convocation(certificate.registration),
    ]

    assert [len(PdfReader(BytesIO(paper.pdf)).pages) for paper in papers] == [1, 1]


# The convocation


def test_the_convocation_says_who_what_when_and_where():
    event = study_day(room="amphi 2")
    person = jeanne(event)
    PlannedHalfDay.objects.create(
        registration=person, date=DAY.date(), half=Half.MORNING
    )

    page = words(convocations.convocation(person).pdf)

    for text in [
        "CONVOCATION",
        "Laboratoire ÉMA confirme l’inscription de Jeanne MARTIN (CCAS de Nanterre)",
        "Date Mercredi 22 mai 2019",
        "Horaires De 9 h à 17 h 30",
        "Demi-journées Matin",
        "Lieu Université de Cergy-Pontoise, site de Gennevilliers, amphi 2",
        "Adresse avenue Marcel Paul, 92230 Gennevilliers",
        f"Référence {person.reference}",
        "La présente convocation est délivrée pour servir et valoir ce que de droit.",
        "Fait à Gennevilliers, le",
        "Contact : contact@example.org",
    ]:
        assert text in page


def test_the_convocation_in_english():
    person = jeanne(study_day())

    with override("en"):
        paper = convocations.convocation(person)

    page = words(paper.pdf)
    assert "CERTIFICATE OF REGISTRATION" in page
    assert "Date Wednesday 22 May 2019" in page
    assert "confirms the registration of Jeanne MARTIN" in page
    assert PdfReader(BytesIO(paper.pdf)).trailer["/Root"]["/Lang"] == "en"


def test_the_convocation_tells_no_need_and_no_address_of_the_person():
    person = jeanne(study_day())
    page = words(convocations.convocation(person).pdf)

    assert person.email not in page
    assert "€" not in page


def test_an_event_without_organiser_speaks_for_its_host():
    event = study_day()
    event.partnerships.all().delete()

    page = words(convocations.convocation(jeanne(event)).pdf)

    assert "Université de Cergy-Pontoise confirme l’inscription" in page


def test_the_organiser_may_set_another_duration():
    event = study_day()
    certificate = certificate_for(event, Half.MORNING, Half.AFTERNOON)
    figures = {(DAY.date(), Half.MORNING): 180}

    set_hours(event, figures, actor=UserFactory())

    certificate = Certificate.objects.get(pk=certificate.pk)
    assert plain(certificates.text_of(certificate).recorded) == (
        "Présence constatée : matin (3 h) et après-midi (3 h 15), soit 6 h 15 hors "
        "accueil, pauses et repas."
    )
