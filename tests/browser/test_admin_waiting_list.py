"""The waiting list, the floods and the page « Trop de demandes » in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registrations import limits
from registrations.models import RateLimit
from tests.browser.test_admin_registrations import sign_in
from tests.factories import EventFactory, MembershipFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)
LINE = "/organisation/registrations/waitingperson/"
FLOODS = "/organisation/registrations/registration/floods/"
LONG = "Vanderbroucke-Østergaard" * 3


@pytest.fixture
def event():
    event = EventFactory(seats=1)
    for _ in range(12):
        RegistrationFactory(event=event, source="a", family_name=LONG)
    RegistrationFactory.create_batch(3, event=event, waiting=True)
    return event


@pytest.fixture
def user(event):
    return MembershipFactory(event=event).user


def line(page, prefix, event):
    page.goto(prefix + LINE)


def move_without_a_reason(page, prefix, event):
    page.goto(prefix + LINE)
    page.locator("[name=_selected_action]").nth(1).check()
    page.locator("[name=action]").select_option("move_up")
    page.locator("[name=index]").click()
    page.locator("[name=reason]").fill(" ")
    page.locator("[type=submit].default").click()
    expect(page.locator("form .error")).to_be_visible()


def flood_page(page, prefix, event):
    page.goto(prefix + FLOODS)


def purge_page(page, prefix, event):
    page.goto(prefix + FLOODS)
    page.locator("[name=group]").check()
    page.locator("[type=submit].default").click()
    expect(page.locator("[name=keys]")).to_have_count(1)


def more_seats(page, prefix, event):
    event.registrations.confirmed().exclude(
        pk=event.registrations.confirmed().first().pk
    ).delete()
    page.goto(f"{prefix}/organisation/events/event/{event.pk}/change/")
    page.locator("[name=seats]").fill("3")
    page.locator("[name=_save]").first.click()
    expect(page.locator("input[name=is_promotion_meant]")).to_be_visible()


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "dark"), ("/en", 1280, "light")]
)
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, user, event, prefix, width, scheme
):
    page = page_at(width, color_scheme=scheme)
    sign_in(page, user)

    for open_page in [line, move_without_a_reason, flood_page, purge_page, more_seats]:
        open_page(page, prefix, event)
        page.wait_for_load_state()

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert_accessible(page)


def test_too_many_requests_in_a_browser(page_at, assert_accessible, event):
    page = page_at(320)
    page.goto(f"/{event.slug}/retrouver/")
    key = limits.NETWORK.key("127.0.0.1")
    RateLimit.objects.create(key=key, hits=400, ends_at=timezone.now())

    page.locator("[name=email]").fill("jeanne@example.org")
    page.locator("main button").click()

    expect(page.locator("h1")).to_have_text("Trop de demandes")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert_accessible(page)
    page.go_back()
    expect(page.locator("[name=email]")).to_have_value("jeanne@example.org")
