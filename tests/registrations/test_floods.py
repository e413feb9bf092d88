"""Floods: seen among honest people, and purged in one act."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import Event, JournalEntry
from registrations import floods, operations
from registrations.models import (
    Message,
    Needs,
    Notice,
    Origin,
    Presence,
    Registration,
    Submission,
)
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.team import member_of, page

pytestmark = pytest.mark.django_db
PAGE = page("floods")


def came(event, count, *, source="", at=None, seconds=0.0, **traits):
    """So many people, one every so many seconds."""
    at = at or timezone.now().replace(second=0, microsecond=0) - timedelta(hours=3)
    return Registration.objects.bulk_create(
        RegistrationFactory.build(
            event=event,
            source=source,
            registered_at=at + timedelta(seconds=seconds * number),
            email_key=f"{uuid4()}@example.org",
            **traits,
        )
        for number in range(count)
    )


def mailed(people, **outcome):
    Message.objects.bulk_create(
        Message(
            event=person.event,
            registration=person,
            notice=Notice.CONFIRMED,
            to=person.email,
            **outcome,
        )
        for person in people
    )


@pytest.fixture
def event():
    return EventFactory(seats=None)


# What is seen


def test_many_from_one_network_are_a_group(event):
    flood = came(event, 12, source="a", seconds=1)
    mailed(flood[:3], sent_at=timezone.now())
    mailed(flood[3:12], failed_at=timezone.now())
    came(event, 9, source="b")

    [group] = floods.groups_of(event)

    assert (group.source, group.count, group.confirmed) == ("a", 12, 12)
    assert (group.reached, group.failed) == (3, 9)
    assert group.last_at - group.first_at == timedelta(seconds=11)
    assert [*floods.registrations_of(event, ["a"])] == sorted(
        flood, key=lambda person: person.sort_key
    )


def test_a_sample_shows_five_names_and_domains(event):
    came(
        event, 12, source="a", given_name="Xq", family_name="Zt", email="q@spam.example"
    )

    [group] = floods.groups_of(event)

    assert group.sample == ["Xq Zt (spam.example)"] * 5


def test_minutes_that_follow_one_another_are_one_burst(event):
    start = datetime(2026, 3, 2, 9, tzinfo=timezone.get_current_timezone())
    came(event, 60, at=start, seconds=6)  # ten a minute, six minutes long
    came(event, 30, at=start + timedelta(hours=1), seconds=1, waiting=True)
    came(event, 19, at=start + timedelta(hours=2))
    came(event, 40, at=start + timedelta(hours=3), seconds=60)

    first, second = floods.groups_of(event)

    assert (first.count, first.confirmed, second.count) == (60, 60, 30)
    assert (second.waiting, second.confirmed) == (30, 0)
    assert len(first.people) == len(second.people) == 5
    assert floods.registrations_of(event, [first.key]).count() == 60


def test_a_flood_from_many_networks_is_a_burst(event):
    now = timezone.now().replace(second=0, microsecond=0)
    Registration.objects.bulk_create(
        RegistrationFactory.build(event=event, source=f"n{n}", registered_at=now)
        for n in range(25)
    )
    came(event, 30, source="a", at=now)

    network, burst = floods.groups_of(event)

    assert (network.count, burst.count) == (30, 25)
    assert floods.registrations_of(event, [burst.key]).count() == 25
    assert floods.registrations_of(event, [burst.key, network.key]).count() == 55
    assert not floods.registrations_of(event, ["2026", "", "b"]).exists()


def test_people_whom_the_team_knows_are_no_flood(event):
    came(event, 30, source="a", origin=Origin.TEAM)
    present = came(event, 30, source="b")
    Presence.objects.bulk_create(
        Presence(registration=person, date="2026-03-02", half="morning", means="name")
        for person in present
    )

    assert floods.groups_of(event) == []


def test_the_page_lets_one_tell_a_lecture_hall_from_a_machine(event):
    hall = came(event, 30, source="hall", given_name="Jeanne", family_name="Martin")
    mailed(hall, sent_at=timezone.now())
    machine = came(event, 40, source="machine", given_name="xkq", family_name="zzv")
    mailed(machine, failed_at=timezone.now())

    text = member_of(event).get(PAGE).text

    for shown in [
        "40 registrations",
        "30 registrations",
        "from one network",
        "xkq zzv (example.org)",
        "Jeanne Martin (example.org)",
        "40 people not reached",
        "30 people reached",
        "Confirmed: 30",
        "A lecture hall looks like this too",
    ]:
        assert shown in text
    assert Registration.objects.count() == 70


@pytest.mark.parametrize("groups", [1, 25])
def test_statements_of_the_page(event, groups, django_assert_max_num_queries):
    client = member_of(event)
    for number in range(groups):
        at = timezone.now() - timedelta(hours=number)
        came(event, 10, source=f"s{number}", at=at)
        came(event, 20, at=at.replace(second=0), seconds=1)
    client.get(PAGE)

    with django_assert_max_num_queries(8):
        response = client.get(PAGE, {PARAMETER: event.pk})

    assert len(response.context["groups"]) == 2 * groups


def test_nothing_came_in_a_flood(event):
    assert "Nothing came in a flood." in member_of(event).get(PAGE).text


# What is purged


def test_a_purge_takes_all_that_came_with_a_registration_and_tells_nobody():
    event = EventFactory(seats=2)
    machine = came(event, 2, source="a")
    mailed(machine)
    Needs.objects.create(registration=machine[0], text="x")
    Submission.objects.create(
        event=event,
        request_key="k",
        fingerprint="f",
        answers={},
        registration=machine[0],
        outcome="confirmed",
        is_new=True,
    )
    honest = RegistrationFactory(event=event, waiting=True)
    actor = UserFactory()

    gone = operations.purge(event, [person.pk for person in machine], actor=actor)

    assert gone == 2
    [left] = Registration.objects.all()
    assert (left.pk, left.status) == (honest.pk, "confirmed")
    assert [(m.notice, m.to) for m in Message.objects.all()] == [
        (Notice.PROMOTED, honest.email)
    ]
    assert not Needs.objects.exists()
    assert not Submission.objects.exists()
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor, entry.details) == (
        "flood_purged",
        actor,
        {"count": 2},
    )


def test_places_are_not_given_to_fakes_that_go_next():
    """H06: fakes have the seats and wait before an honest person."""
    event = EventFactory(seats=3)
    fakes = came(event, 3, source="a")
    fakes += came(event, 20, source="b", waiting=True)
    honest = RegistrationFactory.create_batch(2, event=event, waiting=True)

    operations.purge(event, [person.pk for person in fakes], actor=UserFactory())

    assert [*event.registrations.confirmed()] == sorted(
        honest, key=lambda person: person.sort_key
    )
    assert Message.objects.count() == 2


def test_whoever_was_there_stays():
    event = EventFactory()
    [person] = came(event, 1, source="a")
    Presence.objects.create(
        registration=person, date="2026-03-02", half="morning", means="name"
    )

    assert operations.purge(event, [person.pk], actor=UserFactory()) == 0
    assert Registration.objects.exists()
    assert not JournalEntry.objects.exists()


def test_people_of_another_event_stay():
    event, other = EventFactory.create_batch(2)
    [stranger] = came(other, 1, source="a")

    assert operations.purge(event, [stranger.pk], actor=UserFactory()) == 0
    assert Registration.objects.exists()


def test_five_thousand_go_in_one_act_while_others_wait_little(
    django_assert_max_num_queries,
):
    """Two statements for each place that is passed on; few for those who go."""
    event = EventFactory(seats=100)
    fakes = came(event, 100, source="a")
    fakes += came(event, 4900, source="a", waiting=True)
    mailed(fakes)
    honest = RegistrationFactory.create_batch(100, event=event, waiting=True)
    actor = UserFactory()

    with django_assert_max_num_queries(300):
        gone = operations.purge(event, [one.pk for one in fakes], actor=actor)

    assert gone == 5000
    assert event.registrations.confirmed().count() == len(honest) == 100


def test_more_than_a_portion_is_purged_and_served_once(monkeypatch):
    monkeypatch.setattr("registrations.operations.floods.ROWS_AT_A_TIME", 10)
    event = EventFactory(seats=5)
    fakes = came(event, 5, source="a") + came(event, 20, source="a", waiting=True)
    honest = RegistrationFactory(event=event, waiting=True)

    assert operations.purge(event, [f.pk for f in fakes], actor=UserFactory()) == 25
    assert [row.to for row in Message.objects.all()] == [honest.email]
    assert Registration.objects.get().is_confirmed


# The pages


def test_from_the_ticked_groups_to_an_empty_list(event):
    came(event, 30, source="a", family_name="Zt")
    honest = RegistrationFactory(event=event)
    client = member_of(event)

    asked = client.post(PAGE, {"group": ["a"], PARAMETER: event.pk})
    later = came(event, 1, source="a", family_name="Later")

    assert "<h1>Delete 30 registrations?</h1>" in asked.text
    assert asked.text.count("Zt</strong>") == 5
    assert "and 25 more" in asked.text
    assert "30 of them have places" in asked.text
    assert Registration.objects.count() == 32

    keys = asked.context["keys"]
    done = client.post(asked.context["address"], {"keys": keys, "confirmed": 1})
    again = client.post(asked.context["address"], {"keys": keys, "confirmed": 1})

    assert done.status_code == again.status_code == 302
    assert {p.pk for p in Registration.objects.all()} == {honest.pk, later[0].pk}
    said = [str(one) for one in client.get(done.url).context["messages"]]
    assert said == ["30 registrations deleted.", "0 registrations deleted."]
    assert JournalEntry.objects.filter(act="flood_purged").count() == 1


def test_from_the_list_of_registrations(event):
    fakes = came(event, 60, source="a", family_name="Zt", search_key="zt")
    honest = RegistrationFactory(event=event)
    client = member_of(event)
    data = {
        "action": "purge",
        "index": 0,
        "select_across": 1,
        "_selected_action": [fakes[0].pk],
    }

    asked = client.post(page("changelist") + "?q=zt", data)
    assert "<h1>Delete 60 registrations?</h1>" in asked.text
    keys = asked.context["keys"]
    client.post(asked.context["address"], {"keys": keys, "confirmed": 1})

    assert [*Registration.objects.all()] == [honest]


@pytest.mark.parametrize("keys", ["", "x", "1,", "1;2", "9" * 19, ",".join("0" * 9000)])
def test_keys_that_make_no_sense_delete_nothing(event, keys):
    came(event, 1)

    answer = member_of(event).post(PAGE, {"keys": keys, "confirmed": 1})

    assert answer.status_code == 302
    assert Registration.objects.count() == 1


def test_nothing_ticked_says_so(event):
    client = member_of(event)

    answer = client.post(PAGE)

    [said] = client.get(answer.url).context["messages"]
    assert str(said) == "There is nothing to delete in this selection."


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_organisers_alone_purge(event, role):
    [person] = came(event, 1)
    client = member_of(event, role)
    posted = {"keys": person.pk, "confirmed": 1}
    action = {"action": "purge", "index": 0, "_selected_action": [person.pk]}

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, posted).status_code == 403
    assert client.post(page("changelist"), action).status_code == 403
    assert "Sent in floods" not in client.get(page("changelist")).text
    assert Registration.objects.exists()


def test_an_organiser_purges_at_the_own_event_alone(event):
    other = EventFactory()
    [stranger] = came(other, 1)
    client = member_of(event)

    answer = client.post(f"{PAGE}?{PARAMETER}={other.pk}", {"keys": stranger.pk})
    client.post(PAGE, {"keys": stranger.pk, "confirmed": 1})

    assert answer.status_code == 404
    assert Registration.objects.exists()


def test_names_are_text_on_the_page(event):
    came(event, 12, source="a", family_name="<script>alert(1)</script>")
    client = member_of(event)

    shown = client.get(PAGE).text
    asked = client.post(PAGE, {"group": ["a"]}).text

    assert "<script>alert" not in shown + asked
    assert "&lt;script&gt;alert" in shown
    assert Event.objects.count() == 1
