"""Write a mail into the caller's transaction: no commit, no mail; commit, a mail.

registrations.delivery sends what is written here.
"""

from collections.abc import Iterable
from itertools import batched

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from events.models import Event, User
from registrations.models import Mailing, Message, Notice, Registration
from registrations.models.registration import RegistrationQuerySet

CHUNK = 1000


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


def queue_once(notice: Notice, registrations: Iterable[Registration]) -> None:
    """The same mail to each of these people who has an address, once for ever."""
    messages = [
        Message(
            notice=notice,
            event_id=registration.event_id,
            registration=registration,
            to=registration.email,
            language=registration.language,
            dedupe_key=f"{notice}:{registration.pk}",
        )
        for registration in registrations
        if registration.email
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def queue_for_all(
    notice: Notice,
    registrations: RegistrationQuerySet,
    *,
    occasion: str,
    context: dict | None = None,
) -> int:
    """The same mail to many people, once for each occasion; says to how many.

    Whoever has it for this occasion already is passed over, also by two processes that
    do this at once. Without a transaction around it, each chunk has its own.
    """
    ending = Value(f":{occasion}")
    key = Concat(Value(f"{notice}:"), Cast("pk", CharField()), ending)
    told = Message.objects.filter(dedupe_key=OuterRef("told_by"))
    rows = (
        registrations.exclude(email=None)
        .annotate(told_by=key)
        .exclude(Exists(told))
        .order_by("pk")
        .values_list("pk", "event_id", "email", "language", "told_by")
    )
    count = 0
    for chunk in batched(list(rows), CHUNK, strict=False):
        Message.objects.bulk_create(
            [
                Message(
                    notice=notice,
                    registration_id=pk,
                    event_id=event_id,
                    to=email,
                    language=language,
                    context=context or {},
                    dedupe_key=dedupe_key,
                )
                for pk, event_id, email, language, dedupe_key in chunk
            ],
            ignore_conflicts=True,
        )
        count += len(chunk)
    return count


def write_once(messages: list[Message]) -> int:
    """Messages with keys of their own; says how many were not yet written."""
    keys = [message.dedupe_key for message in messages]
    known = Message.objects.filter(dedupe_key__in=keys)
    written = set(known.values_list("dedupe_key", flat=True))
    new = [message for message in messages if message.dedupe_key not in written]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


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


def queue_new_address(registration: Registration, *, left: str | None) -> None:
    """The present state, with the new link, to the new address of a registration.

    `left` is told that it is written to no more. One statement either way.
    """
    messages = [_about(registration, Notice(registration.status), registration.email)]
    if left:
        messages.append(_about(registration, Notice.ADDRESS_CHANGED, left))
    Message.objects.bulk_create(messages)


def queue_not_recorded(
    event: Event, address: str, *, language: str, is_full: bool
) -> None:
    """To an address that was corrected when nobody could register any more."""
    Message.objects.create(
        notice=Notice.NOT_RECORDED,
        event=event,
        to=address,
        language=language,
        context={"is_full": is_full},
    )


def withdraw(registration: Registration | None) -> bool:
    """Take back what has not left for the address of a registration.

    Says whether that address has been written to, as far as anybody knows. Two
    statements, also for nobody.
    """
    pk, address = (registration.pk, registration.email) if registration else (0, "")
    mails = Message.objects.filter(registration=pk, to=address)
    unsent = mails.pending().filter(leased_until=None)
    unsent.update(withdrawn_at=timezone.now())
    return mails.filter(failed_at=None, withdrawn_at=None).exists()


def _about(registration: Registration, notice: Notice, address: str) -> Message:
    return Message(
        notice=notice,
        event_id=registration.event_id,
        registration=registration,
        to=address,
        language=registration.language,
    )


def queue_test(event: Event, user: User, language: str, context: dict) -> Message:
    """A mail that an organiser tries on their own address before people get it."""
    return Message.objects.create(
        notice=Notice.TEST,
        event=event,
        user=user,
        to=user.email,
        language=language,
        context=context,
    )


def queue_mailing(mailing: Mailing, readers: list[Registration]) -> None:
    """A message of the team to each of these people, who have an address."""
    Message.objects.bulk_create(
        (
            Message(
                notice=Notice.FREE_MESSAGE,
                event_id=mailing.event_id,
                registration=reader,
                mailing=mailing,
                to=reader.email,
                language=reader.language,
            )
            for reader in readers
        ),
        batch_size=CHUNK,
    )
