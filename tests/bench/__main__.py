"""Run everything and print the figures: `./dev bench`.

Each figure is the median of three runs, ours and the bare app’s in turn, so that a
noisy machine is noisy for both.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench import report
from tests.bench.servers import Server, cpu_of, environment, serving
from tests.plugins.postgresql import postgresql

RUNS = 3
SEATS, PEOPLE = 800, 1200
READS = 600
FEW, MANY = 100, 100_000
LIST = "/organisation/registrations/registration/"
LIST_READS = 12
ROWS = 16
CONFIGURATION = ["--config", "python:config.gunicorn"]


def main() -> None:
    with database() as folder:
        manage(folder, "migrate", "--verbosity=0")
        manage(folder, "collectstatic", "--no-input", "--verbosity=0")
        first = inside(folder, "event", SEATS, 0, ROWS)
        with (
            serving(
                "config.wsgi",
                folder,
                *CONFIGURATION,
                first_page=f"/{first['slug']}/",
            ) as ours,
            serving(
                "tests.bench.bare", folder, "--workers=4", first_page="/make/1/"
            ) as bare,
        ):
            figures = {
                "start": ours.seconds_to_first_page,
                "statements": inside(folder, "statements", first["slug"]),
                "sign_ups": [sign_ups(folder, ours, bare) for _ in range(RUNS)],
                "pages": pages(folder, first["slug"], ours, bare),
                "lists": lists(folder, ours),
                "worker": ours.megabytes(),
            }
    report.show(figures)
    sys.exit(report.broken(figures))


@contextmanager
def database() -> Iterator[Path]:
    """A PostgreSQL that keeps its promises to the disk, as in production."""
    folder = Path(tempfile.mkdtemp(prefix="colloque-bench-"))
    folder.chmod(0o755)
    try:
        with postgresql(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def manage(folder: Path, *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], check=True, env=environment(folder)
    )


def inside(folder: Path, *command) -> dict:
    output = subprocess.check_output(
        [sys.executable, "-m", "tests.bench.inside", *map(str, command)],
        env=environment(folder),
    )
    return json.loads(output)


def sign_ups(folder: Path, ours: Server, bare: Server) -> dict:
    """The same crowd at both, each at an event of its own."""
    say("Sign-ups")
    made = inside(folder, "event", SEATS, 0, ROWS)
    before = database_cpu(folder)
    mine = ours.crowd("register", f"/{made['slug']}/inscription/", PEOPLE)
    mine["database_cpu"] = database_cpu(folder) - before
    mine["counts"] = inside(folder, "counts", made["id"])
    made = bare.fetch(f"/make/{SEATS}/")
    before = database_cpu(folder)
    theirs = bare.crowd("register", f"/form/{made}/", PEOPLE)
    theirs["database_cpu"] = database_cpu(folder) - before
    return {"ours": mine, "bare": theirs}


def pages(folder: Path, slug: str, ours: Server, bare: Server) -> dict:
    say("Pages")
    made = bare.fetch(f"/make/{SEATS}/")
    event, programme, theirs = [], [], []
    for _ in range(RUNS):
        event.append(ours.crowd("read", f"/{slug}/", READS))
        programme.append(ours.crowd("read", f"/{slug}/programme/", READS))
        theirs.append(bare.crowd("read", f"/page/{made}/", READS))
    return {"event": event, "programme": programme, "bare": theirs}


def lists(folder: Path, ours: Server) -> dict:
    """Exports, the admin's list and the search, with few people and with many."""
    say("Lists")
    cookie = inside(folder, "account")
    few = inside(folder, "event", MANY, FEW, 0)
    many = inside(folder, "event", MANY, MANY, 0)
    found: dict = {"csv": [], "xlsx": [], "copy": [], "few": [], "many": []}
    for _ in range(RUNS):
        for what in ("copy", "csv", "xlsx"):
            found[what].append(inside(folder, what, many["id"]))
        for name, event in (("few", few), ("many", many)):
            address = f"{LIST}?event__id__exact={event['id']}"
            found[name] += ours.times(address, LIST_READS, cookie)
    return found | {"search": inside(folder, "search", many["id"])}


def database_cpu(folder: Path) -> float:
    pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    return cpu_of(psutil.Process(pid))


def say(what: str) -> None:
    print(what, "…", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
