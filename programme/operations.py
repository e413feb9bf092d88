"""Every change of a programme, for the admin and whatever comes later.

Each operation takes the event’s row first and ends with `programme_changed`, so that
what is kept in memory of an earlier version is never shown again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.access import Verb, visible
from events.journal import Act, record
from events.models import Event, Organisation, User
from events.text import search_key
from programme import names, signals
from programme.entry import Entry
from programme.models import (
    Contribution,
    Participation,
    ParticipationRole,
    Person,
    Session,
)

WHEN_AND_WHERE = ("date", "starts_at", "ends_at", "place_fr", "place_en")


class ProgrammeRefusedError(Exception):
    """The operation broke a rule; the message is fit for the person to read."""


@dataclass(frozen=True)
class People:
    """How many people a saved row names, and how many of them nobody knew."""

    total: int
    new: int


@transaction.atomic
def save_session(
    session: Session,
    talks: Iterable[tuple[Contribution, Sequence[Entry]]] = (),
    *,
    actor: User,
    removed: Collection[Contribution] = (),
) -> People:
    """Write a row, those of its contributions that are given, and who speaks in them.

    People of the events that the actor sees are recognised by their name; others are
    new. Contributions that are neither given nor removed stay as they are. Raises
    ProgrammeRefusedError when a workshop that people signed up for is not offered any
    more.
    """
    _lock(session.event)
    if session.pk and not session.is_offered:
        end_sign_ups([session])
    _write_session(session)
    talks = list(talks)
    before = _people_of(session)
    for contribution in removed:
        contribution.delete()
    cast = _Cast(session.event, talks, actor)
    for contribution, entries in talks:
        contribution.session = session
        _write_contribution(contribution)
        _write_people(contribution, entries, cast)
    after = _people_of(session)
    _forget_people(before - after)
    programme_changed(session.event, actor)
    return People(total=len(after), new=cast.new)


@transaction.atomic
def remove_sessions(sessions: Iterable[Session], *, actor: User) -> None:
    """Delete rows with all they hold, and the people who speak nowhere any more.

    Raises ProgrammeRefusedError for a workshop that people signed up for.
    """
    sessions = sorted(sessions, key=lambda session: (session.event_id, session.pk))
    events = {session.event_id: session.event for session in sessions}
    for event in events.values():
        _lock(event)
    end_sign_ups(sessions)
    people = set().union(*(_people_of(session) for session in sessions))
    for session in sessions:
        session.delete()
    _forget_people(people)
    for event in events.values():
        programme_changed(event, actor)


@transaction.atomic
def shift(session: Session, minutes: int, *, actor: User) -> int:
    """Move this row and all that follow it on its day; say how many moved.

    Raises ProgrammeRefusedError when a row would leave the day.
    """
    _lock(session.event)
    rows = list(following(session))
    for row in rows:
        row.starts_at = _shifted(row, row.starts_at, minutes)
        row.ends_at = row.ends_at and _shifted(row, row.ends_at, minutes)
        row.sequence += 1
        row.save(update_fields=["starts_at", "ends_at", "sequence"])
    programme_changed(session.event, actor)
    return len(rows)


@transaction.atomic
def move_to_other_days(event: Event, days: timedelta) -> None:
    """Move every row along with an event that is held earlier or later.

    The journal has the change of the event itself.
    """
    _lock(event)
    rows = list(event.sessions.all())
    for row in rows:
        row.date += days
        row.sequence += 1
    Session.objects.bulk_update(rows, ["date", "sequence"])
    _make_new_version(event)
    signals.days_moved.send(sender=Event, event=event, days=days)


def end_sign_ups(sessions: Iterable[Session]) -> None:
    """Let whoever keeps the sign-ups refuse: raises ProgrammeRefusedError."""
    signals.sign_ups_end.send(sender=Session, sessions=list(sessions))


def following(session: Session):
    """This row and those after it on the same day, in the order of the programme."""
    is_later = Q(starts_at__gt=session.starts_at) | Q(
        starts_at=session.starts_at, position__gt=session.position
    )
    return Session.objects.filter(
        is_later | Q(pk=session.pk), event=session.event_id, date=session.date
    ).order_by("starts_at", "position", "pk")


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
        _lock(event)
    person = _spell(person, given_name, family_name, [event.pk for event in events])
    for event in events:
        programme_changed(event, actor)
    return person


def wait_for_others(session_key: int) -> None:
    """Let another change of the same programme be finished before a form is read."""
    Event.objects.select_for_update(no_key=True, of=("self",)).filter(
        sessions=session_key
    ).first()


def programme_changed(event: Event, actor: User) -> None:
    """Make every page of the programme be rendered anew, and write it down."""
    _make_new_version(event)
    record(Act.PROGRAMME_CHANGED, event, actor)
    signals.programme_changed.send(sender=Event, event=event)


def _make_new_version(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(
        programme_version=F("programme_version") + 1,
        programme_changed_at=timezone.now(),
    )


def _lock(event: Event) -> None:
    """Take the one lock: other changes of the programme wait for our commit."""
    Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)


def _write_session(session: Session) -> None:
    """Calendars follow the sequence: it grows when the time or the place changes."""
    if session.pk:
        stored = Session.objects.get(pk=session.pk)
        session.sequence = stored.sequence + any(
            getattr(stored, name) != getattr(session, name) for name in WHEN_AND_WHERE
        )
    session.save()


def _write_contribution(contribution: Contribution) -> None:
    """One without a position comes last."""
    if not contribution.position:
        others = contribution.session.contributions.aggregate(last=Max("position"))
        contribution.position = (others["last"] or 0) + 1
    contribution.save()


def _shifted(row: Session, of_day, minutes: int):
    moment = datetime.combine(row.date, of_day) + timedelta(minutes=minutes)
    if moment.date() != row.date:
        raise ProgrammeRefusedError(
            _("“%(row)s” would leave its day. Nothing was moved.") % {"row": row}
        )
    return moment.time()


class _Cast:
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
        self._partners = [
            (_words(name), partnership.organisation)
            for partnership in event.partnerships.select_related("organisation")
            for name in _names_of(partnership.organisation)
        ]

    def person(self, entry: Entry) -> Person:
        if entry.key not in self._people:
            self._people[entry.key] = Person.objects.create(
                given_name=entry.given_name, family_name=entry.family_name
            )
            self.new += 1
        return self._people[entry.key]

    def organisation(self, role: str) -> Organisation | None:
        """The partner of the event that the words of a role name."""
        words = _words(role)
        return next(
            (partner for name, partner in self._partners if name in words), None
        )


def _names_of(organisation: Organisation) -> Iterable[str]:
    return filter(None, [organisation.name, organisation.short_name])


def _words(text: str) -> str:
    return f" {search_key(text)} "


def _write_people(
    contribution: Contribution, entries: Sequence[Entry], cast: _Cast
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
        participation.person = _spell(
            participation.person, entry.given_name, entry.family_name, [event.pk]
        )


def _spell(
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


def _write_roles(participation: Participation, entry: Entry, cast: _Cast) -> None:
    participation.roles.all().delete()
    english = entry.roles_en or [""] * len(entry.roles)
    ParticipationRole.objects.bulk_create(
        ParticipationRole(
            participation=participation,
            position=position,
            text_fr=text,
            text_en=text_en,
            organisation=cast.organisation(text),
        )
        for position, (text, text_en) in enumerate(
            zip(entry.roles, english, strict=True), start=1
        )
    )


def _people_of(session: Session) -> set[int]:
    rows = Participation.objects.filter(contribution__session=session)
    return set(rows.values_list("person", flat=True))


def _forget_people(keys: set[int]) -> None:
    Person.objects.filter(pk__in=keys, participations=None).delete()
