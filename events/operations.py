"""Every change of an event, for the admin, commands and whatever comes later.

Each operation locks the event's row, writes, and leaves a line in the journal. What a
change causes among registrations is heard there (registrations.receivers).
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events import access, signals
from events.access import Role, Verb
from events.journal import Act, record
from events.models import (
    Event,
    EventSlug,
    Membership,
    Organisation,
    Partnership,
    User,
    Venue,
)
from events.moves import announced
from events.slugs import RESERVED

# A change of one of these makes calendars fetch the event again.
CALENDAR_FIELDS = frozenset({"starts_at", "ends_at", "time_zone", "venue", "room"})
# A change of one of these is to be told to the people who come.
VENUE_MOVES = frozenset({"institution", "name", "street", "postal_code", "town"})
VENUE_CALENDAR_FIELDS = VENUE_MOVES | {"country"}
# Without these, nobody may be asked for data.
TOLD_ABOUT_DATA = [
    "contact_email",
    "data_controller",
    "data_contact",
    "needs_retention_days",
    "retention_months",
]
SLUG_LENGTH = 48


class EventRefusedError(Exception):
    """The operation broke a rule; the message is fit for the organiser to read."""


@transaction.atomic
def create_event(event: Event, *, actor: User) -> Event:
    """Save a new draft with the host's defaults; its creator becomes its organiser."""
    event.contact_name = event.contact_name or actor.name
    event.contact_email = event.contact_email or actor.email
    event.data_controller = event.data_controller or settings.DATA_CONTROLLER
    event.data_contact = event.data_contact or settings.DATA_CONTACT
    event.slug = event.slug or free_slug(event)
    try:
        with transaction.atomic():
            event.save()
    except IntegrityError:  # somebody took the address at this very moment
        event.slug = f"{event.slug[:SLUG_LENGTH]}-{get_random_string(6, '23456789')}"
        event.save()
    Membership.objects.create(event=event, user=actor, role=Role.ORGANISER)
    record(Act.EVENT_CREATED, event, actor)
    return event


@transaction.atomic
def save_event(event: Event, changed: Collection[str], *, actor: User) -> bool:
    """Write the fields that an organiser changed, and no other.

    A new start on a published event keeps the one that was announced, for calendars
    and search engines. Says whether people are yet to be told of a move. Raises
    EventRefusedError when a published event would no longer say what becomes of data.
    """
    if not changed:
        return False
    before = _lock(event)
    if before.published_at and (missing := missing_for_publication(event)):
        raise EventRefusedError(
            _("Not saved. A published event must say: %(missing)s.")
            % {"missing": ", ".join(missing)}
        )
    known = announced(before)
    event.version = before.version + 1
    event.calendar_sequence = before.calendar_sequence + bool(
        CALENDAR_FIELDS & {*changed}
    )
    event.rescheduled_from = before.rescheduled_from
    if "starts_at" in changed and before.published_at:
        event.rescheduled_from = before.rescheduled_from or before.starts_at
        if event.rescheduled_from == event.starts_at:
            event.rescheduled_from = None
    kept = {"version", "calendar_sequence", "rescheduled_from"}
    event.save(update_fields={*changed, *kept})
    record(Act.EVENT_CHANGED, event, actor, fields=sorted(changed))
    return _tell_of_move(event, known)


def missing_for_publication(event: Event) -> list[str]:
    """What people must be told about their data and is not filled in, in words."""
    empty: list[Any] = [
        event._meta.get_field(name)
        for name in TOLD_ABOUT_DATA
        if not getattr(event, name)
    ]
    return [str(field.verbose_name) for field in empty]


@transaction.atomic
def publish(
    event: Event,
    *,
    actor: User,
    with_programme: bool = True,
    is_acknowledged: bool = True,
) -> bool:
    """Show the page to everybody. Says whether anything changed.

    Without its programme, the page says that it comes later. Raises EventRefusedError
    while what the law asks to be told is missing, or while a programme has what must be
    acknowledged and is not.
    """
    before = _lock(event)
    if before.published_at:
        return False
    if missing := missing_for_publication(before):
        raise EventRefusedError(
            _("Not published. Still missing: %(missing)s.")
            % {"missing": ", ".join(missing)}
        )
    _write(event, published_at=timezone.now())
    record(Act.EVENT_PUBLISHED, event, actor)
    signals.event_published.send(
        sender=None,
        event=event,
        actor=actor,
        with_programme=with_programme,
        is_acknowledged=is_acknowledged,
    )
    return True


@transaction.atomic
def unpublish(event: Event, *, actor: User) -> bool:
    """Make the event a draft again; registrations are kept."""
    if not _lock(event).published_at:
        return False
    _write(event, published_at=None)
    record(Act.EVENT_UNPUBLISHED, event, actor)
    return True


@transaction.atomic
def cancel_event(event: Event, *, actor: User, reason: str = "") -> bool:
    """Call the event off, and have everybody told with the reason, if there is one.

    No registration changes: pages and lists derive it.
    """
    before = _lock(event)
    if before.cancelled_at:
        return False
    now = timezone.now()
    _write(event, cancelled_at=now, **_next_sequence(before))
    if signals.is_answered(signals.event_cancelled, event=event, reason=reason):
        _write(event, cancellation_told_at=now)
    record(Act.EVENT_CANCELLED, event, actor)
    return True


