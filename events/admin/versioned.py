"""Two people with the same page open: the second one loses nothing and is warned."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from events.fields import LineField, LinesField


class VersionedForm(forms.ModelForm):
    """A form that knows which values it showed.

    Each watched field carries the value that was shown, so that only what this person
    really changed is saved, and what somebody else changed meanwhile is noticed.
    """

    data: QueryDict

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        for name in self.watched():
            shown = self.add_initial_prefix(name)
            if not self.is_bound or shown in self.data:
                self.fields[name].show_hidden_initial = True

    def clean(self) -> dict:
        cleaned = super().clean()
        if theirs := [name for name in self.watched() if self._is_stale(name)]:
            self._take_over(theirs)
            labels = [str(capfirst(self.fields[name].label)) for name in theirs]
            raise ValidationError(
                _(
                    "Somebody else has changed this page meanwhile: %(fields)s. "
                    "Nothing is saved yet and what you typed is kept. Check, then save "
                    "again: your changes will replace theirs."
                ),
                code="stale",
                params={"fields": get_text_list(labels, _("and"))},
            )
        return cleaned

    def watched(self) -> list[str]:
        """The fields that others may have changed meanwhile; none of a new row."""
        if self.instance._state.adding:
            return []
        own = {field.name for field in self._meta.model._meta.fields}
        return [name for name in self.fields if name in own]

    def _is_stale(self, name: str) -> bool:
        """Did somebody else change what was shown, into something not typed here?"""
        field, shown = self.fields[name], self.add_initial_prefix(name)
        hidden = field.hidden_widget()
        current = self.get_initial_for_field(field, name)
        if isinstance(field, LineField | LinesField):
            # What a command stored may hold what a form would have cleaned away.
            current = field.to_python(current)
        return (
            shown in self.data
            and field.has_changed(
                current, hidden.value_from_datadict(self.data, self.files, shown)
            )
            and field.has_changed(current, self[name].data)
        )

    def _take_over(self, theirs: list[str]) -> None:
        """Show the new values where this person typed nothing; call them all shown."""
        mine = {name for name in self.changed_data if self._is_typed(name)}
        self.data = self.data.copy()
        for name in theirs:
            field = self.fields[name]
            shown, typed = self.add_initial_prefix(name), self.add_prefix(name)
            self.data.setlist(shown, self._as_posted(name, field.hidden_widget()))
            if name not in mine:
                self.data.setlist(typed, self._as_posted(name, field.widget))
                self.errors.pop(name, None)

    def _is_typed(self, name: str) -> bool:
        """A choice that is gone meanwhile counts as changed, touched or not."""
        shown, typed = self.add_initial_prefix(name), self.add_prefix(name)
        return self.data.getlist(shown) != self.data.getlist(typed)

    def _as_posted(self, name: str, widget) -> list[str]:
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(value, datetime):
            return [widget.format_value(value)]
        if isinstance(value, list):
            return [str(each) for each in value]
        return ["" if value is None else str(value)]
