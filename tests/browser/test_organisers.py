"""The pages of organisers in a real browser: no word of the policy, nothing for axe."""

import re

import pytest
from playwright.sync_api import expect

from events.models import Event
from tests.factories import (
    PASSWORD,
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    PartnershipFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [320, 1280]
INLINE = "script:not([src]), style, [style], [onclick], [onload], [onsubmit]"


@pytest.fixture
def team():
    """A superuser who organises an event of each kind, so that all pages are open."""
    user = UserFactory(superuser=True, email="camille@example.org")
    events = [EventFactory(), EventFactory(draft=True), EventFactory(past=True)]
    for event in events:
        MembershipFactory(event=event, user=user)
    MembershipFactory(event=events[0])
    PartnershipFactory(event=events[0])
    DocumentFactory(event=events[0])
    RegistrationFactory.create_batch(3, event=events[0])
    return events


def sign_in(page, prefix=""):
    page.goto(f"{prefix}/organisation/login/")
    page.locator("#id_username").fill("camille@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#login-form [type=submit]").click()
    expect(page).to_have_url(re.compile(r"/organisation/$"))


def pages(event) -> list[str]:
    model = "/organisation/events"
    return [
        "/organisation/",
        f"{model}/event/",
        f"{model}/event/?q=rien",
        f"{model}/event/add/",
        f"{model}/event/{event.pk}/change/",
        f"{model}/event/{event.pk}/history/",
        f"{model}/venue/{event.venue_id}/change/",
        f"{model}/document/{event.documents.get().pk}/change/",
        f"{model}/document/{event.documents.get().pk}/delete/",
        f"{model}/journalentry/",
        f"{model}/user/add/",
        "/organisation/password_change/",
    ]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_accessible(page_at, assert_accessible, team, width, prefix):
    page = page_at(width)
    for path in ("/organisation/login/", "/organisation/mot-de-passe/"):
        page.goto(prefix + path)
        assert_accessible(page)
    sign_in(page, prefix)

    for path in pages(team[0]):
        page.goto(prefix + path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )

        assert_accessible(page)
        assert page.locator(INLINE).count() == 0, path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


@pytest.mark.parametrize("width", WIDTHS)
def test_mistakes_and_questions_are_accessible(page_at, assert_accessible, team, width):
    page = page_at(width)
    sign_in(page)

    page.goto("/organisation/events/event/add/")
    page.locator("[name=_continue]").last.click()
    expect(page.locator(".errornote")).to_be_visible()
    assert_accessible(page)

    page.goto(f"/organisation/events/event/{team[1].pk}/change/")
    page.locator("[name=CHANGE_FORM-action]").select_option("publish")
    page.locator("[name=index]").click()
    expect(page.locator("h1")).to_have_text("Publier\u00a0?")
    assert_accessible(page)
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".messagelist")).to_contain_text("Publication faite.")
    assert Event.objects.published().filter(pk=team[1].pk).exists()


def test_an_event_is_made_with_the_keyboard(page_at):
    UserFactory(email="camille@example.org", may_create_events=True)
    page = page_at(1280)
    sign_in(page)
    page.get_by_role("link", name="Créer une journée").press("Enter")
    expect(page.locator("#id_title_fr")).to_be_focused()

    page.keyboard.type("Le travail partenarial")
    page.locator("#id_day").fill("2030-05-22")
    page.locator("#id_begins").fill("09:00")
    page.locator("#id_ends").fill("17:30")
    page.locator("#id_venue_name").fill("Site de Gennevilliers")
    page.locator("#id_venue_town").fill("Gennevilliers")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Le brouillon est enregistré.")
    expect(page.locator("#id_starts_at")).to_have_value("2030-05-22T09:00")
    assert Event.objects.get().slug == "le-travail-partenarial-2030"


def test_a_row_is_added_to_a_form(page_at, team):
    page = page_at(1280)
    sign_in(page)
    page.goto(f"/organisation/events/event/{team[0].pk}/change/")

    page.locator("#partnerships-group").get_by_text("Ajouter une ligne").click()
    page.locator("#id_partnerships-1-name_as_printed").fill("EPSS")
    page.locator("#id_partnerships-1-role").select_option("supports")
    page.locator("[name=_continue]").last.click()

    expect(page.locator("#id_partnerships-1-name_as_printed")).to_have_value("EPSS")
    assert team[0].partnerships.count() == 2


def test_a_forgotten_password_without_script(page_at, team):
    page = page_at(320, javascript=False)
    page.goto("/organisation/login/")

    page.get_by_role("link", name="Mot de passe oublié").click()
    page.get_by_label("Adresse e-mail").fill("camille@example.org")
    page.get_by_role("button", name="M’envoyer un lien").click()

    expect(page.locator("h1")).to_have_text("Consultez votre messagerie")


def test_the_switch_of_language_keeps_the_page(page_at, team):
    page = page_at(1280)
    sign_in(page)
    page.goto("/organisation/events/event/?quand=passees")

    page.locator("header").get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(r"/en/organisation/events/event/\?quand"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_place_is_described_in_a_window_of_its_own(page_at, team):
    page = page_at(1280)
    sign_in(page)
    page.goto(f"/organisation/events/event/{team[0].pk}/change/")

    with page.expect_popup() as opened:
        page.locator("#change_id_venue").click()
    window = opened.value
    window.locator("#id_street").fill("rue Neuve")
    with window.expect_event("close"):
        window.locator("[name=_save]").last.click()
    page.locator("#id_room").fill("Amphi 2")
    page.locator("[name=_continue]").last.click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    event = Event.objects.select_related("venue").get(pk=team[0].pk)
    assert (event.venue.street, event.room) == ("rue Neuve", "Amphi 2")
