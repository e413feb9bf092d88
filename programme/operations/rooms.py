"""The rooms of an event."""

from django.db import transaction
from django.db.models import F

from events.models import User
from programme.models import Room
from programme.operations.turns import lock, programme_changed


@transaction.atomic
def save_room(room: Room, *, actor: User) -> None:
    """Write a room; the rows that take place there show its new name.

    Calendars follow their sequence, which grows when the name of the place changes.
    """
    lock(room.event)
    renamed = Room.objects.filter(pk=room.pk).exclude(
        name_fr=room.name_fr, name_en=room.name_en
    )
    if renamed.exists():
        room.sessions.update(sequence=F("sequence") + 1)
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
