"""Pasting a programme, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from events.access import Role
from programme.models import Contribution
from tests.browser.test_admin_registrations import sign_in
from tests.factories import MembershipFactory
from tests.programme.days import study_day

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = """\
Jeudi 22 mai 2019
9h. Accueil (hall du bâtiment)
9h30-9h15. Intervention de Philippe LYET (responsable, chercheur associé). Le titre
10h-25h. Une séance
Frédéric PIZZO (chef de service d’un SESSAD), Un premier exposé.
11h20-11h30. Pause
"""


@pytest.fixture
def event():
    return study_day()


@pytest.fixture
def user(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def paste(page, event, prefix=""):
    page.goto(f"{prefix}/organisation/programme/session/coller/?event={event.pk}")
    page.locator("textarea[name=text]").fill(TEXT)
    page.locator("button[name=read]").click()
    expect(page.locator(".sheet-row")).to_have_count(4)


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "dark"), ("/en", 640, "light")]
)
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, event, user, prefix, width, scheme
):
    """640 px are a screen of 1280 px at 200 %."""
    page = page_at(width, color_scheme=scheme)
    sign_in(page, user)
    page.goto(f"{prefix}/organisation/programme/session/coller/?event={event.pk}")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)

    paste(page, event, prefix)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)


def test_a_programme_is_pasted_corrected_and_validated_by_keyboard_without_a_script(
    page_at, event, user
):
    page = page_at(1024, javascript=False)
    sign_in(page, user)
    paste(page, event)

    end = page.locator("[id=r2-ends_at]")
    expect(end).to_have_accessible_description(
        re.compile("^Doute.*La fin doit être après le début.$")
    )
    page.get_by_role("link", name="Fin, 9").press("Enter")
    expect(end).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("9h45")
    page.get_by_role("button", name="Vers la ligne suivante").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[id=c1-title]")).to_be_focused()
    page.get_by_role("button", name="Valider").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("4 lignes nouvelles")
    talk = Contribution.objects.get(title_fr="Un premier exposé")
    assert talk.session.title_fr == "Pause"
