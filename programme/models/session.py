"""A row of the day."""

from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from events.dates import clock
from events.languages import InBothLanguages
from events.models import Event
from programme.models.contribution import Participation
from programme.models.room import Room


class SessionQuerySet(models.QuerySet):
    def for_programme(self):
        """All that a programme shows, in a number of queries that never grows."""
        return (
            self.filter(is_hidden=False)
            .order_by("date", "starts_at", "position", "pk")
            .select_related("room")
            .with_people()
        )

    def with_people(self):
        participations = Participation.objects.select_related("person")
        return self.prefetch_related(
            Prefetch("contributions__participations", participations),
            "contributions__participations__roles",
        )


class Session(models.Model):
    """A row of the day.

    Date and times are those on the clock of the place: cloning a day, changing its
    zone and the turn to summer time stay simple.
    """

    class Kind(models.TextChoices):
        WELCOME = "welcome", _("Welcome")
        TALKS = "talks", _("Talks")
        PLENARY = "plenary", _("Plenary")
        DEBATE = "debate", _("Debate")
        BREAK = "break", _("Break")
        MEAL = "meal", _("Meal")
        CLOSING = "closing", _("Closing")
        OTHER = "other", _("Other")

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="sessions", verbose_name=_("event")
    )
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("start"), help_text=_("9, 9h15 or 9:15"))
    ends_at = models.TimeField(_("end"), null=True, blank=True, help_text=_("Optional"))
    kind = models.CharField(_("type"), max_length=8, choices=Kind, default=Kind.PLENARY)
    title_fr = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the title of its only talk is shown."),
    )
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    description_fr = models.TextField(_("description"), max_length=5000, blank=True)
    description_en = models.TextField(
        _("description in English"), max_length=5000, blank=True
    )
    room = models.ForeignKey(
        Room,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("room"),
    )
    place_fr = models.CharField(
        _("place"),
        max_length=150,
        blank=True,
        help_text=_("Where it is none of the rooms: the entrance hall, for instance."),
    )
    place_en = models.CharField(_("place in English"), max_length=150, blank=True)
    position = models.PositiveSmallIntegerField(
        _("order among rows of the same start"),
        default=1,
        validators=[MaxValueValidator(999)],
    )
    is_hidden = models.BooleanField(_("hidden"), default=False)
    takes_sign_ups = models.BooleanField(
        _("people sign up for it"),
        default=False,
        help_text=_("A workshop: the registration form offers it."),
    )
    seats = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("Of a workshop. Empty = no limit."),
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    title = InBothLanguages("title")
    description = InBothLanguages("description")
    place = InBothLanguages("place")

    class Meta:
        verbose_name = _("row of the programme")
        verbose_name_plural = _("rows of the programme")
        ordering = ["date", "starts_at", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "welcome",
                        "talks",
                        "plenary",
                        "debate",
                        "break",
                        "meal",
                        "closing",
                        "other",
                    ]
                ),
                name="session_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{clock(self.starts_at)}, {self.title or self.get_kind_display()}"

    @property
    def is_offered(self) -> bool:
        """May people sign up for it? Not for a row that the programme hides."""
        return self.takes_sign_ups and not self.is_hidden
