"""One’s own data, in a real browser: take them along, then erase them."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from registrations import links
from registrations.models import Registration
from tests.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("width", "language", "scheme"), [(320, "fr", "light"), (1280, "en", "dark")]
)
def test_a_person_takes_the_data_and_leaves(
    page_at, assert_accessible, width, language, scheme
):
    person = RegistrationFactory(event=EventFactory(), family_name="W" * 80)
    page = page_at(width, color_scheme=scheme)
    with override(language):
        page.goto(reverse("registrations:enter", args=[links.token(person)]))
        page.goto(reverse("registrations:erase", args=[person.reference]))
    _check(page, assert_accessible)

    with page.expect_download() as download:
        page.locator("a[href$='mes-donnees.json']").click()
    data = json.loads(download.value.path().read_text())
    assert person.reference in str(data)

    page.locator("main button.button").click()
    expect(page.locator("#resultat h1")).to_be_visible()
    _check(page, assert_accessible)
    assert not Registration.objects.kept().exists()


def _check(page, assert_accessible) -> None:
    assert_accessible(page)
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
