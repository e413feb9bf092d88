"""The cells of a day, a row and a contribution on the sheet."""

from math import ceil

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.fields import DayField, LineField, LinesField
from programme.forms import PeopleField, refuse_end_before_start
from programme.models import Contribution, Session
from programme.times import TimeField

MOST_MINUTES = 12 * 60
MOST_LINES = 12
# How many characters of a cell stand on one line, on a screen that is not wide.
WIDTHS = {"title": 55, "people": 110, "description": 110, "abstract": 110}


def _longest(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class CellsForm(forms.Form):
    """Cells whose names begin with the key of what they belong to: r3-title."""

    use_required_attribute = False

    def __init__(self, key: str, data):
        super().__init__(data, prefix=key, auto_id="%s")
        self.key = key
        for name in WIDTHS.keys() & self.fields.keys():
            self.fields[name].widget.attrs["rows"] = self._rows(name)

    def is_blank(self, *names: str) -> bool:
        return not any(self._typed(name).strip() for name in names)

    def _rows(self, name: str) -> int:
        """As many lines as show all that is in the cell."""
        lines = self._typed(name).splitlines()
        needed = sum(max(1, ceil(len(line) / WIDTHS[name])) for line in lines)
        return min(max(needed, 1), MOST_LINES)

    def _typed(self, name: str) -> str:
        return self.data.get(self.add_prefix(name)) or ""


class DayCells(CellsForm):
    date = DayField(label=gettext_lazy("Date"))


class ItemCells(CellsForm):
    """What rows and contributions have in common; a tick leaves one out."""

    title = LineField(
        label=gettext_lazy("Title"),
        max_length=_longest(Session, "title_fr"),
        required=False,
        widget=forms.Textarea,  # a long title is seen whole; line ends become spaces
    )
    people = PeopleField(label=gettext_lazy("Who speaks?"))
    skip = forms.BooleanField(label=gettext_lazy("Leave out"), required=False)

    @property
    def is_skipped(self) -> bool:
        return bool(self._typed("skip"))


class RowCells(ItemCells):
    starts_at = TimeField(label=pgettext_lazy("of a row", "Start"))
    ends_at = TimeField(label=pgettext_lazy("of a row", "End"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=Session.Kind.choices)
    place = LineField(
        label=gettext_lazy("Place"),
        max_length=_longest(Session, "place_fr"),
        required=False,
    )
    description = LinesField(
        label=gettext_lazy("Description"),
        max_length=_longest(Session, "description_fr"),
        required=False,
    )

    def __init__(self, key: str, data):
        super().__init__(key, data)
        _drop_unless_typed(self, "description")

    def clean(self) -> dict:
        cleaned = super().clean()
        refuse_end_before_start(self, cleaned)
        return cleaned


class TalkCells(ItemCells):
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )
    abstract = LinesField(
        label=gettext_lazy("Abstract"),
        max_length=_longest(Contribution, "abstract_fr"),
        required=False,
    )

    def __init__(self, key: str, data):
        super().__init__(key, data)
        _drop_unless_typed(self, "abstract")


def _drop_unless_typed(form: CellsForm, name: str) -> None:
    """Most programmes have none, and a page has room for so many cells."""
    if form.add_prefix(name) not in form.data:
        del form.fields[name]
