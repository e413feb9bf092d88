"""The public pages of events, as readers meet them on a phone and on a desk."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Event
from tests.factories import DocumentFactory, EventFactory

pytestmark = pytest.mark.django_db(transaction=True)

SITE_PAGES = ["list", "accessibility", "legal"]
EVENT_PAGES = ["event", "personal_data"]


@pytest.fixture
def day():
    """The study day of 2019, on a coming date, with everything on its page."""
    call_command("demonstration", "--yes-in-production")
    event = Event.objects.get(slug="partenariat-2019")
    DocumentFactory(event=event, title_fr="Une affiche au titre assez long pour deux")
    return event


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, day, prefix, width, scheme
):
    EventFactory(cancelled=True)
    EventFactory(past=True)
    page = page_at(width, color_scheme=scheme)
    paths = [reverse(f"events:{name}") for name in SITE_PAGES]
    paths += [reverse(f"events:{name}", args=[day.slug]) for name in EVENT_PAGES]

    for path in [*paths, "/jamais-vu/"]:
        page.goto(prefix + path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert_accessible(page)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_on_a_small_phone_the_button_is_at_hand(page_at, day, prefix):
    page = page_at(320, javascript=False)

    page.goto(prefix + day.get_absolute_url())

    button = page.locator(".button").first.bounding_box()
    address = page.get_by_text("avenue Marcel Paul").first.bounding_box()
    assert button["y"] + button["height"] <= 568 + 80
    assert button["y"] < address["y"]


def test_on_a_wide_screen_date_and_button_stand_beside_the_text(page_at, day):
    page = page_at(1280)

    page.goto(day.get_absolute_url())

    button = page.locator(".button").first.bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    assert button["x"] > title["x"] + title["width"]
    assert button["y"] < 800


def test_the_language_link_keeps_the_page(page_at, day):
    page = page_at(320)
    path = reverse("events:personal_data", args=[day.slug])
    page.goto(f"{path}?a=b")

    page.get_by_role("link", name="English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Personal data")
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Données personnelles")
    assert page.url.endswith(f"{path}?a=b")


def test_the_address_is_text_without_a_script_and_a_button_with_one(page_at, day):
    plain, helped = page_at(320, javascript=False), page_at(320)

    for page in (plain, helped):
        page.goto(day.get_absolute_url())
        expect(page.locator("#address")).to_have_text(
            "https://colloque.example/partenariat-2019/"
        )
    expect(plain.get_by_role("button", name="Copier le lien")).to_be_hidden()
    expect(helped.get_by_role("button", name="Copier le lien")).to_be_visible()


def test_readers_abroad_also_get_their_own_time(new_context, live_server):
    event = EventFactory(attendance_mode=Event.AttendanceMode.ONLINE, venue=None)
    abroad = new_context(timezone_id="Asia/Tokyo").new_page()

    abroad.goto(live_server.url + event.get_absolute_url())

    expect(abroad.locator(".when .your-time").first).to_contain_text("chez vous")
    expect(abroad.locator(".when time").nth(1)).to_contain_text("(heure de Paris)")
