"""The programme as a PDF file: every fact of the page, on paper."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from programme import papers
from programme.demonstration import loader
from programme.timetable import of_event
from tests.factories import (
    ContributionFactory,
    EventFactory,
    ParticipationFactory,
    PartnershipFactory,
    PersonFactory,
    UserFactory,
)
from tests.programme.days import NEXT_DAY, add_row, study_day, two_days
from tests.programme.pdf import assert_in_order, get, read, squeezed, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_day():
    return loader.load(organiser=UserFactory())


def facts_of(event):
    """Times, titles, places, people and roles of the rows, in their order."""
    for row in of_event(event).rows:
        yield papers.time_of(row)
        yield str(row.title)
        yield str(row.place)
        for talk in row.talks:
            if talk is not row.opening:
                yield str(talk.title)
            for person in talk.people:
                yield person.name
                yield from map(str, person.roles)


def people_of(event):
    rows = of_event(event).rows
    return [one.name for row in rows for talk in row.talks for one in talk.people]


def test_the_real_day_has_every_fact_in_order_on_two_pages(client, the_day):
    response = get(client, the_day)

    text = text_of(response)
    facts = [*facts_of(the_day)]
    assert len(people_of(the_day)) == 13
    assert_in_order(facts, text)
    assert len(read(response).pages) == 2


def test_it_says_what_when_where_and_who(client, the_day):
    text = text_of(get(client, the_day))

    assert_in_order(
        [
            "JOURNÉE D’ÉTUDES",
            the_day.title_fr,
            "Mercredi 22 mai 2019",
            "De 9 h à 17 h 30",
            "Université de Cergy-Pontoise, site de Gennevilliers",
            "ZAC des Barbanniers, avenue Marcel Paul, 92230 Gennevilliers",
            "Accueil",
            "colloque.example/partenariat-2019",
            "Secrétariat de la journée",
            "contact@example.org",
            "ORGANISE",
            "laboratoire ÉMA",
            "ACCUEILLE",
            "université de Cergy-Pontoise",
            "SOUTIENT",
            "ETSUP",
            "École Pratique de Service Social (EPSS)",
            "TUTELLE",
            "ÉSPÉ de l’académie de Versailles (master EPDIS)",
            "Version du",
        ],
        text,
    )
    assert "page1/2" in text
    assert "page2/2" in text


@pytest.mark.parametrize(
    ("prefix", "language", "title"),
    [("", "fr", "Le travail partenarial"), ("/en", "en", "Partnership work")],
)
def test_it_is_tagged_and_says_its_language_title_and_author(
    client, the_day, prefix, language, title
):
    reader = read(get(client, the_day, prefix))

    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == language
    assert reader.metadata.title.startswith(f"Programme – {title}")
    assert reader.metadata.author == "laboratoire ÉMA"
    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_in_english_it_says_what_is_in_french(client, the_day):
    response = get(client, the_day, "/en")

    text = text_of(response)
    assert_in_order(
        ["STUDY DAY", "9 am", "Accueil", "entrance hall", "12:50 pm – 2 pm"], text
    )
    assert squeezed("The organisers have published this text in French only.") in text
    assert {*languages_of(read(response))} == {"fr"}


def languages_of(reader):
    """Those of parts of the text that are not in the language of the file."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if hasattr(node, "get_object"):
            node = node.get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if "/Lang" in node:
                yield node["/Lang"]
            waiting += [node["/K"]] if "/K" in node else []


def test_days_functions_durations_and_parallel_rooms(client):
    event = two_days()
    for room in ("Salle 1", "Salle 2"):
        talk = ContributionFactory(
            session=add_row(event, time(10), place_fr=room, title_fr=f"Atelier {room}"),
            title_fr="Un lien",
            duration=20,
        )
        chair = PersonFactory(given_name="Anne", family_name="Martin")
        ParticipationFactory(contribution=talk, person=chair, function="chair")
    add_row(event, time(9), date=NEXT_DAY, title_fr="Le lendemain")

    text = text_of(get(client, event))

    assert_in_order(
        [
            "Mercredi 22 mai 2019",
            "10 h",
            "SALLE 1",
            "Atelier Salle 1",
            "Un lien (20 min)",
            "Présidence : Anne MARTIN",
            "SALLE 2",
            "Atelier Salle 2",
            "Jeudi 23 mai 2019",
            "9 h",
            "Le lendemain",
        ],
        text,
    )


def test_how_to_register_is_said_while_one_can(client):
    event = EventFactory()
    add_row(event, time(10), date=event.local_start.date())
    sentence = squeezed("Inscription gratuite et obligatoire, jusqu’au")

    assert sentence in text_of(get(client, event))
    with time_machine.travel(event.registration_ends_at + timedelta(seconds=1)):
        assert sentence not in text_of(get(client, event))


def test_a_cancelled_day_says_so(client):
    event = EventFactory(cancelled=True)
    add_row(event, time(10), date=event.local_start.date())

    assert squeezed("Cette journée est annulée.") in text_of(get(client, event))


def test_logos_have_their_words(client):
    event = study_day()
    add_row(event, time(10))
    PartnershipFactory(event=event, with_logo=True, logo_alt="Laboratoire ÉMA")
    lost = PartnershipFactory(event=event, with_logo=True)
    lost.logo.storage.delete(lost.logo.name)

    reader = read(get(client, event))

    assert len(reader.pages[0].images) == 1
    assert "Laboratoire ÉMA" in alternatives(reader)


def alternatives(reader):
    objects = (
        reader.get_object(number) for number in range(1, reader.trailer["/Size"])
    )
    return [
        str(each["/Alt"])
        for each in objects
        if isinstance(each, dict) and "/Alt" in each
    ]


def test_the_version_is_the_moment_of_publication(client, the_day):
    the_day.programme_published_at = datetime(2019, 5, 14, 8, 12, tzinfo=UTC)
    the_day.save()

    text = text_of(get(client, the_day))

    assert squeezed("Version du 14 mai 2019, 10 h 12") in text
