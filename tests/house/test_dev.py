import importlib.machinery
import importlib.util
import socket
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def dev(monkeypatch, tmp_path):
    """The script as a module, on a machine with no Python but those a test makes."""
    loader = importlib.machinery.SourceFileLoader("dev", str(settings.BASE_DIR / "dev"))
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader("dev", loader)
    )
    loader.exec_module(module)
    monkeypatch.setattr(module.sys, "executable", str(tmp_path / "none"))
    monkeypatch.setattr(module, "VAR", tmp_path / "var")
    for name in ["PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"]:
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return module


def install(path: Path, *, version: str, works: bool = True) -> str:
    """A file that answers as a Python of this version would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {version}\nexit {int(not works)}\n")
    path.chmod(0o755)
    return str(path)


def test_the_wanted_version_is_preferred(dev, tmp_path):
    install(tmp_path / "bin/python3.12", version="3.12")
    wanted = install(tmp_path / "bin/python3.13", version="3.13")

    assert str(dev.find_python()) == wanted


def test_another_supported_version_will_do(dev, tmp_path):
    install(tmp_path / "bin/python3.11", version="3.11")
    newer = install(tmp_path / "bin/python3.14", version="3.14")

    assert str(dev.find_python()) == newer


def test_a_version_that_the_shims_of_pyenv_do_not_select_is_found(dev, tmp_path):
    install(tmp_path / "bin/python3.13", version="not installed", works=False)
    installed = install(
        tmp_path / "PYENV_ROOT/versions/3.13.0/bin/python", version="3.13"
    )

    assert str(dev.find_python()) == installed


def test_a_version_that_uv_brought_is_found(dev, tmp_path):
    brought = install(
        tmp_path / "UV_PYTHON_INSTALL_DIR/cpython-3.12.9-linux/bin/python3",
        version="3.12",
    )

    assert str(dev.find_python()) == brought


def test_uv_fetches_what_is_missing(dev, tmp_path):
    fetched = install(tmp_path / "fetched", version="3.13")
    install(tmp_path / "bin/uv", version=fetched)

    assert str(dev.find_python()) == fetched


def test_without_any_python_one_sentence_says_so(dev, tmp_path):
    install(tmp_path / "bin/python3.11", version="3.11")

    with pytest.raises(SystemExit, match=r"^Colloque needs Python .*, and run this"):
        dev.find_python()


@pytest.mark.parametrize(
    ("address", "site", "hosts"),
    [
        ("127.0.0.1:{}", "http://127.0.0.1:{}", "127.0.0.1,[::1],localhost"),
        ("{}", "http://127.0.0.1:{}", "127.0.0.1,[::1],localhost"),
        ("127.0.0.2:{}", "http://127.0.0.2:{}", "127.0.0.1,127.0.0.2,[::1],localhost"),
    ],
)
def test_links_and_hosts_follow_the_address(dev, monkeypatch, address, site, hosts):
    monkeypatch.delenv("SITE_URL")
    monkeypatch.delenv("ALLOWED_HOSTS")
    port = free_port()

    environment = dev.development(*dev.listening(address.format(port)))

    assert environment["SITE_URL"] == site.format(port)
    assert environment["ALLOWED_HOSTS"] == hosts


@pytest.mark.parametrize(
    "address", ["nonsense", "127.0.0.1", "127.0.0.1:99999", ":80:"]
)
def test_an_address_that_is_none_gets_one_sentence(dev, address):
    with pytest.raises(SystemExit, match=r"such as: \./dev run 127\.0\.0\.1:800"):
        dev.listening(address)


def test_a_busy_port_gets_one_sentence(dev):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"

        with pytest.raises(SystemExit, match=f"^Nothing can listen on {address}"):
            dev.listening(address)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
