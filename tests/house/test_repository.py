"""What no file may hold, and the pins that follow pyproject.toml."""

import re
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = settings.BASE_DIR
MACHINE = {ROOT.parent, Path.home()} - {Path("/"), Path(tempfile.gettempdir())}
# Written so that this file does not match itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"--(?:extra-)?index[-]url",
            r"https?://[^ \"')]*/(?:simple|packages)[/]",
            r"registry[+]http",
            *(re.escape(f"{path}/") for path in MACHINE),
        ]
    )
)
PIN = re.compile(r"^([\w.-]+)(?:\[[^]]*\])?==([^ ;]+)", re.MULTILINE)
DIRECT = re.compile(
    r"^([\w.-]+)(?:\[[^]]*\])?==(?:(?!^\S).)*?colloque \(pyproject\.toml",
    re.MULTILINE | re.DOTALL,
)


def test_no_file_names_a_package_index_or_a_folder_of_this_machine():
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("This is not a git checkout.")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")

    found = [
        (name, line)
        for name in listed
        if name and (ROOT / name).is_file()
        for line in (ROOT / name).read_text(errors="replace").splitlines()
        if FORBIDDEN.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("name", ["prod", "dev"])
def test_pins_follow_pyproject(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = list(project["project"]["dependencies"])
    if name == "dev":
        wanted += project["dependency-groups"]["dev"]
    pinned = (ROOT / "requirements" / f"{name}.txt").read_text()
    versions = {canonicalize_name(pin): version for pin, version in PIN.findall(pinned)}

    requirements = {canonicalize_name(r.name): r for r in map(Requirement, wanted)}

    assert {canonicalize_name(n) for n in DIRECT.findall(pinned)} == set(requirements)
    for package, requirement in requirements.items():
        assert requirement.specifier.contains(versions[package]), package


def test_what_runs_in_production_is_what_was_tested():
    prod, dev = (
        set(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text()))
        for name in ("prod", "dev")
    )

    assert prod - dev == set()


def test_every_variable_of_the_environment_is_documented():
    read = "\n".join(path.read_text() for path in (ROOT / "config").glob("*.py"))
    names = set(
        re.findall(r"\.(?:get|text|required|whole|words)\(\s*\"([A-Z_]+)\"", read)
    )
    documented = set(re.findall(r"`([A-Z_]+)", (ROOT / "docs/running.md").read_text()))

    assert names - documented == set()
    assert "SECRET_KEY" in names
