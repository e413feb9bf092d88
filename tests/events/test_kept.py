from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.urls import reverse

from events import kept
from events.kept import Kept
from events.models import Event, Partnership
from tests.factories import (
    DocumentFactory,
    EventFactory,
    PartnershipFactory,
    RegistrationFactory,
)


def test_a_value_is_made_once():
    made = []
    kept = Kept(room=2)

    values = [kept.get("a", lambda: made.append(1) or "value") for _ in range(3)]

    assert (values, made) == (["value"] * 3, [1])


def test_the_value_unused_longest_goes_first():
    kept = Kept(room=2)
    for key in "aba":
        kept.get(key, lambda: "first")
    kept.get("c", lambda: "first")

    assert [kept.get(key, lambda: "second") for key in "acb"] == [
        "first",
        "first",
        "second",
    ]


def test_threads_may_ask_at_once():
    kept = Kept(room=8)
    threads = 8
    together = Barrier(threads)

    def ask(number):
        together.wait()
        return [kept.get(key % 20, lambda key=key: key % 20) for key in range(500)]

    with ThreadPoolExecutor(threads) as pool:
        answers = list(pool.map(ask, range(threads)))

    assert answers == [[key % 20 for key in range(500)]] * threads


def page_of(client, event) -> str:
    return client.get(reverse("events:event", args=[event.slug])).content.decode()


@pytest.mark.django_db
def test_a_page_is_made_once_for_all_its_readers(client, time_machine, monkeypatch):
    time_machine.move_to("2027-01-10T10:00Z", tick=False)
    event = EventFactory()
    made = []
    real = kept.render_to_string
    monkeypatch.setattr(
        kept, "render_to_string", lambda *told: made.append(1) or real(*told)
    )

    first, second = page_of(client, event), page_of(client, event)
    time_machine.shift(60)
    page_of(client, event)

    assert (first == second, len(made)) == (True, 2)


@pytest.mark.django_db
def test_whatever_changes_shows_at_once(client):
    """Also what is written beside operations: the key holds the values themselves."""
    event = EventFactory(seats=20)
    partner = PartnershipFactory(event=event)
    document = DocumentFactory(event=event, title_fr="Plan d’accès")
    assert "Plan d’accès" in page_of(client, event)

    Event.objects.update(title_fr="Autre titre")
    assert "Autre titre" in page_of(client, event)
    type(event.venue).objects.update(town="Nanterre")
    assert "Nanterre" in page_of(client, event)
    type(partner.organisation).objects.update(name="Autre laboratoire")
    Partnership.objects.update(name_as_printed="Autre laboratoire")
    assert "Autre laboratoire" in page_of(client, event)
    document.delete()
    assert "Plan d’accès" not in page_of(client, event)
    RegistrationFactory.create_batch(18, event=event)
    assert "Dernières places" in page_of(client, event)
    before = page_of(client, event)
    RegistrationFactory(event=event)
    assert page_of(client, event) != before


@pytest.mark.django_db
def test_no_query_makes_a_file_anew_but_the_key_of_a_preview(rf):
    event = Event.objects.for_page().get(pk=EventFactory().pk)
    made = []

    def make() -> bytes:
        made.append(event.preview_query)
        return b"file"

    for query in ("", "?utm=1", "?utm=2"):
        kept.file(rf.get(f"/file{query}"), make, event=event)
    assert made == [""]

    event.preview_query = "?apercu=key"
    kept.file(rf.get("/file?apercu=key"), make, event=event)
    assert made == ["", "?apercu=key"]
