"""A robot that is a real browser opens every link of every mail: nothing changes."""

import pytest

from tests.registrations.robot import every_mail, everything_stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_browser_that_opens_every_link_changes_nothing(page_at):
    links = every_mail("fr").links
    before = everything_stored()

    for javascript in [True, False]:
        page = page_at(1280, javascript=javascript)
        for link in sorted(links):
            page.goto(link)

    after = everything_stored()
    assert {table for table in before if before[table] != after[table]} == set()
