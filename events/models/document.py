"""Files that an event offers to its readers."""

import re
from pathlib import PurePosixPath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages, Language

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
NAME_LENGTH = 100
_NOT_IN_A_NAME = re.compile(r"[^\w .,()'’–-]+")
# First bytes by ending: a renamed program is refused, whatever it is called.
SIGNATURES = {
    ".pdf": b"%PDF-",
    ".odt": b"PK\x03\x04",
    ".docx": b"PK\x03\x04",
    ".pptx": b"PK\x03\x04",
}


def document_path(document: "Document", filename: str) -> str:
    """A name of ours on disk: what was typed on another computer is never a path."""
    ending = PurePosixPath(filename.lower()).suffix
    return f"documents/{uuid4().hex}{ending if ending in SIGNATURES else ''}"


def kind_of(name: str) -> str:
    """PDF, ODT, DOCX or PPTX, by the ending of a stored name."""
    return PurePosixPath(name).suffix.lstrip(".").upper()


def validate_document(file) -> None:
    """Raise ValidationError unless the file is of an offered kind and size.

    One that is stored already was looked at when it came, and is not opened again.
    """
    if getattr(file, "_committed", False):
        return
    expected = SIGNATURES.get(PurePosixPath(file.name.lower()).suffix)
    if expected is None:
        raise ValidationError(_("Choose a PDF, ODT, DOCX or PPTX file."))
    if file.size > MAX_DOCUMENT_BYTES:
        raise ValidationError(_("The file must be 20 MB or smaller."))
    file.seek(0)
    if file.read(len(expected)) != expected:
        raise ValidationError(_("The content of this file is not what its name says."))
    file.seek(0)


class Document(models.Model):
    """A file of an event: the programme, a flyer, slides."""

    event_path = "event"

    event = models.ForeignKey(
        "events.Event",
        models.CASCADE,
        related_name="documents",
        verbose_name=_("event"),
    )
    title_fr = models.CharField(_("title"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=document_path,
        validators=[validate_document],
        help_text=_("PDF, ODT, DOCX or PPTX, 20 MB or less."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.FRENCH
    )
    is_programme = models.BooleanField(
        _("is the programme"),
        default=False,
        help_text=_("Offered as the file to download beside the programme."),
    )
    is_visible = models.BooleanField(_("visible"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    title = InBothLanguages("title")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["event", "position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """PDF, ODT, DOCX or PPTX."""
        return kind_of(self.file.name)

    @property
    def download_name(self) -> str:
        return download_name(self.title, self.kind)


def download_name(title: str, kind: str) -> str:
    """Made from a title, and safe on any computer: no path, no control, no mark with a
    meaning for a shell or a header.
    """
    words = _NOT_IN_A_NAME.sub(" ", title.replace("\u00a0", " "))
    name = " ".join(words.split())[:NAME_LENGTH].strip(" .-")
    return f"{name or 'document'}.{kind.lower()}"
