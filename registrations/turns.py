"""Heavy work takes turns: a few at once on one machine, the others come back later."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def a_turn(name: str, most: int) -> Iterator[bool]:
    """Hold one of so many turns; False when all are taken.

    The lock on a file ends with the process that holds it, however that ends.
    """
    taken = None
    for number in range(most):
        taken = _lock(name, number)
        if taken is not None:
            break
    try:
        yield taken is not None
    finally:
        if taken is not None:
            os.close(taken)


def _lock(name: str, number: int) -> int | None:
    folder = Path(tempfile.gettempdir())
    path = folder / f"colloque-{os.getuid()}-{name}-{number}.lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
