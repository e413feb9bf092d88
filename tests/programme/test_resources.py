"""Slides, recordings and documents under the talks."""

from datetime import time

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.access import Role
from events.journal import Act
from events.lookup import PREVIEW
from events.models import Event, JournalEntry
from programme import operations
from programme.models import Resource
from programme.timetable import ROWS_ON_EVENT_PAGE
from tests.factories import (
    ContributionFactory,
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    ParticipationFactory,
    ResourceFactory,
    SessionFactory,
)
from tests.programme.days import study_day

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 slides"


@pytest.fixture
def event():
    return study_day()


@pytest.fixture
def talk(event):
    return ContributionFactory(session__event=event, title_fr="Un réseau d’accueil")


@pytest.fixture
def secretary(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def page_of(client, event, language=""):
    page = reverse("programme:programme", args=[event.slug])
    text = client.get(f"{language}{page}").content.decode().replace("\u00a0", " ")
    return " ".join(text.split())


def address(resource):
    return reverse("programme:resource", args=[resource.event.slug, resource.pk])


def test_slides_are_offered_under_their_talk(client, event, talk):
    slides = ResourceFactory(contribution=talk)

    page = page_of(client, event)

    assert f'href="{address(slides)}"' in page
    assert "<span>Support</span> (PDF, 1 Ko)" in page
    assert page.index("Un réseau d’accueil") < page.index("Support")


def test_a_recording_is_a_link(client, event, talk):
    ResourceFactory(
        contribution=talk,
        link="https://www.canal-u.example.org/1?a=1&b=2",
        title_fr="L’enregistrement",
    )

    page = page_of(client, event)

    assert 'href="https://www.canal-u.example.org/1?a=1&amp;b=2"' in page
    assert 'rel="noopener"' in page
    assert "L’enregistrement</span> (canal-u.example.org)" in page


def test_the_opening_talk_of_a_row_has_its_own_too(client, event):
    row = SessionFactory(event=event, title_fr="")
    slides = ResourceFactory(contribution=ContributionFactory(session=row))

    assert address(slides) in page_of(client, event)


def test_the_page_of_the_event_offers_them(client, event, talk):
    slides = ResourceFactory(contribution=talk)

    page = client.get(reverse("events:event", args=[event.slug])).content.decode()

    assert address(slides) in page


def test_the_file_is_a_download_with_a_name_of_its_own(client, talk):
    slides = ResourceFactory(contribution=talk)

    answer = client.get(address(slides))

    assert answer.getvalue() == b"%PDF-1.7 test"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "Support" in answer["Content-Disposition"]


def test_in_english(client, event, talk):
    ResourceFactory(contribution=talk, title_fr="Diaporama")
    ResourceFactory(contribution=talk, title_fr="Texte", title_en="Paper", position=2)
    ResourceFactory(contribution=talk, title_fr="Slides", language="en", position=3)

    page = page_of(client, event, "/en")

    assert '<span lang="fr">Diaporama</span> (PDF, 1 KB)' in page
    assert "<span>Paper</span> (PDF, 1 KB)" in page
    assert "<span>Slides</span> (PDF, 1 KB)" in page
    assert 'hreflang="en"' in page


def test_what_is_not_visible_does_not_exist(client, event, talk):
    hidden = ResourceFactory(contribution=talk, is_visible=False)

    assert "programme/documents/" not in page_of(client, event)
    assert client.get(address(hidden)).status_code == 404


def test_a_lost_file_is_not_offered(client, event, talk):
    slides = ResourceFactory(contribution=talk)
    default_storage.delete(slides.file.name)

    assert "programme/documents/" not in page_of(client, event)
    assert client.get(address(slides)).status_code == 404


def test_a_file_that_is_lost_later_is_a_404(client, event, talk):
    slides = ResourceFactory(contribution=talk)
    page_of(client, event)
    default_storage.delete(slides.file.name)

    assert client.get(address(slides)).status_code == 404


def test_a_link_is_no_file(client, talk):
    link = ResourceFactory(contribution=talk, link="https://example.org/")

    assert client.get(address(link)).status_code == 404


def test_a_talk_that_is_not_published_shows_nothing(client, event, talk):
    hidden_row = SessionFactory(event=event, is_hidden=True)
    slides = ResourceFactory(contribution=ContributionFactory(session=hidden_row))

    assert "programme/documents/" not in page_of(client, event)
    assert client.get(address(slides)).status_code == 404


def test_a_draft_answers_to_its_key_alone(client):
    event = EventFactory(draft=True)
    slides = ResourceFactory(contribution__session__event=event)

    assert client.get(address(slides)).status_code == 404
    answer = client.get(f"{address(slides)}?{PREVIEW}={event.preview_key}")
    assert answer.status_code == 200
    answer.close()


def test_another_event_does_not_serve_it(client, talk):
    slides = ResourceFactory(contribution=talk)
    other = EventFactory()

    page = reverse("programme:resource", args=[other.slug, slides.pk])

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_they_cost_no_statement_of_their_own(
    client, event, talk, count, django_assert_max_num_queries
):
    for position in range(count):
        ResourceFactory(
            contribution=talk, link="https://example.org/", position=position
        )
    ParticipationFactory(contribution=talk)
    bare = EventFactory()
    SessionFactory(event=bare)
    with django_assert_max_num_queries(4) as without:
        page_of(client, bare)

    with django_assert_max_num_queries(len(without)):
        page_of(client, event)


def test_text_stays_text(client, event, talk):
    ResourceFactory(
        contribution=talk,
        title_fr="<script>alert(1)</script>",
        link='https://example.org/"><script>alert(2)</script>',
    )

    page = page_of(client, event)

    assert "<script>alert" not in page


# Operations


def test_a_change_is_seen_at_once_without_a_publication(client, event, talk, secretary):
    page_of(client, event)

    operations.save_resource(
        Resource(contribution=talk, link="https://example.org/film"), actor=secretary
    )
    assert "https://example.org/film" in page_of(client, event)

    operations.remove_resource(Resource.objects.get(), actor=secretary)
    assert "https://example.org/film" not in page_of(client, event)
    assert JournalEntry.objects.filter(act=Act.DOCUMENTS_CHANGED).count() == 2


def test_the_programme_itself_has_not_changed(event, talk, secretary):
    before = Event.objects.get(pk=event.pk)

    operations.save_resource(
        Resource(contribution=talk, link="https://example.org/film"), actor=secretary
    )

    after = Event.objects.get(pk=event.pk)
    assert after.programme_changed_at == before.programme_changed_at
    assert after.programme_version == before.programme_version + 1


def test_removing_twice_is_removing_once(talk, secretary):
    link = ResourceFactory(contribution=talk, link="https://example.org/film")

    operations.remove_resource(Resource.objects.get(), actor=secretary)
    operations.remove_resource(link, actor=secretary)

    assert JournalEntry.objects.filter(act=Act.DOCUMENTS_CHANGED).count() == 1


def test_a_file_that_is_replaced_leaves_the_disk(
    talk, secretary, django_capture_on_commit_callbacks
):
    slides = ResourceFactory(contribution=talk)
    before = slides.file.name
    slides.file = SimpleUploadedFile("new.pdf", PDF)

    with django_capture_on_commit_callbacks(execute=True):
        operations.save_resource(slides, actor=secretary)

    assert not default_storage.exists(before)
    assert default_storage.exists(Resource.objects.get().file.name)


@pytest.mark.parametrize("what", ["resource", "talk", "row"])
def test_its_file_leaves_the_disk_with_whatever_holds_it(
    talk, secretary, what, django_capture_on_commit_callbacks
):
    slides = ResourceFactory(contribution=talk)
    name = slides.file.name

    with django_capture_on_commit_callbacks(execute=True):
        if what == "resource":
            operations.remove_resource(slides, actor=secretary)
        elif what == "talk":
            operations.save_session(talk.session, removed=[talk], actor=secretary)
        else:
            operations.remove_sessions([talk.session], actor=secretary)
        assert default_storage.exists(name)  # until it is sure

    assert not default_storage.exists(name)


# In the admin

ADD = "admin:programme_resource_add"


def form_of(talk, **values):
    return {
        "contribution": talk.pk,
        "kind": "slides",
        "title_fr": "",
        "title_en": "",
        "link": "",
        "language": "fr",
        "is_visible": "on",
        "position": "1",
        **values,
    }


def add(client, talk, **values):
    page = f"{reverse(ADD)}?event={talk.session.event_id}"
    return client.post(page, form_of(talk, **values))


def test_the_team_puts_slides_under_a_talk(client, talk, secretary):
    client.force_login(secretary)

    answer = add(client, talk, file=SimpleUploadedFile("a.pdf", PDF))

    assert answer.status_code == 302
    slides = Resource.objects.get()
    assert (slides.contribution, slides.kind) == (talk, "slides")
    with slides.file.open("rb") as file:
        assert file.read() == PDF


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Choisissez un fichier ou écrivez une adresse."),
        ({"link": "http://example.org/"}, "Écrivez une adresse qui commence par"),
        ({"link": "javascript:alert(1)"}, "Écrivez une adresse qui commence par"),
        ({"link": "data:text/html,x"}, "Écrivez une adresse qui commence par"),
    ],
)
def test_other_addresses_are_refused(client, talk, secretary, values, said):
    client.force_login(secretary)

    page = add(client, talk, **values)

    assert said in page.content.decode()
    assert not Resource.objects.exists()


