"""./dev run as a newcomer starts it, and every way in which it stops."""

import os
import signal
import subprocess
import urllib.error
import urllib.request

import psutil
import pytest
from django.conf import settings

from tests import waiting
from tests.house.test_dev import free_port


@pytest.fixture
def start(tmp_path):
    """Start ./dev run on a database of the test's own; return it, serving."""
    started = []

    def run():
        site = f"http://127.0.0.1:{free_port()}/"
        process = subprocess.Popen(
            ["./dev", "run", site.removeprefix("http://").strip("/")],
            cwd=settings.BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                "HOME": os.environ["HOME"],
                "VAR_DIR": str(tmp_path),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        waiting.until(lambda: process.poll() is not None or answers(site))
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def answers(site) -> bool:
    try:
        with urllib.request.urlopen(site, timeout=5) as page:
            return page.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def children(process, *, named="") -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process(process.pid).children(recursive=True)
        if not named or named in child.cmdline()
    ]


def are_gone(processes) -> bool:
    """Also those that nobody has asked about since they ended."""
    return all(
        not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        for process in processes
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_of_it(start, number):
    process = start()
    running = children(process)

    process.send_signal(number)

    shown, _ = process.communicate(timeout=30)
    assert len(running) >= 2
    assert are_gone(running)
    assert process.returncode == 0
    assert "Traceback" not in shown


@pytest.mark.parametrize("victim", ["work", "runserver"])
def test_when_one_part_dies_the_rest_stops(start, victim):
    process = start()
    running = children(process)

    children(process, named=victim)[0].kill()

    shown, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "stopped by itself, so all is stopped." in shown
    assert are_gone(running)


def test_a_second_start_loads_nothing_twice(start):
    shown = []
    for _ in range(2):
        process = start()
        process.send_signal(signal.SIGINT)
        shown.append(process.communicate(timeout=30)[0])

    assert "Password: " in shown[0]
    assert "Password: " not in shown[1]
    assert "Traceback" not in "".join(shown)
