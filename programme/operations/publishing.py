"""The working copy becomes what readers see."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from events.journal import Act, record
from events.models import Event, User
from programme import changes, checks, signals, snapshot, timetable
from programme.drafts import Draft, draft_of
from programme.models import Publication
from programme.operations.turns import ProgrammeRefusedError, lock, show_anew


@transaction.atomic
def publish(
    event: Event,
    *,
    actor: User | None,
    accepts_overlaps: bool = True,
    read: str = "",
) -> Publication | None:
    """Show the working copy to readers, and keep what differs from before.

    None, and nothing written, where readers see the same already. Only the last
    publication keeps its content. `read` is the mark of the draft that the person saw:
    raises ProgrammeRefusedError if it is another one by now, or has an overlap that is
    not accepted.
    """
    lock(event)
    draft = draft_of(event)
    if draft.is_published:
        _forget_what_came_and_went(event)
        return None
    if read and read != draft.mark:
        raise ProgrammeRefusedError(
            _("Somebody has changed the programme meanwhile. Read the changes again.")
        )
    if not accepts_overlaps:
        _refuse_overlaps(event, draft)
    publication = _write(event, draft)
    record(
        Act.PROGRAMME_PUBLISHED,
        event,
        actor,
        number=publication.number,
        count=len(draft.changes),
    )
    signals.programme_published.send(sender=Event, event=event, publication=publication)
    return publication


def move_published(event: Event, days: timedelta) -> None:
    """Readers see the date of the event at once, and so the dates of its rows."""
    publication = event.publications.first()
    if publication:
        rows = snapshot.load(publication.content)
        publication.content = snapshot.dump(snapshot.moved(rows, days))
        publication.save(update_fields=["content"])


def _refuse_overlaps(event: Event, draft: Draft) -> None:
    overlaps = checks.same_room_overlaps(timetable.build(event, draft.rows))
    if overlaps:
        raise ProgrammeRefusedError(
            _("Not published. Tick that you know of this: %(overlap)s")
            % {"overlap": checks.sentence(overlaps[0])}
        )


def _write(event: Event, draft: Draft) -> Publication:
    now, before = timezone.now(), draft.publication
    publication = Publication.objects.create(
        event=event,
        number=before.number + 1 if before else 1,
        published_at=now,
        content=snapshot.dump(draft.rows),
        changes=changes.as_data(draft.changes),
    )
    event.publications.exclude(pk=publication.pk).update(content=[])
    show_anew(event, programme_published_at=now)
    return publication


def _forget_what_came_and_went(event: Event) -> None:
    """Lists, which do not compare, would go on saying that something is unpublished."""
    written_since = Event.objects.filter(
        pk=event.pk, programme_changed_at__gt=F("programme_published_at")
    )
    written_since.update(programme_changed_at=F("programme_published_at"))
