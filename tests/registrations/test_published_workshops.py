"""Workshops whose rows the team has changed and not yet published: what is offered
exists, nobody loses a seat, and nothing that nobody has read decides anything."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from events import operations as event_operations
from events.models import Event
from programme import kept
from programme import operations as programme_operations
from programme.half_days import half_days
from programme.models import Session
from programme.operations import ProgrammeRefusedError
from registrations import operations, own_data, workshops
from registrations.desk import WorkshopRefused
from registrations.forms.registration import new_request
from registrations.letters.workshops import of_workshops
from registrations.models import Message, Notice, Registration, WorkshopPlace
from registrations.next_steps import welcome_place
from tests.factories import (
    EventFactory,
    RegistrationFactory,
    RoomFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.registrations.answering import sign_up
from tests.registrations.test_workshops import (
    HAS,
    WAITS,
    holder_of,
    newcomer,
    places_of,
    waits_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def event():
    """Of one day, whatever the hour at which the tests run."""
    start = timezone.now().replace(hour=8, minute=0) + timedelta(days=30)
    return EventFactory(starts_at=start, ends_at=start + timedelta(hours=9))


@pytest.fixture
def x(event):
    """At 14 h, with one seat, in the programme that readers see."""
    return WorkshopFactory(event=event, title_fr="X")


@pytest.fixture
def team():
    return UserFactory(superuser=True)


def change(session, team, **values) -> Session:
    """In the working copy alone."""
    session = Session.objects.get(pk=session.pk)
    for name, value in values.items():
        setattr(session, name, value)
    programme_operations.save_session(session, actor=team)
    return session


def remove(session, team) -> None:
    programme_operations.remove_sessions([session], actor=team)


def publish(event, team) -> None:
    programme_operations.publish(event, actor=team)


def again(event) -> Event:
    return Event.objects.get(pk=event.pk)


def offered(event) -> list[str]:
    return [str(row.title) for row in workshops.offered(again(event)).values()]


GONE = {
    "deleted": remove,
    "hidden": lambda session, team: change(session, team, is_hidden=True),
    "open to all": lambda session, team: change(
        session, team, takes_sign_ups=False, seats=None
    ),
}


@pytest.fixture(params=GONE)
def gone(request, event, x, team):
    """A workshop that readers see and that the team has taken away."""
    assert offered(event) == ["X"]
    GONE[request.param](x, team)
    return x


def test_what_was_taken_away_is_offered_to_nobody(client, event, gone):
    form = client.get(reverse("registrations:register", args=[event.slug]))
    page = client.get(reverse("programme:programme", args=[event.slug]))

    assert offered(event) == []
    assert "workshop_" not in form.text
    assert "X</h3>" in page.text


def test_whoever_had_the_form_open_is_asked_again(event, gone):
    key = gone.pk or 10**6

    with pytest.raises(WorkshopRefused, match="no longer offered"):
        sign_up(again(event), workshops=(key,))

    assert not Registration.objects.exists()


def test_a_form_posted_with_it_is_shown_again(client, event, x, team, time_machine):
    now = timezone.now()
    time_machine.move_to(now - timedelta(seconds=10), tick=False)
    request = new_request()
    time_machine.move_to(now, tick=False)
    values = {
        "given_name": "Jeanne",
        "family_name": "D’Arc",
        "email": "jeanne@example.org",
        "profile": event.profiles.first().pk,
        "institution": "CCAS de Nanterre",
        "request": request,
        "register": "1",
        f"workshop_{x.date:%Y%m%d}_1400": x.pk,
    }
    WorkshopFactory(event=event, title_fr="Y")
    remove(x, team)

    response = client.post(reverse("registrations:register", args=[event.slug]), values)

    assert response.status_code == 200
    assert "no longer offered" in response.text
    assert not Registration.objects.exists()


@pytest.mark.parametrize("act", GONE.values(), ids=GONE)
def test_a_workshop_with_people_is_not_taken_away(event, x, team, act):
    person = holder_of(x)

    with pytest.raises(ProgrammeRefusedError):
        act(x, team)

    assert offered(event) == ["X"]
    assert places_of(person) == {"X": HAS}


def test_a_new_workshop_is_offered_once_it_is_published(event, x, team):
    day = event.local_start.date()
    new = Session(
        event=event, date=day, starts_at=time(16), title_fr="Y", takes_sign_ups=True
    )
    programme_operations.save_session(new, actor=team)

    assert offered(event) == ["X"]
    with pytest.raises(WorkshopRefused):
        sign_up(again(event), workshops=(new.pk,))

    publish(event, team)
    assert offered(event) == ["X", "Y"]
    assert places_of(newcomer(again(event), new)) == {"Y": HAS}


def test_the_preview_offers_nothing_to_sign_up_for(client, event, x, team):
    change(x, team, starts_at=time(16), ends_at=time(17))
    shown = again(event)
    shown.preview_query = f"?apercu={event.preview_key}"
    address = reverse("registrations:register", args=[event.slug])

    form = client.get(address, {"apercu": event.preview_key}).text

    assert f"workshop_{x.date:%Y%m%d}_1400" in form
    assert [row.starts_at.hour for row in workshops.offered(shown).values()] == [14]
    assert [row.starts_at.hour for row in kept.programme(shown).rows] == [16]
    assert half_days(shown) == half_days(again(event))


def test_another_hour_counts_from_its_publication_on(event, x, team):
    y = WorkshopFactory(event=event, title_fr="Y", starts_at=time(16), ends_at=None)
    change(x, team, starts_at=time(16), ends_at=time(17))

    person = newcomer(again(event), x, y)
    assert places_of(person) == {"X": HAS, "Y": HAS}

    publish(event, team)
    with pytest.raises(WorkshopRefused, match="at the same time"):
        sign_up(again(event), "other@example.org", workshops=(x.pk, y.pk))
    assert places_of(person) == {"X": HAS, "Y": HAS}


def test_an_hour_that_nobody_has_read_takes_no_place_away(event, x, team):
    """Somebody who has Y waits for X; in the working copy alone both are at once."""
    y = WorkshopFactory(event=event, title_fr="Y", starts_at=time(16), ends_at=None)
    holder = holder_of(x)
    person = holder_of(y)
    WorkshopPlaceFactory(registration=person, session=x, waiting=True)
    change(x, team, starts_at=time(16), ends_at=time(17))

    operations.cancel(holder)

    assert places_of(person) == {"X": HAS, "Y": HAS}


def test_seats_are_no_matter_of_publication(event, x, team):
    """They are never printed: more of them serve who waits at once."""
    person = waits_for(x)
    holder_of(x)

    change(x, team, seats=2)

    assert places_of(person) == {"X": HAS}


def test_letters_and_pages_say_the_published_hour(event, x, team):
    person = holder_of(x)
    change(x, team, starts_at=time(16), ends_at=time(17), title_fr="Z")
    person = Registration.objects.get(pk=person.pk)

    assert "X, 2\u00a0pm" in of_workshops(person)["workshops"]
    assert [wish.row.starts_at.hour for wish in workshops.workshops_of(person)] == [14]
    [row] = own_data._workshops(person)
    assert "X" in row.values()


def test_people_are_welcomed_where_readers_see_it(event, team):
    welcome = WorkshopFactory(
        event=event,
        kind=Session.Kind.WELCOME,
        place_fr="hall",
        takes_sign_ups=False,
        seats=None,
    )
    change(welcome, team, room=RoomFactory(event=event, name_fr="Salle 3"))
    assert welcome_place(again(event)) == "hall"

    publish(event, team)

    assert welcome_place(again(event)) == "Salle 3"


# A draft has no programme that readers see: its rows may be held back later.


@pytest.fixture
def held_back(event, x, team):
    """X has a holder, and readers see no programme at all."""
    person = holder_of(x)
    event_operations.unpublish(event, actor=team)
    event.publications.all().delete()
    event_operations.publish(event, actor=team, with_programme=False)
    return person


def test_nobody_loses_a_place_that_is_not_shown(event, x, held_back):
    person = Registration.objects.get(pk=held_back.pk)

    assert offered(event) == []
    assert workshops.workshops_of(person) == []
    assert workshops.wishes_of(person) == {}
    assert not operations.workshops.rechoose(person, ())
    assert places_of(person) == {"X": HAS}


def test_a_place_that_is_not_shown_stays_beside_another(event, x, held_back, team):
    y = WorkshopFactory(event=event, title_fr="Y", starts_at=time(16), ends_at=None)
    publication = event.publications.get()
    publication.content = [row for row in publication.content if row["key"] == y.pk]
    publication.save()
    Event.objects.filter(pk=event.pk).update(programme_version=1000)
    person = Registration.objects.get(pk=held_back.pk)

    assert operations.workshops.rechoose(person, (y.pk,))

    assert places_of(person) == {"X": HAS, "Y": HAS}


def test_a_line_that_is_not_shown_is_served_once_it_is(event, x, held_back, team):
    person = waits_for(x)
    operations.workshops.release([held_back])
    operations.workshops.serve(event)
    assert places_of(person) == {"X": WAITS}
    assert not Message.objects.exists()

    publish(event, team)

    assert places_of(person) == {"X": HAS}
    assert Message.objects.get().notice == Notice.WORKSHOP_PLACE


# Half-days


def test_half_days_are_those_that_readers_see(event, x, team):
    WorkshopFactory(event=event, title_fr="Morning", starts_at=time(10), ends_at=None)
    before = [one.label for one in half_days(again(event))]
    change(x, team, ends_at=time(18))

    assert [one.label for one in half_days(again(event))] == before
    publish(event, team)
    assert [one.label for one in half_days(again(event))] != before


def test_an_event_that_offers_nothing_pays_nothing(django_assert_num_queries):
    person = RegistrationFactory()
    workshops.offered(person.event)

    with django_assert_num_queries(0):
        assert workshops.offered(person.event) == {}


def test_what_is_offered_is_read_once_a_version(event, x, django_assert_num_queries):
    shown = again(event)
    workshops.offered(shown)

    with django_assert_num_queries(0):
        assert [*workshops.offered(shown)] == [x.pk]


def test_places_are_counted_whatever_is_published(event, x, team):
    holder_of(x)
    change(x, team, starts_at=time(16), ends_at=time(17))

    [seats] = workshops.seats_of(again(event)).values()

    assert (seats.taken, seats.left) == (1, 0)
    assert WorkshopPlace.objects.count() == 1
