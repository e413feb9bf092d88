"""Whom a message of the team reaches: people of its own event alone."""

from django.db.models import Case, QuerySet, Value, When

from registrations.models import Mailing, Registration
from registrations.models.registration import ACTIVE

Audience = Mailing.Audience


def people_of(mailing: Mailing) -> QuerySet[Registration]:
    """Those who are meant at this moment, with an address or without."""
    people = mailing.event.registrations.filter(erased_at=None)
    match mailing.audience:
        case Audience.CONFIRMED:
            return people.confirmed()
        case Audience.WAITING:
            return people.waiting()
        case Audience.PRESENT:
            came = mailing.event.registrations.filter(presences__undone_at=None)
            return people.filter(
                pk__in=came.filter(presences__isnull=False).values("pk")
            )
        case Audience.PROFILE:
            return people.confirmed().filter(profile=mailing.profile_id)
        case Audience.SELECTION:
            return people.filter(pk__in=mailing.selection)
        case _:
            return people.active()


def readers_of(mailing: Mailing) -> list[Registration]:
    """Those who are written to, once each: the key, address and language of a row.

    Somebody who cancelled and came back counts as the registration that holds.
    """
    found: dict[str | None, Registration] = {}
    for row in _with_address(mailing).only("pk", "email", "email_key", "language"):
        found.setdefault(row.email_key, row)
    return list(found.values())


def count_readers(mailing: Mailing) -> int:
    addresses = _with_address(mailing).order_by().values("email_key")
    return addresses.distinct().count()


def count_without_address(mailing: Mailing) -> int:
    return people_of(mailing).filter(email=None).count()


def first_readers(mailing: Mailing, count: int) -> list[str]:
    """The names that a page shows before it sends."""
    return [person.full_name for person in _with_address(mailing)[:count]]


def _with_address(mailing: Mailing) -> QuerySet[Registration]:
    is_past = Case(When(status__in=ACTIVE, then=Value(0)), default=Value(1))
    people = people_of(mailing).exclude(email=None)
    return people.order_by(is_past, "sort_key", "pk")
