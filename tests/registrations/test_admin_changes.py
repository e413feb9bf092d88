"""The organiser is asked whether people are told, reads the mail, and answers."""

import pytest
from django.urls import reverse

from events.access import Role
from events.models import Event
from registrations.models import ChangeNotice, Failure, Message, Notice
from tests.factories import EventFactory, MembershipFactory, RegistrationFactory
from tests.registrations.letter_writing import jeanne, message
from tests.registrations.team import client_of, member_of
from tests.registrations.test_invitations import team_form

pytestmark = pytest.mark.django_db


def page_of(event: Event) -> str:
    return reverse("admin:events_event_change", args=[event.pk])


@pytest.fixture
def event():
    event = EventFactory(room="Amphi 1", seats=1)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, waiting=True)
    return event


@pytest.fixture
def client(event):
    return member_of(event)


@pytest.fixture
def tell(client, event) -> str:
    """The page that asks, after the room was changed."""
    client.post(page_of(event), team_form(client, event, room="Amphi 2"))
    notice = ChangeNotice.objects.get()
    return reverse("admin:registrations_changenotice_change", args=[notice.pk])


def press(client, path: str, button: str):
    after = client.get(path).context["after"]
    return client.post(path, {button: "1", "after": after}, follow=True)


def test_saving_asks_whether_to_tell(client, event):
    data = team_form(client, event, room="Amphi 2")

    text = client.post(page_of(event), data, follow=True).text

    assert "2 personnes sont inscrites. Les prévenir maintenant" in text
    assert reverse("admin:registrations_changenotice_tell", args=[event.pk]) in text
    assert not Message.objects.exists()


def test_saving_something_else_asks_nothing(client, event):
    data = team_form(client, event, title_fr="Autre titre")

    assert "prévenir" not in client.post(page_of(event), data, follow=True).text


def test_a_venue_that_is_revised_asks_too(client, event):
    path = reverse("admin:events_venue_change", args=[event.venue_id])
    form = client.get(path).context["adminform"].form
    data = {bound.html_name: bound.value() or "" for bound in form}

    text = client.post(path, data | {"name": "site de Neuville"}, follow=True).text

    assert "2 personnes sont inscrites. Les prévenir maintenant" in text


def test_the_page_shows_both_states_and_both_languages(client, tell):
    text = client.get(tell).text

    assert "Amphi 1, Université de Cergy-Pontoise" in text
    assert "<strong>Amphi 2, Université de Cergy-Pontoise" in text
    assert "amphi 2 au lieu de l’amphi 1" in text
    assert "Amphi 2 instead of Amphi 1" in text
    assert "Envoyer à 2 personnes" in text
    assert "Ne pas prévenir" in text


def test_two_clicks_tell_everybody(client, event, tell):
    text = press(client, tell, "tell").text

    assert "2 messages sont en route" in text
    notices = Message.objects.values_list("notice", flat=True)
    assert [*notices] == [Notice.EVENT_CHANGED] * 2
    assert "n’a pas été annoncé" not in client.get(page_of(event)).text


def test_pressing_twice_sends_once(client, tell):
    after = client.get(tell).context["after"]
    for _press in range(2):
        client.post(tell, {"tell": "1", "after": after})

    assert Message.objects.count() == 2


def test_nobody_is_told(client, event, tell):
    press(client, tell, "dismiss")

    assert not Message.objects.exists()
    assert "n’a pas été annoncé" not in client.get(page_of(event)).text


def test_the_point_stays_until_it_is_handled(client, event, tell):
    for page in (page_of(event), "/organisation/"):
        assert "Un changement de date ou de lieu n’a pas été annoncé." in (
            client.get(page).text
        )


@pytest.mark.parametrize("after", ["", "x", "e30:1:x"])
def test_what_was_read_is_not_forged(client, tell, after):
    text = client.post(tell, {"tell": "1", "after": after}, follow=True).text

    assert "Relisez le message" in text
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_telling_is_for_organisers(event, tell, role):
    other = client_of(MembershipFactory(event=event, role=role).user)

    assert other.get(tell).status_code == 403
    assert other.post(tell, {"dismiss": "1"}).status_code == 403
    assert ChangeNotice.objects.open().exists()


def act(client, event, name: str, **typed):
    data = {"CHANGE_FORM-action": name, "_selected_action": event.pk, **typed}
    return client.post(page_of(event), data, follow=True)


@pytest.mark.parametrize("name", ["cancel_event", "postpone"])
def test_the_page_before_says_how_many_are_told(client, event, name):
    text = act(client, event, name).text

    assert "2 personnes sont prévenues par e-mail aussitôt." in text
    assert not Message.objects.exists()


def test_an_event_is_cancelled_with_a_reason(client, event):
    act(client, event, "cancel_event", confirmed="1", reason="grève")

    reasons = {row.context["reason"] for row in Message.objects.all()}
    assert reasons == {"grève"}
    assert Message.objects.count() == 2


def test_lifting_a_postponement_asks_whether_to_tell(client, event):
    act(client, event, "postpone", confirmed="1")

    text = act(client, event, "resume", confirmed="1").text

    assert "Les prévenir maintenant" in text


def test_the_page_of_an_event_counts_what_did_not_arrive(client, event):
    for number in range(3):
        person = jeanne(event, email=f"x{number}@example.org")
        failure = {"failed_at": event.published_at, "failure": Failure.UNKNOWN_ADDRESS}
        message(Notice.CONFIRMED, person, **failure)

    text = client.get(page_of(event)).text

    assert "3 messages ne sont pas arrivés." in text
    listed = reverse("admin:registrations_registration_changelist")
    path = f"{listed}?event__id__exact={event.pk}&look_at=failed"
    assert path.replace("&", "&amp;") in text
    assert client.get(path).context["cl"].result_count == 3
