"""Kill and kill again while thousands sign up, then count: `./dev faults`.

6 000 people register for three events on one gunicorn. Meanwhile a hundred web workers
and a hundred mail workers are killed without warning (SIGKILL), and the mail server is
away for a while. Whoever is cut sends the same post again. Afterwards everybody has
been told "recorded", is registered once, has one mail in the outbox, and has received
it; a mail that was under way at a kill may arrive twice under one Message-ID.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.bench.__main__ import CONFIGURATION, database, inside, manage
from tests.bench.servers import Server, environment, serving
from tests.plugins.smtp import MailServer

EVENTS, PEOPLE, SEATS = 3, 2000, 1900
KILLS = 100
SECONDS_BETWEEN_KILLS = 1.2
MAIL_IS_AWAY = range(30, 60)  # from which kill to which
LEASE_SECONDS = "15"
QUEUE_EMPTY_WITHIN = 300


def main() -> None:
    server = MailServer()
    server.start()
    with database() as folder:
        manage(folder, "migrate", "--verbosity=0")
        manage(folder, "collectstatic", "--no-input", "--verbosity=0")
        events = [inside(folder, "event", SEATS, 0, 0) for _ in range(EVENTS)]
        mail = server.environment | {"MAIL_LEASE_SECONDS": LEASE_SECONDS}
        first_page = f"/{events[0]['slug']}/"
        with (
            serving(
                "config.wsgi", folder, *CONFIGURATION, first_page=first_page
            ) as web,
            mail_workers(folder, mail) as workers,
        ):
            crowds = [crowd(web, event["slug"]) for event in events]
            killed = kill_and_kill(web, workers, server)
            told = [json.loads(each.communicate()[0])["outcomes"] for each in crowds]
            wait_for_the_queue(folder)
        held = inside(folder, "held", *(event["id"] for event in events))
    server.stop()
    verdict(told, held, received(server), killed)


class MailWorkers:
    """One `manage.py work` at a time; a killed one is followed by another."""

    def __init__(self, folder: Path, variables: dict[str, str]):
        self._environment = environment(folder) | variables
        self._log = (folder / "work.log").open("a")
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        self._log.close()


@contextmanager
def mail_workers(folder: Path, variables: dict[str, str]) -> Iterator[MailWorkers]:
    workers = MailWorkers(folder, variables)
    try:
        yield workers
    finally:
        workers.stop()


def crowd(web: Server, slug: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.bench.crowd", "insist", str(web.port)]
    return subprocess.Popen(
        [*command, f"/{slug}/inscription/", str(PEOPLE)], stdout=subprocess.PIPE
    )


def kill_and_kill(web: Server, workers: MailWorkers, server: MailServer) -> Counter:
    """A web worker, then a mail worker, again and again, wherever they are."""
    killed: Counter[str] = Counter()
    for number in range(KILLS):
        if number == MAIL_IS_AWAY.start:
            server.stop()
        elif number == MAIL_IS_AWAY.stop:
            server.start()
        sleep(random.uniform(0.5, 1.5) * SECONDS_BETWEEN_KILLS)  # noqa: S311
        victims = web.process.children()
        if victims:
            os.kill(random.choice(victims).pid, signal.SIGKILL)  # noqa: S311
            killed["web"] += 1
        workers.kill()
        killed["mail"] += 1
    return killed


def wait_for_the_queue(folder: Path) -> None:
    deadline = monotonic() + QUEUE_EMPTY_WITHIN
    while left := inside(folder, "pending")["pending"]:
        if monotonic() > deadline:
            sys.exit(f"{left} mails were still queued after {QUEUE_EMPTY_WITHIN} s")
        sleep(1)


def received(server: MailServer) -> dict[str, list[str]]:
    """The Message-IDs that each address received, by event: people attend three."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in server.received:
        found[each.recipients[0]].append(str(each.message["Message-ID"]))
    return found


def verdict(
    told: list[Counter], held: dict, mails: dict[str, list[str]], killed: Counter
) -> None:
    """Print what was counted; exit with 1 where a promise was broken."""
    twice = sum(len(ids) - len(set(ids)) for ids in mails.values())
    distinct = sum(len(set(ids)) for ids in mails.values())
    counted = {
        "killed": killed,
        "told": told,
        **held,
        "distinct mails received": distinct,
        "received twice, same Message-ID": twice,
    }
    print(json.dumps(counted, indent=2))  # noqa: T201
    wanted = EVENTS * PEOPLE
    promises = {
        "everybody was told that it is recorded": all(
            outcomes == {"recorded": PEOPLE} for outcomes in told
        ),
        "everybody is registered, once": held["registered"] == wanted == held["people"],
        "nobody above the seats": held["confirmed"] == EVENTS * SEATS,
        "each registration has its one mail": held["mails"] == wanted
        and not held["without_mail"]
        and not held["without_registration"],
        "each mail was sent": held["sent"] == wanted,
        "each mail arrived": distinct == wanted,
    }
    for promise, is_kept in promises.items():
        print("kept  " if is_kept else "BROKEN", promise)  # noqa: T201
    sys.exit(int(not all(promises.values())))


if __name__ == "__main__":
    main()
