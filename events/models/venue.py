"""Where events are held."""

from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages


class Venue(models.Model):
    """A place with an address and the ways to reach it, used by several events."""

    event_path = "events"

    institution = models.CharField(_("institution"), max_length=150, blank=True)
    name = models.CharField(
        _("site or building"), max_length=150, help_text=_("Site de Gennevilliers")
    )
    street = models.CharField(_("street"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=100)
    country = models.CharField(
        _("country"), max_length=2, default="FR", help_text=_("Two letters.")
    )
    access_fr = models.TextField(
        _("how to get there"),
        blank=True,
        max_length=5000,
        help_text=_("On foot, by public transport, by car. Markdown."),
    )
    access_en = models.TextField(
        _("how to get there, in English"), blank=True, max_length=5000
    )
    step_free_fr = models.TextField(
        _("step-free access"),
        blank=True,
        max_length=1000,
        help_text=_("Lift, level entrance, reserved parking, induction loop."),
    )
    step_free_en = models.TextField(
        _("step-free access, in English"), blank=True, max_length=1000
    )
    website = models.URLField(_("web page of the place"), blank=True)

    access = InBothLanguages("access")
    step_free = InBothLanguages("step_free")

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["town", "name", "pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.institution, self.name, self.town]))

    @property
    def full_name(self) -> str:
        """Institution and site on one line, without the address."""
        return ", ".join(filter(None, [self.institution, self.name]))

    @property
    def address(self) -> str:
        """Street, postal code and town on one line."""
        town = " ".join(filter(None, [self.postal_code, self.town]))
        return ", ".join(filter(None, [self.street, town]))

    @property
    def map_url(self) -> str:
        """A search on OpenStreetMap: a link that people follow, never an embed."""
        return "https://www.openstreetmap.org/search?" + urlencode(
            {"query": self.address}
        )
