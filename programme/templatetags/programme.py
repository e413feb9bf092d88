"""The programme on the pages of the lower apps."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.dates import clock
from events.models import Event
from events.wording import zone_note
from programme import checks, kept, timetable

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
def programme_warnings(event: Event) -> dict:
    """What an organiser should know before publishing; nothing where all is well."""
    return {"warnings": checks.warnings(timetable.of_event(event))}


@register.simple_tag
def row_time(event: Event, moment) -> SafeString:
    """A time of a row, which a script completes for readers abroad."""
    reader = f' data-your-time="{escape(_("{time} your time"))}"'
    return SafeString(
        f'<time datetime="{moment.isoformat(timespec="minutes")}"'
        f"{reader if zone_note(event) else ''}>{escape(clock(moment))}</time>"
    )


@register.filter
def zone_of(event: Event) -> str:
    """« (heure de Paris) » where clocks may not be the reader’s."""
    return zone_note(event)
