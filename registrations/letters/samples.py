"""Letters to nobody: what a mail of an event looks like, with values made up.

The person exists in no table, so that the personal link of a sample opens nothing.
"""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from events.moves import announced
from registrations.letters import WRITERS
from registrations.letters.personal_links import links_to
from registrations.letters.workshops import sample_place
from registrations.models import Message, Notice, Registration, Status

STATUS_OF_READER = {
    Notice.WAITING: Status.WAITING,
    Notice.LEFT_WAITING_LIST: Status.CANCELLED,
    Notice.CANCELLED_BY_PERSON: Status.CANCELLED,
    Notice.CANCELLED_BY_TEAM: Status.CANCELLED,
}
# For letters whose facts come from other rows than those of the message.
WRITERS_OF_SAMPLES: dict[Notice, Callable[[Message], dict]] = {
    Notice.PERSONAL_LINK: lambda message: links_to([message.registration]),
    Notice.WORKSHOP_PLACE: sample_place,
}


def sample_message(event: Event, notice: Notice, language: str, **fields) -> Message:
    """A mail that is not in the outbox; call it with the language active."""
    return Message(
        event=event,
        registration=_somebody(event, notice, language),
        notice=notice,
        to="prenom.nom@example.org",
        language=language,
        context=_context(event, notice),
        **fields,
    )


def sample_facts(message: Message) -> dict:
    notice = Notice(message.notice)
    return WRITERS_OF_SAMPLES.get(notice, WRITERS[notice])(message)


def _somebody(event: Event, notice: Notice, language: str) -> Registration:
    status = STATUS_OF_READER.get(notice, Status.CONFIRMED)
    return Registration(
        event=event,
        given_name=_("First"),
        family_name=_("Last"),
        email="prenom.nom@example.org",
        institution=_("Institution"),
        language=language,
        reference="K7RD-4F7M",
        public_id="l-example-l",  # holds characters that no real one has
        key="",
        status=status,
        cancelled_at=timezone.now() if status == Status.CANCELLED else None,
    )


def _context(event: Event, notice: Notice) -> dict:
    """What the act that causes the mail would have written down."""
    now = announced(event)
    contexts: dict[Notice, dict] = {
        Notice.EVENT_CHANGED: {
            "before": now | {"room": _("Lecture hall 1")},
            "after": now | {"room": event.room or _("Lecture hall 2")},
        },
        Notice.EVENT_CANCELLED: {"reason": _("a strike of the railways")},
        Notice.CANCELLED_BY_TEAM: {"reason": _("the same person twice")},
    }
    return contexts.get(notice, {})
