"""Corrections about people, in every event whose programme the actor edits."""

from collections.abc import Collection, Sequence

from django.db import transaction

from events.access import Verb, visible
from events.journal import Act, record
from events.models import Event, User
from programme import signals
from programme.models import Participation, ParticipationRole, Person
from programme.operations.cast import forget_people, spell
from programme.operations.turns import lock, make_new_version, programme_changed


@transaction.atomic
def correct_name(
    person: Person, given_name: str, family_name: str, *, actor: User
) -> Person:
    """Spell somebody’s name otherwise in every event whose programme the actor edits.

    Other events keep the name that they print: the corrected person is then another
    one, and is returned.
    """
    events = _editable([person.pk], actor)
    for event in events:
        lock(event)
    person = spell(person, given_name, family_name, [event.pk for event in events])
    for event in events:
        programme_changed(event, actor)
    return person


@transaction.atomic
def merge_people(
    people: Collection[Person],
    *,
    keep: Person,
    given_name: str,
    family_name: str,
    actor: User,
) -> Person:
    """Make one person of several, in the events whose programme the actor edits.

    The person who is left is returned: a new one where `keep` also speaks elsewhere and
    gets another name. Other events keep their own records, and so does whatever was
    published. A second call does nothing.
    """
    keys = {person.pk for person in people} - {keep.pk, None}
    events = _editable([*keys, keep.pk], actor)
    for event in events:
        lock(event)
    if not Person.objects.filter(pk=keep.pk).exists():
        return keep  # merged into another one meanwhile
    here = [event.pk for event in events]
    rows = Participation.objects.filter(contribution__session__event__in=here)
    moving = rows.filter(person__in=keys)
    is_spelt = (keep.given_name, keep.family_name) == (given_name, family_name)
    if is_spelt and not moving.exists():
        return keep
    concerned = set(moving.values_list("contribution__session__event", flat=True))
    if not is_spelt:
        kept = rows.filter(person=keep.pk)
        concerned |= set(kept.values_list("contribution__session__event", flat=True))
        keep = spell(keep, given_name, family_name, here)
    for row in moving.prefetch_related("roles").order_by("pk"):
        _give(row, keep)
    forget_people(keys)
    for event in events:
        if event.pk in concerned:
            _write_down(event, actor, count=len(keys) + 1)
    return keep


def _editable(keys: Collection[int], actor: User) -> Sequence[Event]:
    """The events of these people whose programme the actor edits, in order of locks."""
    everywhere = Event.objects.filter(
        sessions__contributions__participations__person__in=keys
    ).distinct()
    return list(visible(everywhere, actor, Verb.EDIT_PROGRAMME).order_by("pk"))


def _give(row: Participation, person: Person) -> None:
    """Whoever stands twice in one talk with one function stands there once, first."""
    same = Participation.objects.filter(
        contribution=row.contribution_id, function=row.function, person=person
    ).first()
    if same is None:
        row.person = person
        row.save(update_fields=["person"])
        return
    if row.position < same.position:
        same.position = row.position
        same.save(update_fields=["position"])
    _unite_roles(same, row)
    row.delete()


def _unite_roles(kept: Participation, other: Participation) -> None:
    """All that both say, word for word, each once: first what the kept one says."""
    roles = {role.text_fr: role for role in kept.roles.all()}
    for role in other.roles.all():
        same = roles.setdefault(role.text_fr, role)
        if not same.text_en and role.text_en:
            same.text_en = role.text_en
            same.save(update_fields=["text_en"])
    for position, role in enumerate(roles.values(), start=1):
        ParticipationRole.objects.filter(pk=role.pk).update(
            participation=kept, position=position
        )


def _write_down(event: Event, actor: User, *, count: int) -> None:
    make_new_version(event)
    record(Act.PEOPLE_MERGED, event, actor, count=count)
    signals.programme_changed.send(sender=Event, event=event)
