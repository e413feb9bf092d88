"""Read the settings of a host from its environment, and refuse what is not safe.

In production every problem is collected, so that one start names them all.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_MIN_LENGTH = 50
MOST_PROXIES = 9


class Environment:
    """The values of the environment, with the problems found while reading them."""

    def __init__(self, values=os.environ, *, development: bool):
        self._values = values
        self._development = development
        self._problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, "").strip() or default

    def required(self, name: str, development: str) -> str:
        """A value that production must set; `development` stands in on a laptop."""
        if value := self.text(name):
            return value
        if not self._development:
            self._problems.append(f"{name} is missing.")
        return development

    def whole(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if value.isdecimal():
            return int(value)
        self._problems.append(f"{name} must be a whole number.")
        return default

    def folder(self, name: str) -> Path | None:
        """A folder that must exist where it is named."""
        value = self.text(name)
        if value and not Path(value).is_dir():
            self._problems.append(f"{name} must be a folder.")
        return Path(value) if value else None

    def trusted_proxies(self, default: int) -> int:
        """How many proxies of ours a request passes; a typing error trusts anybody."""
        number = self.whole("TRUSTED_PROXIES", default)
        if number > MOST_PROXIES:
            self._problems.append(f"TRUSTED_PROXIES must be {MOST_PROXIES} at most.")
        return number

    def words(self, name: str, development: str) -> list[str]:
        """Comma-separated values, without blanks."""
        value = self.required(name, development)
        return [word.strip() for word in value.split(",") if word.strip()]

    def secret_key(self) -> str:
        key = self.required("SECRET_KEY", "for-development-only-" + "x" * 50)
        if len(key) < SECRET_KEY_MIN_LENGTH or len(set(key)) < 5:
            self._problems.append(
                f"SECRET_KEY must have {SECRET_KEY_MIN_LENGTH} characters or more, "
                "chosen at random."
            )
        return key

    def allowed_hosts(self) -> list[str]:
        hosts = self.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
        if "*" in hosts:
            self._problems.append("ALLOWED_HOSTS must name the hosts; * is not safe.")
        return hosts

    def site_url(self) -> str:
        """The address of the site, without a final slash; mailed links start with it.

        It is never guessed from a request: whoever sends the request chooses that.
        """
        url = self.required("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
        parts = urlsplit(url)
        if not parts.hostname or parts.path or parts.scheme not in {"http", "https"}:
            self._problems.append("SITE_URL must look like https://colloque.example.")
        elif not self._development and parts.scheme != "https":
            self._problems.append("SITE_URL must start with https://.")
        return url

    def database(self, development: str) -> dict:
        """Django's settings for DATABASE_URL, with the guards that capacity rests on.

        PostgreSQL stays at READ COMMITTED: under a stricter level, a count made
        after waiting for the lock would still see the rows from before the wait.
        SQLite has no row locks: its transactions take the write lock at once.
        """
        url = self.required("DATABASE_URL", development)
        try:
            database: dict[str, Any] = dict(dj_database_url.parse(url))
        except ValueError:
            self._problems.append("DATABASE_URL cannot be read.")
            return {}
        options = database.setdefault("OPTIONS", {})
        if "isolation" in str(options).lower():
            self._problems.append("DATABASE_URL must not set an isolation level.")
        if database["ENGINE"].endswith("postgresql"):
            self._guard_postgresql(database, options)
        elif database["ENGINE"].endswith("sqlite3"):
            options["transaction_mode"] = "IMMEDIATE"
            options["timeout"] = 20
            options["init_command"] = (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA secure_delete=ON;"
            )
        else:
            self._problems.append("DATABASE_URL must be of PostgreSQL or SQLite.")
        return database

    def _guard_postgresql(self, database: dict, options: dict) -> None:
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.READ_COMMITTED
        timeouts = "-c lock_timeout=10s -c statement_timeout=60s"
        options["options"] = f"{options.get('options', '')} {timeouts}".strip()
        database["CONN_MAX_AGE"] = self.whole("DATABASE_CONN_MAX_AGE", 60)
        database["CONN_HEALTH_CHECKS"] = True

    def mailer(self) -> dict:
        """Django's settings for one mailer over SMTP."""
        security = self.text("SMTP_SECURITY", "starttls")
        if security not in {"starttls", "ssl", "none"}:
            self._problems.append("SMTP_SECURITY must be starttls, ssl or none.")
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": self.required("SMTP_HOST", "127.0.0.1"),
                "port": self.whole("SMTP_PORT", 465 if security == "ssl" else 587),
                "username": self.text("SMTP_USER"),
                "password": self.text("SMTP_PASSWORD"),
                "use_tls": security == "starttls",
                "use_ssl": security == "ssl",
                "timeout": self.whole("SMTP_TIMEOUT", 20),
            },
        }

    def refuse_problems(self) -> None:
        """Stop the start-up with every problem by name.

        Raises ImproperlyConfigured.
        """
        if self._problems:
            raise ImproperlyConfigured(" ".join(self._problems))
