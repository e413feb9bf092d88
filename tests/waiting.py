"""Wait for something that another process or thread brings about."""

import time
from collections.abc import Callable

SECONDS_BETWEEN_LOOKS = 0.02


def until(condition: Callable[[], object], timeout: float = 120) -> None:
    """Return as soon as the condition holds; fail the test when it never does."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {timeout} seconds: {condition}")
        time.sleep(SECONDS_BETWEEN_LOOKS)
