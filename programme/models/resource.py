"""Slides, recordings and documents under a contribution."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages, Language
from events.models import Event
from events.models.document import document_path, validate_document
from programme.models.contribution import Contribution


class Resource(models.Model):
    """A file or a link that a contribution leaves behind.

    It is live: readers see it as soon as it is visible, without a publication.
    """

    class Kind(models.TextChoices):
        SLIDES = "slides", _("Slides")
        RECORDING = "recording", _("Recording")
        DOCUMENT = "document", _("Document")

    event_path = "contribution__session__event"

    contribution = models.ForeignKey(
        Contribution,
        models.CASCADE,
        related_name="resources",
        verbose_name=_("contribution"),
    )
    kind = models.CharField(_("type"), max_length=9, choices=Kind, default=Kind.SLIDES)
    title_fr = models.CharField(
        _("title"), max_length=150, blank=True, help_text=_("Empty: the type.")
    )
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=document_path,
        validators=[validate_document],
        blank=True,
        help_text=_("PDF, ODT, DOCX or PPTX, 20 MB or less."),
    )
    link = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("Of a recording, for instance. It begins with https://."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.FRENCH
    )
    is_visible = models.BooleanField(_("visible"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    title = InBothLanguages("title")

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("slides, recordings and documents")
        ordering = ["contribution", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="")) | (~Q(file="") & Q(link="")),
                name="resource_is_a_file_or_a_link",
                violation_error_message=_("Give a file or an address, not both."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["slides", "recording", "document"]),
                name="resource_kind_is_known",
            ),
        ]

    @property
    def event_id(self) -> int:
        return self.contribution.session.event_id

    @property
    def event(self) -> Event:
        return self.contribution.session.event

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())
