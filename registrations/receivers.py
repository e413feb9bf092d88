"""What a change in events causes here; events know nothing of registrations."""

from datetime import timedelta

from django.db.models.signals import post_save
from django.dispatch import receiver

from events import signals
from events.models import Event, Membership
from programme.signals import (
    days_moved,
    programme_changed,
    programme_published,
    sign_ups_end,
)
from registrations import half_days, operations
from registrations.models import Profile


@receiver(post_save, sender=Event)
def serve_a_changed_event(instance: Event, created: bool, raw: bool, **kwargs) -> None:
    """A new event gets profiles; more seats, or a lifted stop, serve who waits."""
    if raw:
        return
    if created:
        Profile.objects.create_first(instance)
    else:
        operations.promote_waiting(instance)


@receiver(sign_ups_end)
def keep_the_workshops_of_people(sessions, **kwargs) -> None:
    operations.workshops.refuse_to_end(sessions)


@receiver(programme_changed)
def serve_a_changed_programme(event: Event, **kwargs) -> None:
    """A workshop may have more seats."""
    operations.workshops.serve(event)


@receiver(programme_published)
def serve_published_workshops(event: Event, **kwargs) -> None:
    """Those who wait for a workshop that nobody saw until now."""
    operations.workshops.serve(event)


@receiver(days_moved)
def move_half_days(event: Event, days: timedelta, **kwargs) -> None:
    """Who said that they come in the morning comes on the new morning."""
    half_days.move(event, days)


@receiver(signals.event_moved)
def propose_to_tell(event: Event, before: dict, **kwargs) -> bool:
    return operations.propose_change(event, before=before)


@receiver(signals.event_postponed)
def tell_of_postponement(event: Event, **kwargs) -> bool:
    return operations.tell_postponed(event)


@receiver(signals.event_cancelled)
def tell_of_cancellation(event: Event, reason: str, **kwargs) -> bool:
    return operations.tell_cancelled(event, reason=reason)


@receiver(signals.member_invited)
def invite_member(membership: Membership, **kwargs) -> None:
    operations.invite(membership)
