"""What every change of a programme begins and ends with."""

from django.db.models import F
from django.utils import timezone

from events.journal import Act, record
from events.models import Event, User
from programme import signals


class ProgrammeRefusedError(Exception):
    """The operation broke a rule; the message is fit for the person to read."""


def wait_for_others(session_key: int) -> None:
    """Let another change of the same programme be finished before a form is read."""
    Event.objects.select_for_update(no_key=True, of=("self",)).filter(
        sessions=session_key
    ).first()


def programme_changed(event: Event, actor: User) -> None:
    """Make every page of the programme be rendered anew, and write it down."""
    make_new_version(event)
    record(Act.PROGRAMME_CHANGED, event, actor)
    signals.programme_changed.send(sender=Event, event=event)


def make_new_version(event: Event) -> None:
    """The working copy is another one, and readers may not have it yet."""
    show_anew(event, programme_changed_at=timezone.now())


def show_anew(event: Event, **values) -> None:
    """What is kept in memory of an earlier version is never shown again."""
    version = F("programme_version") + 1
    Event.objects.filter(pk=event.pk).update(programme_version=version, **values)


def lock(event: Event) -> None:
    """Take the one lock: other changes of the programme wait for our commit."""
    Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)
