"""The words of an organiser for a mail of one event; without any, ours are sent."""

from django.db import transaction
from django.utils import timezone

from events.journal import Act, record
from events.models import Event, User
from registrations import desk, outbox
from registrations.models import MessageTemplate, Notice


@transaction.atomic
def save_wording(
    event: Event, notice: Notice, language: str, *, subject: str, text: str, actor: User
) -> None:
    """Send these words from now on, in place of ours or of what stood before."""
    desk.lock(event.pk)
    MessageTemplate.objects.update_or_create(
        event=event,
        notice=notice,
        language=language,
        defaults={
            "subject": subject,
            "text": text,
            "changed_by": actor,
            "changed_at": timezone.now(),
        },
    )
    _record(event, notice, language, actor)


@transaction.atomic
def restore_wording(
    event: Event, notice: Notice, language: str, *, actor: User
) -> bool:
    """Send our own words again; says whether others were sent until now."""
    desk.lock(event.pk)
    written = MessageTemplate.objects.filter(
        event=event, notice=notice, language=language
    )
    if not written.delete()[0]:
        return False
    _record(event, notice, language, actor)
    return True


def send_test(
    event: Event,
    notice: Notice,
    language: str,
    *,
    subject: str,
    text: str,
    actor: User,
    text_language: str = "",
) -> None:
    """Mail these words to whoever asks, with values made up, and marked as a test.

    `text_language` is that of the words where the mail speaks another.
    """
    context = {"subject": subject, "text": text, "language": text_language}
    outbox.queue_test(event, actor, language, {"notice": notice, **context})


def _record(event: Event, notice: Notice, language: str, actor: User) -> None:
    record(Act.WORDING_CHANGED, event, actor, notice=notice, language=language)
