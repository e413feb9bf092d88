"""« Vérifications » and « Réorganiser » in a real browser, by the keyboard alone."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_admin_registrations import sign_in
from tests.factories import (
    ContributionFactory,
    EventFactory,
    MembershipFactory,
    RoomFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = "/organisation/programme/session/"
BOARD = f"{ROWS}rearrange/"
LONG = "L’accompagnement-interinstitutionnel-des-apprenants " * 4


@pytest.fixture
def event():
    """Two days; an overlap, a gap, parallel rooms and contributions."""
    event = EventFactory()
    event.ends_at += timedelta(days=1)
    event.save()
    add_row(event, 9, 10, title_fr="Un", kind="talks")
    add_row(event, 9, 11, title_fr=LONG)
    for number in (1, 2):
        room = RoomFactory(event=event, capacity=number * 10)
        row = add_row(event, 12, 13, room=room, takes_sign_ups=True, seats=15)
        ContributionFactory(session=row, title_fr=f"Communication {number}")
    later = event.local_start.date() + timedelta(days=1)
    add_row(event, 9, 10, date=later, title_fr="Le lendemain")
    return event


def add_row(event, start, end, **values):
    return SessionFactory(
        event=event, starts_at=time(start), ends_at=time(end), **values
    )


@pytest.fixture
def user(event):
    return MembershipFactory(event=event).user


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [("", 320, "light"), ("/en", 1280, "dark")]
)
def test_pages_are_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, user, event, prefix, width, scheme
):
    page = page_at(width, color_scheme=scheme)
    sign_in(page, user)
    room = event.rooms.first()
    row = event.sessions.get(title_fr="Un")
    addresses = [
        ROWS,
        f"{ROWS}{row.pk}/change/",
        BOARD,
        "/organisation/programme/room/",
        f"/organisation/programme/room/{room.pk}/change/",
    ]

    for address in addresses:
        page.goto(prefix + address)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert_accessible(page)
    page.goto(prefix + BOARD)
    page.locator(
        f"#r{event.sessions.exclude(room=None).first().pk} .board-open"
    ).click()
    expect(page.locator("#minutes")).to_be_visible()
    page.locator("[name$=-starts_at]").first.fill("?")
    page.locator("[value=save]").first.click()
    expect(page.locator("#problem")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)


def test_a_day_is_moved_with_the_keyboard(page_at, user, event):
    row = event.sessions.get(title_fr="Un")
    talk = ContributionFactory(session=row, title_fr="Première")
    ContributionFactory(session=row, title_fr="Seconde", position=2)
    page = page_at(1280)
    sign_in(page, user)
    page.goto(BOARD)

    page.locator(f"#r{row.pk} .board-open").press("Enter")
    expect(page.locator(f"#r{row.pk}")).to_be_focused()
    page.locator(f"[value='down:{talk.pk}']").press("Enter")
    expect(page.locator(f"#t{talk.pk}")).to_be_focused()
    page.locator("#minutes").fill("-30")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#r{row.pk} legend")).to_contain_text("8 h 30 – 9 h 30, Un")
    expect(page.locator(f"#r{row.pk}")).to_be_focused()
    row.refresh_from_db()
    assert row.starts_at == time(9)
    page.locator("[value=save]").last.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("lignes modifiées.")
    row.refresh_from_db()
    assert row.starts_at == time(8, 30)
    assert [str(one) for one in row.contributions.all()] == ["Seconde", "Première"]


def test_enter_in_a_field_stores_nothing(page_at, user, event):
    row = event.sessions.get(title_fr="Un")
    page = page_at(1280)
    sign_in(page, user)
    page.goto(BOARD)

    page.locator(f"[name=r{row.pk}-starts_at]").fill("8h15")
    page.keyboard.press("Enter")

    expect(page.locator(f"#r{row.pk} legend")).to_contain_text("8 h 15")
    row.refresh_from_db()
    assert row.starts_at == time(9)


def test_one_click_mends(page_at, user, event):
    page = page_at(1280)
    sign_in(page, user)
    page.goto(ROWS)

    page.get_by_role("button", name="Limiter l’atelier à 10 places").press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("c’est fait")
    expect(page.locator("#verifications")).not_to_contain_text("Limiter")
    assert event.sessions.filter(seats=10).count() == 1
