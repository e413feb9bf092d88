"""The role of a user on an event."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.access import Role


class Membership(models.Model):
    """One user's one role on one event; rights follow in events.access."""

    event_path = "event"

    event = models.ForeignKey(
        "events.Event",
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("event"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    invited_at = models.DateTimeField(
        _("invited"), default=timezone.now, editable=False
    )
    accepted_at = models.DateTimeField(
        _("accepted"), default=timezone.now, null=True, editable=False
    )
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)
    has_digest = models.BooleanField(_("receives the digest"), default=True)
    key = models.CharField(max_length=43, default=secrets.token_urlsafe, editable=False)

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team")
        ordering = ["event", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                "event",
                "user",
                name="membership_once_per_event_and_user",
                violation_error_message=_("This person already has a role here."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="membership_role_is_known",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Does it give its rights at this moment?"""
        now = timezone.now()
        is_accepted = self.accepted_at is not None and self.accepted_at <= now
        return is_accepted and (self.expires_at is None or self.expires_at > now)

    def __str__(self) -> str:
        """By address: a name would tell who had an account before the invitation."""
        return f"{self.user.email} ({self.get_role_display()})"
