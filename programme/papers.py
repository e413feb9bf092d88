"""The programme on paper: one PDF file, made of what the page says and kept by content.

Whoever asks first waits for typst; the same content is never made twice by a process.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import dates, images, wording
from events.addresses import full_address
from events.kept import Kept
from events.languages import Language, current_language
from events.models import Document, Event, Partnership
from events.states import State
from events.text import one_line
from events.typesetting import Paper, TypesettingError, not_printable, typeset
from programme import kept
from programme.timetable import Appearance, Day, Programme, Row, Talk, Text

PAPERS = 60
PAUSES = frozenset({"break", "meal"})
HEAD_OF_PAGE = 70
_papers = Kept(PAPERS)
logger = logging.getLogger(__name__)


def leaflet(event: Event, partnerships: Iterable[Partnership]) -> Paper | None:
    """The programme that readers see, as a file in the active language.

    None where typst cannot set these words: the log says why, and the page of the
    programme is whole without its file.
    """
    data = _data(event, list(partnerships))
    content = hashlib.sha256(json.dumps(data).encode()).digest()
    return _papers.get((event.uid, content), lambda: _made(event, data))


def _made(event: Event, data: dict) -> Paper | None:
    try:
        return typeset("programme", _with_pictures(data), on=_day_of(event))
    except TypesettingError:
        logger.exception("No file of the programme of %s", event.uid)
        return None


def file_of(documents: Iterable[Document]) -> Document | None:
    """The file that takes the place of ours: in the language of the page, if any is."""
    files = [one for one in documents if one.is_programme and one.is_visible]
    on_disk = [one for one in files if one.file.storage.exists(one.file.name)]
    on_disk.sort(key=lambda one: one.language != current_language())
    return next(iter(on_disk), None)


def warnings(programme: Programme) -> list[str]:
    """What an organiser should know of the file before it is published."""
    titles = [str(title) for row in programme.rows for title in _titles(row)]
    names = [name for row in programme.rows for name in sorted(row.names)]
    lacking = not_printable(dict.fromkeys([*titles, *names]))
    if not lacking:
        return []
    sentence = _(
        "The fonts of this site lack letters of: %(words)s. The PDF file shows a box "
        "for each of them. Whoever runs the site can add fonts."
    )
    return [sentence % {"words": ", ".join(lacking)}]


def _titles(row: Row) -> list[Text]:
    return [row.title, row.place, *(talk.title for talk in row.talks)]


def _data(event: Event, partnerships: list[Partnership]) -> dict:
    """Everything that the file says, as plain values; pictures by their names."""
    address = full_address("events:event", event.slug)
    days = kept.programme(event).days
    return {
        "language": current_language().value,
        "accent": event.accent,
        "heading": _("Programme"),
        "authors": _organisers(partnerships) or [settings.SITE_NAME],
        "type": str(event.get_type_display()),
        "title": _of_event(event, "title"),
        "subtitle": _of_event(event, "subtitle"),
        "running_title": _running_title(event),
        "notices": _notices(event),
        "when": capfirst(wording.days(event)),
        "hours": capfirst(wording.hours(event)),
        "place": _place(event),
        "days": [_day(day, has_date=len(days) > 1) for day in days],
        "between_roles": pgettext("between two roles", "; "),
        "registration": _registration(event),
        "address": address,
        "address_shown": address.split("://")[-1].rstrip("/"),
        "contact": _contact(event),
        "partners": _partners(partnerships),
        "logos": [_logo(one) for one in partnerships if one.logo],
        "version": _version(event),
        "page": _("page"),
    }


def _of_event(event: Event, name: str) -> dict:
    """A text that falls back on French, and says so."""
    is_english = bool(getattr(event, f"{name}_en"))
    is_of_the_page = is_english or current_language() == Language.FRENCH
    lang = "" if is_of_the_page else str(Language.FRENCH)
    return _text(Text(getattr(event, name), lang))


def _running_title(event: Event) -> str:
    """For the head of a page, on one line."""
    title = one_line(event.title)
    return title if len(title) <= HEAD_OF_PAGE else one_line(event.short_title)


def _notices(event: Event) -> list[str]:
    notice = wording.notice(event, event.state)
    said = [notice.text if notice else "", wording.demonstration(event)]
    if kept.programme(event).is_in_french_only:
        said.append(_("The organisers have published this text in French only."))
    return [one_line(words) for words in said if words]


def _place(event: Event) -> list[str]:
    """Town, then what leads there, a line each."""
    venue = event.venue
    lines = [wording.where(event) if venue is None else "", event.room]
    if venue:
        lines = [venue.full_name, event.room, venue.address]
    if venue and event.attendance_mode == Event.AttendanceMode.HYBRID:
        lines.append(_("Also online"))
    return [one_line(line) for line in lines if line]


def _registration(event: Event) -> dict:
    """How to come, as long as somebody may; it says nothing of the places left."""
    is_over = timezone.now() >= event.registration_ends_at
    if is_over or event.cancelled_at or event.postponed_at:
        return {"heading": _("Contact"), "sentence": ""}
    is_to_come = timezone.now() < event.registration_opens_at
    lines = [State.NOT_OPEN, State.OPEN] if is_to_come else [State.OPEN]
    sentence = " ".join(wording.state_line(event, state) for state in lines)
    return {"heading": _("Registration"), "sentence": sentence}


def _contact(event: Event) -> list[str]:
    address = event.contact_email or settings.SITE_CONTACT
    return [one_line(line) for line in (event.contact_name, address) if line]


def _version(event: Event) -> str:
    """Version du 14 mai 2019, 10 h 12; a preview is no version of readers"""
    moment = event.programme_published_at
    if moment is None or event.preview_query:
        return ""
    version = dates.short_moment(event.local(moment))
    return _("Version of %(moment)s") % {"moment": version}


def _organisers(partnerships: list[Partnership]) -> list[str]:
    role = Partnership.Role.ORGANISES
    return [one_line(str(one)) for one in partnerships if one.role == role]


def _partners(partnerships: list[Partnership]) -> list[dict]:
    """The organisations of each role, in the order of the page."""
    groups = []
    for role in Partnership.Role:
        names = [one_line(str(one)) for one in partnerships if one.role == role]
        if names:
            groups.append({"role": str(role.label), "names": names})
    return groups


def _day(day: Day, *, has_date: bool) -> dict:
    date = capfirst(dates.long_date(day.date))
    return {
        "heading": date if has_date else _("Programme"),
        "rows": [
            _row(row, before)
            for row, before in zip(day.rows, (None, *day.rows), strict=False)
        ],
    }


def _row(row: Row, before: Row | None) -> dict:
    opening = row.opening or Talk()
    return {
        "time": time_of(row),
        "is_first_of_time": before is None or before.starts_at != row.starts_at,
        "is_pause": row.kind in PAUSES,
        "is_parallel": row.is_parallel,
        "place": _text(row.place),
        "title": _title(row),
        "description": _paragraphs(row.description),
        "duration": _duration(opening),
        "people": [_person(one) for one in opening.people],
        "talks": [_talk(talk) for talk in row.titled_talks],
    }


def _title(row: Row) -> dict:
    """Never empty: in an accessible file every heading has a word."""
    title = _text(row.title)
    return title if title["words"] else _text(Text(row.kind_label))


def time_of(row: Row) -> str:
    """10 h – 11 h, or the start alone where no end was written."""
    start = dates.clock(row.starts_at)
    return f"{start} – {dates.clock(row.ends_at)}" if row.ends_at else start


def _talk(talk: Talk) -> dict:
    return {
        "title": _text(talk.title),
        "duration": _duration(talk),
        "people": [_person(one) for one in talk.people],
    }


def _duration(talk: Talk) -> str:
    if not talk.duration:
        return ""
    return "({})".format(_("%(minutes)s min") % {"minutes": talk.duration})


def _person(person: Appearance) -> dict:
    function = _("%(function)s:") % {"function": person.function_label}
    return {
        "function": "" if person.is_speaker else function,
        "name": one_line(person.name),
        "roles": [_text(role) for role in person.roles],
    }


def _paragraphs(text: Text) -> list[dict]:
    lines = [one_line(line) for line in text.words.splitlines()]
    return [{"words": line, "lang": text.lang} for line in lines if line]


def _text(text: Text) -> dict:
    return {"words": one_line(text.words), "lang": text.lang}


def _logo(partnership: Partnership) -> dict:
    dots = partnership.logo_width or 1, partnership.logo_height or 1
    return {
        "name": partnership.logo.name,
        "alt": one_line(partnership.logo_alt or str(partnership)),
        "dots": dots,
        "width": images.width_on_paper(*dots),
    }


def _with_pictures(data: dict) -> dict:
    """The same with the logos themselves; one that was lost is left out."""
    return data | {"logos": [*filter(None, map(_drawn, data["logos"]))]}


def _drawn(logo: dict) -> dict | None:
    drawing = images.drawing(logo["name"], *logo["dots"])
    return logo | {"drawing": drawing} if drawing else None


def _day_of(event: Event) -> date:
    """The date in the file: the same every time for the same content."""
    moment = event.programme_published_at or event.published_at or event.created_at
    return event.local(moment).date()
