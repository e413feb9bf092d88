"""Corrections about people, in every event whose programme the actor edits."""

from django.db import transaction

from events.access import Verb, visible
from events.models import Event, User
from programme.models import Person
from programme.operations.cast import spell
from programme.operations.turns import lock, programme_changed


@transaction.atomic
def correct_name(
    person: Person, given_name: str, family_name: str, *, actor: User
) -> Person:
    """Spell somebody’s name otherwise in every event whose programme the actor edits.

    Other events keep the name that they print: the corrected person is then another
    one, and is returned.
    """
    everywhere = Event.objects.filter(
        sessions__contributions__participations__person=person
    ).distinct()
    events = visible(everywhere, actor, Verb.EDIT_PROGRAMME).order_by("pk")
    for event in events:
        lock(event)
    person = spell(person, given_name, family_name, [event.pk for event in events])
    for event in events:
        programme_changed(event, actor)
    return person
