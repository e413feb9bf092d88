"""What an event asks beyond the six fields, and what people answered."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.languages import InBothLanguages, Language, current_language
from events.models import Event
from registrations.models.profile import Profile
from registrations.models.registration import ACTIVE, Registration


class Question(models.Model):
    """One question of the form. One with answers is retired, never destroyed."""

    class Kind(models.TextChoices):
        SHORT_TEXT = "short_text", _("Short text")
        LONG_TEXT = "long_text", _("Long text")
        NUMBER = "number", pgettext_lazy("question", "Number")
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

    # What is offered, and the profiles that are asked: both come with `questions_of`.
    offered: list["Choice"]
    only_for: list[Profile]

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

    def is_asked_of(self, profile_id: int | None) -> bool:
        """For a question that comes with `questions_of`."""
        return not self.only_for or profile_id in {one.pk for one in self.only_for}


class ChoiceQuerySet(models.QuerySet):
    def full(self, registration: Registration | None = None):
        """Those with no place left, without counting what this registration holds."""
        is_taken = Q(answers__registration__status__in=ACTIVE)
        if registration is not None:
            is_taken &= ~Q(answers__registration=registration)
        return self.annotate(taken=Count("answers", filter=is_taken)).filter(
            question__kind=Question.Kind.LIMITED_CHOICE, places__lte=F("taken")
        )


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

    objects = ChoiceQuerySet.as_manager()

    label = InBothLanguages("label")

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["question", "position", "pk"]

    def __str__(self) -> str:
        return self.label


class Answer(models.Model):
    """What one person answered to one question, as it was typed or offered then.

    Several choices make several rows. `text` keeps the French words of a choice, so
    that a choice which is renamed later does not rewrite what people read. Of a yes or
    no it is one of YES and NO, of a number its plain notation with a decimal point.
    """

    YES, NO = "yes", "no"

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

    @property
    def words(self) -> str:
        """What was answered, to be read; needs `question` and `choice` at hand."""
        if self.choice and self.choice.label_fr == self.text:
            return self.choice.label
        if self.question.kind == Question.Kind.YES_NO:
            return str({self.YES: _("Yes"), self.NO: _("No")}.get(self.text, self.text))
        if self.question.kind == Question.Kind.NUMBER:
            return local_number(self.text)
        return self.text


def local_number(text: str) -> str:
    """A number as the page writes it: French has a decimal comma."""
    if current_language() == Language.FRENCH:
        return text.replace(".", ",")
    return text


def questions_of(event: Event) -> tuple[Question, ...]:
    """What an event asks at present, kept in process memory for each version of it.

    Whatever edits questions or choices raises `Event.version`.
    """
    return _read_questions(event.uid, event.version)


@lru_cache(maxsize=512)
def _read_questions(event_uid: UUID, event_version: int) -> tuple[Question, ...]:
    offered = Choice.objects.filter(retired_at=None).order_by("position", "pk")
    only_for = Profile.objects.order_by("position", "pk")
    related: list[Any] = [
        Prefetch("choices", offered, to_attr="offered"),
        Prefetch("profiles", only_for, to_attr="only_for"),
    ]
    asked = Question.objects.filter(event__uid=event_uid, retired_at=None)
    return tuple(asked.order_by("position", "pk").prefetch_related(*related))
