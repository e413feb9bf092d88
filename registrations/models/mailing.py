"""A message that the team writes to many people at once."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages
from events.models import Event
from registrations.models.profile import Profile


class Mailing(models.Model):
    """A draft until an organiser sends it; then each person has a mail of their own."""

    class Audience(models.TextChoices):
        ACTIVE = "active", _("Everybody who is registered or waiting")
        CONFIRMED = "confirmed", _("People with a place")
        WAITING = "waiting", _("People on the waiting list")
        PRESENT = "present", _("People who came")
        PROFILE = "profile", _("People with a place, of one profile")
        SELECTION = "selection", _("People who were selected")

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="mailings", verbose_name=_("event")
    )
    audience = models.CharField(_("to"), max_length=9, choices=Audience)
    profile = models.ForeignKey(
        Profile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("profile"),
    )
    selection = models.JSONField(default=list, editable=False)
    subject_fr = models.CharField(_("subject"), max_length=150)
    subject_en = models.CharField(_("subject in English"), max_length=150, blank=True)
    text_fr = models.TextField(_("text"), max_length=5000)
    text_en = models.TextField(_("text in English"), max_length=5000, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    drafted_at = models.DateTimeField(
        _("written"), default=timezone.now, editable=False
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("sent by"),
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    subject = InBothLanguages("subject")
    text = InBothLanguages("text")

    class Meta:
        verbose_name = _("message to people")
        verbose_name_plural = _("messages to people")
        ordering = ["-drafted_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
