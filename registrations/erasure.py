"""What goes when people are erased, and what stays as figures.

The row of a registration stays, empty: its state, days, language and profile, the
half-days, presences and workshops that hang on it, and the choices that were ticked.
Whatever was typed goes, and so does whatever opens or finds the person. The reasons
are in docs/decisions/what-erasure-keeps.md. Callers hold the event’s lock.
"""

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from events.emails import email_key
from events.models import Event, JournalEntry
from registrations.institutions import forget_spellings
from registrations.models import (
    Answer,
    Certificate,
    Mailing,
    Message,
    Needs,
    Presence,
    Question,
    Registration,
    Submission,
)
from registrations.models.registration import new_key, new_public_id, new_reference

MOMENTS = ["registered_at", "queued_at", "promoted_at", "cancelled_at"]
EMPTY = {
    "given_name": "",
    "family_name": "",
    "email": None,
    "email_key": None,
    "institution": "",
    "cancellation_reason": "",
    "source": "",
    "search_key": "",
    "sort_key": "",
}


@dataclass(frozen=True)
class Tally:
    """How much was erased, or would be."""

    people: int = 0
    needs: int = 0
    sensitive_answers: int = 0
    answers: int = 0
    messages: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Tally(*(one + another for one, another in pairs))

    def __bool__(self) -> bool:
        return any(astuple(self))

    def __str__(self) -> str:
        """3 people, 1 needs, 0 sensitive answers, 5 answers, 9 messages"""
        words = (field.name.replace("_", " ") for field in fields(self))
        return ", ".join(
            f"{count} {word}" for count, word in zip(astuple(self), words, strict=True)
        )

    @property
    def counts(self) -> dict[str, Any]:
        """Those that are not zero, for the journal."""
        names = (field.name for field in fields(self))
        return {
            name: count
            for name, count in zip(names, astuple(self), strict=True)
            if count
        }


def needs_of(event: Event) -> QuerySet[Needs]:
    return Needs.objects.filter(registration__event=event)


def sensitive_answers_of(event: Event) -> QuerySet[Answer]:
    return Answer.objects.filter(registration__event=event, question__is_sensitive=True)


def typed_answers() -> QuerySet[Answer]:
    """All but ticked choices and plain yes or no, which are figures."""
    is_tick = Q(choice__isnull=False) | Q(
        question__kind=Question.Kind.YES_NO, text__in=[Answer.YES, Answer.NO]
    )
    return Answer.objects.filter(~is_tick | Q(question__is_sensitive=True))


def letters_to_participants(event: Event) -> QuerySet[Message]:
    """The mails about an event but those to its team."""
    return event.messages.filter(user=None, membership=None)


def erase(event: Event, people: Collection[Registration]) -> Tally:
    """Empty these rows of one event, and everything that leads to them."""
    keys = [person.pk for person in people]
    mine = _addresses(event, people, keys)
    typed = typed_answers().filter(registration__in=keys)
    tally = Tally(
        people=len(keys),
        needs=deleted(Needs.objects.filter(registration__in=keys)),
        sensitive_answers=deleted(typed.filter(question__is_sensitive=True)),
        answers=deleted(typed),
        messages=deleted(Message.objects.filter(registration__in=keys))
        + _forget_letters(event, mine),
    )
    # The words of a choice are the organiser’s, and the choice holds them too.
    Answer.objects.filter(registration__in=keys, choice__isnull=False).update(text="")
    _forget_submissions(event, keys, mine)
    _forget_selections(event, {*keys})
    now = timezone.now()
    _keep_numbers(keys, now)
    institutions = {person.institution for person in people}
    _empty(event, people, now)
    forget_spellings(event, institutions)
    return tally


def deleted(rows: QuerySet) -> int:
    """Delete rows on which nothing hangs, and say how many there were."""
    return rows.delete()[0]


def _addresses(
    event: Event, people: Iterable[Registration], keys: list[int]
) -> set[str]:
    """The addresses of these people alone at the event, earlier ones included."""
    to = Message.objects.filter(registration__in=keys).values_list("to", flat=True)
    found = {person.email_key for person in people if person.email_key}
    found |= {email_key(address) for address in to}
    others = event.registrations.exclude(pk__in=keys).filter(email_key__in=found)
    return found - {*others.values_list("email_key", flat=True)}


def _forget_letters(event: Event, mine: set[str]) -> int:
    """Links that were asked for by address: those mails name no registration.

    One for the person’s events together goes with the last of them.
    """
    nobody = {"registration": None, "user": None, "membership": None}
    here = Message.objects.filter(event=event, **nobody)
    gone = [pk for pk, to in here.values_list("pk", "to") if email_key(to) in mine]
    elsewhere = Registration.objects.exclude(event=event).filter(email_key__in=mine)
    unknown = mine - {*elsewhere.values_list("email_key", flat=True)}
    all_events = Message.objects.filter(event=None, **nobody)
    gone += [
        pk for pk, to in all_events.values_list("pk", "to") if email_key(to) in unknown
    ]
    return deleted(Message.objects.filter(pk__in=gone))


def _forget_submissions(event: Event, keys: list[int], mine: set[str]) -> None:
    posts = Submission.objects.filter(event=event)
    posts.filter(registration__in=keys).delete()
    typed = posts.values_list("pk", "answers__email")
    gone = [pk for pk, email in typed if email and email_key(email) in mine]
    posts.filter(pk__in=gone).delete()


def _forget_selections(event: Event, keys: set[int]) -> None:
    """Nobody who is erased stays on the list of those to whom the team writes."""
    for mailing in Mailing.objects.filter(event=event).exclude(selection=[]):
        kept = [key for key in mailing.selection if key not in keys]
        if kept != mailing.selection:
            mailing.selection = kept
            mailing.save(update_fields=["selection"])


def _keep_numbers(keys: Collection[int], now: datetime) -> None:
    """A number stays what it is: void if the presence behind it was taken back."""
    certificates = Certificate.objects.filter(registration__in=keys)
    there = Presence.objects.standing().filter(registration=OuterRef("registration"))
    certificates.filter(~Exists(there), revoked_at=None).update(revoked_at=now)
    certificates.update(registration=None, erased_at=now)


def _empty(event: Event, people: Collection[Registration], now: datetime) -> None:
    """No earlier link, code or name leads to the rows; their moments become days."""
    references = {}
    for person in people:
        before, person.reference = person.reference, new_reference()
        references[before] = person.reference
        person.public_id, person.key = new_public_id(), new_key()
        for name in MOMENTS:
            if moment := getattr(person, name):
                setattr(person, name, _midnight(event.local(moment)))
    rows = Registration.objects.filter(pk__in=[person.pk for person in people])
    rows.update(**EMPTY, version=F("version") + 1, erased_at=now)
    Registration.objects.bulk_update(people, ["reference", "public_id", "key"])
    for name in MOMENTS:
        moved = [person for person in people if getattr(person, name)]
        Registration.objects.bulk_update(moved, [name])
    _rename_in_journal(event, references)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _rename_in_journal(event: Event, references: dict[str, str]) -> None:
    """The acts of the team stay, about a row that nobody can name any more."""
    entries = list(JournalEntry.objects.filter(event=event, subject__in=references))
    for entry in entries:
        entry.subject = references[entry.subject]
        entry.details.pop("reason", None)
    JournalEntry.objects.bulk_update(entries, ["subject", "details"])
