"""What a change in events causes here; events know nothing of registrations."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from events.models import Event
from registrations import operations
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
