"""The rooms of an event."""

from django.db import transaction

from events.models import User
from programme.models import Room
from programme.operations.turns import lock, programme_changed


@transaction.atomic
def save_room(room: Room, *, actor: User) -> None:
    """Write a room; the rows that take place there show its new name."""
    lock(room.event)
    room.save()
    programme_changed(room.event, actor)


@transaction.atomic
def remove_room(room: Room, *, actor: User) -> None:
    """Delete a room; its rows keep its name as their place."""
    lock(room.event)
    names = {"place_fr": room.name_fr, "place_en": room.name_en}
    room.sessions.update(room=None, **names)
    room.delete()
    programme_changed(room.event, actor)
