"""The whole way of a participant, an organiser and the staff, in a real browser."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from events.models import Event
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
AS_A_PERSON_TYPES = 60  # milliseconds a key


def fill(page, **answers):
    for name, answer in answers.items():
        field = page.locator(f"[name={name}]")
        field.clear()
        field.press_sequentially(answer, delay=AS_A_PERSON_TYPES)


def mailed(pattern: str) -> str:
    """The path of the newest mailed link that matches, once the worker has sent it."""
    call_command("work", "--once")
    [address] = re.findall(
        rf"https://colloque\.example({pattern})", mail.outbox[-1].body
    )
    return urlsplit(address).path


def test_from_the_event_page_to_the_attendee_list(page_at, tmp_path):
    call_command("demonstration", "--yes-in-production")
    event = Event.objects.get(slug="partenariat-2019")
    page = page_at(320, javascript=False)

    page.goto(reverse("events:event", args=[event.slug]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("travail partenarial")
    expect(page.get_by_text("Mebarka BEKKARI")).to_be_visible()
    page.get_by_role("link", name="S’inscrire").first.click()

    fill(page, given_name="Zoé", family_name="D’Hérouville", email="zoe@example")
    page.get_by_label("Recherche ou enseignement").check()
    page.get_by_role("button", name="Confirmer mon inscription").click()
    expect(page.get_by_role("heading", name="réponses sont à corriger")).to_be_visible()
    expect(page.locator("[name=given_name]")).to_have_value("Zoé")

    fill(page, email="zoe@example.org", institution="CCAS de Nanterre")
    page.get_by_role("button", name="Confirmer mon inscription").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inscription enregistrée")
    expect(page.get_by_text("zoe@example.org")).to_be_visible()

    page.goto(mailed(r"/i/[^/\s]+/"))
    expect(page).to_have_url(re.compile(r"/mon-inscription/[A-Z2-9-]{9}/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Votre inscription est confirmée"
    )
    page.get_by_role("link", name="Annuler mon inscription").click()
    page.get_by_role("button", name="Annuler mon inscription").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre place est libérée")

    assert_found_and_exported(page_at(1280), event, tmp_path)


def assert_found_and_exported(page, event, folder):
    user = UserFactory()
    MembershipFactory(event=event, user=user)
    page.goto(reverse("admin:index"))
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()

    page.goto(reverse("admin:registrations_registration_changelist"))
    page.locator("#searchbar").fill("herouville zoe")
    page.locator("#searchbar").press("Enter")
    row = page.get_by_role("row", name="D’Hérouville")
    expect(row).to_contain_text("Annulée")

    page.get_by_role("link", name=re.compile("Exporter")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("xlsx")).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    headings, values = load_workbook(path).active.iter_rows(values_only=True)
    exported = dict(zip(headings, values, strict=True))
    assert path.name.startswith("Inscriptions_")
    assert {name: exported[name] for name in ("État", "Nom", "Prénom", "E-mail")} == {
        "État": "Annulée",
        "Nom": "D’Hérouville",
        "Prénom": "Zoé",
        "E-mail": "zoe@example.org",
    }
