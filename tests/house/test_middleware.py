import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("tests.house.urls"), pytest.mark.django_db]


@pytest.mark.parametrize(
    "address",
    [
        "/test/echo/?name=%00",
        "/test/echo/?%00=name",
        "/test/echo/?name=a&name=%00",
        "/test/%00/",
        "/organisation/?title__exact=%00",
        "/%00",
    ],
)
def test_nul_in_an_address_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_nul_in_a_cookie_is_refused(client):
    response = client.get("/test/echo/", headers={"Cookie": r'session="\000\000\000"'})

    assert response.status_code == 400


@pytest.mark.parametrize("field", [{"name": "\x00"}, {"\x00": "name"}])
@pytest.mark.parametrize("content_type", ["form", "multipart"])
def test_nul_in_a_form_is_refused(client, field, content_type):
    options = {}
    if content_type == "form":
        options["content_type"] = "application/x-www-form-urlencoded"
        field = "&".join(f"{k}={v}" for k, v in field.items()).replace("\x00", "%00")

    assert client.post("/test/echo/", field, **options).status_code == 400


@pytest.mark.parametrize(
    "address",
    ["/test/echo/?name=%FF", "/test/echo/?name=%C0%80", "/test/echo/?name=%ED%A0%80"],
)
def test_bytes_that_are_no_text_are_read_as_replacement_characters(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/%FF/", "/%C0%80/", "/%u0041/"])
def test_a_path_that_is_no_text_is_no_page(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "OPTIONS", "FOO"])
def test_a_method_that_no_page_knows_is_refused(method):
    response = Client().generic(method, "/test/echo/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


def test_typed_text_passes(client):
    field = {"name": "Ó d’Hérouville – 李 \u202e 👩🏽‍🔬"}

    assert client.post("/test/echo/", field).status_code == 200
