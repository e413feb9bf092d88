"""Links by which a new member of a team chooses a password.

A link is signed with the key of the membership and the password of today as its salt:
it works once, for seven days, and dies with the membership or when a newer one is sent.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from events.addresses import full_address
from events.models import Membership, User

LASTS = timedelta(days=7)
MOST_DIGITS = 19  # those of a key that every database takes


def link(membership: Membership) -> str:
    """The whole address, in the active language."""
    token = _signer(membership).sign(str(membership.pk))
    return full_address("registrations:join", membership.pk, token)


def invited(key: str) -> User | None:
    """Who is invited by the membership of this key, as long as it stands."""
    membership = _live(key)
    return membership.user if membership else None


class Tokens:
    """Checks links in place of Django’s tokens, which live for a day."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        membership = _live((token or "").partition(":")[0])
        if membership is None or membership.user != user:
            return False
        try:
            _signer(membership).unsign(token or "", max_age=LASTS)
        except BadSignature:
            return False
        return True


def _live(key: str) -> Membership | None:
    if not (key.isascii() and key.isdigit() and len(key) < MOST_DIGITS):
        return None
    membership = Membership.objects.select_related("user").filter(pk=key).first()
    stands = membership and membership.is_live and membership.user.is_active
    return membership if stands else None


def _signer(membership: Membership) -> TimestampSigner:
    state = f"{membership.key}{membership.user.password}"
    return TimestampSigner(salt=f"registrations.invitation{state}")
