"""Requests that no browser sends, to every address of the site: never an error of ours.

The addresses come from the URLconf, the parameters of lists from the admin, and the
fields from the forms as they are shown.
"""

import sys
import time
from itertools import cycle, islice
from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from registrations import links
from tests import test_access_table as table
from tests.factories import UserFactory
from tests.hostile import BODIES, DAYS, FORM, OCTETS, TEXTS
from tests.posting_forms import posting_forms

pytestmark = pytest.mark.django_db
event = table.event  # with one of everything
LISTS = [name for name in table.ROUTES if name.endswith("_changelist")]
OF_LISTS = ["o", "q", "p", "all", "e", "_facets", "_popup", "_to_field", "id__in"]
AUTOCOMPLETE = ["app_label", "model_name", "field_name", "term", "page"]
# Kept as shown: what says which form it is.
MARKS = ("_FORMS", "csrfmiddlewaretoken", "request", "action")


class Attack:
    """Sends requests that leave nothing behind, and notes those that broke something.

    The admin is attacked by somebody who may do everything, other pages by a person
    whose personal page is open.
    """

    def __init__(self, event):
        self.superuser = Client(raise_request_exception=False)
        self.superuser.force_login(UserFactory(superuser=True))
        self.person = Client(raise_request_exception=False)
        token = links.token(event.registrations.get())
        self.person.get(reverse("registrations:enter", args=[token]))
        self.broken: list[str] = []

    def send(self, method, path, body=b"", kind="text/plain", **options):
        client = self.superuser if "/organisation/" in path else self.person
        began = time.thread_time()
        with transaction.atomic():
            response = client.generic(method, path, body, kind, **options)
            text = response.getvalue()[:10_000].decode(errors="replace")
            transaction.set_rollback(True)
        seconds = time.thread_time() - began
        if response.status_code >= 500 or "Traceback" in text:
            self.broken.append(f"{response.status_code} {method} {path} {body[:99]!r}")
        elif len(body) > 10_000 and seconds > 1:
            self.broken.append(f"{seconds} s {method} {path} {body[:99]!r}")
        return response

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def post(self, path, fields):
        return self.send("POST", path, urlencode(fields, doseq=True).encode(), FORM)


@pytest.fixture
def attack(event):
    attack = Attack(event)
    errors = []

    def note(**_details):
        errors.append(sys.exc_info()[1])

    got_request_exception.connect(note)
    yield attack
    got_request_exception.disconnect(note)
    assert (attack.broken, errors) == ([], [])


@pytest.fixture
def paths(event) -> dict[str, str]:
    """Every address of the site, for the event and what belongs to it."""
    found = {name: table.address(name, event) for name in table.ROUTES}
    for name in found:
        if name.endswith(("_add", "_paste")):
            found[name] += f"?event={event.pk}"
    return found


def test_addresses_with_something_else_in_them(attack, paths):
    octets = cycle(OCTETS.values())
    for path in paths.values():
        for value in resolve(path.partition("?")[0]).kwargs.values():
            part = f"/{quote(str(value), safe='~')}"
            for wrong in islice(octets, 3):
                attack.get(path.replace(part, f"/{wrong}", 1))


def test_parameters_that_no_page_knows(attack, paths):
    octets = cycle(OCTETS.values())
    for path in paths.values():
        value, other = islice(octets, 2)
        names = ["number", "autre", "next", "event", "session", "__proto__", other]
        query = "&".join(f"{name}={value}&{name}=2" for name in names)
        attack.get(f"{path.partition('?')[0]}?{query}")


@pytest.mark.parametrize("name", LISTS)
def test_filters_orders_and_searches_of_lists(attack, name):
    path = reverse(name)
    values = cycle(["9" * 20, OCTETS["NUL"], "²", "-1", "1.x.-1", OCTETS["SQL"], *DAYS])
    for parameter in sorted(parameters_of(attack.get(path))):
        for value in islice(values, 2):
            attack.get(f"{path}?{parameter}={value}")


def parameters_of(response) -> set[str]:
    """What this list takes in its address, and what people try."""
    found = set(OF_LISTS)
    changes = response.context and response.context.get("cl")
    if changes:
        found |= {
            name for f in changes.filter_specs for name in f.expected_parameters()
        }
        found |= {f"{column.name}__exact" for column in changes.opts.fields}
    return found


@pytest.mark.parametrize("name", LISTS)
def test_days_that_no_calendar_has(attack, name):
    path = reverse(name)
    changes = (attack.get(path).context or {}).get("cl")
    column = changes and changes.date_hierarchy
    if column:
        for year, month, day in [
            *[("0", "1", "1"), ("9999", "12", "31"), ("10000", "1", "1")],
            *[("2027", "2", "29"), ("2026", "13", "1"), ("x", "٣", "-1")],
        ]:
            years = f"{path}?{column}__year={year}"
            attack.get(years)
            attack.get(f"{years}&{column}__month={month}&{column}__day={day}")


def test_searches_of_related_objects(attack):
    path = reverse("admin:autocomplete")
    octets = cycle(OCTETS.values())
    for model in admin.site._registry:
        for column in model._meta.get_fields():
            if column.many_to_one or column.many_to_many:
                told = [model._meta.app_label, model._meta.model_name, column.name]
                asked = dict(zip(AUTOCOMPLETE, [*told, "a", "1"], strict=True))
                attack.get(f"{path}?{urlencode(asked | {'term': 'a'})}&term=%00")
                for key, value in zip(AUTOCOMPLETE, octets, strict=False):
                    rest = {name: asked[name] for name in asked if name != key}
                    attack.get(f"{path}?{urlencode(rest)}&{key}={value}")


def test_forms_filled_in_with_anything(attack, paths):
    shown = {paths[name] for name in paths if not name.endswith("_history")}
    for path in shown:
        for form in posting_forms(attack.get(path)):
            marks = {k: v for k, v in form.fields.items() if k.endswith(MARKS)}
            for text in TEXTS.values():
                attack.post(form.path, dict.fromkeys(form.fields, text) | marks)
            attack.post(form.path, {name: ["1", "2"] for name in form.fields})
            attack.post(form.path, {})


def test_bodies_that_are_no_form(attack, paths):
    bodies = cycle(BODIES)
    for path in paths.values():
        for kind, body in islice(bodies, 3):
            attack.send("POST", path, body, kind)
    for name in ["registrations:register", "registrations:edit", "admin:login"]:
        for kind, body in BODIES:
            attack.send("POST", paths[name], body, kind)


def test_methods_that_no_page_knows(attack, paths):
    for path in paths.values():
        for method in ["TRACE", "PUT", "FOO"]:
            assert attack.send(method, path).status_code == 405


HEADERS = [
    {"Accept-Language": "fr;q=x," * 1000, "Accept": "a/b," * 200},
    {"Cookie": "; ".join(f"c{n}={n}" for n in range(100))},
    {"Cookie": "session=\x01\xff; csrf=''; opened={{; submission=a:b:c"},
    {"Referer": "\x00\xff", "User-Agent": "\x1b[31m\x00", "If-None-Match": "\x00"},
    {"X-Forwarded-For": "x, ::%, 1.1.1.1.1", "Range": "bytes=9-1"},
    {"If-Modified-Since": "10000-13-01", "Accept-Encoding": "gzip;q=x"},
]


def test_headers_that_no_browser_sends(attack, paths):
    headers = cycle(HEADERS)
    for path in paths.values():
        for header in islice(headers, 2):
            attack.get(path, headers=header)
            attack.send("POST", path, headers=header)
