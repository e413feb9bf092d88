"""The text or the file in which a programme is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from programme import reading
from programme.importing.sheet import Sheet, TooLongError
from programme.reading import files
from programme.reading.plan import Reading

MOST_CHARACTERS = 200_000
FILES = (".txt", ".csv", ".xlsx", ".ods")


class PasteForm(forms.Form):
    """Once valid, `cleaned_data["sheet"]` shows what was understood."""

    text = forms.CharField(
        label=gettext_lazy("The programme, as it is written"),
        help_text=gettext_lazy(
            "Copy all of it from your document: times, titles, names, roles. What "
            "stands around it, a presentation for instance, is left out."
        ),
        max_length=MOST_CHARACTERS,
        required=False,
        strip=False,  # the reader counts lines, and tabs are columns
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy(
            "Text, CSV, XLSX or ODS, 2 MB or less. A table has a first row of "
            "headings: start, end, title, people…"
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(FILES)}),
    )

    def __init__(self, event: Event, *arguments, **options):
        super().__init__(*arguments, **options)
        self.event = event

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        source = "file" if cleaned.get("file") else "text"
        if source == "text" and not cleaned.get("text", "").strip():
            raise ValidationError(_("Paste a programme, or choose a file."))
        try:
            found = self._read(cleaned)
            if not any(day.rows for day in found.days):
                self.add_error(source, _nothing_found())
                return cleaned
            return cleaned | {"sheet": Sheet.of_reading(self.event, found)}
        except reading.UnreadableFileError as problem:
            self.add_error("file", str(problem))
        except TooLongError:
            self.add_error(source, _too_long())
        return cleaned

    def _read(self, cleaned: dict) -> Reading:
        around = self.event.local_start.date()
        if file := cleaned.get("file"):
            content = file.read(files.MOST_OCTETS + 1)
            return reading.read_file(file.name, content, around=around)
        return reading.read_text(cleaned["text"], around=around)


def _nothing_found() -> str:
    return _(
        "No row was found. A row begins with a time, for instance “9h30 – 10h Opening”."
    )


def _too_long() -> str:
    return _(
        "There is too much for one page. Paste one day at a time: what is there "
        "already stays."
    )
