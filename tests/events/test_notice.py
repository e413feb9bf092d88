"""What people are told about their data: the page, its version, and no silence."""

import pytest
from django.test import Client
from django.urls import reverse

from events import notice, operations
from events.models import Event
from events.notice import notice_version
from tests.events.days import paris
from tests.factories import EventFactory, MembershipFactory
from tests.page_forms import save

pytestmark = pytest.mark.django_db
TOLD = {
    "contact_email": "other@example.org",
    "data_controller": "Une autre université",
    "data_contact": "autre-dpo@example.org",
    "needs_retention_days": 31,
    "retention_months": 6,
    "has_needs_shown_to_secretary": True,
}


def study_day() -> Event:
    """The day of 22 May 2019."""
    return EventFactory(
        starts_at=paris(5, 22, 9),
        registration_opens_at=paris(4, 2, 9),
        registration_closes_at=paris(5, 15, 18),
    )


def page(event) -> str:
    return reverse("admin:events_event_change", args=[event.pk])


@pytest.mark.parametrize("name", TOLD)
def test_another_version_when_people_are_told_something_else(name):
    event = study_day()
    before = notice_version(event)

    setattr(event, name, TOLD[name])

    assert notice_version(event) != before


def test_the_same_version_while_they_are_told_the_same():
    event = study_day()

    assert notice_version(event) == notice_version(Event.objects.get(pk=event.pk))
    event.title_fr = "Un autre titre"
    event.seats = 3
    assert notice_version(event) == notice_version(Event.objects.get(pk=event.pk))


def test_another_version_when_the_text_changes(monkeypatch):
    event = study_day()
    before = notice_version(event)

    monkeypatch.setattr(notice, "TEXT_VERSION", "2027-01")

    assert notice_version(event).startswith("2027-01.")
    assert notice_version(event) != before


def test_the_host_answers_where_the_event_names_nobody(settings):
    settings.DATA_CONTROLLER = "Université hôte"
    settings.DATA_CONTACT = "hote@example.org"
    event = EventFactory(data_controller="", data_contact="")

    assert notice.controller_of(event) == "Université hôte"
    assert notice.data_contact_of(event) == "hote@example.org"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_says_its_version(client, prefix):
    event = study_day()

    response = client.get(prefix + reverse("events:personal_data", args=[event.slug]))

    assert notice_version(event) in response.text


def test_the_page_of_2019(client):
    event = study_day()

    text = client.get(reverse("events:personal_data", args=[event.slug])).text

    for found in ["21\u00a0juin 2019", "22\u00a0mai 2020", event.data_contact]:
        assert found in text
    assert text.count("<h2") == 6


@pytest.mark.parametrize("name", operations.TOLD_ABOUT_DATA)
def test_a_published_event_is_not_silenced(name):
    membership = MembershipFactory()
    event = membership.event
    client = Client()
    client.force_login(membership.user)
    empty = 0 if isinstance(getattr(event, name), int) else ""

    response = save(client, page(event), "event_form", **{name: empty})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {name}
    assert getattr(Event.objects.get(pk=event.pk), name)


@pytest.mark.parametrize("name", operations.TOLD_ABOUT_DATA)
def test_no_way_in_silences_a_published_event(name):
    membership = MembershipFactory()
    event = membership.event
    setattr(event, name, 0 if isinstance(getattr(event, name), int) else "")

    with pytest.raises(operations.EventRefusedError, match="doit indiquer"):
        operations.save_event(event, [name], actor=membership.user)


def test_a_draft_may_be_silent():
    membership = MembershipFactory(event__draft=True)
    event = membership.event
    event.data_contact = ""

    operations.save_event(event, ["data_contact"], actor=membership.user)

    assert Event.objects.get(pk=event.pk).data_contact == ""
