"""The programme for search engines, as a reader of linked data understands it.

The names are checked against the vocabulary of schema.org as rdflib carries it; which
property goes with which type, against a table of ours.
"""

import json
import re
from collections import defaultdict
from datetime import time

import pytest
from django.urls import reverse
from rdflib import RDF, Graph, Literal
from rdflib.namespace import SDO

from programme import structured_data
from programme.demonstration import loader
from tests.events import days as unsaved
from tests.factories import (
    ContributionFactory,
    EventFactory,
    ParticipationFactory,
    PartnershipFactory,
    PersonFactory,
    UserFactory,
)
from tests.programme.any_text import STORED, TEXTS, event_of, programme_of
from tests.programme.days import add_row, study_day

pytestmark = [
    pytest.mark.django_db,
    # rdflib reads JSON-LD through a class that it has announced to retire.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
]
SCHEMA = str(SDO)
VOCABULARY = {str(term).removeprefix(SCHEMA) for term in dir(SDO)}
PROPERTIES = {
    "Event": "name description url startDate endDate previousStartDate doorTime "
    "inLanguage isAccessibleForFree eventAttendanceMode eventStatus offers location "
    "organizer performer subEvent workPerformed",
    "Place": "name address",
    "VirtualLocation": "url",
    "PostalAddress": "streetAddress postalCode addressLocality addressCountry",
    "Offer": "url price priceCurrency availability validFrom validThrough",
    "Organization": "name url",
    "Person": "name",
    "CreativeWork": "name author inLanguage",
}


def data_of(client, event, name="programme:programme", prefix=""):
    page = client.get(prefix + reverse(name, args=[event.slug])).text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(text) for text in found]


def understood(data):
    """The types and their properties; every name is one of schema.org."""
    known = data | {"@context": {"@vocab": SCHEMA}}
    graph = Graph().parse(data=json.dumps(known), format="json-ld")
    told = defaultdict(set)
    for subject in set(graph.subjects()):
        [kind] = [_name(each) for each in graph.objects(subject, RDF.type)]
        told[kind] |= {
            _name(each) for each in graph.predicates(subject) if each != RDF.type
        }
    for kind, names in told.items():
        assert kind in VOCABULARY
        assert names <= VOCABULARY
        assert names <= set(PROPERTIES[kind].split())
    return graph


def _name(term):
    assert term.startswith(SCHEMA)
    return term.removeprefix(SCHEMA)


@pytest.fixture
def day():
    return study_day(slug="travail-partenarial", title_fr="Le travail partenarial")


def test_a_row_is_a_part_of_the_event(client, day):
    row = add_row(day, time(10), time(11), title_fr="Ouverture", place_fr="Amphi 2")
    talk = ContributionFactory(session=row, title_fr="Un lien")
    speaker = PersonFactory(given_name="Anne", family_name="Martin")
    ParticipationFactory(contribution=talk, person=speaker)
    ParticipationFactory(contribution=talk, function="chair")

    [data] = data_of(client, day)

    understood(data)
    anne = [{"@type": "Person", "name": "Anne MARTIN"}]
    assert data["subEvent"] == [
        {
            "@type": "Event",
            "name": "Ouverture",
            "url": "https://colloque.example/travail-partenarial/programme/#s-1000",
            "startDate": "2019-05-22T10:00+02:00",
            "endDate": "2019-05-22T11:00+02:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "location": {
                "@type": "Place",
                "name": "Amphi 2",
                "address": "avenue Marcel Paul, 92230 Gennevilliers",
            },
            "performer": anne,
            "workPerformed": [
                {
                    "@type": "CreativeWork",
                    "name": "Un lien",
                    "author": anne,
                    "inLanguage": "fr",
                }
            ],
        }
    ]
    assert data["performer"] == anne


def test_talks_that_have_a_time_are_parts_of_their_row(client, day):
    row = add_row(day, time(10), time(11), kind="talks")
    for title in ("A", "B"):
        ContributionFactory(session=row, title_fr=title, duration=20)

    [data] = data_of(client, day)

    understood(data)
    [part] = data["subEvent"]
    assert [(one["name"], one["startDate"]) for one in part["subEvent"]] == [
        ("A", "2019-05-22T10:00+02:00"),
        ("B", "2019-05-22T10:20+02:00"),
    ]
    assert "workPerformed" not in part


def test_breaks_and_meals_are_left_out(client, day):
    add_row(day, time(10))
    add_row(day, time(11), kind="break")
    add_row(day, time(12), kind="meal")

    [data] = data_of(client, day)

    assert [one["name"] for one in data["subEvent"]] == ["Introduction générale"]


@pytest.mark.parametrize("values", [{"venue": None, "attendance_mode": "online"}, {}])
def test_the_real_day_is_understood_in_both_languages(client, values):
    event = loader.load(organiser=UserFactory())
    type(event).objects.update(**values)
    PartnershipFactory(event=event)

    for prefix in ("", "/en"):
        [data] = data_of(client, event, prefix=prefix)
        graph = understood(data)

        assert len(data["subEvent"]) == 9
        names = {str(name) for name in graph.objects(None, SDO.name)}
        assert {"Pascal FUGIER", "Conclusion"} & names


@pytest.mark.parametrize(
    ("trait", "status"),
    [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")],
)
def test_parts_follow_the_event(client, trait, status):
    event = EventFactory(**{trait: True})
    add_row(event, time(10), date=event.local_start.date())

    [data] = data_of(client, event)

    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data["subEvent"][0]["eventStatus"] == data["eventStatus"]


def test_a_moved_event_tells_its_former_start(client, day):
    add_row(day, time(10))
    type(day).objects.update(rescheduled_from=day.starts_at)

    [data] = data_of(client, day)

    understood(data)
    assert data["previousStartDate"] == "2019-05-22T09:00+02:00"
    assert data["subEvent"][0]["eventStatus"].endswith("EventRescheduled")


def test_without_rows_the_page_of_the_event_alone_has_data(client, day):
    assert data_of(client, day) == []
    [data] = data_of(client, day, "events:event")
    understood(data)


def test_the_page_of_the_event_stays_light(client, day):
    add_row(day, time(10))

    [data] = data_of(client, day, "events:event")

    assert "subEvent" not in data


@pytest.mark.parametrize("text", STORED.values(), ids=STORED)
def test_any_text_stays_in_its_element(client, day, text):
    row = add_row(day, time(10), title_fr=text[:300], place_fr=text[:150])
    talk = ContributionFactory(session=row, title_fr=text[:300])
    person = PersonFactory(given_name=text[:80], family_name=text[:80])
    ParticipationFactory(contribution=talk, person=person)

    [data] = data_of(client, day)

    assert data["subEvent"][0]["name"] == text[:300]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_a_literal(text):
    event = event_of(unsaved.study_day, text)
    data = structured_data.programme_data(event, programme_of(event, text))

    graph = understood(data | {"description": "", "name": "x"})

    names = set(graph.objects(None, SDO.name))
    assert all(isinstance(name, Literal) for name in names)
