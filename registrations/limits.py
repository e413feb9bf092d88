"""How often something may be posted: from one network, for one event, for one address.

Every post is counted before it is looked at, outside the transaction of what it asks
for, so that what is refused counts too. A lecture hall shares one network: the limits
let 300 people in ten minutes pass. While the table cannot be written, nothing can be
posted and no mail is caused; pages are read all the same.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from events.emails import email_key
from events.models import Event
from registrations.models import RateLimit, Registration
from registrations.network import keyed_hash, network_of

# What an event without a limit of seats may take in one hour, beyond EVENT.
SEATS_OF_AN_OPEN_EVENT = 5000
# Long enough for an organiser to find a flood after a weekend.
SOURCE_LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Limit:
    """So many in each window of the clock. The keys of its counters name nobody."""

    name: str
    most: int
    window: timedelta

    def key(self, *what: object) -> str:
        return f"{self.name}:{self._number}:{keyed_hash(self.name, *what)}"

    @property
    def ends_at(self) -> datetime:
        return datetime.fromtimestamp((self._number + 1) * self._seconds, UTC)

    @property
    def _seconds(self) -> int:
        return int(self.window.total_seconds())

    @property
    def _number(self) -> int:
        return int(timezone.now().timestamp()) // self._seconds


NETWORK = Limit("network", 400, timedelta(minutes=10))
EVENT = Limit("event", 600, timedelta(hours=1))
ADDRESS = Limit("address", 5, timedelta(hours=1))


class TooManyPosts(Exception):
    """The limit was reached; it ends by itself."""

    def __init__(self, limit: Limit):
        super().__init__(limit.name)
        self.limit = limit
        left = limit.ends_at - timezone.now()
        self.retry_after = max(1, -(-left // timedelta(seconds=1)))

    @property
    def minutes(self) -> int:
        return -(-self.retry_after // 60)


def count_post(request: HttpRequest) -> None:
    """Count a post of any page. Raises TooManyPosts for one too many."""
    key = NETWORK.key(network_of(request))
    if RateLimit.objects.hit({key: NETWORK.ends_at})[key] > NETWORK.most:
        raise TooManyPosts(NETWORK)


def count_sign_up(request: HttpRequest, event: Event, address: str | None) -> bool:
    """Count a post of the form; `address` is the cleaned one, once the form is valid.

    Raises TooManyPosts. Says whether the address has been given too often: that is
    never told, since a stranger could keep somebody away by typing their address.
    """
    network = NETWORK.key(network_of(request))
    hall = EVENT.key(event.pk)
    windows = {network: NETWORK.ends_at, hall: EVENT.ends_at}
    person = _address_key(event, address) if address else ""
    if person:
        windows[person] = ADDRESS.ends_at
    hits = RateLimit.objects.hit(windows)
    if hits[network] > NETWORK.most:
        _give_back(hall, person)
        raise TooManyPosts(NETWORK)
    seats = SEATS_OF_AN_OPEN_EVENT if event.seats is None else event.seats
    if hits[hall] > EVENT.most + seats:
        _give_back(person)
        raise TooManyPosts(EVENT)
    return bool(person) and hits[person] > ADDRESS.most


def give_back_sign_up(event: Event, address: str) -> None:
    """The form was refused at the desk, as when the last place has just gone: whoever
    must send it again takes nothing more from the event or from their address."""
    _give_back(EVENT.key(event.pk), _address_key(event, address))


def give_back_address(event: Event, address: str) -> None:
    """The post was refused: nothing was recorded under this address.

    Otherwise a stranger’s refused posts would silence the person’s own.
    """
    _give_back(_address_key(event, address))


def count_address(event: Event, address: str) -> bool:
    """Count an address that somebody wants to be written to at this event.

    Says whether it has been given too often; see `count_sign_up`.
    """
    key = _address_key(event, address)
    return RateLimit.objects.hit({key: ADDRESS.ends_at})[key] > ADDRESS.most


def source_of(request: HttpRequest, event: Event) -> str:
    """What registrations of one network at one event share; it tells no other event's.

    Kept with the row for a week, so that organisers find what came in a flood.
    """
    return keyed_hash("source", event.pk, network_of(request))


def forget_networks() -> int:
    """Delete the counters that have ended, and forget from where people registered.

    Says how many rows were touched.
    """
    counters, _by_model = RateLimit.objects.ended().delete()
    return counters + _forget_sources(timezone.now() - SOURCE_LIFE)


@transaction.atomic
def _forget_sources(earlier: datetime) -> int:
    """Of the rows that nobody else is writing: waiting for those, which are taken in
    another order under the lock of their event, would end in a deadlock."""
    sourced = Registration.objects.exclude(source="").filter(registered_at__lte=earlier)
    free = sourced.order_by().select_for_update(skip_locked=True, no_key=True)
    keys = list(free.values_list("pk", flat=True))
    return Registration.objects.filter(pk__in=keys).update(source="")


def _address_key(event: Event, address: str) -> str:
    return ADDRESS.key(event.pk, email_key(address))


def _give_back(*keys: str) -> None:
    """Whoever is refused takes nothing from the event, nor from anybody’s address.

    Each row by itself: two at once would be taken in any order.
    """
    for key in filter(None, keys):
        RateLimit.objects.filter(key=key).update(hits=F("hits") - 1)
