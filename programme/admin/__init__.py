"""Organisers write the programme here: a screen for the list, one for each row."""

from programme.admin.person import PersonAdmin
from programme.admin.resource import ResourceAdmin
from programme.admin.room import RoomAdmin
from programme.admin.session import SessionAdmin

__all__ = ["PersonAdmin", "ResourceAdmin", "RoomAdmin", "SessionAdmin"]
