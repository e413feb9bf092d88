"""The log of mails: read only, without links, and what can be sent again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import JournalEntry
from registrations.models import Failure, Message, Notice
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def organiser(event):
    return member_of(event)


def write(registration, notice=Notice.CONFIRMED, **fields) -> Message:
    defaults = {"event": registration.event, "to": registration.email}
    return Message.objects.create(
        registration=registration, notice=notice, **defaults | fields
    )


def log(client, **parameters):
    return client.get(page("changelist", of="message"), parameters)


def rows(response) -> list[Message]:
    return [*response.context["cl"].result_list]


def confirm(client, *rows):
    data = {"action": "send_again", "_selected_action": [row.pk for row in rows]}
    return client.post(page("changelist", of="message"), data | {"confirmed": "1"})


def said(client, response) -> list[str]:
    return [str(message) for message in client.get(response.url).context["messages"]]


def test_the_log_says_what_became_of_each_mail(event, organiser):
    now = timezone.now()
    person = RegistrationFactory(event=event, email="jeanne@example.org")
    write(person)
    write(person, sent_at=now)
    write(person, failed_at=now, failure=Failure.UNKNOWN_ADDRESS)
    write(person, withdrawn_at=now)

    response = log(organiser)

    assert len(rows(response)) == 4
    for text in [
        "jeanne@example.org",
        "Confirmation",
        "Waiting to be sent",
        "✓ Sent",
        "! Not delivered",
        "Address unknown at example.org",
        "Nobody to send it to",
    ]:
        assert text in response.text


def test_an_empty_log_says_when_the_first_mail_leaves(organiser):
    assert "The first one leaves with the first registration." in log(organiser).text


@pytest.mark.parametrize("messages", [1, 30])
def test_statements_of_the_log(event, organiser, django_assert_num_queries, messages):
    for person in RegistrationFactory.create_batch(messages, event=event):
        write(person)
    log(organiser)

    with django_assert_num_queries(7):
        response = log(organiser)

    assert len(rows(response)) == messages


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"delivery": "failed"}, 1),
        ({"delivery": "pending"}, 1),
        ({"delivery": "anything"}, 0),
        ({"notice__exact": "waiting"}, 1),
        ({"q": "JEANNE@"}, 2),
        ({"q": "jeanne@example.org"}, 2),
        ({"q": "%"}, 0),
        ({"q": "_"}, 0),
    ],
)
def test_filters_and_search(event, organiser, parameters, count):
    person = RegistrationFactory(event=event, email="jeanne@example.org")
    write(person, failed_at=timezone.now())
    write(person, Notice.WAITING)

    assert len(rows(log(organiser, **parameters))) == count


@pytest.mark.parametrize(
    "parameter", ["context__contains", "message_id", "to__startswith", "failure"]
)
def test_no_other_parameter_filters(organiser, parameter):
    assert log(organiser, **{parameter: "a"}).status_code in {302, 400}


def test_a_mail_is_looked_at_and_not_changed(event):
    person = RegistrationFactory(event=event)
    message = write(person, context={"reason": "secret"})
    superuser = client_of(UserFactory(superuser=True))
    address = page("change", message.pk, of="message")

    response = superuser.get(address)

    assert response.status_code == 200
    assert page("change", person.pk) in response.text
    assert 'name="_save"' not in response.text
    for hidden in ["secret", message.message_id, person.key, person.public_id]:
        assert hidden not in response.text
    assert superuser.post(address, {"to": "a@example.org"}).status_code == 403
    assert superuser.get(page("add", of="message")).status_code == 403
    delete = page("delete", message.pk, of="message")
    assert superuser.post(delete, {"post": "yes"}).status_code == 403


# Sending again


def test_a_failed_mail_is_sent_again_to_the_present_address(event, organiser):
    person = RegistrationFactory(event=event, email="right@example.org")
    message = write(person, to="wrong@example.org", failed_at=timezone.now())

    response = confirm(organiser, message)

    assert said(organiser, response) == ["1 message is on its way."]
    [new] = Message.objects.pending()
    assert (new.to, new.notice) == ("right@example.org", Notice.CONFIRMED)
    [entry] = JournalEntry.objects.all()
    assert (entry.act, entry.subject) == (
        JournalEntry.Act.MAIL_RESENT,
        person.reference,
    )


def test_a_mail_says_what_holds_today(event, organiser):
    person = RegistrationFactory(event=event)
    message = write(person, Notice.WAITING, sent_at=timezone.now())

    confirm(organiser, message)

    assert [m.notice for m in Message.objects.pending()] == [Notice.CONFIRMED]


def test_a_confirmation_of_what_was_cancelled_is_not_sent(event, organiser):
    person = RegistrationFactory(event=event, cancelled=True)
    message = write(person, sent_at=timezone.now())

    response = confirm(organiser, message)

    assert said(organiser, response) == ["0 messages are on their way."]
    assert not Message.objects.pending().exists()


def test_the_mail_of_a_cancellation_is_sent_again_with_its_reason(event, organiser):
    person = RegistrationFactory(event=event, cancelled=True)
    context = {"reason": "Doublon"}
    message = write(
        person, Notice.CANCELLED_BY_TEAM, context=context, failed_at=timezone.now()
    )

    confirm(organiser, message)

    [new] = Message.objects.pending()
    assert (new.notice, new.context) == (Notice.CANCELLED_BY_TEAM, context)


def test_a_personal_link_is_sent_again(event, organiser):
    RegistrationFactory(event=event, email="jeanne@example.org", language="en")
    message = Message.objects.create(
        event=event,
        notice=Notice.PERSONAL_LINK,
        to="jeanne@example.org",
        language="en",
        failed_at=timezone.now(),
    )

    confirm(organiser, message)

    [new] = Message.objects.pending()
    assert (new.notice, new.to, new.language) == (message.notice, message.to, "en")


def test_a_mail_that_has_not_left_is_not_sent_twice(event, organiser):
    message = write(RegistrationFactory(event=event))
    chosen = {"action": "send_again", "_selected_action": message.pk, "index": 0}

    response = organiser.post(page("changelist", of="message"), chosen)

    assert said(organiser, response) == [
        "These messages have not left yet: they are not sent twice."
    ]
    assert Message.objects.count() == 1


def test_sending_again_asks_first(event, organiser):
    message = write(RegistrationFactory(event=event), sent_at=timezone.now())
    chosen = {"action": "send_again", "_selected_action": message.pk, "index": 0}

    response = organiser.post(page("changelist", of="message"), chosen)

    assert "Send 1 message again?" in response.text
    assert Message.objects.count() == 1


# Roles


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.ORGANISER, 200), (Role.SECRETARY, 200), (Role.READER, 403)],
)
def test_roles(event, role, code):
    message = write(RegistrationFactory(event=event))
    client = member_of(event, role)

    assert log(client).status_code == code
    assert log(client, **{PARAMETER: event.pk}).status_code == code
    address = page("change", message.pk, of="message")
    assert client.get(address).status_code == code


def test_the_mails_of_others_are_not_found(event, organiser):
    foreign = write(RegistrationFactory(), sent_at=timezone.now())
    without_event = Message.objects.create(
        notice=Notice.PASSWORD_RESET, to="a@example.org", language="fr"
    )

    for message in [foreign, without_event]:
        address = page("change", message.pk, of="message")
        assert organiser.get(address).status_code == 404
        assert confirm(organiser, message).status_code == 404
    assert rows(log(organiser, **{PARAMETER: "all"})) == []
    assert Message.objects.count() == 2


def test_a_superuser_sees_the_mails_of_the_site():
    Message.objects.create(
        notice=Notice.PASSWORD_RESET, to="a@example.org", language="fr"
    )
    superuser = client_of(UserFactory(superuser=True))

    assert len(rows(log(superuser, **{PARAMETER: "all"}))) == 1


@pytest.mark.parametrize(("since", "count"), [("1", 1), ("7", 2), ("x", 3)])
def test_the_log_is_narrowed_to_a_period(event, organiser, since, count):
    for days in (0, 3, 40):
        Message.objects.create(
            event=event,
            notice=Notice.CONFIRMED,
            to="jeanne@example.org",
            language="fr",
            created_at=timezone.now() - timedelta(days=days),
        )

    response = organiser.get(
        reverse("admin:registrations_message_changelist"), {"since": since}
    )

    assert len(response.context["cl"].result_list) == count


def test_more_than_a_page_that_asks_can_hold(event, organiser):
    person = RegistrationFactory(event=event)
    Message.objects.bulk_create(
        Message(
            event=event,
            registration=person,
            notice=Notice.CONFIRMED,
            to=person.email,
            sent_at=timezone.now(),
        )
        for _number in range(1001)
    )
    every = {"_selected_action": Message.objects.first().pk, "select_across": 1}

    response = organiser.post(
        page("changelist", of="message"),
        every | {"action": "send_again", PARAMETER: event.pk},
    )

    assert said(organiser, response) == ["Select 1000 rows at most."]
    assert Message.objects.count() == 1001
