import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation

from events.models import Event, Partnership, User
from events.states import State
from programme import timetable
from programme.demonstration import loader
from programme.models import ParticipationRole, Session
from programme.timetable import Appearance, Day, Programme, Row, Talk, Text
from tests.factories import UserFactory
from tests.programme.days import DAY, at

pytestmark = pytest.mark.django_db


def person(name, *roles):
    return Appearance(name, roles=tuple(map(Text, roles)))


def talk(title, *people):
    return Talk(title=Text(title), people=people)


def row(start, end, kind, title, *talks, place="", implied=None):
    return Row(
        anchor=f"s-{start:%H%M}",
        kind=kind,
        starts_at=start,
        ends_at=end,
        implied_end=implied,
        own_title=Text(title),
        place=Text(place),
        talks=talks,
    )


DEBATE = "Résonances et débat avec l’ensemble de la salle"
AS_HELD = Programme(
    starts_at=at(9),
    ends_at=at(17, 30),
    days=(
        Day(
            DAY,
            (
                row(
                    at(9),
                    None,
                    "welcome",
                    "Accueil",
                    place="hall du bâtiment",
                    implied=at(9, 15),
                ),
                row(
                    at(9, 15),
                    None,
                    "plenary",
                    "Introduction générale",
                    talk(
                        "",
                        person(
                            "Pascal FUGIER",
                            "MCF en sciences de l’éducation à l’université de "
                            "Cergy-Pontoise",
                            "membre du laboratoire ÉMA",
                        ),
                        person(
                            "Corinne ROUGERIE",
                            "enseignant chercheur contractuel à l’université de "
                            "Cergy-Pontoise",
                            "chercheur associé au laboratoire ÉMA",
                            "responsable Prefass du Limousin",
                            "formatrice à Polaris-Formation",
                        ),
                    ),
                    implied=at(9, 30),
                ),
                row(
                    at(9, 30),
                    None,
                    "plenary",
                    "",
                    talk(
                        "Le travail partenarial dans le travail social\u00a0: une "
                        "aventure stratégique et innovante\u00a0?",
                        person(
                            "Philippe LYET",
                            "responsable du centre de recherche de L’ETSUP",
                            "chercheur associé au laboratoire ÉMA",
                        ),
                    ),
                    implied=at(10),
                ),
                row(
                    at(10),
                    at(11),
                    "talks",
                    "Le travail partenarial auprès des enfants et adultes en "
                    "situation de handicap, entre nécessité et innovations",
                    talk(
                        "L’enseignant référent\u00a0: des compétences "
                        "professionnelles coopératives nécessaires pour un travail "
                        "partenarial",
                        person(
                            "Jessica BREGEOT",
                            "enseignante référente",
                            "étudiante du master 2 FFAP",
                        ),
                    ),
                    talk(
                        "D’une collaboration imposée vers un partenariat "
                        "co-construit. Retour sur un travail partenarial entre un "
                        "SESSAD et des écoles",
                        person(
                            "Frédéric PIZZO",
                            "chef de service d’un SESSAD, aussi rattaché à un ITEP",
                            "étudiant du master 2 EPDIS",
                        ),
                    ),
                    talk(
                        "Le partenariat dans un SESSAD comme réponse à une logique "
                        "d’inclusion et de tarification",
                        person(
                            "Valérie BAUDE",
                            "cheffe de service d’un SESSAD",
                            "étudiante du master 2 EPDIS",
                        ),
                    ),
                    talk(
                        "Approche et création musicales au cœur d’un travail "
                        "partenarial mené auprès de travailleurs en ESAT",
                        person(
                            "Belkacem TAGACHOUCHT",
                            "responsable du développement économique d’un Pôle "
                            "Accompagnement Professionnel",
                            "étudiant du master 2 EPDIS",
                        ),
                    ),
                ),
                row(at(11, 20), at(11, 30), "break", "Pause"),
                row(at(11, 30), at(12, 50), "debate", DEBATE),
                row(at(12, 50), at(14), "meal", "Pause déjeuner"),
                row(
                    at(14),
                    at(14, 30),
                    "plenary",
                    "",
                    talk(
                        "Le travail en partenariat ou l’émergence d’un "
                        "contre-programme institutionnel dans l’action sociale et "
                        "médico-sociale",
                        person(
                            "Claire HEIJBOER",
                            "formatrice chercheuse",
                            "responsable de l’unité de recherche de l’EPSS",
                            "chercheure associée au CERLIS",
                        ),
                    ),
                ),
                row(
                    at(14, 30),
                    at(15, 55),
                    "talks",
                    "Le travail partenarial auprès des jeunes, familles et personnes "
                    "en situation de pauvreté, entre nécessité et innovations…",
                    talk(
                        "Construction d’un réseau d’accueil partenarial dans un "
                        "centre socio-culturel",
                        person(
                            "Valérie ROCHER", "directrice de la CAF des Deux-Sèvres"
                        ),
                        person(
                            "Patrice BRACONNIER",
                            "docteur en économie",
                            "responsable du Pôle Recherche et de la formation CAFDES "
                            "à l’IRTS Poitou-Charentes",
                        ),
                    ),
                    talk(
                        "La coloc\u00a0: une action partenariale pour éviter la "
                        "sortie sèche des jeunes sortant de l’ASE",
                        person("Aurélien COSSE", "éducateur spécialisé dans un CHRS"),
                    ),
                    talk(
                        "Un service d’action sociale de proximité dans les quartiers "
                        "et les Ecoles\u00a0: un travail social d’entre-deux",
                        person(
                            "Emmanuelle RENAUD",
                            "responsable du Secteur Jeunes et Familles au sein du "
                            "CCAS de Nanterre",
                        ),
                        person(
                            "Mebarka BEKKARI",
                            "coordinatrice de l’action sociale et scolaire du CCAS de "
                            "Nanterre",
                        ),
                    ),
                ),
                row(at(15, 45), at(16), "break", "Pause"),
                row(at(16), at(17, 20), "debate", DEBATE),
                row(
                    at(17, 20),
                    at(17, 30),
                    "closing",
                    "Relevé de conclusion générale\u00a0: ce qu’on retient de cette "
                    "journée d’études, ce qui nous a surpris…",
                ),
            ),
        ),
    ),
)


