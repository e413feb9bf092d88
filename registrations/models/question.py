"""What an event asks beyond the six fields, and what people answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.languages import InBothLanguages
from events.models import Event
from registrations.models.profile import Profile
from registrations.models.registration import Registration


class Question(models.Model):
    """One question of the form. One with answers is retired, never destroyed."""

    class Kind(models.TextChoices):
        SHORT_TEXT = "short_text", _("Short text")
        LONG_TEXT = "long_text", _("Long text")
        NUMBER = "number", _("Number")
        YES_NO = "yes_no", _("Yes or no")
        ONE_CHOICE = "one_choice", _("One choice")
        MANY_CHOICES = "many_choices", _("Several choices")
        LIMITED_CHOICE = "limited_choice", _("One choice, with places")

    event_path = "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="questions", verbose_name=_("event")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(_("type"), max_length=14, choices=Kind)
    label_fr = models.CharField(_("question"), max_length=200)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    hint_fr = models.CharField(_("hint"), max_length=300, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=300, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    is_sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_("Kept out of exports unless asked for, and erased with the needs."),
    )
    profiles = models.ManyToManyField(
        Profile,
        blank=True,
        related_name="+",
        verbose_name=_("asked of"),
        help_text=_("Nobody ticked: asked of everybody."),
    )
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)

    label = InBothLanguages("label")
    hint = InBothLanguages("hint")

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["event", "position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def has_choices(self) -> bool:
        return self.kind in {
            self.Kind.ONE_CHOICE,
            self.Kind.MANY_CHOICES,
            self.Kind.LIMITED_CHOICE,
        }


class Choice(models.Model):
    """One answer that a question offers, with places of its own where it says so."""

    event_path = "question__event"

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="choices", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    label_fr = models.CharField(_("choice"), max_length=150)
    label_en = models.CharField(_("choice in English"), max_length=150, blank=True)
    places = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty = no limit.")
    )
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)

    label = InBothLanguages("label")

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["question", "position", "pk"]

    def __str__(self) -> str:
        return self.label


class Answer(models.Model):
    """What one person answered to one question, as it was typed or offered then.

    Several choices make several rows. `text` keeps the words of a choice, so that a
    choice which is renamed later does not rewrite what people read.
    """

    event_path = "registration__event"

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    choice = models.ForeignKey(
        Choice, models.PROTECT, null=True, related_name="answers"
    )
    text = models.TextField(max_length=5000, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["registration", "question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"],
                condition=Q(choice=None),
                name="answer_once_per_question",
            ),
            models.UniqueConstraint(
                fields=["registration", "choice"], name="answer_once_per_choice"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
