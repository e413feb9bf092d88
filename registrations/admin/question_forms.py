"""What an organiser types about a question and the choices that it offers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.versioned import VersionedForm
from events.models import Event
from registrations.models import Choice, Profile, Question
from registrations.operations import questions

RETIRED_HELP = gettext_lazy("The answers that were given stay.")


class WithRetired(forms.ModelForm):
    """A tick that takes what people have answered out of the form, or puts it back."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        field = self.fields.get("is_retired")
        if field is None:
            return
        field.initial = self.instance.retired_at is not None
        if self.instance._state.adding:
            field.widget = forms.HiddenInput()

    def retire(self) -> None:
        """Write the tick into the row: since when it is no longer asked."""
        since = self.instance.retired_at or timezone.now()
        self.instance.retired_at = since if self.cleaned_data["is_retired"] else None


class QuestionForm(WithRetired, VersionedForm):
    """`event` is set by the ModelAdmin, which holds its lock."""

    event: Event

    profiles = forms.ModelMultipleChoiceField(
        Profile.objects.none(),
        label=gettext_lazy("Asked of"),
        help_text=gettext_lazy("Nobody ticked: asked of everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_retired = forms.BooleanField(
        label=gettext_lazy("Ask it no more"), help_text=RETIRED_HELP, required=False
    )

    class Meta:
        model = Question
        fields = [
            "label_fr",
            "label_en",
            "hint_fr",
            "hint_en",
            "kind",
            "position",
            "is_required",
            "is_sensitive",
        ]
        help_texts = {
            "label_fr": gettext_lazy(
                "A yes or no may be a statement: “You have lunch on site”."
            ),
            "hint_fr": gettext_lazy("Say what the answer is for."),
            "kind": gettext_lazy(
                "When all choices with places are full, nobody can answer: leave one "
                "without a limit if the answer is required."
            ),
        }

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        profiles: Any = self.fields.get("profiles")
        if profiles:
            profiles.queryset = Profile.objects.filter(event=self.event)
        kind = self.fields.get("kind")
        if self.instance._state.adding:
            self.instance.event = self.event
        elif kind and questions.has_answers(self.instance):
            kind.disabled = True
            kind.help_text = questions.why_type_is_fixed()


class ChoiceForm(WithRetired):
    is_retired = forms.BooleanField(
        label=gettext_lazy("Offer it no more"), help_text=RETIRED_HELP, required=False
    )

    class Meta:
        model = Choice
        fields = ["label_fr", "label_en", "places", "position"]
        help_texts = {
            "places": gettext_lazy("For choices with places. Empty = no limit.")
        }


class ChoiceFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """A question with choices offers one at least."""
        super().clean()
        is_offered = any(
            form.cleaned_data.get("label_fr") and not form.cleaned_data["is_retired"]
            for form in self.forms
            if hasattr(form, "cleaned_data")
        )
        if self.instance.has_choices and not is_offered:
            raise ValidationError(_("Add at least one choice for this type."))
