"""What the team does to registrations, from the list and from a page of one."""

from pathlib import Path

import pytest

import registrations.admin
from events.access import Role
from events.models import JournalEntry
from registrations.models import Message, Notice, Registration, Status
from tests.factories import EventFactory, MembershipFactory, RegistrationFactory
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db
Act = JournalEntry.Act
ACTIONS = ["cancel", "resend", "send_link", "give_place"]


@pytest.fixture
def event():
    return EventFactory(seats=3)


@pytest.fixture
def organiser(event):
    return member_of(event)


def choose(client, action, *people, **fields):
    """Tick people in the list and run an action."""
    data = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post(page("changelist"), data | {"index": 0} | fields)


def confirm(client, action, *people, **fields):
    """Press the button of the page that asks."""
    data = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post(page("changelist"), data | {"confirmed": "1"} | fields)


def said(client, response) -> list[str]:
    shown = client.get(response.url)
    return [str(message) for message in shown.context["messages"]]


def statuses(*people) -> list[str]:
    return [Registration.objects.get(pk=person.pk).status for person in people]


# The page that asks


@pytest.mark.parametrize(
    ("action", "traits", "question"),
    [
        ("cancel", {}, "Cancel 6 registrations?"),
        ("resend", {}, "Send the confirmation to 6 people again?"),
        ("send_link", {}, "Send their personal link to 6 people?"),
        ("give_place", {"waiting": True}, "Give a place to 6 people who are waiting?"),
    ],
)
def test_an_action_asks_first(event, organiser, action, traits, question):
    people = [
        RegistrationFactory(event=event, family_name=f"Nom {n}", **traits)
        for n in range(6)
    ]

    response = choose(organiser, action, *people)

    assert f"<h1>{question}</h1>" in response.text
    shown = [f"Nom {n}" in response.text for n in range(6)]
    assert shown == [True] * 5 + [False]
    assert "and 1 more" in response.text
    assert not Message.objects.exists()
    assert not JournalEntry.objects.exists()


def test_the_page_says_who_is_not_concerned(event, organiser):
    confirmed = RegistrationFactory(event=event)
    cancelled = RegistrationFactory.create_batch(2, event=event, cancelled=True)

    response = choose(organiser, "cancel", confirmed, *cancelled)

    assert "Cancel 1 registration?" in response.text
    assert "2 other people in the selection are not concerned." in response.text


@pytest.mark.parametrize(
    ("action", "traits", "sentence"),
    [
        ("cancel", {"cancelled": True}, "has a registration to cancel"),
        ("resend", {"cancelled": True}, "can be sent a confirmation"),
        ("resend", {"email": None}, "can be sent a confirmation"),
        ("send_link", {"email": None}, "has an email address"),
        ("give_place", {}, "is on the waiting list"),
    ],
)
def test_an_action_that_concerns_nobody_says_so(
    event, organiser, action, traits, sentence
):
    person = RegistrationFactory(event=event, **traits)

    [message] = said(organiser, choose(organiser, action, person))

    assert message == f"Nobody in this selection {sentence}."


def test_too_many_people_at_once_are_refused(event, organiser):
    Registration.objects.bulk_create(RegistrationFactory.build_batch(1001, event=event))
    [first, *_others] = Registration.objects.all()

    response = choose(organiser, "cancel", first, select_across=1)

    assert said(organiser, response) == ["Select 1000 rows at most."]


# Cancelling


def test_cancelling_tells_the_person_why(event, organiser):
    person = RegistrationFactory(event=event)

    response = confirm(organiser, "cancel", person, reason="Doublon", has_mail="on")

    assert said(organiser, response) == ["1 registration cancelled."]
    person.refresh_from_db()
    assert person.status == Status.CANCELLED
    assert (person.cancelled_by, person.cancellation_reason) == ("team", "Doublon")
    [message] = Message.objects.all()
    assert message.notice == Notice.CANCELLED_BY_TEAM
    assert message.context == {"reason": "Doublon"}
    [entry] = JournalEntry.objects.all()
    assert (entry.act, entry.subject) == (
        Act.REGISTRATION_CANCELLED,
        person.reference,
    )


def test_cancelling_without_a_mail(event, organiser):
    confirm(organiser, "cancel", RegistrationFactory(event=event), reason="Doublon")

    assert Registration.objects.get().is_cancelled
    assert not Message.objects.exists()


def test_cancelling_needs_a_reason(event, organiser):
    person = RegistrationFactory(event=event)

    response = confirm(organiser, "cancel", person, reason=" \u200b ")

    assert response.status_code == 200
    assert "This field is required." in response.text
    assert statuses(person) == [Status.CONFIRMED]


def test_a_freed_place_goes_to_whoever_waits_and_is_not_cancelled_too(event, organiser):
    confirmed = RegistrationFactory.create_batch(3, event=event)
    first, second = RegistrationFactory.create_batch(2, event=event, waiting=True)

    response = confirm(organiser, "cancel", confirmed[0], first, reason="Doublon")

    assert said(organiser, response) == ["2 registrations cancelled."]
    assert statuses(confirmed[0], first, second) == [
        Status.CANCELLED,
        Status.CANCELLED,
        Status.CONFIRMED,
    ]
    assert [m.notice for m in Message.objects.all()] == [Notice.PROMOTED]


def test_cancelling_twice_changes_nothing(event, organiser):
    person = RegistrationFactory(event=event)
    address = page("changelist") + "?status__exact=confirmed"
    data = {
        "action": "cancel",
        "_selected_action": [person.pk],
        "confirmed": "1",
        "reason": "Doublon",
    }

    first, second = [organiser.post(address, data) for _time in range(2)]

    assert first.url == second.url == address
    assert said(organiser, second) == [
        "1 registration cancelled.",
        "0 registrations cancelled.",
    ]
    assert JournalEntry.objects.count() == 1


