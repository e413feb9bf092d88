"""Everything that a site keeps of people, as text in which a test can look for them."""

import os
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from tests.plugins.postgresql import find_programs


def database_as_text(folder: Path) -> str:
    """A dump, what sessions hold, and on SQLite the files themselves."""
    dump = _sqlite() if connection.vendor == "sqlite" else _postgresql(folder)
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join([dump, *sessions])


@contextmanager
def bystander():
    """Another process that has the database open, as there always is one: the last
    one to leave would tidy up."""
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        database.execute("SELECT * FROM django_migrations").fetchall()
        yield


def _sqlite() -> str:
    """Another process reads the files: closing them here would drop the locks that
    SQLite holds on them for this process (https://sqlite.org/howtocorrupt.html)."""
    path = Path(connection.settings_dict["NAME"])
    files = [path, *path.parent.glob(f"{path.name}-*")]
    raw = subprocess.check_output(["cat", *files]).decode(errors="replace")
    with closing(sqlite3.connect(path)) as database:
        return "\n".join([raw, *database.iterdump()])


def _postgresql(folder: Path) -> str:
    dump = subprocess.run(
        [find_programs(folder) / "pg_dump", "--username=postgres", "--inserts"],
        env=os.environ
        | {
            "PGHOST": str(settings.TEST_FOLDER),
            "PGDATABASE": connection.settings_dict["NAME"],
        },
        check=True,
        capture_output=True,
        text=True,
    )
    return dump.stdout


def files_as_text(*folders: Path) -> str:
    """The names and the contents of all files."""
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    texts = [path.read_bytes().decode(errors="replace") for path in found]
    return "\n".join([*map(str, found), *texts])
