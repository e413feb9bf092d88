"""In what capacity people take part: the answers that an event offers."""

from functools import lru_cache
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages
from events.models import Event

# What a new event starts with: French, English.
FIRST_PROFILES = [
    ("Études ou formation", "Studies or training"),
    ("Recherche ou enseignement", "Research or teaching"),
    (
        "Secteur éducatif, social ou médico-social",
        "Education, social or medico-social work",
    ),
    ("Autre", "Other"),
]


class ProfileQuerySet(models.QuerySet):
    def create_first(self, event: Event) -> None:
        """Give a new event the profiles to start from."""
        self.bulk_create(
            self.model(event=event, label_fr=french, label_en=english, position=rank)
            for rank, (french, english) in enumerate(FIRST_PROFILES, start=1)
        )


class Profile(models.Model):
    """One answer to « À quel titre participez-vous ? », for one event."""

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="profiles", verbose_name=_("event")
    )
    label_fr = models.CharField(_("label"), max_length=80)
    label_en = models.CharField(_("label in English"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = ProfileQuerySet.as_manager()

    label = InBothLanguages("label")

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["event", "position", "pk"]

    def __str__(self) -> str:
        return self.label


def profiles_of(event: Event) -> tuple[Profile, ...]:
    """The profiles of an event, kept in process memory for each version of it.

    Whatever edits them raises `Event.version`, like every change of the event.
    """
    return _read_profiles(event.uid, event.version)


@lru_cache(maxsize=512)
def _read_profiles(event_uid: UUID, event_version: int) -> tuple[Profile, ...]:
    return tuple(Profile.objects.filter(event__uid=event_uid).order_by("position"))
