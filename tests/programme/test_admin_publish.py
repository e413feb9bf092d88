"""The page on which a programme is published, and what the list of rows says of it."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from events.access import Role
from events.models import Event
from programme import operations
from programme.drafts import draft_of
from registrations import points
from registrations.models import Mailing, Message
from tests.factories import EventFactory, RegistrationFactory, SessionFactory
from tests.programme.test_publishing import shift, write
from tests.registrations.team import member_of, posted_by

pytestmark = pytest.mark.django_db
LIST = "admin:programme_session_changelist"
PAGE = "admin:programme_session_publish"
QUERIES_OF_A_LIST = 18


@pytest.fixture
def event():
    """Published, with two rows that readers see."""
    event = EventFactory()
    for hour in (9, 10):
        SessionFactory(event=event, title_fr=f"Ligne {hour}", starts_at=f"{hour:02}:00")
    Event.objects.filter(pk=event.pk).update(programme_published_at=timezone.now())
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def organiser(event):
    return member_of(event)


@pytest.fixture
def actor(event, organiser):
    return event.memberships.get(role=Role.ORGANISER).user


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2])
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def list_of(client, event) -> str:
    return client.get(reverse(LIST), {"event__id__exact": event.pk})


def page_of(event) -> str:
    return reverse(PAGE, args=[event.pk])


def publish(client, event, **typed):
    """Read the page, and press its button."""
    read = re.search(r'name="read" value="(\w+)"', client.get(page_of(event)).text)
    data = {"read": read[1] if read else "", **typed}
    return client.post(page_of(event), data, follow=True)


def is_behind(event) -> bool:
    event.refresh_from_db()
    return event.has_unpublished_programme


def test_the_list_says_what_readers_see(event, organiser, actor):
    assert "Le public voit ce programme." in words(list_of(organiser, event))
    shift(event, actor)

    page = list_of(organiser, event)

    assert "2 modifications non publiées." in words(page)
    assert page_of(event) in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_many_changes(
    event, organiser, actor, rows, django_assert_max_num_queries
):
    for _number in range(rows):
        write(event, "X", "11:00", actor=actor)

    with django_assert_max_num_queries(QUERIES_OF_A_LIST):
        assert "non publiée" in list_of(organiser, event).text


def test_the_list_of_a_programme_that_nobody_has_read(actor, organiser, event):
    event.publications.all().delete()
    Event.objects.filter(pk=event.pk).update(programme_published_at=None)
    shift(event, actor)

    assert "Pas encore publié." in words(list_of(organiser, event))


def test_the_list_of_a_draft_leads_nowhere():
    event = EventFactory(draft=True)
    SessionFactory(event=event)

    page = list_of(member_of(event), event)

    assert "le programme paraît avec la page" in words(page)
    assert page_of(event) not in page.text


def test_a_reader_of_the_list_has_no_button(event, actor):
    shift(event, actor)
    reader = member_of(event, Role.READER)

    page = list_of(reader, event)

    assert "2 modifications non publiées." in words(page)
    assert page_of(event) not in page.text
    assert reader.get(page_of(event)).status_code == 403


def test_the_page_lists_the_changes_and_changes_nothing(event, organiser, actor):
    shift(event, actor)

    page = words(organiser.get(page_of(event)))

    assert "« Ligne 9 » commence à 9 h 15 au lieu de 9 h." in page
    assert "Personne n’est prévenu par e-mail" in page
    assert is_behind(event)


def test_it_leads_to_the_preview(client, event, organiser, actor):
    shift(event, actor)
    [address] = re.findall(
        r'href="([^"]+\?apercu=[^"]+)"', organiser.get(page_of(event)).text
    )

    assert "ces modifications ne sont pas publiées" in client.get(address).text


def test_a_secretary_publishes_what_was_edited(client, event, actor):
    shift(event, actor)

    response = publish(member_of(event, Role.SECRETARY), event)

    assert "Le programme est publié." in response.text
    assert "Le public voit ce programme." in words(response)
    assert not is_behind(event)


def test_pressing_twice_publishes_once(event, organiser, actor):
    shift(event, actor)
    publish(organiser, event)

    response = organiser.post(page_of(event), {"read": "x"}, follow=True)

    assert "Le public voit déjà ce programme." in response.text
    assert event.publications.count() == 2


def test_what_came_and_went_is_forgotten(event, organiser, actor):
    write(event, "A", "11:00", "12:00", actor=actor)
    write(event, "B", "11:30", "12:00", actor=actor)
    publish(organiser, event, accepts_overlaps="on")
    shift(event, actor, 5)
    shift(event, actor, -5)
    assert is_behind(event)

    assert "puis remis comme avant" in words(organiser.get(page_of(event)))
    publish(organiser, event)

    assert not is_behind(event)
    assert event.publications.count() == 2


def test_what_was_changed_meanwhile_is_read_again(event, organiser, actor):
    shift(event, actor)
    old = re.search(r'name="read" value="(\w+)"', organiser.get(page_of(event)).text)
    shift(event, actor)

    response = organiser.post(page_of(event), {"read": old[1]}, follow=True)

    assert "Relisez les modifications" in response.text
    assert is_behind(event)


def test_an_overlap_asks_for_a_tick(event, organiser, actor):
    write(event, "A", "11:00", "12:00", actor=actor)
    write(event, "B", "11:30", "12:00", actor=actor)

    refused = publish(organiser, event)

    assert "Cochez cette case pour publier." in refused.text
    assert is_behind(event)
    assert "est publié" in publish(organiser, event, accepts_overlaps="on").text
    assert not is_behind(event)


def test_a_gap_asks_for_nothing(event, organiser, actor):
    write(event, "A", "11:00", "12:00", actor=actor)
    write(event, "B", "13:00", "14:00", actor=actor)

    assert "accepts_overlaps" not in organiser.get(page_of(event)).text
    assert "rien n’est prévu" in organiser.get(page_of(event)).text.lower()
    publish(organiser, event)
    assert not is_behind(event)


def test_the_programme_of_a_draft_is_published_with_it():
    event = EventFactory(draft=True)
    SessionFactory(event=event)
    client = member_of(event)

    page = client.get(page_of(event))
    client.post(page_of(event), {"read": draft_of(event).mark})

    assert reverse("admin:events_event_change", args=[event.pk]) in page.text
    assert not event.publications.exists()


# Telling people


def test_publishing_asks_whether_to_tell(event, organiser, actor):
    RegistrationFactory.create_batch(2, event=event)
    shift(event, actor)

    response = publish(organiser, event)
    [address] = re.findall(r'href="([^"]+mailing/add/[^"]+)"', response.text)

    assert "2 personnes sont inscrites. Les prévenir maintenant\u00a0?" in response.text
    query = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert query == {"event": [str(event.pk)], "programme": ["2"]}


@pytest.mark.parametrize("people", [0, 1])
def test_nobody_is_told_of_what_is_over_or_of_nobody(event, organiser, actor, people):
    RegistrationFactory.create_batch(people, event=event)
    if people:
        Event.objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    shift(event, actor)

    assert "Les prévenir" not in publish(organiser, event).text


def message_page(client, event):
    query = {"event": event.pk, "programme": 2}
    return client.get(reverse("admin:registrations_mailing_add"), query)


def test_the_message_begins_with_the_changes_in_both_languages(event, organiser, actor):
    RegistrationFactory(event=event)
    shift(event, actor)
    operations.publish(event, actor=actor)

    page = message_page(organiser, event)
    form = page.context["adminform"].form

    assert form["audience"].value() == "active"
    assert form["subject_fr"].value().startswith("Programme modifié\u00a0: ")
    assert form["subject_en"].value().startswith("Programme changed: ")
    french = form["text_fr"].value().replace("\u00a0", " ")
    assert "– « Ligne 9 » commence à 9 h 15 au lieu de 9 h.\n" in french
    assert f"/{event.slug}/programme/" in french
    english = form["text_en"].value().replace("\u00a0", " ")
    assert "– “Ligne 9” begins at 9:15 am instead of 9 am.\n" in english
    assert f"/en/{event.slug}/programme/" in english
    assert (Mailing.objects.count(), Message.objects.count()) == (0, 0)


def test_the_message_is_a_draft_like_any_other(event, organiser, actor):
    RegistrationFactory(event=event)
    row = event.sessions.first()
    row.title_fr = "Un {titre} à accolades"
    operations.save_session(row, actor=actor)
    operations.publish(event, actor=actor)
    page = message_page(organiser, event)

    response = organiser.post(page.wsgi_request.get_full_path(), posted_by(page))

    assert response.status_code == 302
    assert "(titre)" in Mailing.objects.get().text_fr


def test_hundreds_of_changes_fit_a_message(event, organiser, actor):
    for number in range(100):
        write(event, f"{number} {'x' * 200}", "11:00", actor=actor)
    operations.publish(event, actor=actor)

    page = message_page(organiser, event)

    response = organiser.post(page.wsgi_request.get_full_path(), posted_by(page))
    assert response.status_code == 302
    assert "autres changements" in Mailing.objects.get().text_fr


@pytest.mark.parametrize("number", ["", "x", "99", "-1", "9" * 30, "²"])
def test_an_address_typed_by_hand_gives_an_empty_message(event, organiser, number):
    query = {"event": event.pk, "programme": number}
    page = organiser.get(reverse("admin:registrations_mailing_add"), query)

    assert page.status_code == 200
    assert not page.context["adminform"].form["text_fr"].value()


# What is to be done


def test_home_says_that_changes_are_not_published(event, actor):
    user = actor
    listed = Event.objects.with_seats().get(pk=event.pk)
    assert "programme" not in " ".join(p.text for p in points.of_event(listed, user))
    shift(event, actor)
    listed = Event.objects.with_seats().get(pk=event.pk)

    found = [point for point in points.of_event(listed, user) if "publi" in point.text]

    assert [(point.text, point.action, point.path) for point in found] == [
        ("Le programme a des modifications non publiées.", "Publier", page_of(event))
    ]


def test_of_a_past_event_nothing_is_asked(event, actor):
    shift(event, actor)
    past = timezone.now() - timedelta(days=2)
    Event.objects.filter(pk=event.pk).update(
        starts_at=past, doors_open_at=past, ends_at=past + timedelta(hours=1)
    )
    listed = Event.objects.with_seats().get(pk=event.pk)

    assert "publi" not in " ".join(p.text for p in points.of_event(listed, actor))


# The page of the event


def act(client, event, **typed):
    with translation.override("fr"):
        address = reverse("admin:events_event_change", args=[event.pk])
    data = {"CHANGE_FORM-action": "publish", "_selected_action": event.pk}
    return client.post(address, data | typed, follow=True)


@pytest.fixture
def draft():
    event = EventFactory(draft=True)
    SessionFactory(event=event, title_fr="A", starts_at="10:00", ends_at="11:00")
    SessionFactory(event=event, title_fr="B", starts_at="10:30", ends_at="11:00")
    return event


def test_the_page_of_an_event_asks_for_the_tick_too(draft):
    client = member_of(draft)

    assert "is_acknowledged" in act(client, draft).text
    refused = act(client, draft, confirmed="1")
    draft.refresh_from_db()
    assert "Cochez cette case pour publier." in refused.text
    assert draft.published_at is None

    act(client, draft, confirmed="1", is_acknowledged="on")
    draft.refresh_from_db()
    assert (draft.published_at is None, draft.publications.count()) == (False, 1)


def test_the_page_of_an_event_may_come_first(draft):
    act(member_of(draft), draft, confirmed="1", is_programme_later="on")

    draft.refresh_from_db()
    assert (draft.published_at is None, draft.publications.count()) == (False, 0)


def test_nothing_is_asked_without_an_overlap():
    event = EventFactory(draft=True)
    client = member_of(event)

    assert "is_acknowledged" not in act(client, event).text
    act(client, event, confirmed="1")

    event.refresh_from_db()
    assert event.is_published
