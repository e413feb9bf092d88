"""What the server itself writes down while people open their links, or mistype them."""

import http.client
import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from tests.house.test_dev import free_port
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = [
    "/i/canari~token/",
    "/i/canari~token/annuler/",
    "/en/mon-inscription/CANARI/",
    "/mon-inscription/canari/mes-donnees.json?email=canari@example.org",
    "/accueil/c/canari/",
    "/organisation/registrations/registration/?q=canari",
    "/organisation/mot-de-passe/reset/MQ/canari/",
    "/healthz?who=canari",
]


@pytest.fixture
def server(database_url, tmp_path):
    """gunicorn as in production, on a port of its own; its log is `server.log`."""
    port, log = free_port(), tmp_path / "log"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "STATIC_ROOT": str(tmp_path),
    }
    command = ["--config", "python:config.gunicorn", "config.wsgi"]
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *command],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=file,
            stderr=file,
        )
    process.port, process.log = port, log
    until(lambda: "Listening at" in log.read_text())
    yield process
    process.terminate()
    process.wait()


def ask(port: int, method: str, path: str, body: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"X-Forwarded-Proto": "https", "Cookie": "opened=canari"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def say(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        return connection.recv(4096)


def test_no_link_name_or_address_reaches_the_log(server):
    """Nobody collected the static files here: pages fail, and their tracebacks show."""
    asked = [ask(server.port, "GET", path) for path in PATHS]
    asked += [ask(server.port, "POST", path, "nom=canari") for path in PATHS]
    refused = say(server.port, b"GET /i/canari HTTP/9.9\r\ncanari: \x00\r\n\r\n")

    written = server.log.read_text()
    assert 500 in asked
    assert b" 400 " in refused or b" 505 " in refused
    assert "Traceback" in written
    assert "Internal Server Error: /mon-inscription/…" in written
    assert "canari" not in written.lower()
