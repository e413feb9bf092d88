"""What is measured inside one process: statements, exports, search.

`python -m tests.bench.inside WHAT …` runs with the settings of production and prints
JSON; each export has a process of its own, whose memory tells what it took.
"""

import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter, process_time, sleep

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from events.models import Event, User  # noqa: E402
from registrations import exports  # noqa: E402
from registrations.models import Message, Registration  # noqa: E402
from registrations.sample import make_event  # noqa: E402
from tests.bench.crowd import HOST, PROFILE, TYPING_SECONDS, filled  # noqa: E402

COPIED = (
    "COPY (SELECT reference, status, family_name, given_name, email, institution, "
    "registered_at, origin, language FROM registrations_registration "
    "WHERE event_id = {} ORDER BY sort_key) TO STDOUT WITH (FORMAT csv)"
)
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def event(seats: str, registrations: str, sessions: str) -> dict:
    made = make_event(
        seats=int(seats), registrations=int(registrations), sessions=int(sessions)
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as it would be within a minute
    return {"id": made.pk, "slug": made.slug}


def account() -> dict:
    """A superuser who is signed in: the cookie of the session."""
    user = User.objects.create_superuser("bench@example.org", "x" * 20, name="Bench")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}


def counts(pk: str) -> dict:
    """What the database holds after a crowd: never a seat too many, nobody lost."""
    event = Event.objects.with_seats().get(pk=pk)
    people = Registration.objects.filter(event=event)
    twice = people.active().order_by().values("email_key").annotate(n=Count("pk"))
    mails = Message.objects.filter(event=event).count()
    return {
        "confirmed": event.confirmed_count,
        "waiting": event.waiting_count,
        "oversold": max(event.confirmed_count - event.seats, 0),
        "twice": twice.filter(n__gt=1).count(),
        "without_mail": people.count() - mails,
    }


def pending() -> dict:
    return {"pending": Message.objects.pending().count()}


def held(*keys: str) -> dict:
    """Who is registered for these events, and the mails that tell them so."""
    people = Registration.objects.filter(event__in=keys).active()
    mails = Message.objects.filter(event__in=keys)
    return {
        "registered": people.count(),
        "people": people.order_by().values("event", "email_key").distinct().count(),
        "confirmed": people.confirmed().count(),
        "mails": mails.count(),
        "sent": mails.filter(sent_at__isnull=False).count(),
        "without_mail": people.filter(messages=None).count(),
        "without_registration": mails.filter(registration=None).count(),
    }


def statements(slug: str) -> dict:
    """One sign-up through every middleware: form, post, recorded page."""
    client = Client(HTTP_HOST=HOST, enforce_csrf_checks=True)
    address = f"/{slug}/inscription/"
    client.get(address, secure=True)  # the first one fills the caches of the process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page = client.get(address, secure=True).content.decode()
        sleep(TYPING_SECONDS)
        form = filled(page, typed(page))
        referer = f"https://{HOST}{address}"
        posted = client.post(address, form, secure=True, HTTP_REFERER=referer)
        client.get(posted.headers["Location"], secure=True)
    counted = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(NOT_COUNTED)
    ]
    return {"statements": len(counted), "status": posted.status_code}


def typed(page: str) -> dict:
    return {
        "given_name": "Zoé",
        "family_name": "Duhamel",
        "email": "zoe.statements@example.org",
        "profile": PROFILE.findall(page)[0],
        "institution": "CCAS de Nanterre",
        "needs": "",
    }


def csv(pk: str) -> dict:
    return export(exports.Format.CSV, pk)


def xlsx(pk: str) -> dict:
    return export(exports.Format.XLSX, pk)


def export(file_format: exports.Format, pk: str) -> dict:
    event = Event.objects.get(pk=pk)
    with TemporaryFile() as file:  # what a first export imports is not its own
        exports.write(file_format, event, event.registrations.none(), file)
    before = peak_megabytes()
    start, cpu = perf_counter(), process_time()
    with TemporaryFile() as file:
        count = exports.write(file_format, event, event.registrations.all(), file)
        size = file.tell()
    return {
        "seconds": perf_counter() - start,
        "cpu": process_time() - cpu,
        "megabytes": peak_megabytes() - before,
        "rows": count,
        "size": size,
    }


def copy(pk: str) -> dict:
    connection.ensure_connection()
    start = perf_counter()
    size = 0
    statement = COPIED.format(int(pk))
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as rows:
        for block in rows:
            size += len(block)
    return {"seconds": perf_counter() - start, "size": size}


def search(pk: str) -> dict:
    """The first page of a search by name, as the admin's list asks for it."""
    event = Event.objects.get(pk=pk)
    seconds = []
    for words in ["lefevre zoe", "NDIAYE", "d'herouville", "nobody at all"] * 5:
        start = perf_counter()
        list(event.registrations.matching(words).by_name()[:100])
        seconds.append(perf_counter() - start)
    return {"median": median(seconds), "worst": max(seconds)}


def peak_megabytes() -> float:
    """The most memory that this process has held so far (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    [line] = [line for line in lines if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(globals()[what](*arguments)))
