import json

import pytest
from django.utils.translation import override

from events import structured_data
from events.models import Partnership
from events.states import State
from events.templatetags.events import structured
from tests.events.days import paris, study_day
from tests.factories import PartnershipFactory

SCHEMA = "https://schema.org/"


def data_of(event, state=State.OPEN, **more):
    return structured_data.event_data(event, state=state, **more)


def test_an_event():
    event = study_day(slug="travail-partenarial", title_fr="Le travail partenarial")

    assert data_of(event, performers=["Pascal FUGIER"]) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Le travail partenarial",
        "description": structured_data.description(event),
        "url": "https://colloque.example/travail-partenarial/",
        "startDate": "2019-05-22T09:00+02:00",
        "endDate": "2019-05-22T17:30+02:00",
        "doorTime": "2019-05-22T09:00+02:00",
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "eventAttendanceMode": SCHEMA + "OfflineEventAttendanceMode",
        "eventStatus": SCHEMA + "EventScheduled",
        "offers": {
            "@type": "Offer",
            "url": "https://colloque.example/travail-partenarial/",
            "price": 0,
            "priceCurrency": "EUR",
            "availability": SCHEMA + "InStock",
            "validFrom": "2019-04-02T09:00+02:00",
            "validThrough": "2019-05-15T18:00+02:00",
        },
        "location": [
            {
                "@type": "Place",
                "name": "Université de Cergy-Pontoise, site de Gennevilliers",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "avenue Marcel Paul",
                    "postalCode": "92230",
                    "addressLocality": "Gennevilliers",
                    "addressCountry": "FR",
                },
            }
        ],
        "performer": [{"@type": "Person", "name": "Pascal FUGIER"}],
    }


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"cancelled_at": paris(5, 1), "postponed_at": paris(4, 1)}, "EventCancelled"),
        ({"postponed_at": paris(5, 1)}, "EventPostponed"),
        ({"rescheduled_from": paris(4, 10, 9)}, "EventRescheduled"),
    ],
)
def test_status(changes, status):
    assert data_of(study_day(**changes))["eventStatus"] == SCHEMA + status


def test_a_rescheduled_event_tells_its_former_start():
    data = data_of(study_day(rescheduled_from=paris(3, 10, 9)))

    assert data["previousStartDate"] == "2019-03-10T09:00+01:00"


@pytest.mark.parametrize(
    ("state", "availability"),
    [
        (State.NOT_OPEN, "PreOrder"),
        (State.OPEN, "InStock"),
        (State.FEW, "LimitedAvailability"),
        (State.FULL, "SoldOut"),
        (State.FULL_WITH_WAITING_LIST, "SoldOut"),
        (State.CLOSED, "OutOfStock"),
        (State.PAST, "OutOfStock"),
    ],
)
def test_availability_follows_the_state(state, availability):
    offer = data_of(study_day(), state)["offers"]

    assert offer["availability"] == SCHEMA + availability


def test_an_event_online_is_held_at_its_page():
    data = data_of(study_day(attendance_mode="online", venue=None, slug="en-ligne"))

    assert data["eventAttendanceMode"] == SCHEMA + "OnlineEventAttendanceMode"
    assert data["location"] == [
        {"@type": "VirtualLocation", "url": "https://colloque.example/en-ligne/"}
    ]


def test_organisers_are_those_who_organise():
    organises = PartnershipFactory.build(
        name_as_printed="ÉMA", organisation__website="https://ema.example/"
    )
    supports = PartnershipFactory.build(role=Partnership.Role.SUPPORTS)

    data = data_of(study_day(), partnerships=[organises, supports])

    assert data["organizer"] == [
        {"@type": "Organization", "name": "ÉMA", "url": "https://ema.example/"}
    ]


def test_description_begins_with_date_hours_and_town():
    event = study_day(summary_fr="Une question. Une autre.")

    assert structured_data.description(event) == (
        "Mercredi 22\u00a0mai 2019, de 9\u00a0h à 17\u00a0h\u00a030, Gennevilliers "
        "(Université de Cergy-Pontoise). Une question. Une autre."
    )
    with override("en"):
        assert structured_data.description(event).startswith(
            "Wednesday 22\u00a0May 2019, 9\u00a0am to 5:30\u00a0pm, Gennevilliers "
        )


def test_without_a_summary_the_description_takes_the_first_sentence():
    event = study_day(
        presentation_fr="# Titre\n\nUne **longue** phrase qui dit de quoi il s’agit "
        "ici. Une autre."
    )

    assert structured_data.description(event).endswith(
        "). Une longue phrase qui dit de quoi il s’agit ici."
    )


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]>",
        'a" \\ b & c',
        "\u2028 \u2029",
    ],
)
def test_data_never_leaves_its_script_element(text):
    html = structured(study_day(title_fr=text), state=State.OPEN, performers=[text])

    body = html.removeprefix('<script type="application/ld+json">')
    body = body.removesuffix("</script>")
    assert not set(body) & set("<>&\u2028\u2029")
    assert json.loads(body)["name"] == text
    assert json.loads(body)["performer"] == [{"@type": "Person", "name": text}]
