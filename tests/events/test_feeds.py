"""The feed of coming events and the list as data, read by a program of others."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone

from events import feeds
from events.journal import Act, record
from events.text import one_line
from tests.events.days import study_day
from tests.factories import EventFactory
from tests.programme.any_text import TEXTS

pytestmark = pytest.mark.django_db


def read(client, prefix=""):
    answer = client.get(f"{prefix}/flux/")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    return feed


def test_a_coming_event(client):
    event = EventFactory(
        title_fr="Le travail partenarial",
        slug="travail-partenarial",
        summary_fr="Entre nécessité & innovations.",
    )

    feed = read(client)

    assert feed.feed.title == "Colloque"
    assert feed.feed.language == "fr"
    assert feed.feed.link == "https://colloque.example/"
    [entry] = feed.entries
    assert entry.title == "Le travail partenarial"
    assert entry.link == "https://colloque.example/travail-partenarial/"
    assert "Gennevilliers" in entry.summary
    assert "Entre nécessité &amp; innovations." in entry.summary
    published = datetime(*entry.published_parsed[:6], tzinfo=UTC)
    assert published == event.published_at.replace(microsecond=0)
    assert entry.updated == entry.published


def test_only_what_everybody_may_find(client):
    EventFactory(draft=True)
    EventFactory(past=True)
    EventFactory(is_listed=False)
    event = EventFactory()

    assert [entry.title for entry in read(client).entries] == [event.title_fr]


def test_each_language_has_its_feed(client):
    EventFactory(title_fr="Le travail", title_en="Work", slug="travail")

    french, english = read(client), read(client, "/en")

    assert english.feed.language == "en"
    [here], [there] = french.entries, english.entries
    assert there.title == "Work"
    assert there.link == "https://colloque.example/en/travail/"
    assert here.id.startswith("urn:uuid:")
    assert here.id != there.id


def test_an_entry_keeps_its_id_when_its_address_changes(client):
    event = EventFactory()
    before = read(client).entries[0].id
    event.slug = "autre-adresse"
    event.save()

    assert read(client).entries[0].id == before


@pytest.mark.parametrize(
    ("trait", "title"),
    [
        ("cancelled", "Annulée\u00a0: Le travail"),
        ("postponed", "Reportée\u00a0: Le travail"),
    ],
)
def test_what_does_not_take_place_says_so(client, trait, title):
    EventFactory(**{trait: True}, title_fr="Le travail")

    [entry] = read(client).entries

    assert entry.title == title
    assert entry.summary.startswith("Cette journée est ")


def test_a_moved_event_says_so(client):
    event = EventFactory()
    type(event).objects.update(rescheduled_from=event.starts_at - timedelta(days=7))

    assert read(client).entries[0].summary.startswith("Nouvelle date\u00a0:")


def test_a_change_makes_an_entry_new(client):
    event = EventFactory()
    record(Act.REGISTRATION_CHANGED, event, None)
    before = read(client).entries[0]
    record(Act.EVENT_CHANGED, event, None)

    after = read(client).entries[0]

    assert before.updated == before.published
    changed = datetime(*after.updated_parsed[:6], tzinfo=UTC)
    assert changed > timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("path", ["/flux/", "/agenda.json", "/agenda.ics"])
@pytest.mark.parametrize("count", [1, 15])
def test_statements_and_conditions(
    client, path, count, django_assert_num_queries, time_machine
):
    EventFactory.create_batch(count)
    with django_assert_num_queries(1):
        first = client.get(path)

    time_machine.move_to(timezone.now() + timedelta(seconds=5))
    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["agenda", "ouverture"])
def test_other_sites_may_read_the_calendars_of_an_event(client, name):
    answer = client.get(f"/{EventFactory().slug}/{name}.ics")

    assert answer["Access-Control-Allow-Origin"] == "*"


def test_no_event_is_still_a_feed(client):
    assert read(client).entries == []
    assert client.get("/agenda.json").json() == {"events": []}


def test_the_list_leads_to_its_feed(client):
    feed = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'

    french, english = client.get("/").text, client.get("/en/").text

    site = "https://colloque.example"
    assert feed.format("Événements à venir", f"{site}/flux/") in french
    assert feed.format("Coming events", f"{site}/en/flux/") in english


def test_the_list_as_data(client):
    coming, over = EventFactory(), EventFactory(past=True)
    EventFactory(draft=True)
    EventFactory(is_listed=False)

    events = client.get("/agenda.json").json()["events"]

    assert {one["slug"] for one in events} == {coming.slug, over.slug}
    assert all("presentation" not in one for one in events)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_text(text):
    event = study_day(title_fr=text, summary_fr=text)
    event.changed_at = None

    feed = feedparser.parse(feeds.coming([event]), sanitize_html=False)

    assert not feed.bozo
    [entry] = feed.entries
    assert entry.get("title", "") == one_line(text).strip()
    assert "<" not in entry.summary
