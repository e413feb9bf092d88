"""Who has, or waits for, a place in a session that takes sign-ups."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models import Session
from registrations.models.registration import Registration
from registrations.models.registration import Status as RegistrationStatus


class WorkshopPlaceQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=WorkshopPlace.Status.CONFIRMED)

    def waiting(self):
        return self.filter(status=WorkshopPlace.Status.WAITING)

    def in_line(self):
        """Waiting, and confirmed for the event: a freed place may be theirs."""
        return self.waiting().filter(registration__status=RegistrationStatus.CONFIRMED)

    def in_order_of_arrival(self):
        return self.order_by("queue_order", "pk")


class WorkshopPlace(models.Model):
    """A place in a workshop, or a place in the line for one.

    Only somebody whose registration is confirmed holds a place; whoever waits for the
    event waits for the workshop too. The lock is the one of the event.
    """

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        WAITING = "waiting", _("On the waiting list")

    event_path = "registration__event"

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="workshop_places"
    )
    session = models.ForeignKey(Session, models.PROTECT, related_name="workshop_places")
    status = models.CharField(_("state"), max_length=10, choices=Status)
    queue_order = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = WorkshopPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop place")
        verbose_name_plural = _("workshop places")
        ordering = ["session", "queue_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "registration",
                "session",
                name="workshop_place_once_per_person_and_session",
            ),
            models.CheckConstraint(
                condition=Q(status="confirmed")
                | Q(status="waiting", queue_order__isnull=False),
                name="workshop_place_waiting_has_its_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
