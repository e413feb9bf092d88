"""The pages of a participant, as axe and a small phone see them."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from registrations import links
from tests.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)
EACH_WAY = pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [
        (320, "fr", "light"),
        (320, "en", "dark"),
        (1280, "fr", "dark"),
        (1280, "en", "light"),
    ],
)


def address(language, name, *args):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


def is_wider_than_the_screen(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


@EACH_WAY
def test_every_page_of_a_participant(
    page_at, assert_accessible, width, language, scheme
):
    event = EventFactory()
    full = EventFactory(seats=1)
    confirmed = RegistrationFactory(
        event=full, family_name="W" * 80, institution="x" * 150
    )
    waiting = RegistrationFactory(event=full, waiting=True)
    cancelled = RegistrationFactory(event=event, cancelled=True)
    page = page_at(width, color_scheme=scheme)

    def look(name, *args):
        page.goto(address(language, name, *args))
        assert_accessible(page)
        assert not is_wider_than_the_screen(page), name

    look("register", event.slug)
    look("register", full.slug)
    look("register", EventFactory(closed=True).slug)
    look("recorded", event.slug)
    look("find", event.slug)
    look("find_any")
    look("enter", "unknown~link")
    look("personal", confirmed.reference)
    for registration in (confirmed, waiting, cancelled):
        look("enter", links.token(registration))
        look("cancel", registration.reference)


@EACH_WAY
def test_the_form_with_errors(page_at, assert_accessible, width, language, scheme):
    event = EventFactory()
    page = page_at(width, color_scheme=scheme)
    page.goto(address(language, "register", event.slug))

    page.locator("button.button").click()

    summary = page.locator("#erreurs")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(5)
    assert_accessible(page)
    assert not is_wider_than_the_screen(page)
    summary.get_by_role("link").nth(3).click()
    expect(page.get_by_role("radio").first).to_be_focused()


@EACH_WAY
def test_one_last_check_and_recorded(
    page_at, assert_accessible, width, language, scheme
):
    event = EventFactory()
    page = page_at(width, color_scheme=scheme)
    page.goto(address(language, "register", event.slug))
    for name in ("given_name", "family_name", "institution"):
        page.locator(f"[name={name}]").fill("Zoé")
    page.locator("[name=email]").fill("zoe@example.org")
    page.get_by_role("radio").first.check()
    # Whatever the pace of the machine, only a machine answers what none sees.
    page.locator("[name=website]").evaluate("field => field.value = 'x'")

    page.locator("button.button").click()
    expect(page.locator("[name=checked]")).to_be_attached()
    assert_accessible(page)
    page.locator("button.button").click()

    expect(page.locator("#resultat")).to_be_visible()
    expect(page.get_by_text("zoe@example.org")).to_be_visible()
    assert_accessible(page)
    assert not is_wider_than_the_screen(page)


def test_a_double_click_and_the_back_button_register_once(page_at):
    event = EventFactory()
    page = page_at(1280)
    page.goto(address("fr", "register", event.slug))
    for name in ("given_name", "family_name", "institution"):
        page.locator(f"[name={name}]").press_sequentially("Jean-Noël", delay=80)
    page.locator("[name=email]").fill("zoe@example.org")
    page.get_by_role("radio").first.check()

    page.get_by_role("button", name="Confirmer mon inscription").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inscription enregistrée")
    page.go_back()
    page.get_by_role("button", name="Confirmer mon inscription").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inscription enregistrée")

    assert event.registrations.count() == 1
    assert event.messages.count() == 1


def test_the_keyboard_is_enough(page_at):
    event = EventFactory()
    page = page_at(1280)
    page.goto(address("fr", "register", event.slug))

    def press(key):
        page.keyboard.press(key)

    page.locator("[name=given_name]").focus()
    for answer in ("Jean-Noël", "D’Hérouville", "zoe@example.org"):
        page.keyboard.type(answer, delay=80)
        press("Tab")
    press("Space")
    press("Tab")
    page.keyboard.type("Aucun")
    press("Tab")
    press("Tab")
    press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Inscription enregistrée")
