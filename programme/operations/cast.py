"""The people whom talks name: found or made, with their roles."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from events.access import Verb, visible
from events.models import Event, Organisation, User
from programme import names
from programme.entry import Entry
from programme.models import (
    Contribution,
    Participation,
    ParticipationRole,
    Person,
)
from programme.spellings import Spellings


class Cast:
    """The people whom the talks of one row may name, each found or made once."""

    def __init__(self, event: Event, talks: list, actor: User):
        self.event = event
        self.new = 0
        keys = {entry.key for _contribution, entries in talks for entry in entries}
        is_here = Participation.objects.filter(
            person=OuterRef("pk"), contribution__session__event=event
        )
        known = visible(
            Person.objects.filter(search_key__in=keys), actor, Verb.SEE_EVENT
        )
        # Of two people with one name, whoever is already in this event comes last here.
        known = known.annotate(is_here=Exists(is_here)).order_by("is_here", "-pk")
        self._people = {person.search_key: person for person in known}
        self._spellings = Spellings(event)

    def person(self, entry: Entry) -> Person:
        if entry.key not in self._people:
            self._people[entry.key] = Person.objects.create(
                given_name=entry.given_name, family_name=entry.family_name
            )
            self.new += 1
        return self._people[entry.key]

    def organisation(self, role: str) -> Organisation | None:
        """What the event says that these words mean, else the partner they name."""
        return self._spellings.named_in(role)


def write_people(
    contribution: Contribution, entries: Sequence[Entry], cast: Cast
) -> None:
    rows = contribution.participations.select_related("person")
    present = {(row.person.search_key, row.function): row for row in rows}
    for position, entry in enumerate(entries, start=1):
        participation = present.pop((entry.key, entry.function), None)
        if participation is None:
            participation = Participation(
                contribution=contribution,
                person=cast.person(entry),
                function=entry.function,
            )
        else:
            _respell(participation, entry, cast.event)
        participation.position = position
        participation.save()
        _write_roles(participation, entry, cast)
    Participation.objects.filter(pk__in=[row.pk for row in present.values()]).delete()


def _respell(participation: Participation, entry: Entry, event: Event) -> None:
    """A line that names the same person otherwise corrects an accent, in this event."""
    written = names.full_name(entry.given_name, entry.family_name)
    if participation.person.full_name != written:
        participation.person = spell(
            participation.person, entry.given_name, entry.family_name, [event.pk]
        )


def spell(
    person: Person, given_name: str, family_name: str, events: Collection[int]
) -> Person:
    """Rename somebody in these events; who also speaks in others becomes two people."""
    here = Q(contribution__session__event__in=events)
    rows = list(person.participations.filter(here).values_list("pk", flat=True))
    if person.participations.exclude(here).exists():
        person = Person()
    person.given_name, person.family_name = given_name, family_name
    person.save()
    Participation.objects.filter(pk__in=rows).update(person=person)
    return person


def _write_roles(participation: Participation, entry: Entry, cast: Cast) -> None:
    participation.roles.all().delete()
    ParticipationRole.objects.bulk_create(roles_of(participation, entry, cast))


def roles_of(
    participation: Participation, entry: Entry, cast: Cast
) -> Iterator[ParticipationRole]:
    """The roles of a line, not yet written."""
    english = entry.roles_en or [""] * len(entry.roles)
    for position, (text, text_en) in enumerate(
        zip(entry.roles, english, strict=True), start=1
    ):
        yield ParticipationRole(
            participation=participation,
            position=position,
            text_fr=text,
            text_en=text_en,
            organisation=cast.organisation(text),
        )


def forget_people(keys: set[int]) -> None:
    Person.objects.filter(pk__in=keys, participations=None).delete()
