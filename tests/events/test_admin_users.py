"""Accounts belong to superusers; nobody raises their own rights."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from events.models import User
from tests.factories import PASSWORD, EventFactory, UserFactory
from tests.page_forms import filled_in, save
from tests.registrations.team import client_of, member_of

pytestmark = pytest.mark.django_db
LIST = "/organisation/events/user/"
NEW = {
    "email": " New.Person@Example.org ",
    "name": "Nouvelle Personne",
    "language": "fr",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def superuser():
    return client_of(UserFactory(superuser=True))


def test_a_superuser_makes_an_account(superuser):
    response = superuser.post(f"{LIST}add/", {**NEW, "may_create_events": "on"})

    user = User.objects.get(email="new.person@example.org")
    assert response.url == f"{LIST}{user.pk}/change/"
    assert user.check_password(PASSWORD)
    assert (user.may_create_events, user.is_superuser) == (True, False)


def test_an_address_has_one_account(superuser):
    UserFactory(email="new.person@example.org")

    response = superuser.post(f"{LIST}add/", NEW)

    assert "email" in response.context["adminform"].form.errors


def test_a_superuser_changes_an_account_and_its_password(superuser):
    user = UserFactory()
    address = f"{LIST}{user.pk}/"
    password = {"password1": "a-new-long-password", "password2": "a-new-long-password"}

    save(superuser, f"{address}change/", "user_form", name="Autre Nom")
    superuser.post(f"{address}password/", {**password, "usable_password": "true"})

    user.refresh_from_db()
    assert user.name == "Autre Nom"
    assert user.check_password("a-new-long-password")


def test_an_account_shows_no_password(superuser):
    user = UserFactory()

    text = superuser.get(f"{LIST}{user.pk}/change/").text

    assert user.password not in text


@pytest.mark.parametrize("address", ["", "add/", "{}/change/", "{}/password/"])
def test_an_organiser_reaches_no_account(address):
    user = UserFactory()
    client = member_of(EventFactory())
    for key in (user.pk, client.session["_auth_user_id"]):
        path = LIST + address.format(key)
        for response in (client.get(path), client.post(path, {"is_superuser": "on"})):
            assert response.status_code in {403, 404}

    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("lookup", ["password__startswith", "email__startswith"])
def test_the_list_filters_by_what_it_declares(superuser, lookup):
    assert superuser.get(LIST, {lookup: "x"}).status_code in {302, 400}


@pytest.mark.parametrize(
    "field", ["is_staff", "user_permissions", "groups", "joined_at"]
)
def test_what_the_form_does_not_show_is_not_taken(superuser, field):
    user = UserFactory()
    address = f"{LIST}{user.pk}/change/"
    assert field not in filled_in(superuser.get(address), "user_form")

    save(superuser, address, "user_form", **{field: "1"})

    assert not User.objects.get(pk=user.pk).is_staff


def test_groups_are_not_used():
    assert not admin.site.is_registered(Group)
