import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventSlug
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "events:event",
    "events:personal_data",
    "events:calendar",
    "events:opening_calendar",
    "programme:programme",
    "registrations:register",
    "registrations:find",
]
IN_ENGLISH = "/en"


def address(view, slug):
    return reverse(view, args=[slug])


def renamed(event, slug):
    event.slug = slug
    event.save(update_fields=["slug"])
    return event


@pytest.mark.parametrize("view", PAGES)
def test_a_published_event_is_found(client, view):
    event = EventFactory()

    assert client.get(address(view, event.slug)).status_code == 200


@pytest.mark.parametrize("slug", ["en-commun", "fr-en", "en-us-2026", "english"])
def test_a_slug_is_not_taken_for_a_language(client, slug):
    EventFactory(slug=slug)

    french, english = client.get(f"/{slug}/"), client.get(f"/en/{slug}/")

    assert '<html lang="fr"' in french.text
    assert '<html lang="en"' in english.text
    assert [french["Content-Language"], english["Content-Language"]] == ["fr", "en"]


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("prefix", ["", IN_ENGLISH])
def test_a_draft_is_as_unknown_as_a_slug_that_never_was(client, view, prefix):
    draft = EventFactory(draft=True, slug="brouillon")

    answers = [
        client.get(prefix + address(view, slug) + query)
        for slug in (draft.slug, "jamais-vu")
        for query in ("", "?apercu=", "?apercu=faux", "?apercu=é")
    ]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("view", PAGES[:2])
def test_a_draft_shows_itself_to_the_preview_key(client, view):
    draft = EventFactory(draft=True)

    page = client.get(address(view, draft.slug) + f"?apercu={draft.preview_key}").text

    assert "Aperçu\u00a0: cette page n’est pas publique." in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_preview_leads_to_the_other_pages_of_the_preview(client):
    draft = EventFactory(draft=True)
    query = f"?apercu={draft.preview_key}"

    page = client.get(draft.get_absolute_url() + query).text

    for name in ("events:calendar", "events:personal_data"):
        assert f'href="{address(name, draft.slug)}{query}"' in page
        assert client.get(address(name, draft.slug) + query).status_code == 200


def test_the_key_of_another_event_opens_nothing(client):
    draft, other = EventFactory.create_batch(2, draft=True)

    answer = client.get(draft.get_absolute_url() + f"?apercu={other.preview_key}")

    assert answer.status_code == 404


def test_the_key_of_a_published_event_shows_what_is_being_written(client):
    event = EventFactory()

    page = client.get(event.get_absolute_url() + f"?apercu={event.preview_key}").text

    assert "Aperçu" in page
    assert "noindex" in page


def test_a_published_event_is_no_preview_with_another_key(client):
    event, other = EventFactory.create_batch(2)

    page = client.get(event.get_absolute_url() + f"?apercu={other.preview_key}").text

    assert "Aperçu" not in page
    assert "noindex" not in page


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("prefix", ["", IN_ENGLISH])
def test_an_old_slug_leads_to_the_same_page(client, view, prefix):
    renamed(EventFactory(slug="ancienne"), "nouvelle")
    old, new = address(view, "ancienne"), address(view, "nouvelle")

    answer = client.get(f"{prefix}{old}?a=%C3%A9&b=c")

    assert answer.status_code == 301
    assert answer["Location"] == f"{prefix}{new}?a=%C3%A9&b=c"
    assert "no-cache" in answer["Cache-Control"]


def test_a_form_posted_to_an_old_slug_is_posted_again(client):
    renamed(EventFactory(slug="ancienne"), "nouvelle")

    answer = client.post(address("registrations:register", "ancienne"))

    assert answer.status_code == 308
    assert answer["Location"] == address("registrations:register", "nouvelle")


def test_every_earlier_slug_leads_to_the_last(client):
    event = renamed(EventFactory(slug="une"), "deux")
    renamed(event, "trois")

    for slug in ("une", "deux"):
        assert client.get(f"/{slug}/")["Location"] == "/trois/"


def test_a_slug_taken_up_again_answers_itself(client):
    event = renamed(EventFactory(slug="une"), "deux")
    renamed(event, "une")

    assert client.get("/une/").status_code == 200
    assert client.get("/deux/")["Location"] == "/une/"


def test_an_old_slug_of_a_draft_is_unknown(client):
    draft = renamed(EventFactory(draft=True, slug="ancienne"), "nouvelle")

    assert client.get("/ancienne/").status_code == 404
    assert client.get(f"/ancienne/?apercu={draft.preview_key}").status_code == 301


@pytest.mark.parametrize("view", PAGES)
def test_a_deleted_event_is_gone(client, view):
    event = EventFactory(slug="effacee", deleted_at=timezone.now())

    answer = client.get(address(view, event.slug))

    assert answer.status_code == 410
    assert "Cette page n’existe plus" in answer.text


@pytest.mark.parametrize("prefix", ["", IN_ENGLISH])
def test_the_slug_of_an_event_without_its_row_is_gone(client, prefix):
    event = EventFactory(slug="effacee")
    EventSlug.objects.filter(slug="effacee").update(event=None)
    event.delete()

    assert client.get(f"{prefix}/effacee/").status_code == 410


def test_a_deleted_draft_was_never_public(client):
    EventFactory(draft=True, slug="effacee", deleted_at=timezone.now())

    assert client.get("/effacee/").status_code == 404


def test_finding_takes_one_statement(client, django_assert_num_queries):
    event = EventFactory()

    with django_assert_num_queries(1):
        client.get(address("events:calendar", event.slug))
