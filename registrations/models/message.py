"""The outbox: mails written in the transaction of the act that causes them."""

from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.languages import Language
from events.models import Event, Membership
from registrations.models.mailing import Mailing
from registrations.models.registration import Registration


class Notice(models.TextChoices):
    """The mails, M1 to M16 of the design; each has a template of its name."""

    CONFIRMED = "confirmed", _("Confirmation")
    WAITING = "waiting", _("Waiting list")
    PROMOTED = "promoted", _("A place has become free")
    ALREADY_REGISTERED = "already_registered", _("Already registered")
    CANCELLED_BY_PERSON = "cancelled_by_person", _("Cancelled by the person")
    LEFT_WAITING_LIST = "left_waiting_list", _("Left the waiting list")
    CANCELLED_BY_TEAM = "cancelled_by_team", _("Cancelled by the team")
    PERSONAL_LINK = "personal_link", _("Personal link")
    WEEK_REMINDER = "week_reminder", _("Reminder, 7 days before")
    DAY_REMINDER = "day_reminder", _("Reminder, the day before")
    EVENT_CHANGED = "event_changed", _("Event changed")
    EVENT_POSTPONED = "event_postponed", _("Event postponed")
    EVENT_CANCELLED = "event_cancelled", _("Event cancelled")
    ADDRESS_CHANGED = "address_changed", _("Address changed")
    CERTIFICATE = "certificate", _("Certificate of attendance")
    FREE_MESSAGE = "free_message", _("Message from the team")
    DIGEST = "digest", _("Digest for organisers")
    TEAM_INVITATION = "team_invitation", _("Team invitation")
    NOT_RECORDED = "not_recorded", _("Registration not recorded")
    WORKSHOP_PLACE = "workshop_place", _("A place in a workshop")
    PASSWORD_RESET = "password_reset", _("New password")
    TEST = "test", _("Test of a message")


# Mails that answer no act of their reader leave by day: see registrations.hours.
BY_DAY = frozenset(
    {
        Notice.WEEK_REMINDER,
        Notice.DAY_REMINDER,
        Notice.CERTIFICATE,
        Notice.DIGEST,
    }
)


class Failure(models.TextChoices):
    """Why a mail did not arrive, or has not left yet, in words for organisers."""

    UNKNOWN_ADDRESS = "unknown_address", _("Address unknown at %(domain)s")
    NO_MAIL_DOMAIN = "no_mail_domain", _("%(domain)s receives no mail")
    MAILBOX_FULL = "mailbox_full", _("The mailbox at %(domain)s is full")
    MAILBOX_CLOSED = "mailbox_closed", _("The mailbox at %(domain)s is closed")
    REFUSED = "refused", _("%(domain)s refused the message")
    NOT_WRITTEN = "not_written", _("The site could not write this message")
    NOT_NOW = "not_now", _("%(domain)s asked to try again later")
    NO_SERVER = "no_server", _("The site’s mail server does not take mail at present")
    GAVE_UP = "gave_up", _("Not delivered after five days of attempts")


class Delivery(models.TextChoices):
    """What has become of a mail."""

    PENDING = "pending", pgettext_lazy("message", "Waiting to be sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    FAILED = "failed", pgettext_lazy("message", "Not delivered")
    WITHDRAWN = "withdrawn", pgettext_lazy("message", "Nobody to send it to")


def new_message_id() -> str:
    """A Message-ID under the site’s own name; the same at every attempt."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


class MessageQuerySet(models.QuerySet):
    """Words for messages; a pending one is neither sent, failed nor withdrawn."""

    def pending(self):
        return self.filter(sent_at=None, failed_at=None, withdrawn_at=None)

    def due(self):
        """Pending, not held by a worker, and the first of its address still to go.

        One person’s mails leave in the order in which they were written; those that
        leave by day alone hold up no other.
        """
        now = timezone.now()
        earlier = (
            Message.objects.pending()
            .filter(to=OuterRef("to"), pk__lt=OuterRef("pk"))
            .exclude(notice__in=BY_DAY)
        )
        return (
            self.pending()
            .filter(Q(leased_until=None) | Q(leased_until__lte=now), due_at__lte=now)
            .filter(~Exists(earlier))
            .order_by("due_at", "pk")
        )

    def failed(self):
        return self.filter(failed_at__isnull=False)

    def with_delivery(self):
        """Bring `delivery`, one of Delivery, for lists."""
        return self.annotate(
            delivery=Case(
                When(sent_at__isnull=False, then=Value(Delivery.SENT)),
                When(failed_at__isnull=False, then=Value(Delivery.FAILED)),
                When(withdrawn_at__isnull=False, then=Value(Delivery.WITHDRAWN)),
                default=Value(Delivery.PENDING),
            )
        )


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
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, related_name="+"
    )
    mailing = models.ForeignKey(
        Mailing,
        models.CASCADE,
        null=True,
        related_name="messages",
        verbose_name=_("message to people"),
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
    failure = models.CharField(_("reason"), max_length=20, choices=Failure, blank=True)

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
    def failure_in_words(self) -> str:
        """« Adresse inconnue chez example.org »; empty while all goes well."""
        if not self.failure:
            return ""
        domain = self.to.rpartition("@")[2]
        return Failure(self.failure).label % {"domain": domain}

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.created_at