# Mails


def test_the_confirmation_is_sent_again(event, organiser):
    confirmed = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, waiting=True)

    response = confirm(organiser, "resend", confirmed, waiting)

    assert said(organiser, response) == ["2 messages are on their way."]
    assert {m.registration: m.notice for m in Message.objects.all()} == {
        confirmed: Notice.CONFIRMED,
        waiting: Notice.WAITING,
    }
    assert {e.act for e in JournalEntry.objects.all()} == {Act.MAIL_RESENT}


def test_the_personal_link_is_sent(event, organiser):
    person = RegistrationFactory(event=event, language="en")

    response = confirm(organiser, "send_link", person)

    assert said(organiser, response) == ["1 message is on its way."]
    [message] = Message.objects.all()
    assert (message.notice, message.to) == (Notice.PERSONAL_LINK, person.email)
    assert (message.event, message.language) == (event, "en")
    [entry] = JournalEntry.objects.all()
    assert (entry.act, entry.subject) == (Act.MAIL_RESENT, person.reference)


# Giving a place


def test_giving_a_place_above_the_seats_is_warned_about_and_journalled(
    event, organiser
):
    RegistrationFactory.create_batch(2, event=event)
    people = RegistrationFactory.create_batch(3, event=event, waiting=True)

    asked = choose(organiser, "give_place", *people)
    response = confirm(organiser, "give_place", *people)

    assert f"{event}: 2 people more than there are free seats." in asked.text
    assert said(organiser, response) == ["3 places given."]
    assert statuses(*people) == [Status.CONFIRMED] * 3
    assert JournalEntry.objects.filter(details__over_capacity=True).count() == 2


def test_giving_a_free_place_warns_of_nothing(event, organiser):
    person = RegistrationFactory(event=event, waiting=True)

    response = choose(organiser, "give_place", person)

    assert "more than there are" not in response.text


# From the page of one registration


def test_an_action_from_the_page_returns_there(event, organiser):
    person = RegistrationFactory(event=event)
    address = page("change", person.pk)
    data = {"CHANGE_FORM-action": "cancel", "_selected_action": person.pk}

    asked = organiser.post(address, data | {"index": 0})
    response = organiser.post(address, data | {"confirmed": "1", "reason": "Doublon"})

    assert "Cancel 1 registration?" in asked.text
    assert response.url == address
    assert said(organiser, response) == ["1 registration cancelled."]
    assert statuses(person) == [Status.CANCELLED]


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ({}, ["resend", "send_link", "cancel"]),
        ({"waiting": True}, ["resend", "send_link", "give_place", "cancel"]),
        ({"cancelled": True}, ["send_link"]),
        ({"email": None}, ["cancel"]),
    ],
)
def test_the_page_offers_what_would_change_something(
    event, organiser, traits, expected
):
    person = RegistrationFactory(event=event, **traits)

    response = organiser.get(page("change", person.pk))

    choices = response.context["action_form"].fields["action"].choices
    assert [name for name, _label in choices if name] == expected


# Who may


@pytest.mark.parametrize("action", ACTIONS)
def test_a_reader_does_nothing(event, action):
    person = RegistrationFactory(event=event, waiting=True)
    reader = member_of(event, Role.READER)

    codes = [
        step(reader, action, person, reason="x").status_code
        for step in (choose, confirm)
    ]

    assert codes == [403, 403]
    assert statuses(person) == [Status.WAITING]
    assert not Message.objects.exists()


@pytest.mark.parametrize("action", [*ACTIONS, "export_selection"])
def test_the_people_of_others_are_not_found(event, organiser, action):
    foreign = RegistrationFactory(waiting=True)

    codes = [
        step(organiser, action, foreign, reason="x").status_code
        for step in (choose, confirm)
    ]

    assert codes == [404, 404]
    assert statuses(foreign) == [Status.WAITING]
    assert not Message.objects.exists()


def test_the_people_of_others_are_left_out_of_a_selection(event, organiser):
    own = RegistrationFactory(event=event)
    foreign = RegistrationFactory(family_name="Secret")

    asked = choose(organiser, "cancel", own, foreign)
    confirm(organiser, "cancel", own, foreign, reason="Doublon")

    assert "Secret" not in asked.text
    assert statuses(own, foreign) == [Status.CANCELLED, Status.CONFIRMED]


@pytest.mark.parametrize("action", ACTIONS)
def test_one_row_that_one_may_only_read_refuses_the_whole(event, action):
    read = EventFactory()
    user = MembershipFactory(event=event).user
    MembershipFactory(event=read, user=user, role=Role.READER)
    people = [
        RegistrationFactory(event=event, waiting=True),
        RegistrationFactory(event=read, waiting=True),
    ]

    response = confirm(client_of(user), action, *people, reason="x")

    assert response.status_code == 403
    assert statuses(*people) == [Status.WAITING] * 2


@pytest.mark.parametrize("key", ["x", "", "1e3", "9" * 30, "-1"])
def test_odd_keys_are_refused(event, organiser, key):
    RegistrationFactory(event=event)
    data = {"action": "cancel", "_selected_action": [key], "confirmed": "1"}

    response = organiser.post(page("changelist"), data | {"reason": "x"})

    assert response.status_code in {400, 404}
    assert not JournalEntry.objects.exists()


def test_nothing_in_the_admin_sets_a_status():
    """Statuses change through registrations.operations, and mails are written there."""
    [folder] = registrations.admin.__path__
    code = "".join(path.read_text() for path in Path(folder).glob("*.py"))

    written = [".status = ", "status=", ".save()", ".update(", "bulk_", "outbox"]
    assert [word for word in written if word in code] == []
