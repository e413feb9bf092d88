"""What a newcomer opens first must save as it is shown."""

import pytest
from django.urls import reverse

from events.models import Event, JournalEntry
from programme.demonstration import loader
from programme.models import Session
from tests.factories import UserFactory
from tests.page_forms import filled_in, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(client) -> Event:
    organiser = UserFactory()
    client.force_login(organiser)
    return loader.load(organiser=organiser)


def page(name, *args):
    return reverse(f"admin:{name}", args=args)


def test_the_event_saves_as_it_is_shown(client, day):
    address = page("events_event_change", day.pk)

    response = save(client, address, "event_form")

    assert response.status_code == 302
    assert JournalEntry.objects.filter(act="event_changed").count() == 0


def test_texts_stored_with_line_ends_do_not_count_as_changed(client, day):
    Event.objects.filter(pk=day.pk).update(presentation_fr="Un texte.\n\n")

    response = save(client, page("events_event_change", day.pk), "event_form", room="B")

    assert response.status_code == 302
    assert Event.objects.get(pk=day.pk).room == "B"


def test_every_row_saves_as_it_is_shown(client, day):
    codes = {
        save(
            client, page("programme_session_change", session.pk), "session_form"
        ).status_code
        for session in Session.objects.all()
    }

    assert codes == {302}


def test_a_row_is_added_at_once(client, day):
    address = page("programme_session_add") + f"?event={day.pk}"
    shown = client.get(address, follow=True)
    added = {"starts_at": "18h", "title_fr": "Verre de l’amitié", "_save": ""}

    response = client.post(address, {**filled_in(shown, "session_form"), **added})

    assert response.status_code == 302
    session = Session.objects.get(title_fr="Verre de l’amitié")
    assert session.date == day.local_start.date()
