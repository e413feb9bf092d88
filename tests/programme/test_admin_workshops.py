"""A row that people sign up for, on its page in the admin."""

import pytest
from django.urls import reverse
from django.utils import translation

from registrations.models import WorkshopPlace
from tests import page_forms
from tests.factories import (
    EventFactory,
    MembershipFactory,
    SessionFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.registrations.team import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def client(event):
    return client_of(MembershipFactory(event=event).user)


def page(name, session) -> str:
    with translation.override("en"):
        return reverse(f"admin:programme_session_{name}", args=[session.pk])


def save(client, session, **changes):
    response = page_forms.save(
        client, page("change", session), "session_form", **changes
    )
    session.refresh_from_db()
    return response


def errors_of(response) -> dict:
    return dict(response.context["adminform"].form.errors)


def test_a_row_becomes_a_workshop_with_seats(client, event):
    row = SessionFactory(event=event)

    save(client, row, takes_sign_ups="on", seats="12")

    assert (row.takes_sign_ups, row.seats) == (True, 12)


def test_seats_without_sign_ups_are_refused(client, event):
    row = SessionFactory(event=event)

    response = save(client, row, seats="12")

    assert errors_of(response) == {
        "seats": ["Only a row that people sign up for has seats."]
    }


@pytest.mark.parametrize("seats", ["-1", "1000000000", "x", "1e400", "٣٣٣٣٣٣٣٣٣"])
def test_odd_numbers_of_seats_are_refused_in_words(client, event, seats):
    row = WorkshopFactory(event=event)

    response = save(client, row, seats=seats)

    assert list(errors_of(response)) == ["seats"]


def test_more_seats_typed_by_an_organiser_serve_the_line(client, event):
    row = WorkshopFactory(event=event)
    WorkshopPlaceFactory(session=row)
    waiting = WorkshopPlaceFactory(session=row, waiting=True)

    save(client, row, seats="2")

    waiting.refresh_from_db()
    assert waiting.is_confirmed


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"takes_sign_ups": "", "seats": ""}, "takes_sign_ups"),
        ({"is_hidden": "on"}, "is_hidden"),
    ],
)
def test_a_workshop_with_people_stays_one_and_the_form_says_why(
    client, event, changes, field
):
    row = WorkshopFactory(event=event, title_fr="X")
    WorkshopPlaceFactory(session=row)

    response = save(client, row, **changes)

    [[reason]] = errors_of(response).values()
    assert list(errors_of(response)) == [field]
    assert reason.startswith("1 person has signed up for “X”")
    assert row.is_offered


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_workshop_with_people_is_not_deleted_and_the_page_says_why(
    client, event, method
):
    row = WorkshopFactory(event=event, title_fr="X")
    WorkshopPlaceFactory(session=row)

    response = getattr(client, method)(page("delete", row), {"post": "yes"})

    assert response.status_code == 200
    assert "1 person has signed up for “X”" in response.text
    assert WorkshopPlace.objects.exists()


def test_a_workshop_without_people_is_deleted(client, event):
    row = WorkshopFactory(event=event)

    response = client.post(page("delete", row), {"post": "yes"})

    assert response.status_code == 302
    assert not event.sessions.exists()


def test_the_form_of_an_event_asks_for_half_days(client, event):
    with translation.override("en"):
        address = reverse("admin:events_event_change", args=[event.pk])

    page_forms.save(client, address, "event_form", asks_half_days="on")

    event.refresh_from_db()
    assert event.asks_half_days
