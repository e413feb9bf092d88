"""Mails about the whole event: it moved, is postponed or cancelled; and M15.

Those who come and those who wait are written to alike. Each act of the team is told
once: its moment, or the key of the notice, is part of the key of every mail.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.journal import Act, record
from events.models import Event, Membership, User
from events.moves import announced
from registrations import desk, outbox
from registrations.desk import RegistrationRefused
from registrations.models import ChangeNotice, Message, Notice


@transaction.atomic
def propose_change(event: Event, *, before: dict) -> bool:
    """Keep what was announced before a move, until the team tells it or lets it be.

    Says whether there is something to tell. What people were told first stays; a move
    back to it leaves nothing to tell, and an event to which nobody comes has no notice.
    """
    desk.lock(event.pk)
    notice = ChangeNotice.objects.open().filter(event=event).first()
    if notice is None:
        if not event.registrations.active().exists():
            return False
        ChangeNotice.objects.create(event=event, before=before)
    elif notice.before == announced(event):
        notice.delete()
    return ChangeNotice.objects.to_tell().filter(event=event).exists()


@transaction.atomic
def tell_change(notice: ChangeNotice, *, actor: User, after: dict) -> int:
    """Send M8 to everybody; says to how many. A second call sends nothing.

    `after` is what the organiser read: raises RegistrationRefused if the event has
    moved again meanwhile, or if there is nothing to come to at present.
    """
    event = desk.lock(notice.event_id)
    notice.refresh_from_db()
    if not notice.is_open:
        return 0
    if not ChangeNotice.objects.to_tell().filter(pk=notice.pk).exists():
        raise RegistrationRefused(_("This cannot be told at present."))
    if announced(event) != after:
        raise RegistrationRefused(
            _("Somebody has changed the event meanwhile. Read the message again.")
        )
    told = outbox.queue_for_all(
        Notice.EVENT_CHANGED,
        event.registrations.active(),
        occasion=str(notice.pk),
        context={"before": notice.before, "after": after},
    )
    notice.sent_at = timezone.now()
    notice.save(update_fields=["sent_at"])
    record(Act.PEOPLE_TOLD, event, actor, notice=Notice.EVENT_CHANGED, count=told)
    return told


@transaction.atomic
def dismiss_change(notice: ChangeNotice) -> bool:
    """Tell nobody. Says whether the notice was open until now."""
    desk.lock(notice.event_id)
    now = timezone.now()
    still_open = ChangeNotice.objects.open().filter(pk=notice.pk)
    return bool(still_open.update(dismissed_at=now))


@transaction.atomic
def tell_cancelled(event: Event, *, reason: str) -> bool:
    """Send M9 to everybody; says whether there was somebody.

    Nobody is told that something of the past is off.
    """
    desk.lock(event.pk)
    if event.ends_at <= timezone.now():
        return False
    at = event.cancelled_at.isoformat()
    told = outbox.queue_for_all(
        Notice.EVENT_CANCELLED,
        event.registrations.active(),
        occasion=at,
        context={"at": at, "reason": reason},
    )
    return told > 0


@transaction.atomic
def tell_postponed(event: Event) -> bool:
    """Send M8 in its other form; says whether there was somebody.

    People then believe that it is postponed: that is what a later change starts from.
    """
    desk.lock(event.pk)
    if event.ends_at <= timezone.now():
        return False
    for notice in ChangeNotice.objects.open().filter(event=event):
        notice.before["is_postponed"] = True
        notice.save(update_fields=["before"])
    at = event.postponed_at.isoformat()
    told = outbox.queue_for_all(
        Notice.EVENT_POSTPONED,
        event.registrations.active(),
        occasion=at,
        context={"at": at},
    )
    return told > 0


def invite(membership: Membership) -> None:
    """Write M15 to a member of a team, in the language of the account."""
    user = membership.user
    Message.objects.create(
        notice=Notice.TEAM_INVITATION,
        event_id=membership.event_id,
        user=user,
        membership=membership,
        to=user.email,
        language=user.language,
    )
