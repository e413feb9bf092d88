"""Who runs, hosts and supports events."""

from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.text import search_key


class Organisation(models.Model):
    """A laboratory, university, school or other body."""

    event_path = "partnerships__event"

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """A spelling that means an organisation, in one event: « UCP », « univ. Cergy ».

    What people typed and what was printed stays as it is; this groups it.
    """

    event_path = "event"

    event = models.ForeignKey(
        "events.Event",
        models.CASCADE,
        related_name="organisation_names",
        verbose_name=_("event"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="names",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("as it is written"), max_length=300)
    search_key = models.CharField(max_length=900, editable=False)

    class Meta:
        verbose_name = _("spelling of an organisation")
        verbose_name_plural = _("spellings of organisations")
        ordering = ["event", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "event", "search_key", name="organisation_name_once_per_event"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:
        self.search_key = search_key(self.name)[:900]
        super().save(**kwargs)


def logo_path(partnership: "Partnership", filename: str) -> str:
    """A name of ours on disk: every logo is stored as PNG."""
    return f"logos/{uuid4().hex}.png"


class Partnership(models.Model):
    """What an organisation does for one event, and where it stands in the list."""

    class Role(models.TextChoices):
        ORGANISES = "organises", _("Organises")
        HOSTS = "hosts", _("Hosts")
        SUPPORTS = "supports", _("Supports")
        PARTNER = "partner", _("Partner")
        PARENT = "parent", _("Parent body")

    event_path = "event"

    event = models.ForeignKey(
        "events.Event",
        models.CASCADE,
        related_name="partnerships",
        verbose_name=_("event"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="partnerships",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    name_as_printed = models.CharField(
        _("name as printed"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the name of the organisation on the day it was added."),
    )
    logo = models.ImageField(
        _("logo"),
        upload_to=logo_path,
        width_field="logo_width",
        height_field="logo_height",
        blank=True,
        help_text=_("PNG, JPEG or WebP, 2 MB or less."),
    )
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)
    logo_alt = models.CharField(
        _("text that stands for the logo"), max_length=150, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["event", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "event",
                "organisation",
                "role",
                name="partnership_once_per_event_organisation_and_role",
                violation_error_message=_(
                    "This organisation already has this role here."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=["organises", "hosts", "supports", "partner", "parent"]
                ),
                name="partnership_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name_as_printed or str(self.organisation)

    def save(self, **kwargs) -> None:
        """Keep the name of the day: renaming the body rewrites no past event."""
        self.name_as_printed = self.name_as_printed or self.organisation.name
        stored = Partnership.objects.filter(pk=self.pk).values_list("logo", flat=True)
        before = stored.first() if self.pk else ""
        super().save(**kwargs)
        if before and before != self.logo.name:
            _forget(before)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        if self.logo:
            _forget(self.logo.name)
        return super().delete(*args, **kwargs)


def _forget(logo: str) -> None:
    """Take a logo from the disk, once nothing can bring it back."""
    transaction.on_commit(lambda: default_storage.delete(logo))
