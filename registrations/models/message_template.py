"""Other words for a mail of one event, in one language."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.languages import Language
from events.models import Event
from registrations.models.message import Notice


class MessageTemplate(models.Model):
    """What organisers wrote in place of our words; without a row, ours are sent."""

    event_path = "event"

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        related_name="message_templates",
        verbose_name=_("event"),
    )
    notice = models.CharField(_("message"), max_length=20, choices=Notice)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=5000)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("wording of a message")
        verbose_name_plural = _("wordings of messages")
        ordering = ["event", "notice", "language"]
        constraints = [
            models.UniqueConstraint(
                "event",
                "notice",
                "language",
                name="message_template_once_per_notice_and_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_notice_display()} ({self.get_language_display()})"
