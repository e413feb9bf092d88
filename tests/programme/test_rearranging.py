"""The operation behind « Réorganiser », whatever a page would send."""

from datetime import time

import pytest

from events.models import Event
from programme import operations
from programme.models import Contribution, Session
from programme.operations import (
    Move,
    ProgrammeRefusedError,
    Rearrangement,
    RowsMovedError,
    Standing,
)
from tests.factories import ContributionFactory, RoomFactory, UserFactory
from tests.programme.days import DAY, add_row, study_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return study_day()


@pytest.fixture
def row(event):
    return add_row(event, time(9), time(10))


def rearrange(event, *moves, away=()):
    wanted = Rearrangement(moves, dict(away))
    return operations.rearrange(event, wanted, actor=UserFactory())


def at(hour, *talks, room=None):
    keys = tuple(talk.pk for talk in talks)
    return Standing(DAY, time(hour), time(hour + 1), room, talks=keys)


def test_a_room_of_another_event_is_refused(event, row):
    other = RoomFactory()

    with pytest.raises(ProgrammeRefusedError):
        rearrange(event, Move(row.pk, at(9, room=other.pk), at(9)))

    assert Session.objects.get().room is None


def test_a_contribution_of_another_event_is_refused(event, row):
    other = ContributionFactory()

    with pytest.raises(ProgrammeRefusedError):
        rearrange(event, Move(row.pk, at(9, other), at(9)))
    with pytest.raises(ProgrammeRefusedError):
        rearrange(event, Move(row.pk, at(9), at(9)), away={other.pk: row.pk})

    assert Contribution.objects.get().session == other.session


def test_a_contribution_is_neither_lost_nor_doubled(event, row):
    talk = ContributionFactory(session=row)
    other = add_row(event, time(10), time(11))

    for talks in ([], [talk, talk]):
        moves = Move(row.pk, at(9, *talks), at(9, talk)), Move(other.pk, at(10), at(10))
        with pytest.raises(ProgrammeRefusedError):
            rearrange(event, *moves)


def test_a_row_of_another_event_is_not_there(event):
    other = add_row(study_day(), time(9), time(10))

    with pytest.raises(RowsMovedError) as refusal:
        rearrange(event, Move(other.pk, at(11), at(9)))

    assert refusal.value.now == {other.pk: None}


def test_the_second_of_two_same_moves_is_told(event, row):
    move = Move(row.pk, at(11), at(9))
    assert rearrange(event, move) == 1

    with pytest.raises(RowsMovedError) as refusal:
        rearrange(event, move)

    assert refusal.value.now == {row.pk: at(11)}


def test_readers_see_the_moves_once_they_are_published(client, event, row):
    page = f"/{event.slug}/programme/"
    rearrange(event, Move(row.pk, at(16), at(9)))
    assert "16\u00a0h" not in client.get(page).text

    operations.publish(Event.objects.get(), actor=UserFactory())

    assert "16\u00a0h" in client.get(page).text
