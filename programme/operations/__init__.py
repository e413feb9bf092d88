"""Every change of a programme, for the admin and whatever comes later.

Each operation takes the event’s row first and ends with `programme_changed`, so that
what is kept in memory of an earlier version is never shown again.
"""

from programme.operations.fixing import fix
from programme.operations.hours import set_hours
from programme.operations.importing import (
    Imported,
    ProgrammeMovedOnError,
    absent_key,
    import_programme,
)
from programme.operations.institutions import (
    forget_unused_organisations,
    group_institutions,
    ungroup_institutions,
)
from programme.operations.people import correct_name, merge_people
from programme.operations.publishing import publish
from programme.operations.rearranging import (
    Move,
    Rearrangement,
    RowsMovedError,
    Standing,
    rearrange,
    standing,
)
from programme.operations.resources import remove_resource, save_resource
from programme.operations.rooms import remove_room, save_room
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
    "Imported",
    "Move",
    "People",
    "ProgrammeMovedOnError",
    "ProgrammeRefusedError",
    "Rearrangement",
    "RowsMovedError",
    "Standing",
    "absent_key",
    "correct_name",
    "end_sign_ups",
    "fix",
    "following",
    "forget_unused_organisations",
    "group_institutions",
    "import_programme",
    "lock",
    "merge_people",
    "move_to_other_days",
    "programme_changed",
    "publish",
    "rearrange",
    "remove_resource",
    "remove_room",
    "remove_sessions",
    "save_resource",
    "save_room",
    "save_session",
    "set_hours",
    "shift",
    "standing",
    "ungroup_institutions",
    "wait_for_others",
]
