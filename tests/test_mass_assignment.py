"""What a form does not ask for changes nothing: every form of the site is posted as it
is shown, then once more with the name of every column of every table in it."""

import re
from collections import Counter
from copy import deepcopy
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from registrations import links
from tests import test_access_table as table
from tests.factories import MembershipFactory
from tests.posting_forms import posting_forms
from tests.registrations.robot import FORGETFUL
from tests.registrations.team import client_of

pytestmark = pytest.mark.django_db
event = table.event  # with one of everything
# Names of things that are made by chance, anew each time.
BY_CHANCE = {"key", "reference", "public_id", "message_id", "password"}
MODELS = set(apps.get_models(include_auto_created=True)) - FORGETFUL
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
OTHERS = {"is_staff": "on", "token": "x", "position": "1", "checked_in": "on"}
TYPED = {
    "given_name": "Zoé",
    "family_name": "Martin",
    "email": "zoe@example.org",
    "institution": "IUT",
}
OF_A_PERSON = [name for name in table.ROUTES if name.startswith("registrations:")]
# Histories are of the event; lists and deletions ask for nothing but which rows.
OTHER_PAGES = ("_history", "_changelist", "_delete", "index", "login", "logout")
OF_THE_TEAM = [
    name
    for name in table.ROUTES
    if name.startswith("admin:") and not name.endswith(OTHER_PAGES)
]


def sneaked() -> dict[str, str]:
    """A value for every column that there is."""
    found = dict(OTHERS)
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            found |= dict.fromkeys([column.name, column.attname], _value(column))
    return found


def _value(column: models.Field) -> str:
    if column.choices:
        return str(list(column.flatchoices)[-1][0])
    if isinstance(column, models.BooleanField):
        return "on"
    if isinstance(column, models.DateTimeField):
        return "2001-02-03T04:05"
    if isinstance(column, models.DateField):
        return "2001-02-03"
    if isinstance(column, models.IntegerField | models.ForeignKey):
        return "2"
    return "sneaked@example.org"


@pytest.fixture
def person(event, client):
    """A browser in which the personal page is open."""
    token = links.token(event.registrations.get())
    client.get(reverse("registrations:enter", args=[token]))
    return client


@pytest.fixture
def organiser(event):
    return client_of(MembershipFactory(event=event).user)


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_what_a_person_adds_changes_nothing(name, event, person, time_machine):
    assert_ignored(person, table.address(name, event), event, time_machine)


@pytest.mark.parametrize("name", OF_THE_TEAM)
def test_what_an_organiser_adds_changes_nothing(name, event, organiser, time_machine):
    path = table.address(name, event)
    if name.endswith("_add"):
        path = f"{path}?event={event.pk}"
    assert_ignored(organiser, path, event, time_machine)


def assert_ignored(client, path: str, event, time_machine) -> None:
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    shown = client.get(path, follow=True)
    time_machine.move_to(now + timedelta(seconds=30), tick=False)
    known = {model: _keys(model) for model in MODELS}
    for form in posting_forms(shown):
        filled = form.fields | {k: v for k, v in typed(event).items() if form.lacks(k)}
        honest, hostile = (
            stored_after(client, form.path, extra | filled, known)
            for extra in [{}, sneaked()]
        )
        assert {m for m in MODELS if honest[m] != hostile[m]} == set(), form.path


def typed(event) -> dict[str, str]:
    return TYPED | {"profile": str(event.profiles.first().pk)}


def stored_after(client, path: str, data: dict, known: dict) -> dict[type, Counter]:
    """What stands in the database then; afterwards all is as before again."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.post(path, data)
        response.getvalue()  # to the end of a file, which then closes
        assert response.status_code < 500
        stored = {model: _rows(model, known) for model in MODELS}
        transaction.set_rollback(True)
    client.cookies = cookies
    return stored


def _rows(model, known: dict) -> Counter:
    """Rows without what differs by chance: keys of what is new are all the same."""
    columns = [
        column
        for column in model._meta.concrete_fields
        if column.name not in BY_CHANCE and not column.primary_key
    ]
    rows = model._base_manager.values_list(*[column.attname for column in columns])
    return Counter(
        repr([_told(*pair, known) for pair in zip(columns, row, strict=True)])
        for row in rows
    )


def _told(column, value, known: dict):
    if (
        isinstance(column, models.ForeignKey)
        and value not in known[column.related_model]
    ):
        return value and "new"
    return REFERENCE.sub("a reference", value) if isinstance(value, str) else value


def _keys(model) -> set:
    return set(model._base_manager.values_list("pk", flat=True))
