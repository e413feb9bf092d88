"""« Liste d’attente »: who is next, why nothing is given, and what the team does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import Event, JournalEntry
from registrations.models import Message, Notice, Registration
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.letter_writing import (
    AFTER_THE_CUT_OFF,
    BEFORE_THE_CUT_OFF,
    study_day,
)
from tests.registrations.letter_writing import french as typography
from tests.registrations.team import member_of, page

pytestmark = pytest.mark.django_db
LIST = page("changelist", of="waitingperson")


@pytest.fixture
def event():
    return EventFactory(seats=1)


@pytest.fixture
def organiser(event):
    return member_of(event)


@pytest.fixture
def line(event):
    RegistrationFactory(event=event)
    return [
        RegistrationFactory(
            event=event, waiting=True, given_name="Anne", family_name=name
        )
        for name in ["Zola", "Martin", "Béguin", "Martin-Roux"]
    ]


def rows(response) -> list[tuple]:
    people = response.context["cl"].result_list
    return [(person.rank, person.family_name) for person in people]


def post(client, action, *people, **fields):
    data = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post(LIST, data | {"index": 0} | fields)


def said(client, response) -> list[str]:
    return [str(one) for one in client.get(response.url).context["messages"]]


# The list


def test_the_list_shows_who_waits_in_order(organiser, line):
    response = organiser.get(LIST)

    assert rows(response) == [
        (1, "Zola"),
        (2, "Martin"),
        (3, "Béguin"),
        (4, "Martin-Roux"),
    ]
    for text in ["Rank", "Family name", "First name", "Since", "State"]:
        assert f">{text}<" in response.text
    assert page("change", line[0].pk) in response.text


def test_a_search_does_not_change_the_ranks(organiser, line):
    assert rows(organiser.get(LIST, {"q": "martin"})) == [
        (2, "Martin"),
        (4, "Martin-Roux"),
    ]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("given", ["Given", "Given, cancelled"]),
        ("left", ["Left"]),
        ("all", ["Zola", "Given", "Given, cancelled", "Left"]),
        ("nonsense", []),
    ],
)
def test_who_was_given_a_place_and_who_left(event, organiser, state, shown):
    now = timezone.now()
    waited = {"queued_at": now, "promoted_at": now}
    cancelled = {"status": "cancelled", "cancelled_at": now, "cancelled_by": "person"}
    for name, values in {
        "Zola": {"waiting": True},
        "Given": {**waited, "queue_order": 2000000},
        "Given, cancelled": {**waited, **cancelled, "queue_order": 2000001},
        "Left": {"queued_at": now, **cancelled, "queue_order": 2000002},
        "Never waited": {},
    }.items():
        RegistrationFactory(event=event, family_name=name, **values)

    response = organiser.get(LIST, {"state": state})

    assert [name for _rank, name in rows(response)] == shown


def test_nobody_waits(organiser):
    response = organiser.get(LIST)

    assert "Nobody is waiting." in response.text


def test_a_person_leads_to_the_registration(organiser, line):
    response = organiser.get(page("change", line[0].pk, of="waitingperson"))

    assert response.url == page("change", line[0].pk)


def statements_of_the_list(people, django_assert_max_num_queries):
    event = EventFactory(seats=0)
    client = member_of(event)
    Registration.objects.bulk_create(
        RegistrationFactory.build_batch(people, event=event, waiting=True)
    )
    client.get(LIST)
    with django_assert_max_num_queries(8) as queries:
        response = client.get(LIST, {PARAMETER: event.pk})
    assert response.context["cl"].result_count == people
    assert rows(response)[49][0] == 50
    return len(queries)


def test_statements_do_not_grow_with_the_line(django_assert_max_num_queries):
    counts = {
        statements_of_the_list(people, django_assert_max_num_queries)
        for people in (100, 2000)
    }

    assert len(counts) == 1


# The head says why


def head(event, time_machine, at):
    time_machine.move_to(at, tick=False)
    response = member_of(event).get(LIST.replace("/en/", "/"))
    return response.context["cl"].sentence


def with_people(event, *, confirmed, waiting):
    RegistrationFactory.create_batch(confirmed, event=event)
    RegistrationFactory.create_batch(
        waiting, event=event, waiting=True, given_name="Jeanne", family_name="Martin"
    )
    return event


@pytest.mark.parametrize(
    ("seats", "confirmed", "waiting", "changes", "at", "sentence"),
    [
        (
            1,
            1,
            2,
            {},
            BEFORE_THE_CUT_OFF,
            "0 place libre. La prochaine place libérée ira à Jeanne Martin, jusqu’au "
            "21~mai à 21~h.",
        ),
        (
            3,
            1,
            5,
            {},
            AFTER_THE_CUT_OFF,
            "2 places libres. Attribution automatique arrêtée depuis le 21~mai à "
            "21~h~: attribuez-les à la main.",
        ),
        (
            2,
            1,
            5,
            {},
            AFTER_THE_CUT_OFF,
            "1 place libre. Attribution automatique arrêtée depuis le 21~mai à "
            "21~h~: attribuez-la à la main.",
        ),
        (
            1,
            1,
            5,
            {},
            AFTER_THE_CUT_OFF,
            "0 place libre. Attribution automatique arrêtée depuis le 21~mai à 21~h.",
        ),
        (
            1,
            1,
            1,
            {"postponed_at": BEFORE_THE_CUT_OFF},
            BEFORE_THE_CUT_OFF,
            "Aucune attribution~: la journée est reportée.",
        ),
        (
            1,
            1,
            1,
            {"cancelled_at": BEFORE_THE_CUT_OFF, "type": "seminar"},
            BEFORE_THE_CUT_OFF,
            "Aucune attribution~: le séminaire est annulé.",
        ),
        (
            1,
            1,
            1,
            {"published_at": None},
            BEFORE_THE_CUT_OFF,
            "Aucune attribution~: la journée n’est pas publiée.",
        ),
        (
            1,
            2,
            1,
            {},
            BEFORE_THE_CUT_OFF,
            "2 inscriptions pour 1 place. Aucune attribution tant qu’aucune place "
            "ne se libère.",
        ),
        (4, 1, 0, {}, BEFORE_THE_CUT_OFF, "3 places libres."),
        (None, 1, 0, {}, BEFORE_THE_CUT_OFF, "Nombre de places illimité."),
    ],
)
def test_the_head_says_who_is_next_or_why_nobody_is(
    time_machine, seats, confirmed, waiting, changes, at, sentence
):
    event = with_people(study_day(seats=seats), confirmed=confirmed, waiting=waiting)
    Event.objects.filter(pk=event.pk).update(**changes)

    assert head(event, time_machine, at) == typography(sentence)


# What the team does


def test_giving_a_place_from_the_list(organiser, line):
    asked = post(organiser, "give_place", line[1])
    assert "Give a place to 1 person who is waiting?" in asked.text

    response = post(organiser, "give_place", line[1], confirmed=1)

    assert said(organiser, response) == ["1 place given."]
    assert Registration.objects.get(pk=line[1].pk).is_confirmed
    assert Message.objects.get().notice == Notice.PROMOTED


def test_taking_somebody_off_the_list_needs_a_reason_and_tells_them(organiser, line):
    asked = post(organiser, "take_off", line[0])
    assert "Take 1 person off the waiting list?" in asked.text
    again = post(organiser, "take_off", line[0], confirmed=1)
    assert "This field is required" in again.text

    response = post(
        organiser, "take_off", line[0], confirmed=1, reason="Doublon", has_mail="on"
    )

    assert said(organiser, response) == ["1 person is off the waiting list."]
    mail = Message.objects.get()
    assert (mail.notice, mail.context) == (
        Notice.CANCELLED_BY_TEAM,
        {"reason": "Doublon"},
    )
    history = organiser.get(page("change", line[0].pk)).text
    assert "took somebody off the waiting list (Doublon)" in history


def test_moving_up_and_down_names_the_place_and_asks_why(organiser, line):
    asked = post(organiser, "move_up", line[2])
    assert "Present place in the line: 3." in asked.text
    assert 'name="rank" value="2"' in asked.text
    assert "required" in post(organiser, "move_up", line[2], confirmed=1).text

    moved = post(
        organiser, "move_up", line[2], confirmed=1, rank=2, reason="Intervient"
    )
    again = post(
        organiser, "move_up", line[2], confirmed=1, rank=2, reason="Intervient"
    )
    down = post(organiser, "move_down", line[0], confirmed=1, rank=4, reason="Demande")

    assert moved.url == again.url == down.url
    assert said(organiser, down) == [
        "Anne Béguin now has place 2 in the line.",
        "Nothing to change.",
        "Anne Zola now has place 4 in the line.",
    ]
    assert [name for _rank, name in rows(organiser.get(LIST))] == [
        "Béguin",
        "Martin",
        "Martin-Roux",
        "Zola",
    ]
    assert JournalEntry.objects.filter(act="line_reordered").count() == 2
    history = organiser.get(page("change", line[2].pk)).text
    assert "from place 3 in the line to place 2: Intervient" in history


@pytest.mark.parametrize(
    "rank", ["0", "-1", "1e9", "99999999999999999999", "deux", "", "1000001"]
)
def test_a_place_that_makes_no_sense_gets_a_sentence(organiser, line, rank):
    response = post(
        organiser, "move_up", line[1], confirmed=1, rank=rank, reason="Demande"
    )

    assert response.status_code == 200
    assert not JournalEntry.objects.exists()


def test_one_person_is_moved_at_a_time(organiser, line):
    response = post(organiser, "move_up", *line[:2])

    assert said(organiser, response) == ["Select one person who is waiting."]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.ORGANISER, {"give_place", "take_off", "move_up", "move_down"}),
        (Role.SECRETARY, {"give_place", "take_off"}),
        (Role.READER, set()),
    ],
)
def test_who_may_do_what(event, line, role, offered):
    client = member_of(event, role)

    form = client.get(LIST).context["action_form"]
    found = {name for name, _label in form.fields["action"].choices} if form else set()
    refused = {
        action
        for action in ["give_place", "take_off", "move_up", "move_down"]
        if post(client, action, line[0]).status_code == 403
    }

    assert found - {""} == offered
    assert refused == {"give_place", "take_off", "move_up", "move_down"} - offered


def test_the_line_of_others_is_not_found(organiser, line):
    stranger = RegistrationFactory(waiting=True)

    assert post(organiser, "move_up", stranger).status_code == 404
    assert organiser.get(LIST, {PARAMETER: stranger.event_id}).status_code == 404


def test_moving_up_the_queue_of_a_cut_off_moved_later_serves_it(event, line):
    Event.objects.filter(pk=event.pk).update(
        seats=2, promotion_stops_at=timezone.now() - timedelta(hours=1)
    )
    moved = Event.objects.get(pk=event.pk)
    moved.promotion_stops_at = timezone.now() + timedelta(hours=1)
    moved.save(update_fields=["promotion_stops_at"])

    assert Registration.objects.get(pk=line[0].pk).is_confirmed
