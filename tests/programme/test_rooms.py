"""Rooms of an event: where rows take place, at the same time if need be."""

from datetime import time

import pytest

from events.access import Role
from events.models import Event
from programme import checks, timetable
from programme.models import Room
from tests import page_forms
from tests.factories import EventFactory, MembershipFactory, RoomFactory
from tests.programme.days import add_row, study_day

pytestmark = pytest.mark.django_db

ROOMS = "/organisation/programme/room/"
ROWS = "/organisation/programme/session/"


@pytest.fixture
def event(client):
    event = study_day()
    client.force_login(MembershipFactory(event=event, role=Role.SECRETARY).user)
    return event


def page_of(room):
    return f"{ROOMS}{room.pk}/change/"


def add(client, event, **values):
    fields = {"name_fr": "Amphi", "position": "1", **values, "_save": ""}
    return client.post(f"{ROOMS}add/?event={event.pk}", fields)


def test_a_room_is_added_to_the_event_of_the_list(client, event):
    response = add(client, event, name_en="Lecture hall", capacity="120")

    room = Room.objects.get()
    assert (room.event, room.name_fr, room.capacity) == (event, "Amphi", 120)
    assert response.url.endswith(f"event__id__exact={event.pk}")
    assert Event.objects.get().programme_version == event.programme_version + 1


def test_two_rooms_of_an_event_have_two_names(client, event):
    RoomFactory(event=event, name_fr="Amphi")

    response = add(client, event)

    assert "Cette journée a déjà une salle de ce nom." in response.text
    assert Room.objects.count() == 1
    RoomFactory(event=EventFactory(), name_fr="Amphi")  # elsewhere it is another one


def test_the_list_says_how_many_rows_are_there(client, event):
    room = RoomFactory(event=event, capacity=40)
    add_row(event, time(9), room=room)
    add_row(event, time(10), room=room)
    RoomFactory(name_fr="Ailleurs")

    text = client.get(ROOMS).text

    assert '<td class="field-rows">2</td>' in text
    assert "Ailleurs" not in text


@pytest.mark.parametrize("rooms", [1, 30])
def test_the_list_costs_the_same(client, event, rooms, django_assert_max_num_queries):
    for room in RoomFactory.create_batch(rooms, event=event):
        add_row(event, time(9), room=room)
    client.get(ROOMS)

    with django_assert_max_num_queries(8):
        assert len(client.get(ROOMS).context["cl"].result_list) == rooms


def test_rows_keep_the_name_of_a_room_that_is_deleted(client, event):
    room = RoomFactory(event=event, name_fr="Amphi", name_en="Lecture hall")
    row = add_row(event, time(9), room=room)

    client.post(f"{ROOMS}{room.pk}/delete/", {"post": "yes"})

    row.refresh_from_db()
    assert (row.room, row.place_fr, row.place_en) == (None, "Amphi", "Lecture hall")


def test_the_form_of_a_row_offers_the_rooms_of_its_event(client, event):
    room = RoomFactory(event=event)
    other = RoomFactory()
    row = add_row(event, time(9))

    page_forms.save(client, f"{ROWS}{row.pk}/change/", "session_form", room=room.pk)
    row.refresh_from_db()
    assert (row.room, row.sequence) == (room, 1)

    page_forms.save(client, f"{ROWS}{row.pk}/change/", "session_form", room=other.pk)
    row.refresh_from_db()
    assert row.room == room


def test_the_list_of_rows_shows_the_room_else_the_place(client, event):
    room = RoomFactory(event=event, name_fr="Amphi")
    add_row(event, time(9), room=room, place_fr="")
    add_row(event, time(10), place_fr="Hall")

    text = client.get(ROWS).text

    assert '<td class="field-shown_place">Amphi</td>' in text
    assert '<td class="field-shown_place">Hall</td>' in text


def test_the_name_of_a_room_is_its_place_everywhere(client, event):
    rooms = RoomFactory.create_batch(2, event=event)
    for room in rooms:
        add_row(event, time(9), time(10), room=room)

    programme = timetable.of_event(event)

    assert [str(row.place) for row in programme.rows] == [str(room) for room in rooms]
    assert all(row.is_parallel for row in programme.rows)
    assert checks.same_room_overlaps(programme) == ()


def test_a_renamed_room_is_shown_to_readers_once_published(client, event):
    room = RoomFactory(event=event, name_fr="Amphi")
    add_row(event, time(9), room=room)

    page_forms.save(client, page_of(room), "room_form", name_fr="Salle B")

    page = client.get(f"/{event.slug}/programme/")
    assert "Amphi" in page.text
    assert [str(row.place) for row in timetable.of_event(event).rows] == ["Salle B"]


def test_calendars_follow_a_room_to_its_new_name(client, event):
    room = RoomFactory(event=event, name_fr="Amphi")
    row = add_row(event, time(9), room=room)

    for fields in ({"capacity": "90"}, {"name_fr": "Grand amphi"}):
        page_forms.save(client, page_of(room), "room_form", **fields)

    row.refresh_from_db()
    assert row.sequence == 1
