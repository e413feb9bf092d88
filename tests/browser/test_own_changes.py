"""What a person changes by the mailed link, with and without a script, on a phone.

axe is a script: it looks at the pages of the walk that has one.
"""

import re
from functools import partial

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from registrations import links
from registrations.models import Registration
from tests.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def address(name, *args, language="fr"):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


def is_wider_than_the_screen(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


WITH_AND_WITHOUT_A_SCRIPT = pytest.mark.parametrize("javascript", [True, False])


@pytest.fixture
def look(assert_accessible):
    def check(page, heading, *, has_script=True):
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        if has_script:
            assert_accessible(page)
        assert not is_wider_than_the_screen(page)

    return check


@WITH_AND_WITHOUT_A_SCRIPT
def test_edit_then_change_the_address_then_come_back(page_at, look, javascript):
    event = EventFactory()
    registration = RegistrationFactory(
        event=event, profile=event.profiles.first(), family_name="W" * 60
    )
    page = page_at(320, javascript=javascript)
    see = partial(look, page, has_script=javascript)
    page.goto(address("enter", links.token(registration)))
    see("Votre inscription est confirmée")
    code = page.get_by_role("img", name=f"Code d’accueil {registration.reference}")
    assert code.bounding_box()["width"] >= 200

    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Prénom").fill("")
    page.get_by_role("button", name="Enregistrer les modifications").click()
    see("Modifier mon inscription")
    expect(page.locator("#erreurs").get_by_role("link")).to_have_count(1)
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_role("button", name="Enregistrer les modifications").click()
    expect(page.get_by_text("Vos modifications sont enregistrées.")).to_be_visible()
    see("Votre inscription est confirmée")

    page.get_by_role("link", name="Changer d’adresse").click()
    page.get_by_label("Adresse e-mail").fill("zoe@gmial.com")
    page.get_by_role("button", name="Enregistrer les modifications").click()
    see("Modifier mon inscription")
    page.get_by_role("button", name="Oui, corriger").click()
    expect(page.get_by_text("zoe@gmail.com")).to_be_visible()
    see("Modifier mon inscription")

    moved = Registration.objects.get()
    assert (moved.given_name, moved.email) == ("Zoé", "zoe@gmail.com")
    page.goto(address("enter_cancel", links.token(moved)))
    page.get_by_role("button", name="Annuler mon inscription").click()
    see("Votre place est libérée")
    page.get_by_role("button", name="Me réinscrire").click()
    see("Votre inscription est confirmée")
    assert event.registrations.count() == 2


@WITH_AND_WITHOUT_A_SCRIPT
def test_register_then_correct_the_address_then_another_person(
    page_at, look, javascript
):
    event = EventFactory()
    page = page_at(320, javascript=javascript, color_scheme="dark")
    see = partial(look, page, has_script=javascript)
    page.goto(address("register", event.slug, language="en"))
    page.get_by_label("First name").fill("Zoé")
    page.get_by_label("Family name").fill("Martin")
    page.get_by_label("Email address").fill("zoe@example.org")
    page.get_by_role("radio").first.check()
    page.get_by_label("Institution").fill("CCAS de Nanterre")
    page.get_by_role("button", name="Confirm my registration").click()
    # A slow machine types as slowly as a person, and is not asked.
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("One last check|Registration recorded"))
    if heading.text_content() == "One last check":
        page.get_by_role("button", name="Confirm").click()
    see("Registration recorded")

    page.get_by_text("Wrong address? Correct it").click()
    page.get_by_label("Correct email address").fill("zoe@example")
    page.get_by_role("button", name="Correct and send again").click()
    see("Registration recorded")
    page.get_by_label("Correct email address").fill("zoe@example.net")
    page.get_by_role("button", name="Correct and send again").click()
    see("Registration recorded")
    expect(page.get_by_text("zoe@example.net")).to_be_visible()

    page.get_by_role("link", name="Register another person").click()
    see("Registration")
    expect(page.get_by_label("Institution")).to_have_value("CCAS de Nanterre")
    expect(page.get_by_label("Email address")).to_have_value("")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_pages_of_somebody_without_a_link(page_at, look, width, scheme):
    page = page_at(width, color_scheme=scheme)

    page.goto("/i/broken~link/).")
    look(page, "Lien personnel introuvable")
    page.get_by_label("Adresse e-mail").fill("jeanne@example.org")
    page.get_by_role("button", name="Recevoir mon lien à nouveau").click()
    look(page, "Retrouver mon inscription")
    page.goto(address("desk_code", "K7RD-4F7M"))
    look(page, "Présentez ce code à l’accueil de la journée.")
