"""An edit after publication: unseen, listed, published, told."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programme import operations
from programme.demonstration import loader
from registrations.models import Message
from tests.browser.test_admin_registrations import sign_in
from tests.factories import RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/organisation/programme/session/"
PUBLIC = "/partenariat-2019/programme/"


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "light"), ("/en", 1280, "dark")]
)
def test_an_edit_is_published_and_told(
    page_at, assert_accessible, prefix, width, scheme
):
    user = UserFactory()
    event = loader.load(organiser=user, day=loader.coming_day(timezone.localdate()))
    RegistrationFactory(event=event)
    operations.shift(event.sessions.get(starts_at="16:00"), 10, actor=user)
    page = page_at(width, color_scheme=scheme)

    def check() -> None:
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == page.viewport_size["width"]
        assert_accessible(page)

    page.goto(prefix + PUBLIC)
    expect(page.locator("details", has_text=re.compile("chang"))).to_have_count(0)
    sign_in(page, user)
    page.goto(prefix + LIST)
    page.locator(".publication a").click()
    check()
    page.locator("[name=accepts_overlaps]").check()
    page.locator("input.default").click()
    expect(page.locator(".publication a")).to_have_count(0)

    page.locator(".messagelist .warning a").click()
    expect(page.locator("[name=text_fr]")).to_have_value(re.compile("16.h.10"))
    assert not Message.objects.exists()

    page.goto(prefix + PUBLIC)
    page.locator("summary", has_text=re.compile("chang")).click()
    expect(page.locator("details[open] li")).to_have_count(2)
    expect(page.locator(".session .chip")).to_have_count(2)
    check()
