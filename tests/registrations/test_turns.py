"""Heavy work takes turns, and a killed process gives its own back."""

import subprocess
import sys
import tempfile
from contextlib import ExitStack

import pytest

from registrations.admin.export import MOST_EXPORTS
from registrations.turns import a_turn
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.team import member_of, page


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Other work on this machine takes no turn of these tests."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def test_so_many_at_once_and_no_more():
    with ExitStack() as turns:
        taken = [turns.enter_context(a_turn("test", 2)) for _ in range(3)]
        other = turns.enter_context(a_turn("other", 1))
    assert [*taken, other] == [True, True, False, True]

    with a_turn("test", 1) as again:
        assert again


def test_a_killed_process_gives_its_turn_back():
    code = (
        "from registrations.turns import a_turn\n"
        "with a_turn('killed', 1) as mine:\n"
        "    print(mine, flush=True)\n"
        "    input()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "True\n"
        with a_turn("killed", 1) as during:
            assert not during
        holder.kill()

    with a_turn("killed", 1) as afterwards:
        assert afterwards


@pytest.mark.django_db
def test_an_export_too_many_is_asked_to_come_back():
    event = EventFactory()
    RegistrationFactory(event=event)
    client = member_of(event)
    form = {"people": "event", "format": "csv"}

    with ExitStack() as others:
        for _ in range(MOST_EXPORTS):
            others.enter_context(a_turn("export", MOST_EXPORTS))
        refused = client.post(page("export"), form)
    served = client.post(page("export"), form)

    assert refused.status_code == 503
    assert "Try again in a minute." in refused.text
    assert served.status_code == 200
    assert b"Martin" in served.getvalue()
