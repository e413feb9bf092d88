"""The rows of the day, what is said in them, and by whom.

These tables are the working copy. What the public reads is the plain value of
programme.timetable, built from them.
"""

from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from events.dates import clock
from events.languages import InBothLanguages, Language
from events.models import Event, Organisation
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


class SessionQuerySet(models.QuerySet):
    def for_programme(self):
        """All that a programme shows, in a number of queries that never grows."""
        return (
            self.filter(is_hidden=False)
            .order_by("date", "starts_at", "position", "pk")
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
    place_fr = models.CharField(_("place"), max_length=150, blank=True)
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


class Contribution(models.Model):
    """A talk in a row, or people without a title: the chair of a whole row."""

    event_path = "session__event"

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="contributions", verbose_name=_("row")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title_fr = models.CharField(_("title"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    abstract_fr = models.TextField(_("abstract"), max_length=10_000, blank=True)
    abstract_en = models.TextField(
        _("abstract in English"), max_length=10_000, blank=True
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        blank=True,
        help_text=_("Only when it differs from the language of the day."),
    )
    duration = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("Optional")
    )

    title = InBothLanguages("title")
    abstract = InBothLanguages("abstract")

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["session", "position", "pk"]

    def __str__(self) -> str:
        return self.title or str(self.session)


class Participation(models.Model):
    """A person in a contribution, with a function and the roles of that day."""

    class Function(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        CHAIR = "chair", _("Chair")
        DISCUSSANT = "discussant", _("Discussant")
        MODERATOR = "moderator", _("Moderator")

    event_path = "contribution__session__event"

    contribution = models.ForeignKey(
        Contribution,
        models.CASCADE,
        related_name="participations",
        verbose_name=_("contribution"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("person"),
    )
    function = models.CharField(
        _("function"), max_length=10, choices=Function, default=Function.SPEAKER
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["contribution", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "contribution",
                "person",
                "function",
                name="participation_once_per_person_and_function",
            ),
            models.CheckConstraint(
                condition=Q(
                    function__in=["speaker", "chair", "discussant", "moderator"]
                ),
                name="participation_function_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class ParticipationRole(models.Model):
    """What a person is, word for word as this event prints it.

    The organisation beside it only groups people; the text is what is shown, and
    editing a person or an organisation never rewrites it.
    """

    event_path = "participation__contribution__session__event"

    participation = models.ForeignKey(
        Participation,
        models.CASCADE,
        related_name="roles",
        verbose_name=_("participation"),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    text_fr = models.CharField(_("role as printed"), max_length=300)
    text_en = models.CharField(_("role in English"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )

    text = InBothLanguages("text")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["participation", "position", "pk"]

    def __str__(self) -> str:
        return self.text
