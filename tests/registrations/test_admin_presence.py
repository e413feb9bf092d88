"""Presence and certificates in the admin: who may, what is asked, what is said."""

from datetime import timedelta

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils import timezone

from events.access import Role
from events.admin.confirm import CONFIRMED
from events.admin.of_event import ALL, PARAMETER
from programme.half_days import Half
from registrations import attendance, operations
from registrations.models import Certificate, Presence
from tests.factories import (
    CertificateFactory,
    EventFactory,
    MembershipFactory,
    PresenceFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """Ten days ago, from 9 h to 17 h."""
    day = timezone.localtime() - timedelta(days=10)
    starts_at = day.replace(hour=9, minute=0)
    return EventFactory(past=True, starts_at=starts_at)


def do(client, action, rows, *, of="registration", confirmed=True, **typed):
    data = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **typed}
    if confirmed:
        data[CONFIRMED] = "1"
    return client.post(page("changelist", of=of), data, follow=True)


def key(event, half=Half.MORNING) -> str:
    return f"{event.local_start.date()}/{half}"


def halves(person) -> list[str]:
    return [presence.half for presence in attendance.halves_present(person)]


# On the list of people


def test_the_page_that_asks_offers_the_half_days_of_the_event(event):
    person = RegistrationFactory(event=event)

    shown = do(member_of(event), "record_presence", [person], confirmed=False)

    assert "Record the presence of 1 person?" in shown.text
    assert f'value="{key(event)}"' in shown.text
    assert halves(person) == []


def test_presence_of_several_people_is_recorded_at_once(event):
    people = RegistrationFactory.create_batch(2, event=event)
    waiting = RegistrationFactory(event=event, waiting=True)
    client = member_of(event, Role.SECRETARY)

    shown = do(
        client,
        "record_presence",
        [*people, waiting],
        halves=[key(event), key(event, Half.AFTERNOON)],
        means="sheet",
    )

    assert [halves(person) for person in people] == [["morning", "afternoon"]] * 2
    assert halves(waiting) == []
    assert "4 half-days changed." in shown.text


def test_no_half_day_chosen_is_asked_again(event):
    person = RegistrationFactory(event=event)

    shown = do(member_of(event), "record_presence", [person], means="name")

    assert "Record the presence of 1 person?" in shown.text
    assert halves(person) == []


def test_presence_is_not_recorded_before_the_day():
    day = timezone.localtime() + timedelta(days=30)
    coming = EventFactory(starts_at=day.replace(hour=9))
    person = RegistrationFactory(event=coming)

    shown = do(
        member_of(coming),
        "record_presence",
        [person],
        halves=[key(coming)],
        means="name",
    )

    assert "Presence is recorded from the day itself on." in shown.text
    assert halves(person) == []


def test_people_of_several_events_have_no_half_days_in_common(event):
    organiser = MembershipFactory(event=event).user
    other = MembershipFactory(user=organiser, event=EventFactory(past=True)).event
    people = [RegistrationFactory(event=each) for each in (event, other)]

    client = client_of(organiser)
    shown = do(client, "record_presence", people, **{PARAMETER: ALL})

    assert "Choose the people of one event" in shown.text


def test_presence_is_taken_back(event):
    person = PresenceFactory(registration__event=event).registration

    shown = do(member_of(event), "undo_presence", [person], halves=[key(event)])

    assert halves(person) == []
    assert "1 half-day changed." in shown.text


def test_a_reader_sees_presence_and_changes_none(event):
    person = PresenceFactory(registration__event=event).registration
    client = member_of(event, Role.READER)

    refused = do(client, "record_presence", [person], halves=[key(event)])

    assert refused.status_code == 403
    assert "Record presence…" not in client.get(page("changelist")).text
    assert "M –" in client.get(page("changelist")).text


def test_the_list_shows_and_filters_presence_once_the_day_has_come(event):
    there = PresenceFactory(registration__event=event).registration
    RegistrationFactory(event=event)
    client = member_of(event)

    def found(value) -> list[str]:
        response = client.get(page("changelist"), {"presence": value})
        return [row.family_name for row in response.context["cl"].result_list]

    assert found("any") == found("morning") == [there.family_name]
    assert len(found("none")) == 1
    assert found("afternoon") == []
    assert len(client.get(page("changelist")).context["cl"].list_display) == 1 + 7


def test_before_the_day_the_list_shows_when_people_registered():
    coming = EventFactory()
    RegistrationFactory(event=coming)

    shown = member_of(coming).get(page("changelist")).text

    assert "– –" not in shown


@pytest.mark.parametrize("people", [1, 30])
def test_statements_of_the_list_of_people(event, people, django_assert_max_num_queries):
    client = member_of(event)
    for person in RegistrationFactory.create_batch(people, event=event):
        PresenceFactory(registration=person)
    client.get(page("changelist"))

    with django_assert_max_num_queries(8):
        client.get(page("changelist"))


