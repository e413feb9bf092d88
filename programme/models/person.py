"""Somebody who speaks."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from programme import names


class Person(models.Model):
    """Somebody who speaks; capitals are a choice of whoever prints the name."""

    event_path = "participations__contribution__session__event"

    given_name = models.CharField(_("first name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    search_key = models.CharField(
        max_length=names.KEY_LENGTH, editable=False, db_index=True
    )
    sort_key = models.CharField(max_length=names.KEY_LENGTH, editable=False)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, **kwargs) -> None:
        self.search_key = names.search_key_of(self.given_name, self.family_name)
        self.sort_key = names.sort_key_of(self.given_name, self.family_name)
        super().save(**kwargs)

    @property
    def full_name(self) -> str:
        """Prénom NOM, as the programme prints it."""
        return names.full_name(self.given_name, self.family_name)
