"""People, institutions, hours and slides in a real browser, by both kinds of reader."""

from datetime import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programme.models import Participation, Session
from tests.browser.test_admin_registrations import sign_in
from tests.factories import (
    ContributionFactory,
    EventFactory,
    MembershipFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PersonFactory,
    RegistrationFactory,
    ResourceFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "L’accompagnement-interinstitutionnel-des-apprenants"


@pytest.fixture
def event():
    """A day that is over, with slides, and with somebody in two spellings."""
    event = EventFactory(past=True, has_speaker_pages=True)
    row = SessionFactory(
        event=event,
        kind=Session.Kind.TALKS,
        starts_at=time(9),
        ends_at=time(10),
        title_fr=f"{LONG} {LONG}",
    )
    talk = ContributionFactory(session=row, title_fr=f"Communication {LONG}")
    for position, given_name in enumerate(["Pascal", "P."], start=1):
        person = PersonFactory(given_name=given_name, family_name="Fugier")
        speaks = ParticipationFactory(
            contribution=talk, person=person, position=position
        )
        ParticipationRoleFactory(
            participation=speaks, text_fr="MCF à l’université de Cergy-Pontoise"
        )
    ResourceFactory(contribution=talk)
    ResourceFactory(contribution=talk, link="https://example.org/film", title_fr=LONG)
    RegistrationFactory(event=event, institution="UCP")
    return event


@pytest.fixture
def user(event):
    return MembershipFactory(event=event).user


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "light"), ("/en", 1280, "dark")]
)
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, user, event, prefix, width, scheme
):
    page = page_at(width, color_scheme=scheme)
    sign_in(page, user)
    person = event.sessions.get().contributions.get().participations.first().person
    slides = event.sessions.get().contributions.get().resources.first()
    addresses = [
        reverse("programme:person", args=[event.slug, person.uid]),
        reverse("programme:programme", args=[event.slug]),
        reverse("events:event", args=[event.slug]),
        reverse("admin:programme_person_changelist"),
        reverse("admin:programme_resource_changelist"),
        reverse("admin:programme_resource_change", args=[slides.pk]),
        reverse("admin:registrations_registration_institutions"),
        reverse("admin:registrations_certificate_hours"),
    ]

    for address in addresses:
        page.goto(prefix + address)

        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert_accessible(page)


def test_two_records_are_compared_and_merged(page_at, assert_accessible, user, event):
    page = page_at(320)
    sign_in(page, user)
    page.goto(reverse("admin:programme_person_changelist"))

    page.get_by_role("button", name="Comparer…").click()
    expect(page.get_by_text("MCF à l’université de Cergy-Pontoise")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert_accessible(page)
    page.get_by_role("button", name="Fusionner").click()

    expect(page.get_by_text("2 fiches n’en font plus qu’une")).to_be_visible()
    [speaks] = Participation.objects.filter(contribution__session__event=event)
    assert speaks.person.full_name == "Pascal FUGIER"


def test_spellings_are_grouped_without_a_script(page_at, user, event):
    page = page_at(1280, javascript=False)
    sign_in(page, user)
    page.goto(reverse("admin:registrations_registration_institutions"))

    page.get_by_role("button", name="Les compter comme").click()

    expect(page.get_by_role("row", name="UCP").get_by_role("cell").last).to_have_text(
        "université de Cergy-Pontoise"
    )


def test_a_reader_goes_from_a_name_to_a_page_and_back(page_at, event):
    page = page_at(320)
    page.goto(reverse("programme:programme", args=[event.slug]))

    page.get_by_role("link", name="Pascal FUGIER").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pascal FUGIER")
    page.get_by_role("link", name="Voir au programme").click()

    expect(page.locator("#s-0900")).to_be_in_viewport()
