"""What is said in a row, and by whom."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages, Language
from events.models import Organisation
from programme.models.person import Person


class Contribution(models.Model):
    """A talk in a row, or people without a title: the chair of a whole row."""

    event_path = "session__event"

    session = models.ForeignKey(
        "programme.Session",
        models.CASCADE,
        related_name="contributions",
        verbose_name=_("row"),
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
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)

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
