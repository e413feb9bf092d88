"""The programme on the pages of the lower apps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events import dates
from events.dates import clock
from events.models import Document, Event, Partnership
from events.states import State
from events.templatetags.events import data_element
from events.wording import zone_note
from programme import checks, kept, papers, resources, structured_data, timetable
from programme.calendars import FREE_TIME
from programme.timetable import Row, Talk, Text

register = template.Library()


@register.simple_tag
def programme(event: Event) -> SafeString:
    """The rows for the page of an event: all of them, or the first of very many."""
    return kept.page(event, "programme/_on_event_page.html")


@register.simple_tag
def whole_programme(event: Event) -> SafeString:
    """All days, for the page of the programme."""
    return kept.page(event, "programme/_days.html")


@register.inclusion_tag("programme/_file.html")
def programme_file(
    event: Event, documents: Iterable[Document], partnerships: Iterable[Partnership]
) -> dict:
    """The way to the programme as a file, with its size; none before there are rows."""
    if document := papers.file_of(documents):
        return {"event": event, "document": document, "size": 0}
    has_rows = bool(kept.programme(event).days)
    paper = papers.leaflet(event, partnerships) if has_rows else None
    size = len(paper.pdf) if paper else 0
    return {"event": event, "document": None, "size": size}


@register.simple_tag
def talks_with_resources(event: Event) -> tuple[Talk, ...]:
    """The talks of a day that is over, which left slides, recordings or documents."""
    if event.state != State.PAST:
        return ()
    return resources.talks_with_resources(kept.programme(event))


@register.simple_tag
def shows_whole_programme(event: Event) -> bool:
    """Are all rows, with what their talks left, on the page of the event?"""
    return not kept.programme(event).has_more_than_its_beginning


@register.simple_tag
def performers(event: Event) -> list[str]:
    """The names of those who speak, for search engines; each once, in order."""
    return structured_data.speakers(kept.programme(event))


@register.simple_tag
def embedded_programme(event: Event) -> SafeString:
    """All days, for the page inside pages of other sites."""
    return kept.page(event, "programme/_embedded.html")


@register.inclusion_tag("programme/_machine_links.html")
def machine_links(event: Event) -> dict:
    """Where programs find the event and its programme; nothing for a preview."""
    is_public = event.is_published and not event.preview_query
    has_programme = is_public and bool(kept.programme(event).rows)
    return {"event": event, "is_public": is_public, "has_programme": has_programme}


@register.simple_tag
def programme_data(event: Event, partnerships: Iterable[Partnership]) -> SafeString:
    """The event and its rows for search engines; nothing where there is no row."""
    value = kept.programme(event)
    if not value.rows:
        return SafeString("")
    data = structured_data.programme_data(event, value, partnerships=partnerships)
    return data_element(data)


@register.filter
def is_for_diaries(row: Row) -> bool:
    """Does one put it into a calendar? Not a break."""
    return row.kind not in FREE_TIME


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


@register.simple_tag(takes_context=True)
def change_mark(context, row: Row) -> SafeString:
    """« Modifié le 14 mai »; nothing on a page that does not tell of changes."""
    day = context.get("changed_on", {}).get(row.uid)
    if day is None:
        return SafeString("")
    words = _("Changed on %(day)s") % {"day": dates.day_and_month(day)}
    return format_html('<p><span class="chip">{}</span></p>', words)


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
    if not text:
        return SafeString("")
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
