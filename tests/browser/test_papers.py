"""The pages of certificates, as axe and a small phone see them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from registrations import links
from tests.factories import (
    PASSWORD,
    EventFactory,
    MembershipFactory,
    PresenceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def address(language, name, *args):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


def is_wider_than_the_screen(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


@pytest.mark.parametrize(
    ("width", "language", "scheme"), [(320, "fr", "light"), (1280, "en", "dark")]
)
def test_from_the_mailed_link_to_the_file_and_the_check(
    page_at, assert_accessible, width, language, scheme
):
    person = PresenceFactory(
        registration__family_name="W" * 80, registration__language=language
    ).registration
    page = page_at(width, color_scheme=scheme)

    def look():
        assert_accessible(page)
        assert not is_wider_than_the_screen(page)

    page.goto(address(language, "enter_certificate", links.token(person)))
    look()
    page.locator("main form button").click()
    expect(page.locator("main a.button")).to_be_visible()
    look()
    with page.expect_download() as download:
        page.locator("main a.button").click()
    assert download.value.suggested_filename == f"attestation-{person.event.slug}.pdf"

    page.goto(address(language, "verify_any"))
    look()
    page.locator("main button").click()
    expect(page.locator("#erreurs")).to_be_visible()
    look()
    page.locator("main input").fill(person.certificate.number.lower())
    page.locator("main button").click()
    expect(page.locator(".result")).to_contain_text("J. W.")
    look()


def test_the_team_records_presence_and_finds_it_in_its_lists(
    page_at, assert_accessible
):
    nine_o_clock = timezone.localtime() - timedelta(days=10)
    event = EventFactory(past=True, starts_at=nine_o_clock.replace(hour=9))
    person = PresenceFactory(registration__event=event).registration
    user = MembershipFactory(event=person.event).user
    page = page_at(1280)
    page.goto("/organisation/login/")
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()

    page.goto("/organisation/registrations/registration/")
    page.locator("[name=_selected_action]").check()
    page.locator("[name=action]").select_option("record_presence")
    page.locator(".actions button").click()
    assert_accessible(page)
    page.locator("[name=halves]").last.check()
    page.locator(".default").click()
    expect(page.locator(".messagelist")).to_contain_text("1 demi-journée modifiée.")
    for name in ["presence", "certificate"]:
        page.goto(f"/organisation/registrations/{name}/")
        assert_accessible(page)
