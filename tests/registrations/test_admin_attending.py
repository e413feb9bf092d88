"""Workshops and half-days as the team sees, filters and changes them."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.access import Role
from events.models import JournalEntry
from registrations.models import PlannedHalfDay, Registration, WorkshopPlace
from tests.factories import (
    EventFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.page_forms import filled_in
from tests.registrations.team import member_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """A whole day, whose halves are asked for."""
    morning = timezone.localtime().replace(hour=9, minute=0)
    return EventFactory(starts_at=morning + timedelta(days=30), asks_half_days=True)


@pytest.fixture
def x(event):
    return WorkshopFactory(event=event, title_fr="X")


@pytest.fixture
def y(event):
    return WorkshopFactory(event=event, title_fr="Y")


@pytest.fixture
def jeanne(x):
    return WorkshopPlaceFactory(session=x).registration


def field_of(session) -> str:
    return f"workshop_{session.date:%Y%m%d}_{session.starts_at:%H%M}"


def save(client, registration, **typed):
    address = page("change", registration.pk)
    shown = filled_in(client.get(address), "registration_form")
    return client.post(address, {**shown, **typed, "_save": "1"})


def titles_of(person) -> dict:
    places = WorkshopPlace.objects.filter(registration=person)
    return dict(places.values_list("session__title_fr", "status"))


def names_in(response) -> list[str]:
    return [person.full_name for person in response.context["cl"].result_list]


def test_the_page_shows_the_place_and_how_full_each_workshop_is(event, x, y, jeanne):
    text = member_of(event).get(page("change", jeanne.pk)).text

    assert "Has a place. 1 of 1 places taken" in text
    assert "0 of 1 places taken" in text


def test_the_team_moves_somebody_and_the_journal_says_so(event, y, jeanne):
    response = save(member_of(event), jeanne, **{field_of(y): y.pk})

    assert response.status_code == 302
    assert titles_of(jeanne) == {"Y": "confirmed"}
    entry = JournalEntry.objects.get(act=JournalEntry.Act.REGISTRATION_CHANGED)
    assert entry.details == {"fields": ["workshops"]}
    assert "workshops" in member_of(event).get(page("change", jeanne.pk)).text


def test_a_correction_of_a_name_leaves_workshops_and_half_days_alone(event, x, jeanne):
    client = member_of(event)
    address = page("change", jeanne.pk)
    shown = filled_in(client.get(address), "registration_form")
    y = WorkshopFactory(event=event, title_fr="Y", starts_at=x.starts_at)
    jeanne.workshop_places.update(session=y)
    PlannedHalfDay.objects.create(
        registration=jeanne, date=event.local_start.date(), half="morning"
    )

    client.post(address, {**shown, "given_name": "Jeannette", "_save": "1"})

    jeanne.refresh_from_db()
    assert jeanne.given_name == "Jeannette"
    assert titles_of(jeanne) == {"Y": "confirmed"}
    assert jeanne.planned_half_days.count() == 1


def test_the_team_changes_half_days(event):
    jeanne = RegistrationFactory(event=event)
    day = event.local_start.date()

    response = save(member_of(event), jeanne, half_days=[f"{day}_afternoon"])

    assert response.status_code == 302
    assert [each.half for each in jeanne.planned_half_days.all()] == ["afternoon"]


def test_two_workshops_at_once_are_an_error_of_the_form(event, x, jeanne):
    z = WorkshopFactory(
        event=event, title_fr="Z", starts_at=time(13), ends_at=time(14, 30)
    )

    response = save(member_of(event), jeanne, **{field_of(z): z.pk})

    assert response.status_code == 200
    assert "are at the same time" in response.text
    assert titles_of(jeanne) == {"X": "confirmed"}


def test_the_team_adds_somebody_with_a_workshop(event, x):
    client = member_of(event)
    shown = filled_in(client.get(page("add")), "registration_form")
    typed = {"given_name": "Jeanne", "family_name": "Martin", field_of(x): x.pk}

    response = client.post(page("add"), {**shown, **typed, "_save": "1"})

    assert response.status_code == 302
    assert titles_of(Registration.objects.get()) == {"X": "confirmed"}


def test_a_cancelled_registration_has_no_workshops_to_choose(event, x):
    jeanne = RegistrationFactory(event=event, cancelled=True)

    text = member_of(event).get(page("change", jeanne.pk)).text

    assert field_of(x) not in text


def test_readers_see_neither(event, x, jeanne):
    response = member_of(event, Role.READER).get(page("change", jeanne.pk))

    assert response.status_code == 200
    assert field_of(x) not in response.text


def test_the_list_shows_who_is_in_a_workshop_and_who_waits(event, x, jeanne):
    waiting = WorkshopPlaceFactory(session=x, waiting=True).registration
    RegistrationFactory(event=event)
    client = member_of(event)

    inside = client.get(page("changelist"), {"workshop": x.pk})
    outside = client.get(page("changelist"), {"workshop": f"{x.pk}_waits"})

    assert names_in(inside) == [jeanne.full_name]
    assert names_in(outside) == [waiting.full_name]


def test_the_list_counts_who_comes_on_a_half_day(event):
    jeanne = RegistrationFactory(event=event)
    RegistrationFactory(event=event)
    day = event.local_start.date()
    PlannedHalfDay.objects.create(registration=jeanne, date=day, half="morning")
    client = member_of(event)

    mornings = client.get(page("changelist"), {"half_day": f"{day}_morning"})
    counted = client.get(page("changelist"), {"_facets": "True"})

    assert names_in(mornings) == [jeanne.full_name]
    assert "(1)" in counted.text


@pytest.mark.parametrize("junk", ["x", "0", "99", "1_waits", "2019-05-22_morning", "_"])
@pytest.mark.parametrize("parameter", ["workshop", "half_day"])
def test_junk_filters_show_nobody(event, x, jeanne, parameter, junk):
    response = member_of(event).get(page("changelist"), {parameter: f"{junk}9"})

    assert response.status_code == 200
    assert names_in(response) == []


def test_a_reader_does_not_learn_who_comes_when(event, x, jeanne):
    client = member_of(event, Role.READER)

    assert "workshop=" not in client.get(page("changelist")).text
    assert "half_day=" not in client.get(page("changelist")).text
    forged = client.get(page("changelist"), {"workshop": x.pk})
    assert forged.url.endswith("?e=1")  # to the list, unfiltered


def test_an_event_that_asks_neither_offers_no_filter():
    event = EventFactory()
    RegistrationFactory(event=event)

    text = member_of(event).get(page("changelist")).text

    assert "workshop=" not in text
    assert "half_day=" not in text


def test_the_filters_cost_no_statement(event, x):
    client = member_of(event)
    client.get(page("changelist"))

    with CaptureQueriesContext(connection) as queries:
        client.get(page("changelist"))

    assert len(queries) <= 8
