"""What a change in events causes here; events know nothing of the programme."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from events import signals
from events.models import Event, User
from events.operations import EventRefusedError
from programme import checks, operations, timetable
from programme.models import Resource
from programme.operations.resources import forget_file


@receiver(pre_save, sender=Event)
def notice_another_day(instance: Any, raw: bool, update_fields, **kwargs) -> None:
    """Remember by how many days the start moves: afterwards nobody knows any more."""
    writes_start = update_fields is None or "starts_at" in update_fields
    stored = None
    if instance.pk and writes_start and not raw:
        same = Event.objects.filter(pk=instance.pk).only("starts_at", "time_zone")
        stored = same.first()
    before = stored.local_start.date() if stored else instance.local_start.date()
    instance._days_moved = instance.local_start.date() - before


@receiver(post_save, sender=Event)
def follow_to_another_day(instance: Any, **kwargs) -> None:
    """The rows go along with the day of their event, at the same hours."""
    if instance._days_moved:
        operations.move_to_other_days(instance, instance._days_moved)


@receiver(post_delete, sender=Resource)
def forget_file_of_resource(instance: Any, **kwargs) -> None:
    """However it is deleted: alone, with its talk or with its row."""
    forget_file(instance.file.name)


@receiver(signals.before_publication)
def ask_about_overlaps(event: Event, **kwargs) -> list[str]:
    """Rows that share minutes and a room are published knowingly, or not at all."""
    overlaps = checks.same_room_overlaps(timetable.of_event(event))
    return [checks.sentence(overlap) for overlap in overlaps]


@receiver(signals.event_published)
def publish_along(
    event: Event, actor: User, with_programme: bool, is_acknowledged: bool, **kwargs
) -> None:
    """The page of the event comes with the programme that was written until then."""
    if not with_programme:
        return
    try:
        operations.publish(event, actor=actor, accepts_overlaps=is_acknowledged)
    except operations.ProgrammeRefusedError as refusal:
        raise EventRefusedError(str(refusal)) from None