def demonstrate(*options):
    out = StringIO()
    call_command("demonstration", "--yes-in-production", *options, stdout=out)
    return out.getvalue()


def test_the_programme_is_the_one_of_the_real_day():
    event = loader.load(organiser=UserFactory())

    assert timetable.of_event(event) == AS_HELD


def test_the_event_as_held_is_past():
    demonstrate("--as-held")

    event = Event.objects.with_seats().get(slug="partenariat-2019")
    assert (event.starts_at, event.ends_at) == (at(9), at(17, 30))
    assert (event.state, event.demonstrates) == (State.PAST, None)


@time_machine.travel(datetime(2027, 3, 8, 10, tzinfo=UTC), tick=False)
def test_the_event_is_shifted_to_a_coming_wednesday_with_registration_open():
    demonstrate()

    event = Event.objects.with_seats().get()
    assert event.local_start.date() == date(2027, 4, 7)
    assert (event.state, event.demonstrates) == (State.OPEN, DAY)
    assert {session.date for session in Session.objects.all()} == {date(2027, 4, 7)}


@pytest.mark.parametrize("days", range(7))
def test_the_coming_day_is_a_wednesday_four_weeks_ahead(days):
    today = date(2026, 12, 28) + timedelta(days=days)

    coming = loader.coming_day(today)

    assert coming.strftime("%A") == "Wednesday"
    assert 28 <= (coming - today).days < 35


def test_the_texts_are_whole_in_both_languages():
    event = loader.load(organiser=UserFactory())

    event.full_clean()
    for name in ["title", "summary", "presentation", "practical"]:
        french = getattr(event, name)
        with translation.override("en"):
            assert getattr(event, name) not in {"", french}


def test_the_organisations_have_their_roles_in_order():
    event = loader.load(organiser=UserFactory())

    partnerships = [(p.role, str(p)) for p in Partnership.objects.all()]
    assert partnerships == [
        ("organises", "laboratoire ÉMA"),
        ("hosts", "université de Cergy-Pontoise"),
        ("parent", "ÉSPÉ de l’académie de Versailles (master EPDIS)"),
        ("supports", "ETSUP"),
        ("supports", "École Pratique de Service Social (EPSS)"),
    ]
    assert event.venue.address == (
        "ZAC des Barbanniers, avenue Marcel Paul, 92230 Gennevilliers"
    )


def test_roles_are_tied_to_the_partners_that_they_name():
    loader.load(organiser=UserFactory())

    tied = ParticipationRole.objects.exclude(organisation=None)
    assert sorted(tied.values_list("organisation__name", flat=True)) == sorted(
        ["laboratoire ÉMA"] * 3
        + ["université de Cergy-Pontoise"] * 2
        + ["ETSUP", "École Pratique de Service Social (EPSS)"]
    )


def test_a_second_run_loads_nothing():
    demonstrate()

    assert demonstrate() == "The demonstration is already there: nothing loaded.\n"
    assert (Event.objects.count(), User.objects.count()) == (1, 1)


def test_the_organiser_signs_in_with_the_printed_password(client):
    shown = demonstrate()

    email = re.search(r"Organiser: (\S+)", shown)[1]
    password = re.search(r"Password: (\S+)", shown)[1]
    assert client.login(username=email, password=password)
    assert client.get("/organisation/").status_code == 200


def test_a_known_organiser_keeps_her_password():
    User.objects.create_user("organisatrice@example.org", "as it was", name="O")

    assert "Password" not in demonstrate()
    assert User.objects.get().check_password("as it was")


def test_production_is_left_alone():
    with pytest.raises(CommandError):
        call_command("demonstration")

    assert not Event.objects.exists()


def test_seats_may_be_limited():
    demonstrate("--seats", "40")

    assert Event.objects.get().seats == 40