def test_an_address_without_its_beginning_is_completed(client, talk, secretary):
    client.force_login(secretary)

    add(client, talk, kind="recording", link="example.org/film")

    assert Resource.objects.get().link == "https://example.org/film"


def test_both_at_once_are_refused(client, talk, secretary):
    client.force_login(secretary)

    page = add(
        client, talk, file=SimpleUploadedFile("a.pdf", PDF), link="https://example.org/"
    )

    assert "Donnez un fichier ou une adresse" in page.content.decode()
    assert not Resource.objects.exists()


def test_a_program_is_refused_whatever_it_is_called(client, talk, secretary):
    client.force_login(secretary)

    add(client, talk, file=SimpleUploadedFile("a.pdf", b"MZ\x90"))

    assert not Resource.objects.exists()


def test_a_link_takes_the_place_of_a_file_and_back(client, talk, secretary):
    slides = ResourceFactory(contribution=talk)
    page = reverse("admin:programme_resource_change", args=[slides.pk])
    client.force_login(secretary)

    client.post(page, form_of(talk, link="https://example.org/film"))
    slides.refresh_from_db()
    assert (slides.file.name, slides.link) == ("", "https://example.org/film")

    upload = SimpleUploadedFile("a.pdf", PDF)
    client.post(page, form_of(talk, link=slides.link, file=upload))
    slides.refresh_from_db()
    assert (bool(slides.file), slides.link) == (True, "")


