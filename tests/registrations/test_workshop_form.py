"""Workshops and half-days on the form of the site."""

import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from registrations.desk import HalfDay
from registrations.forms.answers import AnswersForm, initial_of
from registrations.forms.registration import new_request
from registrations.models import PlannedHalfDay, Registration, WorkshopPlace
from tests.factories import (
    ContributionFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    RegistrationFactory,
    SessionFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
    publish_programme,
)
from tests.registrations.answering import sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def event():
    """Of one day, whatever the hour at which the tests run."""
    return EventFactory(
        starts_at=timezone.now().replace(hour=8, minute=0) + timedelta(days=30)
    )


@pytest.fixture
def x(event):
    return WorkshopFactory(event=event, title_fr="X", seats=1)


@pytest.fixture
def send(client, time_machine):
    """Post the form of an event after ten seconds of typing."""

    def post(event, **changes):
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
        }
        return client.post(_page(event), {**values, **changes})

    return post


def _page(event) -> str:
    return reverse("registrations:register", args=[event.slug])


def field_of(session) -> str:
    return f"workshop_{session.date:%Y%m%d}_{session.starts_at:%H%M}"


def errors_of(response) -> dict:
    return dict(response.context["form"].errors)


def plain(text: str) -> str:
    """The words of a page, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_workshops_of_one_start_are_one_question(client, event, x):
    y = WorkshopFactory(event=event, title_fr="Y", ends_at=time(16))
    z = WorkshopFactory(event=event, title_fr="Z", starts_at=time(16), ends_at=None)

    form = client.get(_page(event)).context["form"]

    names = [name for name in form.asked if name.startswith("workshop_")]
    assert names == [field_of(x), field_of(z)]
    keys = [value for value, label in form.fields[field_of(x)].choices]
    assert keys == [x.pk, y.pk, "none"]
    assert form.fields[field_of(x)].initial == "none"
    assert str(form.fields[field_of(x)].label) == "Workshops at 2\u00a0pm"


def test_a_workshop_says_when_where_who_and_what_is_left(client, event, x):
    x.seats, x.place_fr = 2, "salle B"
    x.save()
    talk = ContributionFactory(session=x, title_fr="")
    ParticipationFactory(
        contribution=talk,
        person=PersonFactory(given_name="Claire", family_name="Heijboer"),
    )

    words = plain(client.get(_page(event)).text)

    assert "X 2 pm – 3 pm, salle B, Claire HEIJBOER 2 places left." in words


def test_many_places_are_not_counted(client, event, x):
    x.seats = 50
    x.save()

    assert "places left" not in client.get(_page(event)).text


def test_a_full_workshop_says_so_and_can_be_waited_for(client, event, x, send):
    WorkshopPlaceFactory(session=x)

    page = client.get(_page(event)).text
    response = send(event, **{field_of(x): x.pk, "full_workshops": str(x.pk)})

    assert "Full – waiting list" in page
    assert f'name="full_workshops" value="{x.pk}"' in page
    assert response.status_code == 303
    assert WorkshopPlace.objects.waiting().get().session == x


def test_a_workshop_that_filled_up_meanwhile_comes_back_with_all_answers(
    event, x, send
):
    WorkshopPlaceFactory(session=x)
    before = Registration.objects.count()

    response = send(event, **{field_of(x): x.pk, "full_workshops": ""})

    assert response.status_code == 200
    assert Registration.objects.count() == before
    assert "The last place in “X” has just been taken." in response.text
    assert 'value="D’Arc"' in response.text
    assert f'name="full_workshops" value="{x.pk}"' in response.text
    assert re.search(rf'value="{x.pk}"[^>]* checked', response.text)


def test_none_is_an_answer_and_no_answer_is_an_error(event, x, send):
    assert errors_of(send(event)) == {
        field_of(x): ["Choose a workshop, or none at this time"]
    }
    assert send(event, **{field_of(x): "none"}).status_code == 303
    assert not WorkshopPlace.objects.exists()


def test_a_workshop_that_is_not_offered_is_an_error(event, x, send):
    other = WorkshopFactory()

    response = send(event, **{field_of(x): other.pk})

    assert errors_of(response) == {
        field_of(x): ["This workshop is no longer offered: choose another one, or none"]
    }


def test_two_workshops_at_the_same_time_are_named_with_their_times(event, x, send):
    z = WorkshopFactory(
        event=event, title_fr="Z", starts_at=time(13), ends_at=time(14, 30)
    )

    response = send(event, **{field_of(x): x.pk, field_of(z): z.pk})

    [[error]] = errors_of(response).values()
    assert error.replace("\u00a0", " ") == (
        "“Z” (1 pm – 2:30 pm) and “X” (2 pm – 3 pm) are at the same time: choose one "
        "of the two"
    )


def test_a_programme_that_moved_while_the_form_was_open_asks_again(event, x, send):
    old_name = field_of(x)
    x.starts_at = time(13, 30)
    x.save()
    publish_programme(event)

    response = send(event, **{old_name: x.pk})

    assert list(errors_of(response)) == [field_of(x)]


@pytest.mark.parametrize("junk", ["", ",", "a", "9" * 30, "1,x,2", "-1"])
def test_junk_in_the_hidden_field_is_nothing(event, x, send, junk):
    response = send(event, **{field_of(x): x.pk, "full_workshops": junk})

    assert response.status_code == 303


def test_what_a_title_holds_is_text(client, event, x):
    x.title_fr = "<b>gras</b>"
    x.place_fr = "<i>salle</i>"
    x.save()
    publish_programme(event)

    text = client.get(_page(event)).text

    assert "&lt;b&gt;gras" in text
    assert "<b>gras" not in text
    assert "<i>salle" not in text


def test_the_form_of_a_person_starts_from_what_they_wish(x):
    person = WorkshopPlaceFactory(session=x).registration
    y = WorkshopFactory(event=x.event, title_fr="Y")
    WorkshopPlaceFactory(registration=person, session=y, waiting=True)

    form = AnswersForm(event=x.event, registration=person, initial=initial_of(person))

    assert form.initial[field_of(x)] == y.pk
    words = plain(str(form[field_of(x)]))
    assert "X 2 pm – 3 pm You have a place." in words.replace("\u00a0", " ")
    assert "You are waiting for it." in words


def test_an_event_without_workshops_and_half_days_costs_nothing_more(client, event):
    SessionFactory(event=event)
    client.get(_page(event))

    with CaptureQueriesContext(connection) as queries:
        client.get(_page(event))

    tables = " ".join(query["sql"] for query in queries)
    assert "workshop" not in tables
    assert "halfday" not in tables
    assert "programme_session" not in tables


def test_an_event_with_many_workshops_counts_in_one_statement(client, event):
    for hour in range(9, 17):
        WorkshopFactory.create_batch(
            3, event=event, starts_at=time(hour), ends_at=time(hour, 45)
        )
    client.get(_page(event))

    with CaptureQueriesContext(connection) as queries:
        client.get(_page(event))

    assert sum("workshop" in query["sql"] for query in queries) == 1


# Half-days


@pytest.fixture
def asking():
    return EventFactory(
        asks_half_days=True,
        starts_at=timezone.now().replace(hour=9, minute=0) + timedelta(days=30),
        time_zone="UTC",
    )


def test_no_half_day_is_ticked_by_itself_and_one_is_needed(client, asking, send):
    page = client.get(_page(asking))
    response = send(asking)

    assert "checked" not in str(page.context["form"]["half_days"])
    assert errors_of(response) == {"half_days": ["Tick at least one half-day"]}


def test_the_half_days_that_are_ticked_are_kept(asking, send):
    day = asking.local_start.date()

    response = send(asking, half_days=[f"{day}_morning", f"{day}_afternoon"])

    assert response.status_code == 303
    kept = PlannedHalfDay.objects.values_list("date", "half")
    assert list(kept) == [(day, "morning"), (day, "afternoon")]


@pytest.mark.parametrize("junk", ["x", "2019-05-22_morning", "_", "2019-05-22_night"])
def test_a_half_day_that_is_not_offered_is_an_error(asking, send, junk):
    assert list(errors_of(send(asking, half_days=[junk]))) == ["half_days"]


def test_a_half_day_that_left_the_programme_stays_on_offer_for_who_chose_it(asking):
    person = RegistrationFactory(event=asking)
    PlannedHalfDay.objects.create(
        registration=person, date="2019-05-22", half="morning"
    )

    form = AnswersForm(event=asking, registration=person, initial=initial_of(person))

    assert form.initial["half_days"] == ["2019-05-22_morning"]
    label = dict(form.fields["half_days"].choices)["2019-05-22_morning"]
    assert label.replace("\u00a0", " ") == (
        "Wednesday 22 May, morning (no longer in the programme)"
    )


def test_planned_half_days_move_with_the_event(asking):
    person = RegistrationFactory(event=asking)
    day = asking.local_start.date()
    for number in range(2):
        PlannedHalfDay.objects.create(
            registration=person, date=day + timedelta(days=number), half="morning"
        )
    asking.starts_at += timedelta(days=1)
    asking.ends_at += timedelta(days=1)

    asking.save()

    dates = person.planned_half_days.values_list("date", flat=True)
    assert list(dates) == [day + timedelta(days=1), day + timedelta(days=2)]


def test_a_half_day_that_is_posted_twice_is_kept_once(asking, send):
    day = asking.local_start.date()

    response = send(asking, half_days=[f"{day}_morning"] * 2)

    assert response.status_code == 303
    assert PlannedHalfDay.objects.count() == 1


def test_with_half_days_a_known_address_costs_as_many_statements_as_a_new_one(asking):
    half_days = (HalfDay(asking.local_start.date().isoformat(), "morning"),)
    sign_up(asking, "known@example.org", key="first", half_days=half_days)

    numbers = []
    for address in ("known@example.org", "new@example.org"):
        with CaptureQueriesContext(connection) as queries:
            sign_up(asking, address, half_days=half_days)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
