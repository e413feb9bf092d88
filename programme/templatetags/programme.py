"""The programme on the pages of the lower apps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.dates import clock
from events.models import Event
from events.wording import zone_note
from programme import checks, kept, timetable
from programme.timetable import Text

register = template.Library()


@register.simple_tag
def programme(event: Event) -> SafeString:
    """The rows for the page of an event: all of them, or the first of very many."""
    return kept.page(event, "programme/_on_event_page.html")


@register.simple_tag
def whole_programme(event: Event) -> SafeString:
    """All days, for the page of the programme."""
    return kept.page(event, "programme/_days.html")


@register.simple_tag
def performers(event: Event) -> list[str]:
    """The names of those who speak, for search engines; each once, in order."""
    people = [
        person.name
        for row in kept.programme(event).rows
        for talk in row.talks
        for person in talk.people
        if person.is_speaker
    ]
    return list(dict.fromkeys(people))


@register.inclusion_tag("programme/_warnings.html")
def programme_warnings(keys: Iterable[int]) -> dict:
    """What an organiser should know before publishing these events; mostly nothing."""
    return {
        "warnings": [
            checks.sentence(fact)
            for event in Event.objects.filter(pk__in=keys)
            for fact in checks.warnings(timetable.of_event(event))
        ]
    }


@register.filter
def as_time(moment: datetime) -> SafeString:
    return _time(moment, {}, clock(moment))


@register.filter
def element(text: Text, name: str) -> SafeString:
    """The words in an element that says their language: `title|element:"h3"`.

    A class may follow the name, as in "p.place". Without words there is no element.
    """
    if not text:
        return SafeString("")
    tag, _dot, css_class = name.partition(".")
    marks = {"class": css_class, "lang": text.lang}
    shown = {mark: value for mark, value in marks.items() if value}
    return format_html("<{}{}>{}</{}>", tag, flatatt(shown), text.words, tag)


@register.filter
def prose(text: Text) -> SafeString:
    """The same for words in several paragraphs."""
    paragraphs = linebreaks(text.words, autoescape=True)
    return element(replace(text, words=SafeString(paragraphs)), "div.prose")


@register.simple_tag
def zone(event: Event, moment: datetime) -> SafeString:
    """« (heure de Paris) » where clocks may not be the reader’s.

    It ends in an empty time, after which a script writes the reader’s own.
    """
    note = zone_note(event)
    if not note:
        return SafeString("")
    mine = _time(moment, {"data-your-time": _("{time} your time")}, "")
    return format_html("{}{}", note.strip(), mine)


def _time(moment: datetime, marks: dict, words: str) -> SafeString:
    marks = {"datetime": moment.isoformat(timespec="minutes")} | marks
    return format_html("<time{}>{}</time>", flatatt(marks), words)
