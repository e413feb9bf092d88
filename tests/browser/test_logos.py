"""Logos on the page of an event and in the form that changes them."""

import pytest

from tests.factories import PASSWORD, MembershipFactory, PartnershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_page_and_the_form_with_logos_are_accessible(
    page_at, assert_accessible, width, scheme
):
    partner = PartnershipFactory(with_logo=True)
    organiser = MembershipFactory(event=partner.event).user
    page = page_at(width, color_scheme=scheme)

    page.goto(partner.event.get_absolute_url())
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.goto(f"/organisation/events/event/{partner.event.pk}/change/")
    page.get_by_label("Adresse e-mail").fill(organiser.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()

    page.get_by_label("Retirer le logo").scroll_into_view_if_needed()
    assert_accessible(page)
