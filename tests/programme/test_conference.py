"""A large conference is as readable as a small day, and costs as few statements."""

import gzip
import re
import time

import pytest
from django.urls import reverse

from tests.programme.conference import DAYS, STARTS, conference

# Django’s watch over templates in tests takes half of what is measured here, and the
# machine may be slow: outside of them it is 0.2 to 0.25 s.
MOST_SECONDS = 1.5

pytestmark = pytest.mark.django_db


def test_a_long_conference_begins_with_the_ways_to_its_days_and_hours(client):
    event = conference()

    page = client.get(reverse("programme:programme", args=[event.slug])).text

    contents = page[page.index('<nav class="contents') : page.index("</nav>")]
    anchors = re.findall(r'href="#([^"]+)"', contents)
    assert len(anchors) == DAYS + DAYS * len(STARTS)
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)
    assert "après-midi" not in contents


def test_three_hundred_contributions_cost_what_one_does(
    client, django_assert_num_queries
):
    event = conference()
    address = reverse("programme:programme", args=[event.slug])

    client.get(f"/en{address}")  # so that templates and patterns are compiled

    with django_assert_num_queries(4):
        before = time.process_time()
        page = client.get(address)
        spent = time.process_time() - before

    with django_assert_num_queries(2):  # once it is kept
        client.get(address)
    assert page.text.count("<h4") == 300
    assert spent < MOST_SECONDS
    assert len(gzip.compress(page.content)) < 60_000
