"""What an event asks beyond the six fields, with the choices on the same screen."""

from typing import Any

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.of_event import EventFilter
from events.admin.scoped import ScopedStackedInline
from events.models import Event
from registrations import operations
from registrations.admin.asked import AskedAdmin
from registrations.admin.question_forms import (
    ChoiceForm,
    ChoiceFormSet,
    QuestionForm,
)
from registrations.models import Choice, Question
from registrations.operations import questions

FEW_QUESTIONS = 2
ROWS_OF_A_NEW_QUESTION = 3


class ChoiceInline(ScopedStackedInline):
    add_verb = change_verb = Verb.EDIT_EVENT

    model = Choice
    form = ChoiceForm
    formset = ChoiceFormSet
    can_delete = False
    fields = ["label_fr", "label_en", "places", "position", "is_retired"]
    verbose_name_plural = gettext_lazy("Choices, for the types that offer some")

    def get_extra(self, request, obj=None, **options) -> int:
        return 0 if obj else ROWS_OF_A_NEW_QUESTION


@admin.register(Question)
class QuestionAdmin(AskedAdmin):
    form = QuestionForm
    inlines = [ChoiceInline]
    fieldsets: Any = [
        (
            None,
            {"fields": ["label_fr", "hint_fr", "kind", "is_required", "position"]},
        ),
        (
            gettext_lazy("To whom, and how long"),
            {"fields": ["profiles", "is_sensitive", "is_retired"]},
        ),
        (
            gettext_lazy("In English"),
            {"fields": ["label_en", "hint_en"], "classes": ["collapse"]},
        ),
    ]
    list_display = [
        "label_fr",
        "kind",
        "position",
        "is_required",
        "is_sensitive",
        "is_asked",
    ]
    list_filter = [EventFilter, "kind"]
    sortable_by = ()
    ordering = ["position", "pk"]
    search_fields = ["label_fr", "label_en"]
    search_help_text = gettext_lazy("Words of the question")

    @admin.display(description=gettext_lazy("asked"), boolean=True)
    def is_asked(self, question):
        return question.retired_at is None

    def list_context(self, request) -> dict:
        context: dict = {"title": _("Questions")}
        if event := request.listed_event:
            context["title"] = _("Questions: %(event)s") % {"event": event}
            context["subtitle"] = _advice(event)
        return super().list_context(request) | context

    def get_fieldsets(self, request, obj=None):
        """Whoever only reads needs no tick; whoever adds is told what it costs."""
        event = obj.event if obj else request.listed_event
        edits = self.has_change_permission(request, obj)
        (name, first), *others = self.fieldsets
        first = {**first, "description": _advice(event, 0 if obj else 1)}
        if edits:
            return [(name, first), *others]
        (title, _whom), english = others
        return [(name, first), (title, {"fields": ["is_sensitive"]}), english]

    def why_it_stays(self, obj) -> str:
        if not questions.has_answers(obj):
            return ""
        return _("People have answered this question. Tick “Ask it no more” instead.")

    def save_model(self, request, obj, form, change):
        """The question is written with its choices, in one operation."""

    def save_related(self, request, form, formsets, change):
        [choices] = formsets
        choices.save(commit=False)
        written, removed = [], []
        for row in choices.forms:
            if row.has_changed():
                is_gone = row.cleaned_data["is_retired"] and row.instance.pk
                (removed if is_gone else written).append(row.instance)
                row.retire()
        form.retire()
        operations.save_question(
            form.instance,
            profiles=form.cleaned_data["profiles"],
            choices=written,
            removed=removed,
            actor=request.user,
        )
        if not change and (advice := _advice(form.instance.event)):
            self.message_user(request, advice, messages.WARNING)

    def delete_model(self, request, obj):
        operations.remove_question(obj, actor=request.user)


def _advice(event: Event | None, more: int = 0) -> str:
    """What an organiser should know above two questions."""
    asked = Question.objects.filter(event=event, retired_at=None).count()
    if asked + more <= FEW_QUESTIONS:
        return ""
    return _("Every question loses registrations. Do you really need it?")
