"""The picture of a shared link, and the words around it."""

import re
from io import BytesIO

import pytest
from PIL import Image

from events import share_image
from events.typesetting import TypesettingError
from tests.factories import EventFactory
from tests.hostile import TEXTS

pytestmark = pytest.mark.django_db


def opened(response) -> Image.Image:
    assert response.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(response.content))


def tags(page: str) -> dict[str, str]:
    return dict(
        re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page)
    )


def test_it_has_the_size_that_previews_expect(client):
    event = EventFactory(accent="prune")

    picture = opened(client.get(f"/{event.slug}/image.png"))

    assert picture.size == (1200, 630)
    assert picture.convert("RGB").getpixel((2, 2)) == (0x6B, 0x2A, 0x5E)


def test_pages_say_where_it_is(client):
    event = EventFactory(title_fr="L’école & la ville")

    found = tags(client.get(event.get_absolute_url()).text)

    address = f"https://colloque.example/{event.slug}/image.png"
    assert found["og:image"] == address
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"].startswith("L’école &amp; la ville, ")
    assert found["twitter:card"] == "summary_large_image"
    english = tags(client.get(f"/en/{event.slug}/programme/").text)
    assert english["og:image"] == f"https://colloque.example/en/{event.slug}/image.png"


def test_a_draft_has_none(client):
    event = EventFactory(draft=True)

    assert client.get(f"/{event.slug}/image.png").status_code == 404
    page = client.get(event.get_absolute_url(), {"apercu": event.preview_key}).text
    assert "og:image" not in page


@pytest.mark.parametrize("title", [text for text in TEXTS.values() if text.strip()])
def test_any_title_fits(client, title):
    event = EventFactory(title_fr=title.replace("\x00", "")[:300])

    picture = opened(client.get(f"/{event.slug}/image.png")).convert("RGB")

    # The line above the date, and the margins, stay as they are for every title.
    edges = [picture.getpixel((x, y)) for x in (10, 1190) for y in range(0, 630, 7)]
    assert len({*edges}) == 1


def test_words_that_cannot_be_set_have_no_picture(client, monkeypatch):
    """Whatever typst refuses, or crashes over, is no error of the site."""
    event = EventFactory()

    def refuse(template, data):
        raise TypesettingError("refused")

    monkeypatch.setattr(share_image, "draw", refuse)

    assert client.get(f"/{event.slug}/image.png").status_code == 404
    assert client.get(event.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("trait", "word"), [("cancelled", "Annulée"), ("postponed", "Reportée")]
)
def test_it_says_that_the_day_does_not_take_place(client, monkeypatch, trait, word):
    drawn = []
    monkeypatch.setattr(share_image, "draw", lambda *a: drawn.append(a) or b"new")
    event = EventFactory(**{trait: True})

    client.get(f"/{event.slug}/image.png")

    [(_template, data)] = drawn
    assert data["type"] == f"Journée d’études · {word}"


def test_it_is_made_once_for_what_it_says(client, monkeypatch):
    event = EventFactory()
    first = client.get(f"/{event.slug}/image.png")
    made = []
    monkeypatch.setattr(share_image, "draw", lambda *a: made.append(a) or b"new")

    again = client.get(
        f"/{event.slug}/image.png", headers={"If-None-Match": first.headers["ETag"]}
    )
    event.title_fr = "Un autre titre"
    event.save()
    changed = client.get(f"/{event.slug}/image.png")

    assert again.status_code == 304
    assert changed.content == b"new"
    assert len(made) == 1
