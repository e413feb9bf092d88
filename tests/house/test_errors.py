from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from registrations.models import Message, Notice
from tests.factories import RegistrationFactory
from tests.registrations.letter_writing import message

pytestmark = [pytest.mark.urls("tests.house.urls"), pytest.mark.django_db]


@pytest.fixture
def visitor():
    """A visitor to whom errors are answered rather than raised."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/test/echo/?name=%00", 400, "Demande incomplète"),
        ("/en/test/echo/?name=%00", 400, "Incomplete request"),
        ("/test/forbidden/", 403, "Accès réservé"),
        ("/en/test/forbidden/", 403, "Restricted access"),
        ("/test/nowhere/", 404, "Page introuvable"),
        ("/en/test/nowhere/", 404, "Page not found"),
        ("/test/post-only/", 405, "Cette page ne s’utilise pas ainsi"),
        ("/en/test/post-only/", 405, "This page cannot be used in this way"),
        ("/test/broken/", 500, "Le service a rencontré un problème"),
        ("/en/test/broken/", 500, "There is a problem with the service"),
        ("/test/database-away/", 503, "Service en maintenance"),
        ("/en/test/database-away/", 503, "Service under maintenance"),
    ],
)
def test_an_error_has_its_page_in_the_language_of_the_address(
    visitor, address, status, heading
):
    response = visitor.get(address)

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.text
    language = "en" if address.startswith("/en/") else "fr"
    assert f'<html lang="{language}"' in response.text
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/test/echo/", "Envoi trop volumineux"),
        ("/en/test/echo/", "Too much at once"),
        ("/retrouver/", "Envoi trop volumineux"),
    ],
)
def test_a_body_that_is_too_large_is_refused_by_its_size(visitor, address, heading):
    response = visitor.post(address, {"text": "x" * 1024 * 1025})

    assert response.status_code == 413
    assert f"<h1>{heading}</h1>" in response.text
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["broken/", "database-away/", "echo/?name=%00"])
def test_a_plain_page_asks_nothing_of_the_database(
    visitor, django_assert_num_queries, address
):
    visitor.cookies["session"] = "0" * 32

    with django_assert_num_queries(0):
        visitor.get(f"/test/{address}")


def test_a_visitor_may_try_again_when_the_database_is_away(visitor):
    assert visitor.get("/test/database-away/")["Retry-After"] == "30"


def test_a_form_without_its_token_is_refused_with_a_page():
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/test/echo/")

    assert response.status_code == 403
    assert "Cette page est restée ouverte trop longtemps" in response.text


def test_the_site_is_healthy(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json()["database"] == "ok"


def test_health_tells_that_mail_is_late(client):
    message(Notice.CONFIRMED, RegistrationFactory())
    assert client.get("/healthz").json()["mail"] == "ok"

    Message.objects.update(due_at=timezone.now() - timedelta(minutes=11))

    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["mail"] == "late"
    assert response.json()["oldest_mail_seconds"] >= 11 * 60


def test_the_site_is_not_healthy_without_its_database(client):
    def refuse(execute, sql, parameters, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] == "away"
