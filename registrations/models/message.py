"""The outbox: mails written in the transaction of the act that causes them."""

from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.languages import Language
from events.models import Event
from registrations.models.registration import Registration


class Notice(models.TextChoices):
    """The mails, M1 to M16 of the design; each has two templates of its name."""

    CONFIRMED = "confirmed", _("Confirmation")
    WAITING = "waiting", _("Waiting list")
    PROMOTED = "promoted", _("A place has become free")
    ALREADY_REGISTERED = "already_registered", _("Already registered")
    CANCELLED_BY_PERSON = "cancelled_by_person", _("Cancelled by the person")
    LEFT_WAITING_LIST = "left_waiting_list", _("Left the waiting list")
    CANCELLED_BY_TEAM = "cancelled_by_team", _("Cancelled by the team")
    PERSONAL_LINK = "personal_link", _("Personal link")
    PASSWORD_RESET = "password_reset", _("New password")


def new_message_id() -> str:
    """A Message-ID under the site’s own name; the same at every attempt."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


class MessageQuerySet(models.QuerySet):
    """Words for messages; a pending one is neither sent, failed nor withdrawn."""

    def pending(self):
        return self.filter(sent_at=None, failed_at=None, withdrawn_at=None)

    def due(self):
        """Pending, not held by a worker, and the first of its address still to go.

        One person’s mails leave in the order in which they were written.
        """
        now = timezone.now()
        earlier = Message.objects.pending().filter(
            to=OuterRef("to"), pk__lt=OuterRef("pk")
        )
        return (
            self.pending()
            .filter(Q(leased_until=None) | Q(leased_until__lte=now), due_at__lte=now)
            .filter(~Exists(earlier))
            .order_by("due_at", "pk")
        )

    def failed(self):
        return self.filter(failed_at__isnull=False)


class Message(models.Model):
    """One mail to one address. It holds no link and no rendered text: both are made
    when it is sent."""

    event_path = "event"

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        related_name="messages",
        verbose_name=_("event"),
    )
    registration = models.ForeignKey(
        Registration,
        models.CASCADE,
        null=True,
        related_name="messages",
        verbose_name=_("registration"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    notice = models.CharField(_("message"), max_length=20, choices=Notice)
    to = models.EmailField(_("to"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    context = models.JSONField(default=dict)
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    dedupe_key = models.CharField(max_length=100, unique=True, null=True)

    created_at = models.DateTimeField(_("date"), default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    failure = models.CharField(_("reason"), max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                "due_at",
                "id",
                name="message_pending_by_due",
                condition=Q(sent_at=None, failed_at=None, withdrawn_at=None),
            ),
            models.Index(
                "to",
                "id",
                name="message_pending_by_address",
                condition=Q(sent_at=None, failed_at=None, withdrawn_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(failed_at=None),
                name="message_is_not_both_sent_and_failed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_notice_display()} ({self.pk})"

    @property
    def is_pending(self) -> bool:
        return not (self.sent_at or self.failed_at or self.withdrawn_at)

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.created_at
