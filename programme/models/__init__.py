"""The rows of the day, what is said in them, and by whom.

These tables are the working copy. What the public reads is the plain value of
programme.timetable, built from the last Publication.
"""

from programme.models.contribution import (
    Contribution,
    Participation,
    ParticipationRole,
)
from programme.models.half_day_hours import HalfDayHours
from programme.models.person import Person
from programme.models.publication import Publication
from programme.models.resource import Resource
from programme.models.room import Room
from programme.models.session import Session, SessionQuerySet

__all__ = [
    "Contribution",
    "HalfDayHours",
    "Participation",
    "ParticipationRole",
    "Person",
    "Publication",
    "Resource",
    "Room",
    "Session",
    "SessionQuerySet",
]
