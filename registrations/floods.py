"""What may have been registered by a machine: many at once, or many from one network.

A lecture hall looks the same from here. Nothing is decided: organisers see names,
domains and what became of the mails, and judge.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncMinute

from events.models import Event
from registrations.models import Origin, Registration, Status

FEWEST_FROM_ONE_NETWORK = 10
FEWEST_IN_A_MINUTE = 5
FEWEST_IN_A_BURST = 20
MOST_GROUPS = 30
SAMPLE = 5
MINUTE = timedelta(minutes=1)


@dataclass
class Group:
    """Registrations that came together: of one network, or in one burst of minutes."""

    key: str
    count: int
    first_at: datetime
    last_at: datetime
    confirmed: int
    waiting: int
    cancelled: int
    reached: int
    failed: int
    source: str = ""
    people: list[Registration] = field(default_factory=list)

    @property
    def sample(self) -> list[str]:
        """« Jeanne Martin (example.org) », the first five."""
        return [
            f"{person.full_name} ({(person.email or '').rpartition('@')[2] or '–'})"
            for person in self.people
        ]


def groups_of(event: Event) -> list[Group]:
    """The largest first; what is of one network is in no burst as well."""
    networks = _networks(event)
    bursts = _bursts(event, networks)
    return sorted([*networks, *bursts], key=lambda group: -group.count)


def registrations_of(event: Event, keys: Iterable[str]) -> QuerySet[Registration]:
    """The registrations in the groups of these keys; an unknown key has none."""
    chosen = {*keys}
    people = _posted(event)
    groups = groups_of(event)
    sources = [group.source for group in groups if group.source]
    wanted = Q(pk__in=[])
    for group in groups:
        if group.key not in chosen:
            continue
        if group.source:
            wanted |= Q(source=group.source)
        else:
            during = Q(registered_at__range=(group.first_at, group.last_at))
            wanted |= during & ~Q(source__in=sources)
    return people.filter(wanted)


def _posted(event: Event) -> QuerySet[Registration]:
    return Registration.objects.purgeable().filter(event=event, origin=Origin.SITE)


def _networks(event: Event) -> list[Group]:
    rows: Any = (
        _posted(event)
        .exclude(source="")
        .order_by()
        .values("source")
        .annotate(**_figures())
        .filter(count__gte=FEWEST_FROM_ONE_NETWORK)
        .order_by("-count", "source")[:MOST_GROUPS]
    )
    groups = {row["source"]: Group(key=row["source"], **row) for row in rows}
    people = _posted(event).filter(source__in=[*groups])
    for person in _first_of_each(people, "source"):
        groups[person.source].people.append(person)
    return [*groups.values()]


def _bursts(event: Event, networks: list[Group]) -> list[Group]:
    """Minutes with many registrations; those that follow one another are one burst."""
    others = (
        _posted(event)
        .exclude(source__in=[network.source for network in networks])
        .annotate(minute=TruncMinute("registered_at", tzinfo=UTC))
    )
    rows: Any = (
        others.order_by()
        .values("minute")
        .annotate(**_figures())
        .filter(count__gte=FEWEST_IN_A_MINUTE)
        .order_by("minute")
    )
    bursts: list[Group] = []
    last = None
    for row in rows:
        minute = row.pop("minute")
        if last and minute - last <= 2 * MINUTE:
            _extend(bursts[-1], row)
        else:
            bursts.append(Group(key=minute.isoformat(), **row))
        last = minute
    shown = [burst for burst in bursts if burst.count >= FEWEST_IN_A_BURST]
    shown = sorted(shown, key=lambda burst: -burst.count)[:MOST_GROUPS]
    by_key = {burst.key: burst for burst in shown}
    people = others.filter(minute__in=[*map(datetime.fromisoformat, by_key)])
    for person in _first_of_each(people, "minute"):
        by_key[person.minute.isoformat()].people.append(person)
    return shown


def _extend(burst: Group, row: dict) -> None:
    burst.last_at = row["last_at"]
    for name in ("count", "confirmed", "waiting", "cancelled", "reached", "failed"):
        setattr(burst, name, getattr(burst, name) + row[name])


def _figures() -> dict:
    def count(condition: Q | None = None) -> Count:
        return Count("pk", filter=condition, distinct=True)

    return {
        "count": count(),
        "first_at": Min("registered_at"),
        "last_at": Max("registered_at"),
        "confirmed": count(Q(status=Status.CONFIRMED)),
        "waiting": count(Q(status=Status.WAITING)),
        "cancelled": count(Q(status=Status.CANCELLED)),
        "reached": count(Q(messages__sent_at__isnull=False)),
        "failed": count(Q(messages__failed_at__isnull=False)),
    }


def _first_of_each(people: QuerySet, name: str) -> QuerySet:
    number = Window(RowNumber(), partition_by=name, order_by=["pk"])
    return people.annotate(number=number).filter(number__lte=SAMPLE).order_by("pk")
