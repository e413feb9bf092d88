"""« À traiter »: what is left to do about an event, and the pages where it is done.

For the home page, the page of an event and the digest. The number of statements is the
same for one event and for thirty.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import access, dates, retention
from events.access import Verb
from events.models import Event, User
from programme.checks import Clash, Fact, Gap, MissingEnd, Outside, Overlap, pressing
from programme.checks import sentence as sentence_of
from registrations.models import ChangeNotice, Message, Needs, Registration, Status

PUBLISHED_BEFORE = timedelta(days=30)
ERASED_WITHIN = timedelta(days=30)
NEW = timedelta(days=7)


@dataclass(frozen=True)
class Point:
    """A sentence, the words of its link, and the page of the admin where it leads."""

    text: str
    action: str
    path: str


@dataclass(frozen=True)
class _Facts:
    """What was counted for all the events at once, by the key of the event."""

    failed: dict[int, int]
    untold: dict[int, int]
    needs: dict[int, int]
    programme: dict[int, tuple[Fact, ...]]


def of_event(event: Event, user: User) -> list[Point]:
    """What this user may do about an event that comes `for_page()`."""
    return by_event([event], user)[event.pk]


def by_event(events: Iterable[Event], user: User) -> dict[int, list[Point]]:
    """The same for many events, by their keys."""
    events = list(events)
    facts = _count(events)
    return {event.pk: list(_points(event, user, facts)) for event in events}


def _points(event: Event, user: User, facts: _Facts) -> Iterator[Point]:
    """The most pressing first."""
    for verb, find in _FINDERS:
        point = find(event, facts)
        if point and access.may(user, verb, event):
            yield point


def _count(events: list[Event]) -> _Facts:
    last = Message.objects.filter(registration=OuterRef("pk")).order_by("-pk")
    undelivered = (
        Registration.objects.active()
        .filter(event__in=events, messages__failed_at__isnull=False)
        .distinct()
        .annotate(last_failed=Subquery(last.values("failed_at")[:1]))
        .exclude(last_failed=None)
    )
    needs = Needs.objects.filter(
        registration__event__in=events,
        registration__status__in=[Status.CONFIRMED, Status.WAITING],
        registration__registered_at__gt=timezone.now() - NEW,
    )
    notices = ChangeNotice.objects.to_tell().filter(event__in=events)
    return _Facts(
        failed=_tally(undelivered.values_list("event", flat=True)),
        untold=_tally(notices.values_list("event", flat=True)),
        needs=_tally(needs.values_list("registration__event", flat=True)),
        programme=pressing.by_event(events),
    )


def _tally(keys: Iterable[int]) -> dict[int, int]:
    return dict(Counter(keys))


def _unpublished(event: Event, facts: _Facts) -> Point | None:
    now = timezone.now()
    is_soon = now < event.starts_at < now + PUBLISHED_BEFORE
    if event.is_published or event.cancelled_at or not is_soon:
        return None
    return Point(_("The page is not published."), _("Publish"), _page_of(event))


def _behind(event: Event, facts: _Facts) -> Point | None:
    """Read off the event alone: the page that it leads to compares."""
    is_public = event.is_published and event.is_to_come
    if not (is_public and event.has_unpublished_programme):
        return None
    words = (
        _("The programme has changes that are not published.")
        if event.programme_published_at
        else _("The programme is not published.")
    )
    path = reverse("admin:programme_session_publish", args=[event.pk])
    return Point(words, _("Publish"), path)


def _untold(event: Event, facts: _Facts) -> Point | None:
    if event.pk not in facts.untold:
        return None
    return Point(
        _("People have not been told of a change of date or place."),
        _("Tell them"),
        reverse("admin:registrations_changenotice_tell", args=[event.pk]),
    )


def _overlap(event: Event, facts: _Facts) -> Point | None:
    return _odd_hours(event, facts, _("See the rows"), Overlap)


def _gap(event: Event, facts: _Facts) -> Point | None:
    return _odd_hours(event, facts, _("See the rows"), Gap)


def _clash(event: Event, facts: _Facts) -> Point | None:
    return _odd_hours(event, facts, _("See"), Clash)


def _outside(event: Event, facts: _Facts) -> Point | None:
    return _odd_hours(event, facts, _("See"), Outside, MissingEnd)


def _odd_hours(event: Event, facts: _Facts, action: str, *kinds) -> Point | None:
    """The first of them in a sentence, and how many others there are."""
    found = [each for each in facts.programme.get(event.pk, ()) if type(each) in kinds]
    if not found:
        return None
    first, more = found[0], len(found) - 1
    words = first.at_a_glance if isinstance(first, Overlap) else sentence_of(first)
    if more:
        others = ngettext("And %(count)s other.", "And %(count)s others.", more)
        words = f"{words} {others % {'count': more}}"
    rows = reverse("admin:programme_session_changelist")
    path = f"{rows}?event__id__exact={event.pk}#verifications"
    return Point(words, action, path)


def _undelivered(event: Event, facts: _Facts) -> Point | None:
    count = facts.failed.get(event.pk, 0)
    if not count:
        return None
    words = ngettext(
        "%(count)s message did not arrive.", "%(count)s messages did not arrive.", count
    )
    path = _registrations(event, "look_at=failed")
    return Point(words % {"count": count}, _("Correct the addresses"), path)


def _places_to_give(event: Event, facts: _Facts) -> Point | None:
    """The cut-off has passed, seats are free, and people are waiting."""
    now = timezone.now()
    is_by_hand = event.promotion_stops_at <= now < event.ends_at
    if not (is_by_hand and event.is_to_come and event.waiting_count):
        return None
    if event.free_seats == 0:
        return None
    waiting = ngettext(
        "%(count)s person is waiting",
        "%(count)s people are waiting",
        event.waiting_count,
    ) % {"count": event.waiting_count}
    stopped = event.local(event.promotion_stops_at)
    words = _(
        "%(places)s, %(waiting)s. Places have not been given automatically since "
        "%(moment)s."
    )
    words %= {
        "places": _free(event),
        "waiting": waiting,
        "moment": _("%(day)s at %(time)s")
        % {"day": dates.day_and_month(stopped), "time": dates.clock(stopped)},
    }
    return Point(
        words, _("Give the places"), _registrations(event, "status__exact=waiting")
    )


def _free(event: Event) -> str:
    if event.free_seats is None:
        return _("No limit of seats")
    words = ngettext("%(count)s free place", "%(count)s free places", event.free_seats)
    return words % {"count": event.free_seats}


def _overfull(event: Event, facts: _Facts) -> Point | None:
    if event.seats is None or event.confirmed_count <= event.seats:
        return None
    if not event.is_to_come:
        return None
    registered = ngettext(
        "%(count)s registration", "%(count)s registrations", event.confirmed_count
    )
    places = ngettext("%(count)s place", "%(count)s places", event.seats)
    words = _("%(registrations)s for %(seats)s") % {
        "registrations": registered % {"count": event.confirmed_count},
        "seats": places % {"count": event.seats},
    }
    path = _registrations(event, "status__exact=confirmed")
    return Point(f"{words}.", _("See"), path)


def _needs(event: Event, facts: _Facts) -> Point | None:
    count = facts.needs.get(event.pk, 0)
    if not count or not event.is_to_come:
        return None
    words = ngettext(
        "%(count)s need was given this week.",
        "%(count)s needs were given this week.",
        count,
    )
    path = _registrations(event, "look_at=needs")
    return Point(words % {"count": count}, _("Read"), path)


def _erased_soon(event: Event, facts: _Facts) -> Point | None:
    if not (event.confirmed_count or event.waiting_count) or not is_erased_soon(event):
        return None
    day = dates.short_date(retention.people_erased_on(event))
    words = _("Data erased on %(day)s.") % {"day": day}
    return Point(words, _("See the registrations"), _registrations(event))


def is_erased_soon(event: Event) -> bool:
    """Is the day near on which nobody can be named any more?"""
    today = event.local(timezone.now()).date()
    return timedelta() <= retention.people_erased_on(event) - today <= ERASED_WITHIN


def _page_of(event: Event) -> str:
    return reverse("admin:events_event_change", args=[event.pk])


def _registrations(event: Event, *chosen: str) -> str:
    address = reverse("admin:registrations_registration_changelist")
    return f"{address}?{'&'.join([f'event__id__exact={event.pk}', *chosen])}"


# In the order of the list; each is shown to whoever may do what it asks.
_FINDERS = [
    (Verb.PUBLISH, _unpublished),
    (Verb.EDIT_PROGRAMME, _behind),
    (Verb.SEND_MESSAGES, _untold),
    (Verb.EDIT_PROGRAMME, _overlap),
    (Verb.EDIT_PROGRAMME, _gap),
    (Verb.EDIT_PROGRAMME, _clash),
    (Verb.EDIT_PROGRAMME, _outside),
    (Verb.SEE_MESSAGES, _undelivered),
    (Verb.EDIT_REGISTRATIONS, _places_to_give),
    (Verb.EDIT_REGISTRATIONS, _overfull),
    (Verb.SEE_NEEDS, _needs),
    (Verb.EDIT_EVENT, _erased_soon),
]