def test_a_talk_of_another_event_is_not_offered(client, talk, secretary):
    theirs = ContributionFactory()
    client.force_login(secretary)
    page = f"{reverse(ADD)}?event={talk.session.event_id}"

    client.post(page, form_of(theirs, link="https://example.org/"))

    assert not Resource.objects.exists()


def test_a_reader_adds_nothing(client, talk, event):
    client.force_login(MembershipFactory(event=event, role=Role.READER).user)

    answer = add(client, talk, link="https://example.org/")

    assert answer.status_code == 403
    assert not Resource.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_many(
    client, talk, secretary, count, django_assert_max_num_queries
):
    for _number in range(count):
        ResourceFactory(contribution=talk, link="https://example.org/")
    client.force_login(secretary)
    page = reverse("admin:programme_resource_changelist")
    client.get(page)

    with django_assert_max_num_queries(8):
        client.get(page)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("resource", "Rien pour le moment."),
        ("room", "Aucune salle pour le moment."),
        ("person", "Personne pour le moment."),
    ],
)
def test_an_empty_list_says_what_it_is_for(client, secretary, model, words):
    client.force_login(secretary)

    page = client.get(reverse(f"admin:programme_{model}_changelist")).content.decode()

    assert words in page


def test_the_page_of_the_row_leads_to_what_its_talks_leave(client, talk, secretary):
    slides = ResourceFactory(contribution=talk)
    client.force_login(secretary)
    row = reverse("admin:programme_session_change", args=[talk.session_id])

    page = client.get(row).content.decode()

    assert reverse("admin:programme_resource_change", args=[slides.pk]) in page
    event = talk.session.event_id
    assert f"{reverse(ADD)}?event={event}&amp;contribution={talk.pk}" in page


# After the day


def test_the_page_of_a_past_day_leads_to_what_its_talks_left(client, event, talk):
    slides = ResourceFactory(contribution=talk)

    page = client.get(reverse("events:event", args=[event.slug])).content.decode()

    assert 'href="#programme"' in page
    assert page.count(address(slides)) == 1
    assert "/inscription/" not in page
    assert "inscription obligatoire" not in page


def test_a_past_day_of_many_rows_lists_what_its_talks_left(client, event, talk):
    slides = ResourceFactory(contribution=talk)
    for minute in range(ROWS_ON_EVENT_PAGE):
        SessionFactory(event=event, starts_at=time(17, minute))

    page = client.get(reverse("events:event", args=[event.slug])).content.decode()

    assert 'href="#supports"' in page
    section = page[page.index('id="supports"') :]
    assert section.index("Un réseau d’accueil") < section.index(address(slides))


def test_a_past_day_without_them_leads_nowhere(client, event, talk):
    page = client.get(reverse("events:event", args=[event.slug])).content.decode()

    assert "Voir les supports" not in page
    assert 'href="#documents"' not in page


def test_a_past_day_leads_to_its_documents(client, event):
    DocumentFactory(event=event)

    page = client.get(reverse("events:event", args=[event.slug])).content.decode()

    assert 'href="#documents"' in page


def test_a_coming_day_has_no_archive(client):
    event = EventFactory()
    ResourceFactory(contribution__session__event=event)

    page = client.get(reverse("events:event", args=[event.slug])).content.decode()

    assert 'id="supports"' not in page
