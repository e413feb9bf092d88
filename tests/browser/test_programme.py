"""The programme on a phone, on a desk and on paper; and how an organiser writes it."""

import re
from datetime import time

import pytest
from playwright.sync_api import expect

from programme.demonstration import loader
from tests.factories import (
    PASSWORD,
    ContributionFactory,
    MembershipFactory,
    UserFactory,
)
from tests.programme.days import add_row, study_day

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/partenariat-2019/programme/"
LIST = "/organisation/programme/session/"
A4_WIDTH = 794


@pytest.fixture
def day():
    return loader.load(organiser=UserFactory())


def assert_no_wider_than(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, day, prefix, width, scheme
):
    page = page_at(width, color_scheme=scheme)

    page.goto(f"{prefix}{PAGE}")

    assert_accessible(page)
    assert_no_wider_than(page, width)


def test_a_word_without_end_stays_on_the_page(page_at):
    event = study_day()
    row = add_row(event, time(10), title_fr="x" * 300, place_fr="x" * 150)
    ContributionFactory(session=row, title_fr="x" * 300)
    for width in (320, 1280):
        page = page_at(width)

        page.goto(f"/{event.slug}/programme/")

        assert_no_wider_than(page, width)


def test_the_way_to_the_afternoon_works_without_a_script(page_at, day):
    page = page_at(320, javascript=False)
    page.goto(PAGE)

    page.get_by_role("link", name="Aller à l’après-midi").click()

    expect(page.locator("#s-1400")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Imprimer le programme")).to_be_hidden()


def test_the_day_fits_two_sheets_of_paper(page_at, day):
    page = page_at(A4_WIDTH)
    page.goto(PAGE)

    paper = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type /Page\b", paper)) == 2


def test_an_organiser_adds_a_talk(page_at, assert_accessible, day):
    user = MembershipFactory(event=day, user__name="Anne").user
    page = page_at(1280)
    page.goto(LIST)
    page.get_by_label("Adresse e-mail").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Programme")
    assert_accessible(page)

    page.get_by_role("link", name="14 h – 14 h 30").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("14\u00a0h, ")
    assert_accessible(page)
    page.get_by_text("Ajouter une ligne").click()
    added = page.locator("#contributions-1")
    added.get_by_label("Titre", exact=False).first.fill("Réponse")
    people = added.get_by_label("Qui parle ?")
    line = "Valérie BAUDE (discussion), cheffe de service"
    people.fill(f"{line}\nJean (dit Jeannot) DUPONT")
    save = page.get_by_role("button", name="Enregistrer", exact=True).first
    save.click()
    expect(page.get_by_text("Ligne 2 : écrivez le prénom")).to_be_visible()
    expect(people).to_have_value(f"{line}\nJean (dit Jeannot) DUPONT")
    assert_accessible(page)
    people.fill(f"{line}\nJean DUPONT")
    save.click()

    expect(page.get_by_text("2 communications, 3 personnes reconnues.")).to_be_visible()
    page.get_by_role("link", name="Publier le programme…").click()
    page.locator("[name=accepts_overlaps]").check()
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("link", name="Voir le programme").first.click()
    expect(page.get_by_text("Discussion : Valérie BAUDE")).to_be_visible()
