"""M15: who is invited, what the link does, and when it dies."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import teams
from events.access import Role
from events.models import Membership, User
from registrations import mails, operations
from registrations.models import Message, Notice
from tests.factories import EventFactory, MembershipFactory, UserFactory
from tests.registrations.letter_writing import BEFORE_THE_CUT_OFF, french, study_day
from tests.registrations.team import member_of

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe assez long"
TYPED = {
    "name": "Dominique Martin",
    "new_password1": PASSWORD,
    "new_password2": PASSWORD,
}


def invited(event, address="dominique@example.org", role=Role.SECRETARY):
    membership = Membership(event=event, role=role)
    teams.invite(membership, address=address, actor=UserFactory(language="fr"))
    return membership


def link_in(mail) -> str:
    [link] = re.findall(r"https://colloque\.example(/\S+)", mail.body)
    return link


def invitation() -> str:
    return link_in(mails.render(Message.objects.latest("pk")))


def open_link(path: str, client=None):
    return (client or Client()).get(path, follow=True)


def choose_password(path: str):
    client = Client()
    page = open_link(path, client)
    return client.post(page.request["PATH_INFO"], TYPED, follow=True)


def test_an_address_without_an_account_gets_one_without_a_password():
    invited(EventFactory(), address="Dominique@Example.org")

    user = User.objects.get(email="dominique@example.org")
    assert user.name == "Dominique"
    assert not user.has_usable_password()
    message = Message.objects.get()
    assert (message.notice, message.to) == (Notice.TEAM_INVITATION, user.email)


@pytest.mark.parametrize(
    ("role", "word"),
    [
        (Role.ORGANISER, "organisation"),
        (Role.SECRETARY, "secrétariat"),
        (Role.DOOR, "accueil"),
        (Role.READER, "lecture"),
    ],
)
def test_the_words_for_a_newcomer(role, word):
    with time_machine.travel(BEFORE_THE_CUT_OFF):
        invited(study_day(), role=role)
        mail = mails.render(Message.objects.get())

    assert mail.subject == french("Vous rejoignez l’équipe de la journée du 22~mai")
    assert mail.body.replace(link_in(mail), "{link}") == french(f"""\
Vous rejoignez l’équipe de la journée du mercredi 22~mai 2019, Partenariat \
2019~: {word}.

Choisissez votre mot de passe (lien valable 7 jours)~:

https://colloque.example{{link}}

Une question~: contact@example.org
""")


def test_the_words_for_somebody_who_has_a_password():
    user = UserFactory(language="en")
    with time_machine.travel(BEFORE_THE_CUT_OFF):
        invited(study_day(), address=user.email)
        mail = mails.render(Message.objects.get())

    assert mail.body == french("""\
You are joining the team for the study day on Wednesday 22~May 2019, Partenariat 2019: \
secretary.

Sign in with your usual password:

https://colloque.example/en/organisation/login/

Questions: contact@example.org
""")


def test_the_link_gives_a_name_and_a_password_once():
    membership = invited(EventFactory())
    path = invitation()

    choose_password(path)

    membership.user.refresh_from_db()
    assert membership.user.name == "Dominique Martin"
    assert membership.user.check_password(PASSWORD)
    assert "Ce lien ne fonctionne plus" in open_link(path).text


def test_reading_the_link_uses_nothing_up():
    invited(EventFactory())
    path = invitation()
    for _visit in range(5):
        assert "Choisissez votre mot de passe" in open_link(path).text
        Client().head(path)

    assert choose_password(path).status_code == 200
    assert User.objects.get(name="Dominique Martin").check_password(PASSWORD)


def test_the_token_leaves_the_address():
    invited(EventFactory())
    path = invitation()

    page = open_link(path)

    assert path.split("/")[-2] not in page.request["PATH_INFO"]


@pytest.mark.parametrize(("days", "works"), [(6.9, True), (7.1, False)])
def test_it_works_for_seven_days(days, works):
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        invited(EventFactory())
        path = invitation()
        traveller.shift(timedelta(days=days))

        assert ("Choisissez" in open_link(path).text) is works


def test_it_dies_with_the_membership():
    membership = invited(EventFactory())
    path = invitation()

    membership.delete()

    assert "Ce lien ne fonctionne plus" in open_link(path).text


@pytest.mark.parametrize(
    "change",
    [
        {"key": "renewed"},
        {"expires_at": timezone.now()},
        {"accepted_at": None},
    ],
)
def test_it_dies_when_the_membership_ends(change):
    invited(EventFactory())
    path = invitation()

    Membership.objects.update(**change)

    assert "Ce lien ne fonctionne plus" in open_link(path).text


def test_a_newer_invitation_replaces_the_link():
    membership = invited(EventFactory())
    old = invitation()

    teams.invite_again(membership)

    assert "Ce lien ne fonctionne plus" in open_link(old).text
    assert "Choisissez" in open_link(invitation()).text


def test_a_link_serves_one_account():
    first = invited(EventFactory())
    other = invited(EventFactory(), address="autre@example.org")
    path = invitation().replace(f"/{other.pk}/", f"/{first.pk}/", 1)

    assert "Ce lien ne fonctionne plus" in open_link(path).text


@pytest.mark.parametrize("key", ["x", "²", "1" * 40, "0"])
def test_anything_else_opens_nothing(key, client):
    path = reverse("registrations:join", args=[key, f"{key}:x:y"])

    assert "Ce lien ne fonctionne plus" in open_link(path).text


# On the page of the event


def team_form(client, event, **typed) -> dict:
    form = client.get(reverse("admin:events_event_change", args=[event.pk]))
    data = {}
    for bound in form.context["adminform"].form:
        if (value := bound.value()) not in (None, False):
            data[bound.html_name] = "on" if value is True else value
    for wrapped in form.context["inline_admin_formsets"]:
        for bound in wrapped.formset.management_form:
            data[bound.html_name] = bound.value()
        for row in wrapped.formset:
            for bound in row:
                if (value := bound.value()) not in (None, False):
                    data[bound.html_name] = value
    return data | typed


def test_the_team_sends_an_invitation_again():
    event = EventFactory()
    membership = MembershipFactory(event=event, role=Role.READER)
    client = member_of(event)
    data = team_form(client, event, **{"memberships-0-is_invited_again": "on"})

    client.post(reverse("admin:events_event_change", args=[event.pk]), data)

    key = membership.key
    membership.refresh_from_db()
    assert membership.key != key
    assert Message.objects.get().membership == membership


def test_an_invitation_of_the_log_is_sent_again_by_organisers():
    event = EventFactory()
    invited(event)
    [message] = Message.objects.all()
    secretary = MembershipFactory(event=event, role=Role.SECRETARY).user
    organiser = MembershipFactory(event=event).user

    assert not operations.send_again(message, actor=secretary)
    assert operations.send_again(message, actor=organiser)
    assert Message.objects.count() == 2


def test_an_organiser_chooses_to_have_no_digest():
    event = EventFactory()
    client = member_of(event)
    data = team_form(client, event)
    assert data.pop("receives_digest") == "on"

    client.post(reverse("admin:events_event_change", args=[event.pk]), data)

    assert not event.memberships.get().has_digest
    assert "receives_digest" not in team_form(client, event)
