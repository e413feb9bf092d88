"""A person's registration for an event."""

import secrets

from django.db import models
from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from events.emails import email_key
from events.languages import Language
from events.models import Event
from events.text import search_key, sort_key
from registrations.models.profile import Profile

# Read aloud and typed at the door: without 0 O 1 I L.
REFERENCE_CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
SEARCH_KEY_LENGTH = 1000
SORT_KEY_LENGTH = 400
PUBLIC_ID_CHARACTERS = "abcdefghijkmnopqrstuvwxyz23456789"


class Status(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


ACTIVE = (Status.CONFIRMED, Status.WAITING)


class Origin(models.TextChoices):
    SITE = "site", _("Site")
    TEAM = "team", _("Team")
    ON_THE_SPOT = "spot", _("On the spot")
    IMPORT = "import", _("Import")


def new_reference() -> str:
    """Like K7RD-4F7M; it is also the code that is shown at the desk."""
    code = get_random_string(8, REFERENCE_CHARACTERS)
    return f"{code[:4]}-{code[4:]}"


def new_public_id() -> str:
    return get_random_string(10, PUBLIC_ID_CHARACTERS)


def new_key() -> str:
    return secrets.token_urlsafe(16)


class RegistrationQuerySet(models.QuerySet):
    """Words for registrations: `event.registrations.confirmed().by_name()`."""

    def active(self):
        return self.filter(status__in=ACTIVE)

    def confirmed(self):
        return self.filter(status=Status.CONFIRMED)

    def waiting(self):
        return self.filter(status=Status.WAITING)

    def kept(self):
        """Those that are still people; erased ones are figures."""
        return self.filter(erased_at=None)

    def purgeable(self):
        """Those that a machine may have sent: nobody of them was seen in person."""
        return self.kept().filter(presences=None, certificate=None)

    def with_email(self, address: str):
        """Those of a cleaned address, however it was written."""
        return self.filter(email_key=email_key(address))

    def of_the_same_person(self, person: "Registration"):
        """All those of one person at an event, as far as anybody can know.

        What they cancelled before they changed their address counts, by its name: that
        address alone may be a stranger's, if it was mistyped.
        """
        here = self.filter(event=person.event_id)
        if not person.email_key:
            return here.filter(pk=person.pk)
        earlier = Q(
            email_key__in={email_key(mail.to) for mail in person.messages.all()},
            status=Status.CANCELLED,
            given_name=person.given_name,
            family_name=person.family_name,
        )
        return here.filter(Q(email_key=person.email_key) | earlier)

    def served(self):
        """Those who waited and were given a place, whatever they did with it."""
        waited = self.exclude(queued_at=None).exclude(status=Status.WAITING)
        return waited.exclude(promoted_at=None, status=Status.CANCELLED)

    def off_the_line(self):
        """Those who waited and left, or were taken off, before a place came."""
        waited = self.exclude(queued_at=None)
        return waited.filter(promoted_at=None, status=Status.CANCELLED)

    def in_order_of_arrival(self):
        return self.order_by("queue_order", "pk")

    def with_rank(self):
        """Bring `rank`, the place in the line of each event; ask it of `waiting()`."""
        place = Window(
            RowNumber(), partition_by="event", order_by=["queue_order", "pk"]
        )
        return self.annotate(rank=place)

    def by_name(self):
        return self.order_by("sort_key", "pk")

    def for_personal_page(self):
        return self.select_related("event__venue", "profile", "needs")

    def matching(self, words: str):
        """Those whose names or institution hold every word, without accents."""
        queryset = self
        for word in search_key(words).split():
            queryset = queryset.filter(search_key__contains=word)
        return queryset


class Registration(models.Model):
    """One person at one event. Its status changes through operations alone."""

    class CancelledBy(models.TextChoices):
        PERSON = "person", _("by the person")
        TEAM = "team", _("by the team")

    event_path = "event"

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="registrations", verbose_name=_("event")
    )
    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=new_reference, editable=False
    )
    public_id = models.CharField(
        max_length=10, unique=True, default=new_public_id, editable=False
    )
    key = models.CharField(max_length=22, default=new_key, editable=False)

    given_name = models.CharField(_("first name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("email address"), max_length=254, null=True, blank=True)
    email_key = models.CharField(max_length=320, null=True, editable=False)
    profile = models.ForeignKey(
        Profile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("profile"),
    )
    institution = models.CharField(
        _("institution or organisation"), max_length=150, blank=True
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.FRENCH
    )
    notice_version = models.CharField(max_length=20, blank=True, editable=False)
    origin = models.CharField(
        _("origin"), max_length=8, choices=Origin, default=Origin.SITE, editable=False
    )

    status = models.CharField(_("state"), max_length=10, choices=Status, editable=False)
    registered_at = models.DateTimeField(
        _("registered"), default=timezone.now, editable=False
    )
    queued_at = models.DateTimeField(_("waiting since"), null=True, editable=False)
    queue_order = models.PositiveIntegerField(null=True, editable=False)
    promoted_at = models.DateTimeField(_("place given"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    cancelled_by = models.CharField(
        _("cancelled by"),
        max_length=8,
        choices=CancelledBy,
        blank=True,
        editable=False,
    )
    cancellation_reason = models.CharField(
        _("reason"), max_length=300, blank=True, editable=False
    )
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    source = models.CharField(
        max_length=22,
        blank=True,
        editable=False,
        help_text="A keyed hash of the network address, cleared after a week.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=SEARCH_KEY_LENGTH, editable=False)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(
                "event",
                "status",
                name="registration_active_by_event",
                condition=Q(status__in=["confirmed", "waiting"]),
            ),
            models.Index(
                "event",
                "sort_key",
                "id",
                name="registration_by_name",
                condition=Q(erased_at=None),
            ),
            models.Index(
                "event",
                "source",
                name="registration_by_source",
                condition=~Q(source=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=Q(status__in=["confirmed", "waiting"]),
                name="registration_active_once_per_email",
                violation_error_message=_("This address is already registered."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["confirmed", "waiting", "cancelled"]),
                name="registration_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="cancelled",
                    cancelled_at__isnull=False,
                    cancelled_by__in=["person", "team"],
                )
                | (~Q(status="cancelled") & Q(cancelled_at=None, cancelled_by="")),
                name="registration_cancelled_at_iff_cancelled",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting")
                | Q(queued_at__isnull=False, queue_order__isnull=False),
                name="registration_waiting_has_its_order",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    given_name="",
                    family_name="",
                    email=None,
                    email_key=None,
                    institution="",
                    cancellation_reason="",
                    source="",
                    search_key="",
                ),
                name="registration_erased_says_nothing_of_anybody",
            ),
        ]

    def __str__(self) -> str:
        """The reference: Django’s own log keeps what this says for ever."""
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("registrations:personal", args=[self.reference])

    def save(self, **kwargs) -> None:
        self.derive()
        super().save(**kwargs)

    def derive(self) -> None:
        """Keep the columns that follow from what was typed; `save` does it by itself,
        `bulk_create` does not."""
        self.email = self.email or None
        self.email_key = email_key(self.email) if self.email else None
        # One letter of some scripts makes eighteen in a key.
        self.search_key = search_key(
            self.given_name, self.family_name, self.institution
        )[:SEARCH_KEY_LENGTH]
        self.sort_key = sort_key(self.family_name, self.given_name)[:SORT_KEY_LENGTH]

    def is_replaced(self) -> bool:
        """Cancelled, and registered again since: this row’s links show nothing."""
        if not (self.is_cancelled and self.email_key):
            return False
        later = Registration.objects.filter(pk__gt=self.pk, event=self.event_id)
        return later.filter(email_key=self.email_key).exists()

    @property
    def full_name(self) -> str:
        """The name; words in its place for somebody who was erased."""
        if self.erased_at:
            return str(_("Data erased"))
        return f"{self.given_name} {self.family_name}"

    @property
    def needs_text(self) -> str:
        """What the person needs; comes with `for_personal_page()`."""
        return self.needs.text if hasattr(self, "needs") else ""

    @property
    def is_confirmed(self) -> bool:
        return self.status == Status.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.WAITING

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def was_only_waiting(self) -> bool:
        """Did somebody who cancelled leave the list, rather than give back a place?"""
        return self.queued_at is not None and self.promoted_at is None


class Needs(models.Model):
    """What a person needs to take part: apart, because fewer people may read it
    and because it is erased first."""

    event_path = "registration__event"

    registration = models.OneToOneField(
        Registration,
        models.CASCADE,
        primary_key=True,
        related_name="needs",
        verbose_name=_("registration"),
    )
    text = models.TextField(_("needs"), max_length=1000)

    class Meta:
        verbose_name = _("needs")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return str(self.registration_id)
