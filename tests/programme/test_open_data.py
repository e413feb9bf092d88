"""The event and its programme as plain data."""

import json
from datetime import time

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from events.models import Event
from programme import kept, open_data
from programme.models import Resource, Session
from programme.operations import publish, remove_sessions
from tests.factories import (
    ContributionFactory,
    EventFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PartnershipFactory,
    PersonFactory,
    UserFactory,
)
from tests.programme.any_text import STORED
from tests.programme.days import add_row, study_day

pytestmark = pytest.mark.django_db
SITE = "https://colloque.example"


@pytest.fixture
def day():
    return study_day(slug="travail-partenarial", title_fr="Le travail partenarial")


def read(client, event, **query):
    return client.get(reverse("programme:data", args=[event.slug]), query).json()


def in_both(path):
    return {"fr": f"{SITE}{path}", "en": f"{SITE}/en{path}"}


def test_a_row_with_its_people(client, day):
    row = add_row(day, time(10), title_fr="Ouverture", title_en="Opening")
    add_row(day, time(11))
    talk = ContributionFactory(
        session=row, title_fr="A paper", language="en", duration=20
    )
    person = PersonFactory(given_name="Anne", family_name="Martin")
    chair = ParticipationFactory(contribution=talk, person=person, function="chair")
    ParticipationRoleFactory(participation=chair, text_fr="infirmière")

    programme = read(client, day)["programme"]

    assert programme["url"] == in_both("/travail-partenarial/programme/")
    assert programme["calendar"] == in_both("/travail-partenarial/programme.ics")
    [found] = programme["days"]
    assert found["date"] == "2019-05-22"
    assert found["rows"][0] == {
        "uid": str(row.uid),
        "anchor": "s-1000",
        "kind": "plenary",
        "starts_at": "2019-05-22T10:00:00+02:00",
        "ends_at": None,
        "implied_end": "2019-05-22T11:00:00+02:00",
        "title": {"fr": "Ouverture", "en": "Opening"},
        "description": {"fr": None, "en": None},
        "place": {"fr": None, "en": None},
        "takes_sign_ups": False,
        "calendar": in_both(f"/travail-partenarial/programme/{row.uid}.ics"),
        "contributions": [
            {
                "uid": str(talk.uid),
                "title": {"fr": None, "en": "A paper"},
                "abstract": {"fr": None, "en": None},
                "language": "en",
                "minutes": 20,
                "people": [
                    {
                        "uid": str(person.uid),
                        "name": "Anne MARTIN",
                        "given_name": "Anne",
                        "family_name": "Martin",
                        "function": "chair",
                        "roles": [{"fr": "infirmière", "en": None}],
                    }
                ],
                "resources": [],
            }
        ],
    }


def test_what_talks_leave_behind(client, day):
    talk = ContributionFactory(session=add_row(day, time(10)))
    file = ContentFile(b"%PDF-1.7 test", name="a.pdf")
    slides = Resource.objects.create(contribution=talk, title_fr="Support", file=file)

    [row] = read(client, day)["programme"]["days"][0]["rows"]

    assert row["contributions"][0]["resources"] == [
        {
            "title": {"fr": "Support", "en": None},
            "language": "fr",
            "url": in_both(f"/travail-partenarial/programme/documents/{slides.pk}/"),
        }
    ]


def test_the_event(client, day):
    PartnershipFactory(event=day, name_as_printed="ÉMA")

    event = read(client, day)["event"]

    assert event["uid"] == str(day.uid)
    assert event["url"] == in_both("/travail-partenarial/")
    assert event["title"] == {"fr": "Le travail partenarial", "en": None}
    assert event["starts_at"] == "2019-05-22T09:00:00+02:00"
    assert event["previously_starts_at"] is None
    assert event["venue"] == {
        "institution": "Université de Cergy-Pontoise",
        "name": "site de Gennevilliers",
        "street": "avenue Marcel Paul",
        "postal_code": "92230",
        "town": "Gennevilliers",
        "country": "FR",
    }
    assert event["registration"] == {
        "state": "past",
        "is_open": False,
        "is_free": True,
        "opens_at": "2019-04-02T09:00:00+02:00",
        "closes_at": "2019-05-15T18:00:00+02:00",
        "url": in_both("/travail-partenarial/inscription/"),
    }
    assert event["organisations"] == [
        {"name": "ÉMA", "role": "organises", "website": None}
    ]


