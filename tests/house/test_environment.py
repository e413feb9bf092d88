import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

SAFE = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP",
    "ALLOWED_HOSTS": "colloque.example",
    "SITE_URL": "https://colloque.example",
    "DATABASE_URL": "postgresql://colloque@database.example/colloque",
    "SMTP_HOST": "smtp.example",
}


def refused(**changes) -> str:
    """Why production does not start with these values; nothing where it starts."""
    environment = Environment(SAFE | changes, development=False)
    environment.secret_key()
    environment.allowed_hosts()
    environment.site_url()
    environment.database("")
    environment.mailer()
    environment.trusted_proxies(1)
    try:
        environment.refuse_problems()
    except ImproperlyConfigured as refusal:
        return str(refusal)
    return ""


def test_safe_values_are_accepted():
    assert refused() == ""


@pytest.mark.parametrize("name", SAFE)
@pytest.mark.parametrize("missing", ["", "   "])
def test_a_missing_value_is_named(name, missing):
    assert f"{name} is missing." in refused(**{name: missing})


@pytest.mark.parametrize(
    ("name", "unsafe"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "x" * 60),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "colloque.example,*"),
        ("SITE_URL", "http://colloque.example"),
        ("SITE_URL", "colloque.example"),
        ("SITE_URL", "https://colloque.example/path"),
        ("SITE_URL", "javascript:alert(1)"),
        ("DATABASE_URL", "mysql://colloque@database.example/colloque"),
        ("DATABASE_URL", "not an address"),
        ("SMTP_PORT", "twenty-five"),
        ("SMTP_PORT", "-1"),
        ("SMTP_SECURITY", "perhaps"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "one"),
        ("TRUSTED_PROXIES", "10"),
        ("TRUSTED_PROXIES", "127.0.0.1"),
    ],
)
def test_an_unsafe_value_is_named(name, unsafe):
    assert name in refused(**{name: unsafe})


@pytest.mark.parametrize(
    "option",
    [
        "isolation_level=SERIALIZABLE",
        "isolation_level=3",
        "options=-c%20default_transaction_isolation=serializable",
        "options=-c%20default_transaction_isolation%3D%27repeatable%20read%27",
    ],
)
def test_a_stricter_isolation_level_is_refused(option):
    url = f"{SAFE['DATABASE_URL']}?{option}"

    assert refused(DATABASE_URL=url) == (
        "DATABASE_URL must not set an isolation level."
    )


def test_postgresql_reads_what_was_committed():
    environment = Environment(SAFE, development=False)

    database = environment.database("")

    assert database["OPTIONS"]["isolation_level"].name == "READ_COMMITTED"


def test_sqlite_takes_its_lock_at_once():
    environment = Environment(
        SAFE | {"DATABASE_URL": "sqlite:////srv/colloque.sqlite3"}, development=False
    )

    database = environment.database("")

    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_production_names_every_problem_at_once():
    environment = {"PATH": os.environ["PATH"], "SITE_URL": "http://colloque.example"}

    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    for name in ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL"]:
        assert name in result.stderr
