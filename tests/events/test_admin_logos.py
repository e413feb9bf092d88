"""Logos in the form of an event: put, replaced, taken away, refused."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.access import Role
from events.models import Partnership
from tests.events.test_images import picture
from tests.factories import MembershipFactory, PartnershipFactory
from tests.page_forms import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return PartnershipFactory(with_logo=True, logo_alt="Laboratoire")


@pytest.fixture
def organiser(client, partner):
    client.force_login(MembershipFactory(event=partner.event, role=Role.ORGANISER).user)
    return client


def change(organiser, partner, **fields):
    """Post the form of the event with other values for its only partner."""
    url = reverse("admin:events_event_change", args=[partner.event.pk])
    changes = {f"partnerships-0-{name}": value for name, value in fields.items()}
    return save(organiser, url, "event_form", **changes)


def stored_names():
    storage = Partnership._meta.get_field("logo").storage
    return {f"logos/{name}" for name in storage.listdir("logos")[1]}


def test_a_new_logo_takes_the_place_of_the_one_before(
    organiser, partner, django_capture_on_commit_callbacks
):
    before = partner.logo.name
    new = SimpleUploadedFile("../../evil.php", picture("JPEG", size=(900, 90)))

    with django_capture_on_commit_callbacks(execute=True):
        response = change(organiser, partner, logo=new)

    assert response.status_code == 302
    partner.refresh_from_db()
    assert re.fullmatch(r"logos/[0-9a-f]{32}\.png", partner.logo.name)
    assert (partner.logo_width, partner.logo_height) == (800, 80)
    with partner.logo.open() as file:
        assert file.read(4) == b"\x89PNG"
    assert partner.logo.name in stored_names()
    assert before not in stored_names()


def test_an_event_that_is_saved_keeps_its_logos(
    organiser, partner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        change(organiser, partner, position="3")

    before = partner.logo.name
    partner.refresh_from_db()
    assert (partner.position, partner.logo.name) == (3, before)
    assert before in stored_names()


@pytest.mark.parametrize("fields", [{"logo-clear": "on"}, {"DELETE": "on"}])
def test_a_logo_that_is_taken_away_leaves_the_disk(
    organiser, partner, fields, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = change(organiser, partner, **fields)

    assert response.status_code == 302
    assert partner.logo.name not in stored_names()
    assert not Partnership.objects.exclude(logo="").exists()


def test_what_is_not_committed_deletes_nothing(partner):
    before = partner.logo.name
    partner.logo = ContentFile(picture(), name="other.png")

    partner.save()  # a test never commits

    assert stored_names() >= {before, partner.logo.name}


def test_a_logo_needs_words(organiser, partner):
    response = change(organiser, partner, logo_alt="")

    assert response.status_code == 200
    assert "Écrivez les mots que montre le logo." in response.text


def test_a_refused_logo_says_why_and_shows_the_form_again(organiser, partner):
    file = SimpleUploadedFile("logo.png", b"not a picture")

    response = change(organiser, partner, logo=file)

    assert "Ce fichier n’est pas une image PNG, JPEG ou WebP" in response.text
    partner.refresh_from_db()
    assert partner.logo.name in stored_names()
