"""The two sites that are measured, each behind a gunicorn of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil

from tests.bench.crowd import HOST
from tests.waiting import until

SECRET_KEY = "bench-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH"
WORKERS = 4


@dataclass
class Server:
    process: psutil.Process
    port: int
    seconds_to_first_page: float

    def cpu(self) -> float:
        return cpu_of(self.process)

    def megabytes(self) -> float:
        """Of the largest worker, with what it shares with the others."""
        workers = self.process.children()
        return max(worker.memory_info().rss for worker in workers) / 1e6

    def crowd(self, what: str, path: str, count: int) -> dict:
        """Let a crowd come, and note what it cost this server."""
        before = self.cpu()
        client = [sys.executable, "-m", "tests.bench.crowd", what]
        result = json.loads(
            subprocess.check_output([*client, str(self.port), path, str(count)])
        )
        return result | {"cpu": self.cpu() - before}

    def fetch(self, path: str) -> str:
        """The body of a page."""
        return request(self.port, path).partition("\r\n\r\n")[2]

    def times(self, path: str, count: int, cookie: dict) -> list[float]:
        """Seconds that a page takes, one request after the other."""
        found = []
        for _ in range(count):
            start = perf_counter()
            answer = request(self.port, path, f"{cookie['name']}={cookie['value']}")
            found.append(perf_counter() - start)
            if not answer.startswith("HTTP/1.1 200"):
                raise AssertionError(answer[:200])
        return found


def request(port: int, path: str, cookie: str = "") -> str:
    """One request by GET, as the proxy in front passes it on; the whole answer."""
    head = [
        f"GET {path} HTTP/1.1",
        f"Host: {HOST}",
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 10.1.0.1",
        "Connection: close",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode())
        with connection.makefile("rb") as answer:
            return answer.read().decode()


def cpu_of(process: psutil.Process) -> float:
    """Seconds of CPU of a process and its children, those that have ended included."""
    family = [process, *process.children(recursive=True)]
    times = [member.cpu_times() for member in family]
    ended = times[0].children_user + times[0].children_system
    return ended + sum(each.user + each.system for each in times)


def environment(folder: Path) -> dict[str, str]:
    """Production settings, strict, on the database of this run."""
    return {
        **os.environ,
        "DEBUG": "false",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": f"postgresql://postgres@/postgres?host={folder}",
        "SMTP_HOST": "127.0.0.1",
        "MAIL_FROM": "colloque@colloque.example",
        "TRUSTED_PROXIES": "1",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "VAR_DIR": str(folder),
        "WEB_CONCURRENCY": str(WORKERS),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@contextmanager
def serving(
    application: str, folder: Path, *options: str, first_page: str, **variables: str
) -> Iterator[Server]:
    """Run gunicorn until the end of the block; waits for its first page.

    `variables` are added to its environment.
    """
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    start = perf_counter()
    log = (folder / f"{application}.log").open("w")
    process = subprocess.Popen(
        [*command, *options, application],
        env=environment(folder) | variables,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        until(lambda: answers(port, first_page), timeout=60)
        seconds = perf_counter() - start
        yield Server(psutil.Process(process.pid), port, seconds)
    finally:
        process.terminate()
        process.wait()
        log.close()


def answers(port: int, page: str) -> bool:
    try:
        return request(port, page).startswith("HTTP/1.1 200")
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
