"""Opening, closing and the start to the second, by the clock of the server: each form
was opened before, and is sent one second before, at, or one second after."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registrations import links
from registrations.forms.registration import new_request
from registrations.models import Registration, Status
from tests.factories import EventFactory, RegistrationFactory
from tests.posting_forms import posting_forms

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
UNTIL = pytest.mark.parametrize(
    ("seconds", "is_taken"), [(-1, True), (0, False), (1, False)]
)


@pytest.fixture
def event():
    """It opens in one hour, closes in two and starts in three, on whole seconds."""
    now = timezone.now().replace(microsecond=0)
    return EventFactory(
        registration_opens_at=now + timedelta(hours=1),
        registration_closes_at=now + timedelta(hours=2),
        starts_at=now + timedelta(hours=3),
        published_at=now - timedelta(days=1),
    )


@pytest.fixture
def at(time_machine):
    """Makes it so many seconds after a moment, and stops the clock."""

    def move(moment, seconds):
        time_machine.move_to(moment + seconds * SECOND, tick=False)

    return move


def page(name, *args):
    return reverse(f"registrations:{name}", args=args)


def send_form(client, event, request):
    return client.post(
        page("register", event.slug),
        {
            "given_name": "Zoé",
            "family_name": "Martin",
            "email": "zoe@example.org",
            "institution": "IUT",
            "profile": event.profiles.first().pk,
            "request": request,
            "register": "1",
        },
    )


def opened(client, registration, name):
    """The form of a page of a person whose link is opened."""
    client.get(page("enter", links.token(registration)))
    return client.get(page(name, registration.reference))


def press(client, response, end, **typed):
    [form] = [form for form in posting_forms(response) if form.path.endswith(end)]
    return client.post(form.path, form.fields | typed)


@pytest.mark.parametrize(("seconds", "is_taken"), [(-1, False), (0, True), (1, True)])
def test_registration_opens(client, event, at, seconds, is_taken):
    at(event.registration_opens_at, -30)
    request = new_request()

    at(event.registration_opens_at, seconds)
    send_form(client, event, request)

    assert Registration.objects.exists() is is_taken


@UNTIL
def test_registration_closes(client, event, at, seconds, is_taken):
    at(event.registration_closes_at, -30)
    request = new_request()

    at(event.registration_closes_at, seconds)
    send_form(client, event, request)

    assert Registration.objects.exists() is is_taken


@UNTIL
def test_registering_again_closes(client, event, at, seconds, is_taken):
    person = RegistrationFactory(event=event, cancelled=True)
    at(event.registration_closes_at, -30)
    response = opened(client, person, "cancel")

    at(event.registration_closes_at, seconds)
    press(client, response, "/reinscrire/")

    assert (Registration.objects.count() == 2) is is_taken


@UNTIL
def test_editing_ends_with_the_start(client, event, at, seconds, is_taken):
    person = RegistrationFactory(event=event, profile=event.profiles.first())
    at(event.starts_at, -30)
    response = opened(client, person, "edit")

    at(event.starts_at, seconds)
    press(client, response, "/modifier/", institution="IUT")

    person.refresh_from_db()
    assert (person.institution == "IUT") is is_taken


@UNTIL
def test_cancelling_ends_with_the_start(client, event, at, seconds, is_taken):
    person = RegistrationFactory(event=event)
    at(event.starts_at, -30)
    response = opened(client, person, "cancel")

    at(event.starts_at, seconds)
    press(client, response, "/annuler/")

    person.refresh_from_db()
    assert (person.status == Status.CANCELLED) is is_taken


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_whoever_edits_while_registration_closes_keeps_the_seat(
    client, event, at, seconds
):
    person = RegistrationFactory(event=event, profile=event.profiles.first())
    at(event.registration_closes_at, -30)
    response = opened(client, person, "edit")

    at(event.registration_closes_at, seconds)
    press(client, response, "/modifier/", institution="IUT")

    person.refresh_from_db()
    assert (person.status, person.institution) == (Status.CONFIRMED, "IUT")


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_an_address_is_corrected_while_registration_closes(client, event, at, seconds):
    at(event.registration_closes_at, -30)
    request = new_request()
    at(event.registration_closes_at, -20)
    send_form(client, event, request)

    at(event.registration_closes_at, seconds)
    client.post(page("recorded", event.slug), {"email": "zoe@example.net"})

    assert Registration.objects.get().email == "zoe@example.net"


@pytest.mark.parametrize(("seconds", "is_taken"), [(-1, True), (1, False)])
def test_an_address_is_corrected_for_an_hour(event, at, seconds, is_taken):
    client = Client()
    at(event.registration_opens_at, 0)
    request = new_request()
    at(event.registration_opens_at, 10)
    send_form(client, event, request)

    at(event.registration_opens_at, 3610 + seconds)
    client.post(page("recorded", event.slug), {"email": "zoe@example.net"})

    person = Registration.objects.get()
    assert (person.email == "zoe@example.net") is is_taken
