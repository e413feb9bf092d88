"""Dates, states and texts of events in templates."""

import json
from datetime import date, datetime, time

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events import dates, images, markdown, structured_data, wording
from events.addresses import full_address
from events.languages import Language, current_language
from events.models import Event, Partnership
from events.states import State

register = template.Library()

for function in (
    dates.clock,
    dates.day_and_month,
    dates.long_date,
    dates.long_day,
    dates.long_moment,
    dates.moment,
    dates.short_date,
    dates.short_moment,
    wording.demonstration,
    wording.file_note,
    wording.hours,
    wording.pdf_note,
    wording.spoken_language,
    wording.where,
):
    register.filter(function.__name__, function)
register.filter("day", wording.days)
register.simple_tag(full_address)
register.simple_tag(wording.state_line)

# Ends a script element and opens HTML; JSON has another way to write them.
_UNSAFE_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@register.filter
def iso(moment: date | datetime | time) -> str:
    """For the datetime attribute of a <time>, on the clock that the moment is in."""
    if isinstance(moment, date) and not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.isoformat(timespec="minutes")


@register.filter("markdown")
def as_html(text: str, top: int = 3) -> SafeString:
    return markdown.render(text, top)


@register.filter
def language_of(content, name: str) -> Language:
    """The language of a text that falls back on French: `event|language_of:"title"`."""
    english = getattr(content, f"{name}_en")
    if current_language() == Language.ENGLISH and english:
        return Language.ENGLISH
    return Language.FRENCH


@register.simple_tag
def chip(event: Event, state: State) -> SafeString:
    return format_html(
        '<span class="chip chip-{}">{}</span>', state, wording.chip(event, state)
    )


@register.inclusion_tag("events/_state.html")
def state_with_line(event: Event, state: State) -> dict:
    """The chip and the sentence; a sentence that a notice has said is not repeated."""
    has_notice = state in wording.STATES_IN_A_NOTICE
    line = "" if has_notice else wording.state_line(event, state)
    return {"event": event, "state": state, "line": line}


@register.inclusion_tag("events/_notice.html")
def event_notice(event: Event) -> dict:
    """What stands above the title on every public page of an event."""
    return {"notice": wording.notice(event, event.state)}


@register.inclusion_tag("events/_logo.html")
def logo(event: Event, partnership: Partnership) -> dict:
    """The logo beside the name, which says whose it is: the picture says nothing."""
    width, height = images.size_on_screen(
        partnership.logo_width, partnership.logo_height
    )
    return {
        "event": event,
        "partnership": partnership,
        "width": width,
        "height": height,
    }


@register.simple_tag
def hours_with_times(event: Event) -> SafeString:
    """The hours, each time in a <time> that a script completes for readers abroad."""
    start, end = _time(event, event.local_start), _time(event, event.local_end)
    return SafeString(wording.hours_between(event, start, end))


@register.simple_tag
def link_preview(event: Event) -> str:
    return structured_data.description(event)


@register.simple_tag
def structured(event: Event, **more) -> SafeString:
    """The event for search engines."""
    return data_element(structured_data.event_data(event, **more))


def data_element(data: dict) -> SafeString:
    """Data in a script element, which nothing runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def _time(event: Event, moment: datetime) -> SafeString:
    note = wording.zone_note(event)
    your_time = escape(_("{time} your time"))
    reader = f' data-your-time="{your_time}"' if note else ""
    words = escape(dates.clock(moment) + note)
    return SafeString(f'<time datetime="{iso(moment)}"{reader}>{words}</time>')