@pytest.mark.parametrize(
    ("trait", "status"),
    [
        ({}, "scheduled"),
        ({"cancelled": True}, "cancelled"),
        ({"postponed": True}, "postponed"),
    ],
)
def test_status(client, trait, status):
    assert read(client, EventFactory(**trait))["event"]["status"] == status


def test_a_moved_event_tells_its_former_start(client, day):
    type(day).objects.update(rescheduled_from=day.starts_at)

    event = read(client, day)["event"]

    assert event["status"] == "rescheduled"
    assert event["previously_starts_at"] == "2019-05-22T09:00:00+02:00"


def test_both_addresses_give_the_same(client, day):
    add_row(day, time(10), title_fr="Ouverture", title_en="Opening")

    french, english = (
        client.get(f"{prefix}/travail-partenarial/programme.json").content
        for prefix in ("", "/en")
    )

    assert french == english


def test_nothing_is_told_of_drafts_people_and_edits(client, day):
    row = add_row(day, time(10), title_fr="Avant")
    add_row(day, time(11), title_fr="Caché", is_hidden=True)
    Session.objects.filter(pk=row.pk).update(title_fr="Après")
    draft = EventFactory(draft=True)

    before = json.dumps(read(client, day))
    publish(day, actor=None)

    assert "Avant" in before
    assert "Après" not in before
    assert "Caché" not in before
    for secret in ("preview_key", "@example", "seats", "confirmed"):
        assert secret not in before
    assert "Après" in json.dumps(read(client, day), ensure_ascii=False)
    path = reverse("programme:data", args=[draft.slug])
    assert client.get(path).status_code == 404
    assert read(client, draft, apercu=draft.preview_key)["event"]["slug"] == draft.slug


@pytest.mark.parametrize("rows", [1, 30])
def test_the_data_are_kept(client, day, rows, django_assert_num_queries):
    PartnershipFactory.create_batch(rows, event=day)
    for minute in range(rows):
        row = add_row(day, time(10, minute))
        ParticipationFactory(contribution__session=row)
    path = reverse("programme:data", args=[day.slug])
    first = client.get(path)

    with django_assert_num_queries(2):  # the event, its partners
        again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"
    assert first["Content-Type"] == "application/json"


def test_data_change_with_what_they_tell(client, day):
    partnership = PartnershipFactory(event=day, name_as_printed="Avant")
    read(client, day)
    type(partnership).objects.update(name_as_printed="Après")

    assert read(client, day)["event"]["organisations"][0]["name"] == "Après"


def test_a_publication_between_the_two_languages_breaks_nothing(day):
    """French is kept from before, English is read after a row went."""
    add_row(day, time(10), title_fr="Reste")
    ParticipationFactory(contribution__session=add_row(day, time(11)))
    before = Event.objects.for_page().get(pk=day.pk)
    kept.programme(before)
    remove_sessions(
        [Session.objects.get(starts_at=time(11))], actor=UserFactory(superuser=True)
    )
    publish(day, actor=None)

    found = json.loads(open_data.as_json(before, []))

    [row] = found["programme"]["days"][0]["rows"]
    assert row["title"]["fr"] == "Reste"


def test_pages_lead_to_the_data(client, day):
    pages = [day.get_absolute_url(), f"{day.get_absolute_url()}programme/"]
    without = [client.get(path).text for path in pages]
    add_row(day, time(10))
    with_rows = [client.get(path).text for path in pages]

    assert all("Access-Control-Allow-Origin" not in client.get(one) for one in pages)
    base = f"{SITE}/travail-partenarial/programme"
    for page in [*without, *with_rows]:
        assert f'type="application/json" href="{base}.json"' in page
    for link in (f'"text/calendar" href="{base}.ics"', f'"{base}/schedule.xml"'):
        assert all(link in page for page in with_rows)
        assert not any(link in page for page in without)


@pytest.mark.parametrize("text", STORED.values(), ids=STORED)
def test_any_text_comes_back_unchanged(client, day, text):
    row = add_row(day, time(10), title_fr=text[:300], description_fr=text[:5000])
    ContributionFactory(session=row, title_fr=text[:300])

    answer = client.get(reverse("programme:data", args=[day.slug]))

    [found] = answer.json()["programme"]["days"][0]["rows"]
    assert found["title"]["fr"] == text[:300]
    assert found["description"]["fr"] == text[:5000]
    assert found["contributions"][0]["title"]["fr"] == text[:300]
    assert "html" not in answer["Content-Type"]