def test_the_page_of_a_person_says_when_they_were_there(event):
    person = PresenceFactory(registration__event=event).registration
    do(member_of(event), "record_presence", [person], halves=[key(event, "afternoon")])

    shown = member_of(event).get(page("change", person.pk)).text

    assert "morning" in shown
    assert 'value="record_presence"' in shown
    assert 'value="issue_certificates"' in shown


def test_certificates_are_made_for_those_who_were_there(event):
    there = PresenceFactory(registration__event=event).registration
    absent = RegistrationFactory(event=event)
    client = member_of(event, Role.SECRETARY)

    asked = do(client, "issue_certificates", [there, absent], confirmed=False)
    made = do(client, "issue_certificates", [there, absent])

    assert "Make the certificate of 1 person?" in asked.text
    assert "1 certificate made." in made.text
    assert Certificate.objects.get().registration == there


def test_names_that_the_fonts_lack_are_told(event):
    person = PresenceFactory(
        registration__event=event, registration__family_name="李"
    ).registration

    made = do(member_of(event), "issue_certificates", [person])

    assert "lack letters of these names: Jeanne 李." in made.text


# Lists of their own


@pytest.mark.parametrize("role", [Role.READER, Role.ORGANISER])
def test_the_list_of_presences(event, role):
    actor = UserFactory(name="Claire Secrétaire")
    PresenceFactory(
        registration__event=event,
        registration__family_name="Durand",
        recorded_by=actor,
    )
    PresenceFactory(registration__event=EventFactory(past=True))
    client = member_of(event, role)

    response = client.get(page("changelist", of="presence"))

    assert response.context["cl"].result_count == 1
    for text in ["Durand", "morning", "sheet", "Claire Secrétaire"]:
        assert text in response.text
    assert ("Take back…" in response.text) == (role == Role.ORGANISER)


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"half__exact": "morning"}, 1),
        ({"half__exact": "afternoon"}, 0),
        ({"means__exact": "name"}, 0),
        ({"by": "0"}, 0),
        ({"q": "durand"}, 1),
        ({"q": "martin"}, 0),
    ],
)
def test_the_filters_and_the_search_of_presences(event, parameters, count):
    PresenceFactory(
        registration__event=event,
        registration__family_name="Durand",
        recorded_by=UserFactory(),
    )

    response = member_of(event).get(page("changelist", of="presence"), parameters)

    assert response.context["cl"].result_count == count


def test_a_presence_is_taken_back_from_its_list_after_a_page_that_asks(event):
    row = PresenceFactory(registration__event=event)
    client = member_of(event)

    asked = do(client, "undo", [row], of="presence", confirmed=False)
    assert "Take back 1 presence?" in asked.text
    assert Presence.objects.standing().count() == 1

    done = do(client, "undo", [row], of="presence")
    assert "1 presence taken back." in done.text
    assert Presence.objects.standing().count() == 0
    again = do(client, "undo", [row], of="presence")
    assert "taken back already" in again.text


@pytest.mark.parametrize("of", ["presence", "certificate"])
@pytest.mark.parametrize("rows", [0, 1, 30])
def test_statements_of_the_lists(event, of, rows, django_assert_max_num_queries):
    client = member_of(event)
    for _ in range(rows):
        person = RegistrationFactory(event=event)
        PresenceFactory(registration=person, recorded_by=UserFactory())
        CertificateFactory(event=event, registration=person)
    address = page("changelist", of=of)
    client.get(address)

    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


def test_organisers_alone_revoke(event):
    person = PresenceFactory(registration__event=event).registration
    certificate = operations.certificate_of(person)
    secretary = member_of(event, Role.SECRETARY)

    assert do(secretary, "revoke", [certificate], of="certificate").status_code == 403
    organiser = member_of(event)
    asked = do(organiser, "revoke", [certificate], of="certificate", confirmed=False)
    assert "Revoke 1 certificate?" in asked.text
    assert do(organiser, "revoke", [certificate], of="certificate").status_code == 200

    certificate.refresh_from_db()
    assert certificate.revoked_at


def test_certificates_are_found_by_number_and_by_name(event):
    person = RegistrationFactory(event=event, family_name="Durand")
    certificate = CertificateFactory(event=event, registration=person)
    CertificateFactory(event=event, registration=None)
    client = member_of(event)

    def found(words) -> list[str]:
        response = client.get(page("changelist", of="certificate"), {"q": words})
        return [row.number for row in response.context["cl"].result_list]

    assert found("durand") == [certificate.number]
    assert found(certificate.number.lower().replace("-", " ")) == [certificate.number]
    assert client.get(page("changelist", of="certificate"), {"state": "revoked"})


def test_the_list_of_another_event_is_not_shown(event):
    other = EventFactory(past=True)

    response = member_of(event).get(
        page("changelist", of="presence"), {PARAMETER: other.pk}
    )

    assert response.status_code == 404
