"""Deleting what has served: rows that only strangers’ addresses keep alive."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from registrations.models import Message, Notice

KEPT_FOR = timedelta(days=1)
# Mails to those who sign in, which belong to no event.
KEPT_FOR_ACCOUNTS = timedelta(days=30)


def forget_strangers() -> int:
    """Delete mails that belong to nobody’s registration; say how many.

    A day is long enough for the limits that count them. What has not left yet stays.
    """
    now = timezone.now()
    settled = Message.objects.exclude(sent_at=None, failed_at=None, withdrawn_at=None)
    strangers = settled.filter(
        registration=None, user=None, membership=None, created_at__lte=now - KEPT_FOR
    ).filter(
        Q(event=None) | Q(withdrawn_at__isnull=False) | Q(notice=Notice.NOT_RECORDED)
    )
    accounts = settled.filter(
        event=None, user__isnull=False, created_at__lte=now - KEPT_FOR_ACCOUNTS
    )
    return strangers.delete()[0] + accounts.delete()[0]


def forget_sessions() -> int:
    """Delete what browsers that signed in left behind; say how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
