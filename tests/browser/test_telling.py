"""A change of room is told in two clicks, and a newcomer joins the team."""

import pytest
from playwright.sync_api import expect

from events import teams
from events.access import Role
from events.models import Membership
from registrations import digests, invitations
from registrations.models import Failure, Message, Notice
from tests.browser.test_admin_registrations import sign_in
from tests.factories import (
    EventFactory,
    MembershipFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
SITE = "https://colloque.example"


@pytest.fixture
def check(assert_accessible):
    def check(page) -> None:
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == page.viewport_size["width"]
        assert_accessible(page)

    return check


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "light"), ("/en", 1280, "dark")]
)
def test_a_change_is_told_in_two_clicks(page_at, check, prefix, width, scheme):
    event = EventFactory(room="Amphi 1")
    person, _other = RegistrationFactory.create_batch(2, event=event)
    Message.objects.create(
        event=event,
        registration=person,
        notice=Notice.CONFIRMED,
        to=person.email,
        failed_at=event.published_at,
        failure=Failure.UNKNOWN_ADDRESS,
    )
    page = page_at(width, color_scheme=scheme)
    sign_in(page, MembershipFactory(event=event).user)
    page.goto(f"{prefix}/organisation/events/event/{event.pk}/change/")
    page.locator("[name=room]").fill("Amphi 2")
    page.locator("[name=_save]").first.click()

    expect(page.locator(".messagelist .warning a")).to_be_visible()
    page.goto(f"{prefix}/organisation/")
    expect(page.locator(".event-card .points li")).to_have_count(2)
    check(page)
    page.locator(".event-card .points a").first.click()
    check(page)
    page.locator("[name=tell]").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Message.objects.filter(notice=Notice.EVENT_CHANGED).count() == 2


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 320, "dark"), ("en", 1280, "light")]
)
def test_a_newcomer_joins_and_wants_no_digest(page_at, check, language, width, scheme):
    membership = Membership(event=EventFactory(), role=Role.ORGANISER)
    teams.invite(membership, address="x@example.org", actor=UserFactory())
    page = page_at(width, color_scheme=scheme)
    prefix = "" if language == "fr" else "/en"

    page.goto(prefix + invitations.link(membership).removeprefix(SITE))
    page.locator("[type=submit], main button").last.click()
    check(page)
    page.locator("[name=name]").fill("Dominique Martin")
    page.locator("[name=new_password1]").fill("un mot de passe assez long")
    page.locator("[name=new_password2]").fill("un mot de passe assez long")
    page.locator("main button").last.click()
    expect(page.locator("#resultat")).to_be_visible()

    page.goto(prefix + digests.stop_link(membership).removeprefix(SITE))
    check(page)
    page.locator("main button").click()
    expect(page.locator("[role=status]")).to_be_visible()
    check(page)
    membership.refresh_from_db()
    assert not membership.has_digest
