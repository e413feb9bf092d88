"""Who organises, hosts and supports an event: names typed as they are printed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.scoped import ScopedStackedInline
from events.images import LogoField
from events.models import Partnership

FIELDS: Any = ["name_as_printed", "role", "logo", "logo_alt", "position"]


class PartnershipForm(forms.ModelForm):
    """The organisation is found or made by its name: nobody looks it up first."""

    logo = LogoField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "PNG, JPEG or WebP, 2 MB or less. We keep a copy of 800 dots at most."
        ),
    )

    class Meta:
        model = Partnership
        fields = FIELDS

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if name := self.fields.get("name_as_printed"):
            name.required = True
            name.help_text = ""

    def clean(self) -> None:
        """A logo is never the only way to know whose it is."""
        super().clean()
        has_logo = bool(self.cleaned_data.get("logo"))
        if has_logo and not self.cleaned_data.get("logo_alt"):
            self.add_error("logo_alt", _("Write the words that the logo shows."))


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
    fields = FIELDS
    verbose_name = gettext_lazy("partner")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("event")
