"""The questions of an event in a real browser: for visitors and for organisers."""

import pytest
from playwright.sync_api import expect

from registrations.models import Question
from tests.browser.test_admin_registrations import sign_in
from tests.factories import (
    AnswerFactory,
    EventFactory,
    MembershipFactory,
    QuestionFactory,
    RegistrationFactory,
)

Kind = Question.Kind
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    """An event that asks a question of each kind; one choice is full."""
    event = EventFactory()
    labels = ["x" * 150, "Jardin"]
    for kind in Kind:
        question = QuestionFactory(
            event=event,
            kind=kind,
            is_required=True,
            choices=labels if kind.endswith(("choice", "choices")) else [],
            places=[1],
        )
    AnswerFactory(
        registration=RegistrationFactory(event=event),
        question=question,
        choice=question.choices.first(),
    )
    return event


def fits(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_form_with_every_kind_and_every_mistake(
    page_at, assert_accessible, event, width, scheme
):
    page = page_at(width, color_scheme=scheme)

    page.goto(f"/{event.slug}/inscription/")
    assert_accessible(page)
    assert fits(page)
    expect(page.get_by_text("(complet)")).to_be_visible()
    page.locator("[name=register]").click()

    expect(page.locator("#erreurs li")).to_have_count(5 + len(Kind))
    assert_accessible(page)
    assert fits(page)


def test_the_pages_of_organisers(page_at, assert_accessible, event):
    page = page_at(1280)
    sign_in(page, MembershipFactory(event=event).user)
    question = event.questions.last()
    person = event.registrations.get()

    for address in [
        "question/",
        "question/add/",
        f"question/{question.pk}/change/",
        "profile/",
        "profile/add/",
        f"registration/{person.pk}/change/",
    ]:
        page.goto(f"/organisation/registrations/{address}")
        assert_accessible(page)
