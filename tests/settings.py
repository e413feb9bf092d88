"""The settings of a production host, relaxed where a test could not work.

The environment is set before config.settings reads it, so that its guards are the ones
that run. Nothing is created here: tests/plugins/database.py starts the database
when the first test asks for it.
"""

import os
import tempfile
from pathlib import Path

from tests.plugins.unknown_variables import UnknownVariable

TEST_FOLDER = Path(tempfile.gettempdir()) / f"colloque-tests-{os.getpid()}"
DATABASE_URLS = {
    "postgresql": f"postgresql://postgres@/colloque?host={TEST_FOLDER}",
    "sqlite": f"sqlite:///{TEST_FOLDER}/colloque.sqlite3",
}

os.environ |= {
    "DEBUG": "false",
    "SECRET_KEY": "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SITE_URL": "https://colloque.example",
    "SMTP_HOST": "127.0.0.1",
    "MAIL_FROM": "colloque@colloque.example",
}
# A process started by a test says which database it shares with that test.
os.environ.setdefault("DATABASE_URL", DATABASE_URLS[os.environ.get("DB", "postgresql")])

from config.settings import *

DATABASES["default"]["TEST"] = {"NAME": "test_colloque"}
# A thread of the live server would keep its session while the database is dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if os.environ.get("DB") == "sqlite":
    # A file, not memory: threads and processes must meet in it, as in production.
    DATABASES["default"]["TEST"]["NAME"] = str(TEST_FOLDER / "test_colloque.sqlite3")

# The test client and the browser speak plain http to a server on this machine.
IS_SECURE = False
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
COOKIE_PREFIX = ""
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

# Files are served from where they are written; nothing is collected or hashed.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = TEST_FOLDER / "static"
MEDIA_ROOT = TEST_FOLDER / "media"

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("?")
