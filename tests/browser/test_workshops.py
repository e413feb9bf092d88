"""Workshops and half-days in a real browser, mistakes included."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect

from tests.factories import (
    PASSWORD,
    EventFactory,
    MembershipFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    """One full workshop, one with a long title, and one that overlaps both."""
    morning = timezone.localtime().replace(hour=9, minute=0)
    event = EventFactory(starts_at=morning + timedelta(days=30), asks_half_days=True)
    full = WorkshopFactory(event=event, place_fr="x" * 150)
    WorkshopPlaceFactory(session=full)
    WorkshopFactory(event=event, title_fr="W" * 300)
    WorkshopFactory(event=event, starts_at=time(14, 30), ends_at=time(16))
    return event


def is_wider_than_the_screen(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


@pytest.mark.parametrize(
    ("width", "language", "scheme"), [(320, "fr", "light"), (1280, "en", "dark")]
)
def test_the_form_with_its_mistakes(
    page_at, assert_accessible, event, width, language, scheme
):
    with translation.override(language):
        address = reverse("registrations:register", args=[event.slug])
    page = page_at(width, color_scheme=scheme)

    page.goto(address)
    assert_accessible(page)
    assert not is_wider_than_the_screen(page)

    for name in ("1400", "1430"):
        page.locator(f"input[name$=_{name}]").first.check()
    page.locator("main form button").click()
    expect(page.locator(".field-invalid fieldset")).to_have_count(3)
    assert_accessible(page)
    assert not is_wider_than_the_screen(page)


def test_the_pages_of_the_team(page_at, assert_accessible, event):
    user = MembershipFactory(event=event).user
    person = event.registrations.get()
    page = page_at(1280)
    page.goto("/organisation/")
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit], form [type=submit]").first.click()

    for address in [
        f"registrations/registration/{person.pk}/change/",
        "registrations/registration/add/",
        "registrations/registration/",
        f"programme/session/{event.sessions.first().pk}/change/",
        f"programme/session/{event.sessions.first().pk}/delete/",
    ]:
        page.goto(f"/organisation/{address}")
        assert "login" not in page.url
        assert_accessible(page)
