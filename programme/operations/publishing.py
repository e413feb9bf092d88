"""The working copy becomes what readers see."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.journal import Act, record
from events.models import Event, User
from programme import changes, signals, snapshot
from programme.models import Publication
from programme.operations.turns import lock


@transaction.atomic
def publish(event: Event, *, actor: User | None) -> Publication | None:
    """Show the working copy to readers, and keep what differs from before.

    None, and nothing written, where readers see the same already. Only the last
    publication keeps its content.
    """
    lock(event)
    rows = snapshot.take(event)
    before = event.publications.first()
    seen = snapshot.load(before.content) if before else ()
    if rows == seen:
        return None
    now = timezone.now()
    publication = Publication.objects.create(
        event=event,
        number=before.number + 1 if before else 1,
        published_at=now,
        content=snapshot.dump(rows),
        changes=changes.as_data(changes.between(seen, rows)) if before else [],
    )
    event.publications.exclude(pk=publication.pk).update(content=[])
    Event.objects.filter(pk=event.pk).update(
        programme_version=F("programme_version") + 1, programme_published_at=now
    )
    record(Act.PROGRAMME_PUBLISHED, event, actor)
    signals.programme_published.send(sender=Event, event=event, publication=publication)
    return publication


def move_published(event: Event, days: timedelta) -> None:
    """Readers see the date of the event at once, and so the dates of its rows."""
    publication = event.publications.first()
    if publication:
        rows = snapshot.load(publication.content)
        publication.content = snapshot.dump(snapshot.moved(rows, days))
        publication.save(update_fields=["content"])
