"""The page of the programme, and the programme on the page of the event."""

import html
import re
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from programme.demonstration import loader
from tests.factories import (
    ContributionFactory,
    DocumentFactory,
    EventFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PersonFactory,
    UserFactory,
)
from tests.programme.days import NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db

ATTACK = '"><script>alert(1)</script><b onmouseover=alert(1)>'


@pytest.fixture
def the_day():
    return loader.load(organiser=UserFactory())


def page_of(client, event, **query):
    url = reverse("programme:programme", args=[event.slug])
    return client.get(url, query).text


def words(markup):
    """What a reader sees, on one line."""
    return html.unescape(re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", markup)))


def rows_of(page):
    return re.findall(r'<li class="session session-(\w+)" id="([^"]+)">', page)


def test_the_rows_of_the_real_day(client, the_day):
    page = page_of(client, the_day)

    assert rows_of(page) == [
        ("welcome", "s-0900"),
        ("plenary", "s-0915"),
        ("plenary", "s-0930"),
        ("talks", "s-1000"),
        ("break", "s-1120"),
        ("debate", "s-1130"),
        ("meal", "s-1250"),
        ("plenary", "s-1400"),
        ("talks", "s-1430"),
        ("break", "s-1545"),
        ("debate", "s-1600"),
        ("closing", "s-1720"),
    ]
    assert page.count("<h3") == 12
    assert page.count("<h4") == 7
    assert page.count('class="name"') == 13


def test_seven_talks_are_listed_inside_two_rows(client, the_day):
    rows = page_of(client, the_day).split('<li class="session')[1:]

    assert [row.count("<h4") for row in rows] == [0, 0, 0, 4, 0, 0, 0, 0, 3, 0, 0, 0]


def test_times_are_printed_as_they_were_written(client, the_day):
    page = page_of(client, the_day)

    times = re.findall(r'<p class="time">(.*?)</p>', page, flags=re.DOTALL)
    assert [words(time).strip() for time in times] == [
        "9\u00a0h",
        "9\u00a0h\u00a015",
        "9\u00a0h\u00a030",
        "10\u00a0h – 11\u00a0h",
        "11\u00a0h\u00a020 – 11\u00a0h\u00a030",
        "11\u00a0h\u00a030 – 12\u00a0h\u00a050",
        "12\u00a0h\u00a050 – 14\u00a0h",
        "14\u00a0h – 14\u00a0h\u00a030",
        "14\u00a0h\u00a030 – 15\u00a0h\u00a055",
        "15\u00a0h\u00a045 – 16\u00a0h",
        "16\u00a0h – 17\u00a0h\u00a020",
        "17\u00a0h\u00a020 – 17\u00a0h\u00a030",
    ]


def test_a_person_has_all_roles_on_one_line(client, the_day):
    assert (
        "Frédéric PIZZO chef de service d’un SESSAD, aussi rattaché à un ITEP "
        "\u00a0; étudiant du master 2 EPDIS" in words(page_of(client, the_day))
    )


def test_headings_and_the_way_to_the_afternoon(client, the_day):
    page = page_of(client, the_day)

    headings = re.findall(r"<h([12])[^>]*>(.*?)</h", page)
    assert [(level, words(text).strip()) for level, text in headings] == [
        ("1", "Programme"),
        ("2", "Mercredi 22\u00a0mai 2019"),
    ]
    assert re.search(r'href="#s-1400">Aller à l’après-midi', page)


@time_machine.travel(datetime(2019, 5, 22, 8, 30, tzinfo=UTC), tick=False)
def test_one_row_is_marked_on_the_day(client, the_day):
    page = page_of(client, the_day)

    [marked] = [row for row in page.split("<li class") if "chip-today" in row]
    assert 'id="s-1000"' in marked
    assert "En ce moment · jusqu’à 11\u00a0h" in words(marked)


@time_machine.travel(datetime(2019, 5, 22, 8, 30, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("change", ["cancelled_at", "postponed_at"])
def test_nothing_goes_on_at_a_day_that_does_not_take_place(client, the_day, change):
    setattr(the_day, change, timezone.now())
    the_day.save()

    assert "chip-today" not in page_of(client, the_day)


def test_the_mark_moves_with_the_clock(client, the_day):
    marks = []
    for hour in (8, 9):
        with time_machine.travel(datetime(2019, 5, 22, hour, 55, tzinfo=UTC)):
            page = page_of(client, the_day)
        marks += [row[:60] for row in page.split("<li class") if "chip-today" in row]

    assert [re.search(r"s-\d+", mark)[0] for mark in marks] == ["s-1000", "s-1130"]


def test_the_english_page_says_what_is_in_french(client, the_day):
    page = client.get(f"/en/{the_day.slug}/programme/").text

    assert "The organisers have published this text in French only." in page
    assert '<h3 lang="fr">Pause déjeuner</h3>' in page
    assert "12:50\u00a0pm" in page
    assert "Wednesday 22\u00a0May 2019" in page
    programme = re.search(r"<ol .*</ol>", page, flags=re.DOTALL)[0]
    for name_or_french in (' lang="fr"', ' class="name"'):
        pattern = rf"<(\w+)[^>]*{name_or_french}>.*?</\1>"
        programme = re.sub(pattern, "", programme, flags=re.DOTALL)
    english = set(re.findall(r"[^\W\d]+", words(programme)))
    assert english == {"am", "pm", "entrance", "hall"}


def test_several_days_have_a_heading_each(client):
    event = two_days()
    add_row(event, time(10))
    add_row(event, time(10), date=NEXT_DAY)

    page = page_of(client, event)

    assert page.count("<h2") == 2
    assert [anchor for _kind, anchor in rows_of(page)] == ["s-d1-1000", "s-d2-1000"]


def test_parallel_rows_carry_their_room_before_the_title(client):
    event = study_day()
    add_row(event, time(10), place_fr="Salle 1", title_fr="A")
    add_row(event, time(10), place_fr="Salle 2", title_fr="B")

    page = page_of(client, event)

    assert re.findall(r'"chip">(.*?)</span></p>\s*<h3>(.*?)</h3>', page) == [
        ("Salle 1", "A"),
        ("Salle 2", "B"),
    ]


def test_functions_abstracts_and_durations(client):
    talk = ContributionFactory(
        session=add_row(study_day(), time(10)),
        title_fr="Un lien",
        abstract_fr="Une ligne\n\nune autre",
        duration=20,
    )
    chair = PersonFactory(given_name="Anne", family_name="Martin")
    ParticipationFactory(contribution=talk, person=chair, function="chair")

    page = page_of(client, talk.session.event)

    assert "Un lien (20\u00a0min)" in words(page)
    assert "Présidence\u00a0: Anne MARTIN" in words(page)
    assert "<p>Une ligne</p>" in page


def test_what_people_type_is_text(client):
    event = study_day()
    values = {"title_fr": ATTACK, "description_fr": ATTACK, "place_fr": ATTACK}
    row = add_row(event, time(10), **values)
    talk = ContributionFactory(session=row, title_fr=ATTACK, abstract_fr=ATTACK)
    person = PersonFactory(given_name=ATTACK[:80], family_name=ATTACK[:80])
    participation = ParticipationFactory(contribution=talk, person=person)
    ParticipationRoleFactory(participation=participation, text_fr=ATTACK)

    for page in [page_of(client, event), client.get(event.get_absolute_url()).text]:
        assert "<script>alert" not in page
        assert "<b onmouseover" not in page.lower()
        assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6


@pytest.mark.parametrize("rows", [1, 30])
def test_a_kept_programme_costs_two_statements(client, rows, django_assert_num_queries):
    event = EventFactory()
    for minute in range(rows):
        row = add_row(event, time(9, minute), date=event.local_start.date())
        ParticipationFactory(contribution__session=row)
    page_of(client, event)

    with django_assert_num_queries(2):  # event, file of the programme
        page = page_of(client, event)

    assert len(rows_of(page)) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_a_new_programme_costs_four_statements(client, rows, django_assert_num_queries):
    event = EventFactory()
    for minute in range(rows):
        row = add_row(event, time(9, minute), date=event.local_start.date())
        ParticipationFactory(contribution__session=row)

    with django_assert_num_queries(4):  # event, files, what was published, partners
        page_of(client, event)


def test_a_page_that_has_not_changed_is_not_sent_again(client, the_day):
    url = reverse("programme:programme", args=[the_day.slug])
    first = client.get(url)

    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-cache"


def test_the_date_of_the_last_change_is_shown(client, the_day):
    the_day.programme_published_at = datetime(2019, 5, 14, 8, 12, tzinfo=UTC)
    the_day.save()

    assert "Programme mis à jour le 14\u00a0mai 2019 à 10\u00a0h\u00a012" in words(
        page_of(client, the_day)
    )


def test_a_day_without_rows_says_that_they_come(client):
    event = EventFactory()

    sentence = "Le programme sera publié ici prochainement."
    assert sentence in page_of(client, event)
    assert sentence in client.get(event.get_absolute_url()).text


def test_a_draft_is_shown_with_its_preview_key_alone(client):
    event = EventFactory(draft=True)
    url = reverse("programme:programme", args=[event.slug])

    assert client.get(url).status_code == 404
    page = page_of(client, event, apercu=event.preview_key)
    assert f'href="/{event.slug}/?apercu={event.preview_key}"' in page


def test_the_file_of_the_programme_is_offered_in_the_language_of_the_page(client):
    event = EventFactory()
    DocumentFactory(event=event, is_programme=True, language="fr")
    english = DocumentFactory(event=event, is_programme=True, language="en")
    DocumentFactory(event=event, is_programme=False, language="en")

    page = client.get(f"/en/{event.slug}/programme/").text

    assert f'href="/en/{event.slug}/documents/{english.pk}/"' in page
    assert "Download the programme (PDF, 1 KB)" in words(page).replace("\u00a0", " ")


def test_a_file_that_was_lost_is_not_offered(client):
    document = DocumentFactory(
        is_programme=True, file=ContentFile(b"%PDF-1.7", name="p.pdf")
    )
    document.file.storage.delete(document.file.name)

    assert "Télécharger" not in page_of(client, document.event)


def test_the_page_of_the_event_shows_twenty_rows_whole(client, the_day):
    page = client.get(the_day.get_absolute_url()).text

    assert len(rows_of(page)) == 12
    assert "Voir tout le programme" not in page


def test_the_page_of_the_event_begins_a_longer_programme(client):
    event = study_day()
    for minute in range(21):
        add_row(event, time(10, minute))

    page = client.get(event.get_absolute_url()).text

    assert len(rows_of(page)) == 10
    assert re.search(
        rf'href="/{event.slug}/programme/"\s*>Voir tout le programme', page
    )


def test_the_page_of_the_event_says_once_what_is_in_french(client, the_day):
    sentence = "The organisers have published this text in French only."

    assert client.get(f"/en/{the_day.slug}/").text.count(sentence) == 1
    the_day.title_en = ""
    the_day.save()
    assert client.get(f"/en/{the_day.slug}/").text.count(sentence) == 1


def test_online_times_name_their_zone(client):
    event = study_day(attendance_mode="online")
    add_row(event, time(10), time(11))

    page = page_of(client, event)

    assert "10\u00a0h – 11\u00a0h (heure de Paris)" in words(page)
    assert (
        '<time data-your-time="soit {time} chez vous" '
        'datetime="2019-05-22T10:00+02:00"></time>' in page
    )


def test_the_programme_alone_sets_no_cookie(client, the_day):
    response = client.get(reverse("programme:programme", args=[the_day.slug]))

    assert response.cookies == {}
