"""Changes of an event’s team: operations, like those of events.operations."""

import secrets

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from events import signals
from events.models import Membership, User


@transaction.atomic
def invite(membership: Membership, *, address: str, actor: User) -> None:
    """Save a new role for whoever has this address, and have them told.

    An address without an account gets one: its holder chooses the password by the
    link in the mail, and is called by the beginning of the address until then. The
    caller does not learn which it was.
    """
    membership.user, _is_new = User.objects.get_or_create(
        email=address.strip().lower(),
        defaults={
            "name": address.partition("@")[0],
            "language": actor.language,
            "password": make_password(None),
        },
    )
    membership.save()
    signals.member_invited.send(sender=None, membership=membership)


@transaction.atomic
def invite_again(membership: Membership) -> None:
    """Send the invitation anew; the links of earlier ones open nothing any more."""
    membership.key = secrets.token_urlsafe()
    membership.invited_at = timezone.now()
    membership.save(update_fields=["key", "invited_at"])
    signals.member_invited.send(sender=None, membership=membership)


def set_digest(membership: Membership, *, has_digest: bool) -> None:
    """Receive the digest of the event, or stop it. Twice is the same as once."""
    membership.has_digest = has_digest
    membership.save(update_fields=["has_digest"])
