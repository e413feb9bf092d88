"""Write a mail into the caller's transaction: no commit, no mail; commit, a mail.

registrations.delivery sends what is written here.
"""

from django.utils import timezone

from events.models import Event, User
from registrations.models import Message, Notice, Registration


def queue(
    notice: Notice, registration: Registration, *, context: dict | None = None
) -> Message | None:
    """A mail to the address of a registration; None when it has none."""
    if not registration.email:
        return None
    return Message.objects.create(
        notice=notice,
        event_id=registration.event_id,
        registration=registration,
        to=registration.email,
        language=registration.language,
        context=context or {},
    )


def queue_once_an_hour(notice: Notice, registration: Registration) -> None:
    """The same mail for a registration at most once in each hour of the clock.

    One statement whether it is written or not, so that the time tells nothing.
    """
    hour = timezone.now().strftime("%Y%m%d%H")
    message = Message(
        notice=notice,
        event_id=registration.event_id,
        registration=registration,
        to=registration.email,
        language=registration.language,
        dedupe_key=f"{notice}:{registration.pk}:{hour}",
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def queue_personal_links(
    address: str, *, event: Event | None, language: str
) -> Message:
    """A mail with the personal links of an address, for one event or for all.

    Nothing is looked up here: a known and an unknown address take the same time. The
    worker looks, and deletes the mail when the address has no registration.
    """
    return Message.objects.create(
        notice=Notice.PERSONAL_LINK, event=event, to=address, language=language
    )


def queue_for_user(notice: Notice, user: User) -> Message:
    return Message.objects.create(
        notice=notice, user=user, to=user.email, language=user.language
    )
