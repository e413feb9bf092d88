"""A forgotten password, from the page to the new password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from events.models import User
from registrations.accounts import password_reset_link
from registrations.models import Message, Notice
from tests.factories import PASSWORD, MembershipFactory, UserFactory
from tests.registrations.team import client_of

pytestmark = pytest.mark.django_db
NEW = "another-long-enough-password"
ASK = "/organisation/mot-de-passe/"


def open_link(client, user) -> str:
    """Follow the link of the mail; the address without the token."""
    path = password_reset_link(user).removeprefix("https://colloque.example")
    response = client.get(path)
    assert response.status_code == 302
    return response.url


def choose(client, address, password=NEW, again=None):
    fields = {"new_password1": password, "new_password2": again or password}
    return client.post(address, fields)


@pytest.mark.parametrize("typed", ["user@example.org", " User@Example.org "])
def test_a_known_address_gets_one_mail(client, typed):
    user = UserFactory(email="user@example.org", language="en")

    response = client.post(ASK, {"email": typed})

    assert response.url == "/organisation/mot-de-passe/envoye/"
    message = Message.objects.pending().get()
    assert (message.notice, message.user) == (Notice.PASSWORD_RESET, user)
    assert (message.to, message.language) == (user.email, "en")


@pytest.mark.parametrize("is_active", [None, False])
def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, is_active):
    known = UserFactory()
    if is_active is not None:
        UserFactory(email="x@example.org", is_active=is_active)
    with CaptureQueriesContext(connection) as for_known:
        first = client.post(ASK, {"email": known.email})
    with CaptureQueriesContext(connection) as for_unknown:
        second = client.post(ASK, {"email": "x@example.org"})

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert len(for_known) == len(for_unknown)
    assert Message.objects.pending().count() == 1


@pytest.mark.parametrize("address", ["", "x", "a@localhost", "a@b.fr\nBcc: c@d.fr"])
def test_an_impossible_address_is_a_mistake(client, address):
    response = client.post(ASK, {"email": address})

    assert response.status_code == 200
    assert "Erreur" in response.text
    assert not Message.objects.exists()


def test_the_link_is_of_the_site_and_in_the_language():
    user = UserFactory()

    with translation.override("en"):
        link = password_reset_link(user)

    assert re.match(
        r"https://colloque\.example/en/organisation/mot-de-passe/reset/\w+/", link
    )


def test_a_new_password_opens_and_the_old_one_does_not(client):
    user = MembershipFactory().user

    response = choose(client, open_link(client, user))

    assert response.url == "/organisation/mot-de-passe/choisi/"
    assert client.get(response.url).status_code == 200
    assert Client().login(username=user.email, password=NEW)
    assert not Client().login(username=user.email, password=PASSWORD)


def test_a_link_works_once(client):
    user = UserFactory()
    path = password_reset_link(user).removeprefix("https://colloque.example")
    choose(client, open_link(client, user))

    response = Client().get(path)

    assert response.status_code == 200
    assert "Ce lien ne fonctionne plus" in response.text


def test_a_link_works_for_a_day(client):
    user = UserFactory()
    path = password_reset_link(user).removeprefix("https://colloque.example")

    with time_machine.travel(timezone.now() + timedelta(hours=26)):
        assert "Ce lien ne fonctionne plus" in client.get(path).text


@pytest.mark.parametrize("path", ["MQ/x-y", "%C3%A9/x", "99999999999999999999/x-y"])
def test_an_odd_link_is_answered(client, path):
    response = client.get(f"{ASK}reset/{path}/")

    assert response.status_code == 200
    assert "Ce lien ne fonctionne plus" in response.text


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("court", None),
        ("motdepasse12", "motdepasse13"),
        ("123456789012", None),
        ("password1234", None),
    ],
)
def test_a_poor_password_is_refused(client, password, again):
    user = UserFactory()

    response = choose(client, open_link(client, user), password, again)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_other_sessions_end_with_a_new_password(client):
    user = MembershipFactory().user
    elsewhere = client_of(user)
    assert elsewhere.get("/organisation/").status_code == 200

    choose(client, open_link(client, user))

    assert elsewhere.get("/organisation/").status_code == 302
    assert get_user(elsewhere).is_anonymous


def test_a_change_of_password_ends_other_sessions_and_keeps_this_one():
    user = MembershipFactory().user
    here, elsewhere = client_of(user), client_of(user)
    fields = {"new_password1": NEW, "new_password2": NEW, "old_password": PASSWORD}

    response = here.post(reverse("admin:password_change"), fields)

    assert response.url == reverse("admin:password_change_done")
    assert here.get("/organisation/").status_code == 200
    assert elsewhere.get("/organisation/").status_code == 302


def test_an_account_that_is_closed_leaves_at_once():
    user = MembershipFactory().user
    client = client_of(user)
    assert client.get("/organisation/").status_code == 200

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/organisation/").status_code == 302


def test_a_role_that_is_taken_away_ends_at_once():
    membership = MembershipFactory()
    client = client_of(membership.user)
    address = reverse("admin:events_event_change", args=[membership.event_id])
    assert client.get(address).status_code == 200

    membership.delete()

    assert client.get(address).status_code == 302


def test_the_sign_in_page_leads_to_a_new_password(client):
    text = client.get(reverse("admin:login")).text

    assert f'href="{ASK}"' in text
    assert "Mot de passe oublié" in text


def test_the_door_does_not_sign_in_here(client):
    user = MembershipFactory(role="door").user
    fields = {"username": user.email, "password": PASSWORD}

    response = client.post(reverse("admin:login"), fields)

    assert response.status_code == 200
    assert get_user(client).is_anonymous


def test_an_address_signs_in_whatever_its_case(client):
    user = MembershipFactory(user__email="user@example.org").user
    fields = {"username": "User@Example.ORG", "password": PASSWORD}

    client.post(reverse("admin:login"), fields)

    assert get_user(client) == user


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"],
)
def test_signing_in_stays_on_the_site(client, target):
    user = MembershipFactory().user
    fields = {"username": user.email, "password": PASSWORD, "next": target}

    response = client.post(reverse("admin:login"), fields)

    assert response.url == "/organisation/"
