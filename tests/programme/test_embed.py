"""The one page that other sites may show inside their own."""

import html
import re
from datetime import time

import pytest
from django.urls import reverse

from tests.factories import EventFactory, MembershipFactory
from tests.programme.any_text import STORED
from tests.programme.days import add_row
from tests.test_access_table import ROUTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventFactory(slug="travail-partenarial", title_fr="Le travail partenarial")
    add_row(event, time(10), date=event.local_start.date(), title_fr="Ouverture")
    return event


def path_of(event, prefix=""):
    return prefix + reverse("programme:embed", args=[event.slug])


def test_what_it_shows(client, event):
    page = client.get(path_of(event)).text

    assert '<base target="_top">' in page
    site = "https://colloque.example/travail-partenarial/"
    assert f'<link rel="canonical" href="{site}">' in page
    assert 'href="/travail-partenarial/inscription/"' in page
    assert "Ouverture" in page
    assert "S’inscrire" in page
    for element in ("<script", "<form", "<input", "<button", "<iframe"):
        assert element not in page


def test_the_address_says_the_language(client, event):
    page = client.get(path_of(event, "/en")).text

    assert '<html lang="en"' in page
    assert 'href="/en/travail-partenarial/inscription/"' in page


def test_it_alone_may_be_framed_and_sets_no_cookie(client, event):
    first = client.get(path_of(event))
    again = client.get(path_of(event), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    for answer in (first, again):
        assert "X-Frame-Options" not in answer
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
            assert rule in policy
        assert not answer.cookies


PAGES = [
    name
    for name, keys in ROUTES.items()
    if {*keys} <= {"slug"} and name != "programme:embed"
]


@pytest.mark.parametrize("name", PAGES)
def test_no_other_page_may_be_framed(client, event, name):
    keys = {"slug": event.slug} if ROUTES[name] else {}
    answer = client.get(reverse(name, kwargs=keys))
    answer.getvalue()

    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("trait", "sentence"),
    [("cancelled", "est annulée."), ("postponed", "est reportée."), ("past", "Passée")],
)
def test_it_says_what_happens_to_the_event(client, trait, sentence):
    page = client.get(path_of(EventFactory(**{trait: True}))).text

    assert sentence in page
    assert "S’inscrire" not in page


def test_a_draft_has_none_and_an_unlisted_event_asks_not_to_be_found(client, event):
    draft, unlisted = EventFactory(draft=True), EventFactory(is_listed=False)

    assert client.get(path_of(draft)).status_code == 404
    robots = '<meta name="robots" content="noindex">'
    assert robots in client.get(path_of(unlisted)).text
    assert robots not in client.get(path_of(event)).text


def test_it_costs_one_statement(client, event, django_assert_num_queries):
    client.get(path_of(event))

    with django_assert_num_queries(1):
        client.get(path_of(event))


@pytest.mark.parametrize("text", STORED.values(), ids=STORED)
def test_any_text_is_text(client, text):
    event = EventFactory(title_fr=text[:300], short_title_fr=text[:40])
    add_row(event, time(10), title_fr=text[:300], place_fr=text[:150])

    page = client.get(path_of(event)).text

    assert "<script" not in page
    assert page.count("<h1") == page.count("<h3") == 1


def test_organisers_find_the_lines_to_copy(client):
    event = EventFactory(short_title_fr='<b>"Titre"', slug="travail")
    client.force_login(MembershipFactory(event=event).user)

    page = client.get(reverse("admin:events_event_change", args=[event.pk])).text

    [lines] = re.findall("<code>(&lt;iframe.*?)</code>", page)
    assert html.unescape(lines) == (
        '<iframe src="https://colloque.example/travail/integration/" '
        'title="Programme\u00a0: &lt;b&gt;&quot;Titre&quot;" '
        'width="100%" height="800" loading="lazy"></iframe>'
    )
