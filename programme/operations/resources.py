"""Slides, recordings and documents are put under a talk, and taken away."""

from django.core.files.storage import default_storage
from django.db import transaction

from events.journal import Act, record
from events.models import Event, User
from programme.models import Resource
from programme.operations.turns import lock, show_anew


@transaction.atomic
def save_resource(resource: Resource, *, actor: User) -> None:
    """Readers see it at once. The file that it replaces leaves the disk on commit."""
    if resource.file and not getattr(resource.file, "_committed", True):
        # Before the lock: others need not wait for the disk.
        resource.file.save(resource.file.name, resource.file.file, save=False)
    lock(resource.event)
    before = Resource.objects.filter(pk=resource.pk).values_list("file", flat=True)
    for name in before:
        if name != resource.file.name:
            forget_file(name)
    resource.save()
    _finish(resource.event, actor)


@transaction.atomic
def remove_resource(resource: Resource, *, actor: User) -> None:
    """Take it away, and its file from the disk on commit."""
    lock(resource.event)
    if not Resource.objects.filter(pk=resource.pk).exists():
        return
    event = resource.event
    resource.delete()
    _finish(event, actor)


def forget_file(name: str) -> None:
    """Delete a stored file once the change that leaves it is sure."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))


def _finish(event: Event, actor: User) -> None:
    show_anew(event)
    record(Act.DOCUMENTS_CHANGED, event, actor)
