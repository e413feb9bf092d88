"""The team’s pages of registrations in a real browser, mistakes included."""

import pytest
from playwright.sync_api import expect

from registrations import operations
from registrations.models import Message, Needs, Notice
from tests.factories import (
    PASSWORD,
    EventFactory,
    MembershipFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/organisation/registrations/registration/"


@pytest.fixture
def event():
    """A full event with people of every kind, one of them with an unkind name."""
    event = EventFactory(seats=2)
    RegistrationFactory(
        event=event,
        given_name="<script>alert(1)</script>",
        family_name="<svg onload=x>",
    )
    RegistrationFactory(event=event, waiting=True)
    return event


@pytest.fixture
def person(event):
    person = RegistrationFactory(
        event=event, given_name="Claire", family_name="Heijboer"
    )
    Needs.objects.create(registration=person, text="Accès en fauteuil roulant")
    Message.objects.create(
        event=event, registration=person, notice=Notice.CONFIRMED, to=person.email
    )
    return person


@pytest.fixture
def user(event, person):
    user = MembershipFactory(event=event).user
    operations.correct(person, {"institution": "ÉMA"}, actor=user)
    return user


def sign_in(page, user):
    page.goto("/organisation/login/")
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()


def list_page(page, prefix, person):
    page.goto(prefix + LIST)


def page_without_result(page, prefix, person):
    page.goto(f"{prefix}{LIST}?q=nobody")


def page_of_one(page, prefix, person):
    page.goto(f"{prefix}{LIST}{person.pk}/change/")


def page_of_one_with_a_mistake(page, prefix, person):
    page_of_one(page, prefix, person)
    page.locator("[name=email]").fill("claire@example")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".errornote")).to_be_visible()


def addition_with_questions(page, prefix, person):
    page.goto(f"{prefix}{LIST}add/")
    page.locator("[name=given_name]").fill(person.given_name)
    page.locator("[name=family_name]").fill(person.family_name)
    page.locator("[name=_save]").click()
    expect(page.locator("input[name=is_another_person]")).to_be_visible()
    expect(page.locator("input[name=is_over_capacity_accepted]")).to_be_visible()


def cancellation_without_reason(page, prefix, person):
    page.goto(prefix + LIST)
    page.locator("#action-toggle").check()
    page.locator("[name=action]").select_option("cancel")
    page.locator("[name=index]").click()
    page.locator("[name=reason]").fill(" ")
    page.locator("[type=submit].default").click()
    expect(page.locator("form .error")).to_be_visible()


def export_page(page, prefix, person):
    page.goto(f"{prefix}{LIST}export/?status__exact=waiting")


def log_of_mails(page, prefix, person):
    page.goto(f"{prefix}/organisation/registrations/message/")


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"),
    [
        ("", 320, "light"),
        ("", 1280, "dark"),
        ("/en", 320, "dark"),
        ("/en", 1280, "light"),
    ],
)
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, user, person, prefix, width, scheme
):
    page = page_at(width, color_scheme=scheme)
    sign_in(page, user)

    for open_page in [
        list_page,
        page_without_result,
        page_of_one,
        page_of_one_with_a_mistake,
        addition_with_questions,
        cancellation_without_reason,
        export_page,
        log_of_mails,
    ]:
        open_page(page, prefix, person)
        page.wait_for_load_state()

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert_accessible(page)


def test_everything_works_without_a_script(page_at, user, event):
    page = page_at(1024, javascript=False)
    sign_in(page, user)

    page.goto(LIST)
    page.locator("tr", has_text="Heijboer").locator(".action-select").check()
    page.locator("[name=action]").select_option("cancel")
    page.locator("[name=index]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annuler 1 inscription ?")
    page.get_by_label("Motif").fill("Doublon")
    page.get_by_role("button", name="Annuler et libérer les places").click()

    expect(page.locator(".messagelist")).to_have_text("1 inscription annulée.")
    row = page.locator("tr", has_text="Heijboer")
    expect(row.locator(".chip")).to_have_text("Annulée")
