"""Erasing by hand, and that nobody who is erased shows anywhere in the admin."""

import pytest

from events.access import Role
from events.journal import Act
from events.models import JournalEntry
from registrations import operations
from registrations.models import Message, Registration
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(seats=1)


@pytest.fixture
def person(event):
    return RegistrationFactory(event=event, family_name="Lovelace")


@pytest.fixture
def superuser():
    return client_of(UserFactory(superuser=True))


def post(client, *people, **fields):
    data = {"action": "erase", "_selected_action": [person.pk for person in people]}
    return client.post(page("changelist"), data | {"index": 0} | fields)


def test_the_page_asks_first(superuser, person):
    response = post(superuser, person)

    assert "<h1>Erase the data of 1 person?</h1>" in response.text
    assert "Lovelace" in response.text
    assert "Nothing can be brought back." in response.text
    assert Registration.objects.kept().exists()


def test_a_person_is_erased_and_the_place_passed_on(superuser, person, event):
    waiting = RegistrationFactory(event=event, waiting=True)
    again = RegistrationFactory(event=event, email=person.email, cancelled=True)

    response = post(superuser, person, again, confirmed="1")

    assert response.url == page("changelist")
    [said] = superuser.get(response.url).context["messages"]
    assert str(said) == "2 registrations erased."
    assert list(Registration.objects.kept()) == [waiting]
    assert [mail.to for mail in Message.objects.all()] == [waiting.email]
    entry = JournalEntry.objects.get(act=Act.PERSON_ERASED)
    assert entry.actor.is_superuser
    assert entry.details == {}


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.SECRETARY, Role.READER])
def test_only_superusers_erase(event, person, role):
    client = member_of(event, role)

    assert "Anonymise…" not in client.get(page("changelist")).text
    assert post(client, person, confirmed="1").status_code == 403
    assert Registration.objects.kept().exists()


def test_it_is_offered_on_the_page_of_a_person(superuser, person):
    address = page("change", person.pk)
    assert "Anonymise…" in superuser.get(address).text
    data = {
        "CHANGE_FORM-action": "erase",
        "_selected_action": person.pk,
        "confirmed": "1",
    }

    response = superuser.post(address, data)

    assert response.url == page("changelist")
    assert superuser.get(address).status_code == 404
    assert superuser.post(address, data).status_code == 404


def test_who_is_erased_is_no_person_any_more(superuser, person):
    before = person.reference
    other = RegistrationFactory(event=person.event, family_name="Byron")
    operations.erase_person(person)
    after = Registration.objects.get(pk=person.pk).reference

    listed = superuser.get(page("changelist")).context["cl"].queryset
    assert list(listed) == [other]
    for words in ["Lovelace", before, after]:
        found = superuser.get(page("changelist"), {"q": words})
        assert not found.context["cl"].queryset.exists()
    export = superuser.post(
        page("export"),
        {"event__id__exact": person.event_id, "people": "all", "format": "csv"},
    )
    assert after not in b"".join(export).decode()
    for action in ["resend", "send_link", "cancel", "give_place", "erase"]:
        answer = superuser.post(
            page("changelist"),
            {"action": action, "_selected_action": [person.pk], "confirmed": "1"},
        )
        assert answer.status_code == 404
