"""The pages on which the team writes to people, in a real browser."""

import pytest
from playwright.sync_api import expect

from registrations import operations
from registrations.models import Message, Notice
from tests.browser.test_admin_registrations import sign_in
from tests.factories import (
    EventFactory,
    MailingFactory,
    MembershipFactory,
    RegistrationFactory,
)
from tests.registrations.letter_writing import french

pytestmark = pytest.mark.django_db(transaction=True)
WORDINGS = "/organisation/registrations/messagetemplate/"
MAILINGS = "/organisation/registrations/mailing/"


@pytest.fixture
def event():
    event = EventFactory()
    RegistrationFactory.create_batch(6, event=event)
    return event


@pytest.fixture
def user(event):
    user = MembershipFactory(event=event).user
    words = {"subject": "Patience, {prenom}", "text": "{rang}\n\n{lien}"}
    operations.save_wording(event, Notice.WAITING, "fr", **words, actor=user)
    return user


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "dark"), ("/en", 1024, "light")]
)
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, event, user, prefix, width, scheme
):
    page = page_at(width, color_scheme=scheme)
    sign_in(page, user)
    draft = MailingFactory(event=event)
    one = f"{prefix}{WORDINGS}{event.pk}/waiting/fr/"

    for path in [
        f"{prefix}{WORDINGS}",
        one,
        f"{one}restore/",
        f"{prefix}{MAILINGS}",
        f"{prefix}{MAILINGS}add/?event={event.pk}",
        f"{prefix}{MAILINGS}{draft.pk}/change/",
        f"{prefix}{MAILINGS}{draft.pk}/send/",
    ]:
        page.goto(path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert_accessible(page)


def test_a_wrong_placeholder_is_named_and_a_right_one_previewed(page_at, event, user):
    page = page_at(1280, javascript=False)
    sign_in(page, user)
    page.goto(f"{WORDINGS}{event.pk}/confirmed/fr/")

    page.get_by_label("Objet", exact=True).fill("Pour {prenon}")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.locator("form .error")).to_contain_text("{prenon}")

    page.get_by_label("Objet", exact=True).fill("Pour {prenom}")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.locator(".mail-html h3")).to_have_text("Pour Prénom")


def test_a_message_is_written_and_sent_without_a_script(page_at, event, user):
    page = page_at(1280, javascript=False)
    sign_in(page, user)
    page.goto(f"{MAILINGS}add/?event={event.pk}")

    page.get_by_label("Objet en français").fill("Une salle plus grande")
    page.get_by_label("Texte en français").fill("Bonjour {prenom_nom},\n\nAmphi 2.")
    page.locator("[name=_continue]").first.click()
    page.get_by_role("button", name="Envoyer à 6 personnes…").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(french("Envoyer à 6 personnes~?"))
    page.get_by_role("button", name="Envoyer à 6 personnes").click()

    expect(page.locator(".messagelist")).to_contain_text("6 messages")
    assert Message.objects.filter(notice=Notice.FREE_MESSAGE).count() == 6
