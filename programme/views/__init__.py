"""What everybody may read of a programme: its page and its file."""

from programme.views.embed import embed
from programme.views.machines import (
    calendar,
    data,
    row_calendar,
    schedule_json,
    schedule_xml,
)
from programme.views.page import programme
from programme.views.paper import programme_file
from programme.views.people import person
from programme.views.resources import resource

__all__ = [
    "calendar",
    "data",
    "embed",
    "person",
    "programme",
    "programme_file",
    "resource",
    "row_calendar",
    "schedule_json",
    "schedule_xml",
]
