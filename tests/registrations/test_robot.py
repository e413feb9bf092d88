"""A robot opens every link of every mail first: nothing changes, and its reader gets
through with the same links."""

import pytest
from django.test import Client

from events.models import Membership, User
from registrations.models import Certificate, Notice, Registration, Status
from tests.posting_forms import posting_forms
from tests.registrations.robot import (
    Post,
    every_mail,
    everything_stored,
    links_of,
    open_every_link,
)

pytestmark = pytest.mark.django_db
PASSWORD = "another-long-enough-password"


@pytest.fixture
def robot() -> Post:
    """Every mail, once a robot has been through all of them."""
    post = every_mail("fr")
    open_every_link(post.links, times=1)
    return post


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_robot_changes_nothing(language):
    post = every_mail(language)
    before = everything_stored()

    open_every_link(post.links, times=3)

    after = everything_stored()
    assert {table for table in before if before[table] != after[table]} == set()


def test_every_mail_that_has_links_was_opened():
    post = every_mail("fr")
    without_links = {
        Notice.CANCELLED_BY_TEAM,
        Notice.ADDRESS_CHANGED,
        Notice.NOT_RECORDED,
    }

    assert set(post.mails) == set(Notice) - {Notice.TEST}
    assert {n for n, mail in post.mails.items() if not links_of(mail)} == without_links


def test_then_every_personal_link_still_opens(robot):
    opening = {link for link in robot.links if link.startswith("/i/")}
    pages = [Client().get(link, follow=True) for link in opening]

    assert {page.status_code for page in pages} == {200}
    assert {len(page.redirect_chain) for page in pages} == {1}
    assert len(opening) == 3  # the page, the one to cancel, and the certificate


def test_then_the_person_cancels_and_comes_back(robot, client):
    page = robot.follow(client, Notice.DAY_REMINDER, like="^/i/.+/annuler/$")

    press(client, page, "/annuler/")
    assert Registration.objects.filter(status=Status.CANCELLED).count() == 1

    again = client.get(page.request["PATH_INFO"])
    press(client, again, "/reinscrire/")
    assert Registration.objects.filter(status=Status.CONFIRMED).count() == 2


def test_then_the_person_edits(robot, client):
    page = robot.follow(client, Notice.CONFIRMED, like="^/i/")
    form = client.get(page.request["PATH_INFO"] + "modifier/")
    profile = form.context["event"].profiles.first().pk

    press(client, form, "/modifier/", institution="IUT", profile=profile)

    assert Registration.objects.filter(institution="IUT").count() == 1


def test_then_the_person_erases(robot, client):
    page = robot.follow(client, Notice.CONFIRMED, like="^/i/")

    press(client, client.get(page.request["PATH_INFO"] + "effacer/"), "/effacer/")

    assert Registration.objects.filter(erased_at=None).count() == 1


def test_then_the_person_takes_the_certificate(robot, client):
    page = robot.follow(client, Notice.CERTIFICATE, like="^/i/")
    assert not Certificate.objects.exists()

    page = press(client, page, "/attestation/")

    assert Certificate.objects.get().number in page.text


def test_then_the_organiser_stops_the_digest(robot, client):
    press(client, robot.follow(client, Notice.DIGEST, like="/resume/"))

    assert not Membership.objects.get().has_digest


def test_then_the_newcomer_chooses_a_password(robot, client):
    page = robot.follow(client, Notice.TEAM_INVITATION, like="/invitation/")

    press(client, page, name="Zoé", new_password1=PASSWORD, new_password2=PASSWORD)

    assert User.objects.get(name="Zoé").check_password(PASSWORD)


def test_then_the_password_is_chosen_anew(robot, client):
    page = robot.follow(client, Notice.PASSWORD_RESET, like="/reset/")

    press(client, page, new_password1=PASSWORD, new_password2=PASSWORD)

    assert any(user.check_password(PASSWORD) for user in User.objects.all())


def press(client: Client, page, action: str = "", **typed):
    """Post the form of a page whose action ends so, as it is shown, with this typed."""
    [form] = [form for form in posting_forms(page) if form.path.endswith(action)]
    return client.post(form.path, form.fields | typed, follow=True)
