"""The digest of an event: its figures, and the link that stops it for one organiser."""

from datetime import timedelta

from django.core.signing import Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from events.addresses import full_address
from events.models import Event, Membership
from registrations.models import Status

_signer = Signer(salt="registrations.digest")
WEEK = timedelta(days=7)
MOST_DIGITS = 19  # those of a key that every database takes


def figures(event: Event) -> str:
    """86 registered for 100 places (+12 this week), 5 waiting, 4 cancelled.

    The event comes `with_seats()`.
    """
    registrations = event.registrations.all()
    since = timezone.now() - WEEK
    new = registrations.confirmed().filter(registered_at__gt=since).count()
    parts = [_registered(event)]
    if new:
        parts[0] = _("%(registered)s (+%(new)s this week)") % {
            "registered": parts[0],
            "new": new,
        }
    if event.waiting_count:
        words = npgettext(
            "digest", "%(count)s waiting", "%(count)s waiting", event.waiting_count
        )
        parts.append(words % {"count": event.waiting_count})
    if cancelled := registrations.filter(status=Status.CANCELLED).count():
        words = ngettext("%(count)s cancelled", "%(count)s cancelled", cancelled)
        parts.append(words % {"count": cancelled})
    return ", ".join(parts) + "."


def registered(event: Event) -> str:
    """86 registered"""
    words = npgettext(
        "digest", "%(count)s registered", "%(count)s registered", event.confirmed_count
    )
    return words % {"count": event.confirmed_count}


def stop_link(membership: Membership) -> str:
    return full_address("registrations:stop_digest", token(membership))


def token(membership: Membership) -> str:
    """Signed with the membership’s key: it opens nothing else, and dies with it."""
    return f"{membership.pk}~{_signature(membership)}"


def membership_of(given: str) -> Membership | None:
    """The membership whose digest a link stops; None for any other text."""
    pk, _separator, signature = given.partition("~")
    if not (pk.isascii() and pk.isdigit() and len(pk) < MOST_DIGITS):
        return None
    found = Membership.objects.select_related("event").filter(pk=pk).first()
    if found is None or not constant_time_compare(_signature(found), signature):
        return None
    return found


def _signature(membership: Membership) -> str:
    return _signer.signature(f"{membership.pk}{membership.key}")


def _registered(event: Event) -> str:
    """86 registered for 100 places · 86 registered"""
    if event.seats is None:
        return registered(event)
    places = ngettext("%(count)s place", "%(count)s places", event.seats)
    return _("%(registrations)s for %(seats)s") % {
        "registrations": registered(event),
        "seats": places % {"count": event.seats},
    }