@transaction.atomic
def restore(event: Event, *, actor: User) -> bool:
    """Lift the cancellation; everybody has the place they had."""
    before = _lock(event)
    if not before.cancelled_at:
        return False
    _write(
        event,
        cancelled_at=None,
        cancellation_told_at=None,
        **_next_sequence(before),
    )
    record(Act.EVENT_RESTORED, event, actor)
    return True


@transaction.atomic
def postpone(event: Event, *, actor: User) -> bool:
    """Say that the date will change; registration stops, everybody keeps a place."""
    before = _lock(event)
    if before.postponed_at:
        return False
    _write(event, postponed_at=timezone.now(), **_next_sequence(before))
    signals.event_postponed.send(sender=None, event=event)
    record(Act.EVENT_POSTPONED, event, actor)
    return True


@transaction.atomic
def resume(event: Event, *, actor: User) -> bool:
    """Lift the postponement, once the date is known."""
    before = _lock(event)
    if not before.postponed_at:
        return False
    known = announced(before)
    _write(event, postponed_at=None, **_next_sequence(before))
    record(Act.EVENT_RESUMED, event, actor)
    _tell_of_move(event, known)
    return True


@transaction.atomic
def close_registration_now(event: Event, *, actor: User) -> bool:
    """Close registration; before the opening, the opening moves too."""
    before, now = _lock(event), timezone.now()
    if before.registration_closes_at <= now:
        return False
    opens_at = min(before.registration_opens_at, now - timedelta(minutes=1))
    _write(event, registration_opens_at=opens_at, registration_closes_at=now)
    record(Act.REGISTRATION_CLOSED, event, actor)
    return True


def venue_called(name: str, town: str, *, actor: User) -> Venue:
    """The venue of that name among those of the actor’s events, else a new one."""
    known = access.visible(Venue.objects.all(), actor, Verb.EDIT_EVENT)
    same = known.filter(name__iexact=name, town__iexact=town).order_by("-pk").first()
    return same or Venue.objects.create(name=name, town=town)


def name_partner(partnership: Partnership, *, actor: User) -> None:
    """Set the organisation of the printed name: one that the actor knows, or a new one.

    The same organisation has a role only once on an event.
    """
    others = Partnership.objects.filter(
        event=partnership.event_id, role=partnership.role
    ).exclude(pk=partnership.pk)
    free = Organisation.objects.exclude(pk__in=others.values("organisation"))
    known = access.visible(free, actor, Verb.EDIT_EVENT)
    name = partnership.name_as_printed
    partnership.organisation = known.filter(name__iexact=name).order_by(
        "pk"
    ).first() or Organisation.objects.create(name=name)


@transaction.atomic
def revise_venue(venue: Venue, changes: dict, *, actor: User) -> Venue:
    """Change a venue for the coming events of the actor; says which row they now use.

    A past event keeps the place of its day, and so does an event of others: while
    there is one, the venue stays as it is and the actor's events move to a copy.
    """
    if not changes:
        return venue
    events = list(
        venue.events.select_for_update(no_key=True, of=("self",)).order_by("pk")
    )
    following = [event for event in events if follows_venue(event, actor)]
    known = {event.pk: announced(event) for event in following}
    if len(following) < len(events):
        venue = Venue.objects.get(pk=venue.pk)
        venue.pk = None
        venue._state.adding = True
    for name, value in changes.items():
        setattr(venue, name, value)
    venue.save()
    is_in_calendars = bool(VENUE_CALENDAR_FIELDS & {*changes})
    for event in following:
        sequence = event.calendar_sequence + is_in_calendars
        _write(event, venue=venue, calendar_sequence=sequence)
        record(Act.EVENT_CHANGED, event, actor, fields=["venue"])
        _tell_of_move(event, known[event.pk])
    return venue


def follows_venue(event: Event, actor: User) -> bool:
    """Does the event take over what the actor changes of its venue?"""
    is_to_come = event.ends_at > timezone.now()
    return is_to_come and access.may(actor, Verb.EDIT_EVENT, event)


def free_slug(event: Event) -> str:
    """A readable address that no event has or had: « partenariat-2019 »."""
    words = slugify((event.short_title_fr or event.title_fr).replace("œ", "oe"))
    stem = words[: SLUG_LENGTH - 5].rsplit("-", 1)[0] if len(words) > 43 else words
    stem = f"{stem or 'evenement'}-{event.local_start.year}".replace("_", "-")
    taken = {
        *RESERVED,
        *EventSlug.objects.filter(slug__startswith=stem).values_list("slug", flat=True),
    }
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _lock(event: Event) -> Event:
    """Take the row; others wait. The result is what the database holds by then."""
    rows = Event.objects.select_for_update(no_key=True, of=("self",))
    return rows.get(pk=event.pk)


def _write(event: Event, **values) -> None:
    for name, value in values.items():
        setattr(event, name, value)
    event.save(update_fields=[*values])


def _tell_of_move(event: Event, known: dict) -> bool:
    """Let the apps above hear that the event is no longer as it was known.

    Says whether people are yet to be told. What a form left in other fields of
    `event` is not saved and does not count.
    """
    saved = Event.objects.select_related("venue").get(pk=event.pk)
    if announced(saved) == known:
        return False
    return signals.is_answered(signals.event_moved, event=saved, before=known)


def _next_sequence(before: Event) -> dict:
    return {"calendar_sequence": before.calendar_sequence + 1}
