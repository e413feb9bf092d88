"""Who organises, hosts and supports an event: names typed as they are printed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.scoped import ScopedStackedInline
from events.models import Partnership


class PartnershipForm(forms.ModelForm):
    """The organisation is found or made by its name: nobody looks it up first."""

    class Meta:
        model = Partnership
        fields = ["name_as_printed", "role", "position"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if name := self.fields.get("name_as_printed"):
            name.required = True
            name.help_text = ""


class PartnershipFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse the same name twice in one role."""
        super().clean()
        seen = set()
        for form in self.forms:
            if not form.cleaned_data or form.cleaned_data.get("DELETE"):
                continue
            values = form.cleaned_data
            key = (values.get("name_as_printed", "").casefold(), values.get("role"))
            if key in seen:
                raise ValidationError(
                    _("This organisation already has this role here.")
                )
            seen.add(key)


class PartnershipInline(ScopedStackedInline):
    add_verb = change_verb = delete_verb = Verb.EDIT_EVENT

    model = Partnership
    form = PartnershipForm
    formset = PartnershipFormSet
    fields = ["name_as_printed", "role", "position"]
    verbose_name = gettext_lazy("partner")
