"""More seats, fewer seats, no seats: what the organiser is asked, and what follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from registrations.models import Message, Notice
from tests.factories import EventFactory, RegistrationFactory
from tests.page_forms import save
from tests.registrations.letter_writing import french as typography
from tests.registrations.team import member_of

pytestmark = pytest.mark.django_db


def event_with(*, seats, confirmed, waiting, **changes):
    event = EventFactory(seats=seats, **changes)
    RegistrationFactory.create_batch(confirmed, event=event)
    RegistrationFactory.create_batch(waiting, event=event, waiting=True)
    return event


def set_seats(event, seats, **typed):
    address = f"/organisation/events/event/{event.pk}/change/"
    return save(member_of(event), address, "event_form", seats=seats, **typed)


@pytest.mark.parametrize(
    ("seats", "confirmed", "waiting", "typed", "promoted", "question"),
    [
        (
            2,
            2,
            5,
            "5",
            3,
            "3 places de plus~: les 3 premières personnes en attente seront confirmées "
            "et prévenues.",
        ),
        (
            2,
            2,
            1,
            "3",
            1,
            "1 place de plus~: la première personne en attente sera confirmée et "
            "prévenue.",
        ),
        (
            1,
            1,
            2,
            "",
            2,
            "Plus de limite de places~: les 2 premières personnes en attente seront "
            "confirmées et prévenues.",
        ),
        (2, 4, 3, "5", 1, "3 places de plus~: la première personne en attente"),
    ],
)
def test_more_seats_are_asked_about_once(
    seats, confirmed, waiting, typed, promoted, question
):
    event = event_with(seats=seats, confirmed=confirmed, waiting=waiting)

    asked = set_seats(event, typed)

    assert asked.status_code == 200
    assert typography(question) in asked.text
    assert Event.objects.get().seats == seats
    assert not Message.objects.exists()

    saved = set_seats(event, typed, is_promotion_meant="on")

    assert saved.status_code == 302
    mails = [*Message.objects.values_list("notice", flat=True)]
    assert mails == [Notice.PROMOTED] * promoted
    assert event.registrations.waiting().count() == waiting - promoted


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        ({"seats": 2, "confirmed": 2, "waiting": 0}, "5"),
        ({"seats": 5, "confirmed": 5, "waiting": 3}, "4"),
        ({"seats": 2, "confirmed": 4, "waiting": 3}, "4"),
        ({"seats": 2, "confirmed": 2, "waiting": 3, "postponed": True}, "5"),
        ({"seats": 2, "confirmed": 2, "waiting": 3, "draft": True}, "5"),
        (
            {
                "seats": 2,
                "confirmed": 2,
                "waiting": 3,
                "promotion_stops_at": timezone.now() - timedelta(minutes=5),
            },
            "5",
        ),
    ],
)
def test_nothing_is_asked_when_nobody_would_be_confirmed(given, typed):
    event = event_with(**given)

    saved = set_seats(event, typed)

    assert saved.status_code == 302
    assert Event.objects.get().seats == int(typed)
    assert not Message.objects.exists()


def test_ten_more_seats_for_twenty_five_who_wait():
    """A09"""
    event = event_with(seats=1, confirmed=1, waiting=25)
    first_ten = [*event.registrations.waiting().in_order_of_arrival()[:10]]

    set_seats(event, "11", is_promotion_meant="on")

    mails = Message.objects.order_by("pk").values_list("to", flat=True)
    assert [*mails] == [person.email for person in first_ten]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0", 0),
        ("", None),
        (" 12 ", 12),
        ("1000000", 1_000_000),
        ("2147483647", 10),
        ("-1", 10),
        ("1e9", 10),
        ("1.5", 10),
        ("99999999999999999999", 10),
        ("dix", 10),
    ],
)
def test_numbers_of_seats(typed, stored):
    """A10"""
    event = EventFactory(seats=10)

    response = set_seats(event, typed)

    assert response.status_code in {200, 302}
    assert Event.objects.get().seats == stored
    page = member_of(event).get(event.get_absolute_url())
    assert page.status_code == 200


def test_an_event_without_a_seat_has_a_waiting_list(client):
    event = EventFactory(seats=0)

    text = client.get(f"/{event.slug}/inscription/").text

    assert "Rejoindre la liste d’attente" in text
