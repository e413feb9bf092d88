"""Who did what, when: an append-only table that names no participant."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalEntry(models.Model):
    """One act of a team member. Subjects are references, never names."""

    class Act(models.TextChoices):
        EVENT_CREATED = "event_created", _("created the event")
        EVENT_CHANGED = "event_changed", _("changed the event")
        EVENT_PUBLISHED = "event_published", _("published the event")
        EVENT_UNPUBLISHED = "event_unpublished", _("unpublished the event")
        EVENT_CANCELLED = "event_cancelled", _("cancelled the event")
        EVENT_RESTORED = "event_restored", _("lifted the cancellation")
        EVENT_POSTPONED = "event_postponed", _("postponed the event")
        EVENT_RESUMED = "event_resumed", _("lifted the postponement")
        REGISTRATION_CLOSED = "registration_closed", _("closed registration")
        PROGRAMME_CHANGED = "programme_changed", _("changed the programme")
        PROGRAMME_PUBLISHED = "programme_published", _("published the programme")
        PROGRAMME_IMPORTED = "programme_imported", _("imported a programme")
        HOURS_CHANGED = "hours_changed", _("changed the hours of half-days")
        PEOPLE_MERGED = "people_merged", _("merged people")
        INSTITUTIONS_TIDIED = "institutions_tidied", _("tidied up institutions")
        TEAM_CHANGED = "team_changed", _("changed the team")
        DOCUMENTS_CHANGED = "documents_changed", _("changed the documents")
        REGISTRATION_ADDED = "registration_added", _("added a registration")
        REGISTRATION_CHANGED = "registration_changed", _("changed a registration")
        REGISTRATION_CANCELLED = "registration_cancelled", _("cancelled a registration")
        REGISTRATION_PROMOTED = "registration_promoted", _("gave a place")
        MAIL_RESENT = "mail_resent", _("sent a message again")
        LINE_REORDERED = "line_reordered", _("changed the order of the waiting list")
        LINE_LEFT = "line_left", _("took somebody off the waiting list")
        QUESTIONS_CHANGED = "questions_changed", _("changed the questions")
        WORDING_CHANGED = "wording_changed", _("changed the wording of a message")
        PEOPLE_TOLD = "people_told", _("wrote to people")
        PRESENCE_RECORDED = "presence_recorded", _("recorded a presence")
        PRESENCE_UNDONE = "presence_undone", _("took a presence back")
        CERTIFICATE_REVOKED = "certificate_revoked", _("revoked a certificate")
        PERSON_ERASED = "person_erased", _("erased a person")
        DATA_ERASED = "data_erased", _("erased data that were due")
        FLOOD_PURGED = "flood_purged", _("purged registrations sent in a flood")
        LIST_EXPORTED = "list_exported", _("exported a list")

    event_path = "event"

    event = models.ForeignKey(
        "events.Event",
        models.SET_NULL,
        null=True,
        related_name="journal",
        verbose_name=_("event"),
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    act = models.CharField(_("what"), max_length=30, choices=Act)
    subject = models.CharField(_("object"), max_length=60, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["event", "-at"], name="journal_by_event")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.subject}".strip()
