"""Messages that the team writes to many people: drafted, then sent once."""

from django.db import transaction
from django.utils import timezone

from events.journal import Act, record
from events.models import Event, User
from registrations import audiences, outbox
from registrations.models import Mailing


def save_draft(mailing: Mailing, fields: list[str]) -> bool:
    """Write what a form changed; says whether the message had not gone meanwhile."""
    values = {name: getattr(mailing, name) for name in fields}
    drafts = Mailing.objects.filter(pk=mailing.pk, sent_at=None)
    return bool(drafts.update(**values)) if values else True


@transaction.atomic
def send_mailing(mailing: Mailing, *, actor: User) -> int | None:
    """Write one mail to each person meant at this moment; say to how many.

    None where the message says nothing or had gone already: its own row is the lock,
    so that people can go on registering while thousands of mails are written.
    """
    now = timezone.now()
    drafts = Mailing.objects.filter(pk=mailing.pk, sent_at=None).exclude(text_fr="")
    if not drafts.update(sent_at=now, sent_by=actor):
        return None
    mailing.refresh_from_db()
    readers = audiences.readers_of(mailing)
    outbox.queue_mailing(mailing, readers)
    record(
        Act.PEOPLE_TOLD,
        mailing.event,
        actor,
        audience=mailing.audience,
        count=len(readers),
    )
    return len(readers)


def copy_mailing(mailing: Mailing, *, actor: User) -> Mailing:
    """A new draft with the words and the audience of another message."""
    return Mailing.objects.create(
        event=mailing.event,
        audience=mailing.audience,
        profile=mailing.profile,
        selection=mailing.selection,
        subject_fr=mailing.subject_fr,
        subject_en=mailing.subject_en,
        text_fr=mailing.text_fr,
        text_en=mailing.text_en,
        drafted_by=actor,
    )


def draft_to(event: Event, people: list[int], *, actor: User) -> Mailing:
    """An empty draft to the people with these keys; those of other events are not
    reached."""
    return Mailing.objects.create(
        event=event,
        audience=Mailing.Audience.SELECTION,
        selection=people,
        drafted_by=actor,
    )
