"""Who runs, hosts and supports events."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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
        super().save(**kwargs)
