"""The first words of a message about a programme that was just published."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import dates
from events.addresses import full_address
from events.languages import Language
from events.models import Event
from events.text import one_line
from programme import changes
from registrations.forms.wording import SUBJECT_LENGTH
from registrations.models import Mailing

# The team adds its own words, and a mail that is never read to its end tells nothing.
MOST_LETTERS = 3500
# Braces are for the placeholders of a message.
_WITHOUT_BRACES = str.maketrans("{}", "()")


def words_about(event: Event, number: str) -> dict[str, str]:
    """What the form of a new message begins with, in both languages.

    Nothing for a publication that is not there.
    """
    if not (number.isdecimal() and len(number) < 10):
        return {}
    publication = event.publications.filter(number=number).first()
    if publication is None:
        return {}
    differences = changes.from_data(publication.changes)
    found = {"audience": Mailing.Audience.ACTIVE.value}
    for language in Language:
        with translation.override(language):
            sentences = changes.sentences(differences)
            found[f"subject_{language}"] = _subject(event, sentences)
            found[f"text_{language}"] = _text(event, sentences)
    return found


def _subject(event: Event, sentences: list[str]) -> str:
    subject = (
        _("Programme changed: %(title)s, %(day)s")
        if sentences
        else _("Programme published: %(title)s, %(day)s")
    )
    subject %= {
        "title": one_line(event.short_title),
        "day": dates.day_and_month(event.local_start),
    }
    return subject.translate(_WITHOUT_BRACES)[:SUBJECT_LENGTH]


def _text(event: Event, sentences: list[str]) -> str:
    address = full_address("programme:programme", event.slug)
    if not sentences:
        return "\n".join([_("The programme is published:"), address])
    lines = [f"– {one_line(sentence)}" for sentence in sentences]
    shown = [
        line
        for number, line in enumerate(lines, start=1)
        if sum(map(len, lines[:number])) <= MOST_LETTERS
    ]
    if more := len(lines) - len(shown):
        words = ngettext(
            "– and %(count)s other change", "– and %(count)s other changes", more
        )
        shown.append(words % {"count": more})
    changed = "\n".join([_("The programme has changed:"), *shown])
    whole = "\n".join([_("The whole programme:"), address])
    return f"{changed.translate(_WITHOUT_BRACES)}\n\n{whole}"
