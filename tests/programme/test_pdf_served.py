"""Who gets the PDF file of the programme, when it is made, and how fast."""

import re
import time as clock
from datetime import time

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from programme import papers
from programme.demonstration import loader
from tests.factories import (
    ContributionFactory,
    DocumentFactory,
    EventFactory,
    UserFactory,
)
from tests.programme.days import NEXT_DAY, add_row, study_day, two_days
from tests.programme.pdf import get, squeezed, text_of

pytestmark = pytest.mark.django_db

SECONDS = 10  # many times what is measured on a machine at rest


@pytest.fixture
def the_day():
    return loader.load(organiser=UserFactory())


def test_the_link_says_the_size_and_the_file_has_its_name(client, the_day):
    response = get(client, the_day)
    size = round(len(response.content) / 1024)

    for page in ("partenariat-2019/", "partenariat-2019/programme/"):
        html = client.get(f"/{page}").text
        assert 'href="/partenariat-2019/programme.pdf"' in html
        assert f"(PDF, {size}\u00a0Ko)" in re.sub(r"\s*\n\s*", " ", html)
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="Programme_partenariat-2019.pdf"'
    )


@pytest.mark.parametrize("is_listed", [True, False])
def test_search_engines_keep_no_file_of_an_unlisted_event(client, is_listed):
    event = study_day(is_listed=is_listed)
    add_row(event, time(10))
    document = DocumentFactory(event=event)
    names = [
        "programme.pdf",
        "programme.json",
        "image.png",
        f"documents/{document.pk}/",
    ]

    answers = [client.get(f"/{event.slug}/{name}") for name in names]
    answers[-1].close()  # the file itself

    expected = None if is_listed else "noindex"
    assert [one.headers.get("X-Robots-Tag") for one in answers] == [expected] * 4


def test_a_file_of_the_organisers_takes_its_place(client, the_day):
    document = DocumentFactory(event=the_day, is_programme=True)
    address = reverse("events:document", args=[the_day.slug, document.pk])

    assert get(client, the_day).url == address
    for page in ("partenariat-2019/", "partenariat-2019/programme/"):
        html = client.get(f"/{page}").text
        assert "programme.pdf" not in html
        assert address in html


def test_a_file_that_is_hidden_or_lost_does_not(client, the_day):
    DocumentFactory(event=the_day, is_programme=True, is_visible=False)
    lost = DocumentFactory(
        event=the_day,
        is_programme=True,
        file=ContentFile(b"%PDF-1.7", name="p.pdf"),
    )
    lost.file.storage.delete(lost.file.name)

    assert get(client, the_day).status_code == 200


def test_there_is_no_file_of_an_empty_programme(client):
    event = EventFactory()

    assert get(client, event).status_code == 404
    assert "programme.pdf" not in client.get(event.get_absolute_url()).text


def test_a_draft_needs_its_key_and_shows_what_is_being_written(client):
    event = EventFactory(draft=True)
    add_row(event, time(10), date=event.local_start.date(), title_fr="En chantier")

    assert get(client, event).status_code == 404
    text = text_of(get(client, event, apercu=event.preview_key))
    assert squeezed("En chantier") in text


def test_what_is_being_written_is_not_on_the_file_of_readers(client):
    event = study_day()
    row = add_row(event, time(10), title_fr="Publié")
    type(row).objects.filter(pk=row.pk).update(title_fr="En chantier")

    assert squeezed("En chantier") not in text_of(get(client, event))
    with_key = text_of(get(client, event, apercu=event.preview_key))
    assert squeezed("En chantier") in with_key


def test_a_preview_does_not_bear_the_version_of_readers(client, the_day):
    assert squeezed("Version du") in text_of(get(client, the_day))
    with_key = text_of(get(client, the_day, apercu=the_day.preview_key))
    assert squeezed("Version du") not in with_key


def test_the_same_content_is_made_once_and_sent_once(client, the_day, monkeypatch):
    first = get(client, the_day)
    made = []
    monkeypatch.setattr(papers, "typeset", lambda *a, **k: made.append(a))

    path = f"/{the_day.slug}/programme.pdf"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, made) == (304, [])


def test_what_the_file_says_makes_another_when_it_changes(client, the_day):
    get(client, the_day)
    the_day.venue.street = "1 rue Neuve"
    the_day.venue.save()
    the_day.partnerships.filter(role="organises").update(name_as_printed="Labo neuf")

    text = text_of(get(client, the_day))

    assert "1rueNeuve" in text
    assert "Laboneuf" in text


def test_three_statements_make_a_file(client, the_day, django_assert_num_queries):
    get(client, the_day)

    with django_assert_num_queries(3):  # event, file of the organisers, partners
        get(client, the_day)


def test_three_hundred_talks_in_ten_rooms_are_made_in_time(client):
    event = two_days()
    rooms = range(1, 11)
    for room in rooms:
        for hour in (9, 10, 11, 14, 15, 16):
            row = add_row(event, time(hour), place_fr=f"Salle {room}")
            row.contributions.model.objects.bulk_create(
                ContributionFactory.build(session=row, position=rank)
                for rank in range(5)
            )
    add_row(event, time(18), date=NEXT_DAY)

    started = clock.monotonic()
    response = get(client, event)

    assert clock.monotonic() - started < SECONDS
    assert text_of(response).count("L’enseignantréférent") == 300


def test_the_real_day_is_made_in_time(client, the_day):
    client.get("/mentions-legales/")

    started = clock.monotonic()
    get(client, the_day)

    assert clock.monotonic() - started < SECONDS
