"""Starts one throw-away PostgreSQL when the first test needs a database.

`DB=sqlite` takes a file instead. Both live in one folder, removed at the end.
"""

import shutil
import signal

import pytest
from django.conf import settings

from tests.plugins.postgresql import postgresql

# Nothing of a test run has to outlive a power cut.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
)


def pytest_configure():
    """Let a `kill` clean up, as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """pytest-django's hook before the test database is made."""
    folder = settings.TEST_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            yield
        else:
            with postgresql(folder, OPTIONS):
                yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database_url(transactional_db):
    """What DATABASE_URL must be for a process that shares this test's database."""
    name = settings.DATABASES["default"]["NAME"]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    return f"postgresql://postgres@/{name}?host={settings.TEST_FOLDER}"
