"""Every change of a programme, for the admin and whatever comes later.

Each operation takes the event’s row first and ends with `programme_changed`, so that
what is kept in memory of an earlier version is never shown again.
"""

from programme.operations.people import correct_name
from programme.operations.publishing import publish
from programme.operations.rows import (
    People,
    end_sign_ups,
    following,
    move_to_other_days,
    remove_sessions,
    save_session,
    shift,
)
from programme.operations.turns import (
    ProgrammeRefusedError,
    lock,
    programme_changed,
    wait_for_others,
)

__all__ = [
    "People",
    "ProgrammeRefusedError",
    "correct_name",
    "end_sign_ups",
    "following",
    "lock",
    "move_to_other_days",
    "programme_changed",
    "publish",
    "remove_sessions",
    "save_session",
    "shift",
    "wait_for_others",
]
