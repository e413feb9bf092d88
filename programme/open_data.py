"""An event with its programme as plain data: docs/machines.md names every key.

The published programme is read in both languages; a text carries those in which
somebody wrote it.
"""

import json
from collections.abc import Iterable
from itertools import starmap

from django.utils.translation import override

from events import open_data
from events.languages import Language
from events.models import Event, Partnership
from events.open_data import InBoth, addresses, moment
from programme import kept
from programme.resources import Shown
from programme.timetable import Appearance, Day, Programme, Row, Talk, Text


def as_json(event: Event, partnerships: Iterable[Partnership]) -> bytes:
    content = {
        "event": open_data.event_data(event, partnerships=partnerships),
        "programme": programme_data(event),
    }
    return json.dumps(content, ensure_ascii=False).encode()


def programme_data(event: Event) -> dict:
    french, english = _in(Language.FRENCH, event), _in(Language.ENGLISH, event)
    days = zip(french.days, english.days, strict=True)
    return {
        "version": event.programme_version,
        "published_at": moment(event, event.programme_published_at),
        "url": addresses("programme:programme", event.slug),
        "calendar": addresses("programme:calendar", event.slug),
        "days": [_day(event, *pair) for pair in days],
    }


def _in(language: Language, event: Event) -> Programme:
    with override(language.value):
        return kept.programme(event)


def _day(event: Event, french: Day, english: Day) -> dict:
    rows = zip(french.rows, english.rows, strict=True)
    return {
        "date": french.date.isoformat(),
        "rows": [_row(event, *pair) for pair in rows],
    }


def _row(event: Event, french: Row, english: Row) -> dict:
    talks = zip(french.talks, english.talks, strict=True)
    return {
        "uid": french.uid,
        "anchor": french.anchor,
        "kind": french.kind,
        "starts_at": moment(event, french.starts_at),
        "ends_at": moment(event, french.ends_at),
        "implied_end": moment(event, french.implied_end),
        "title": _both(french.title, english.title),
        "description": _both(french.description, english.description),
        "place": _both(french.place, english.place),
        "takes_sign_ups": french.takes_sign_ups,
        "calendar": addresses("programme:row_calendar", event.slug, french.uid),
        "contributions": [_talk(event, *pair) for pair in talks],
    }


def _talk(event: Event, french: Talk, english: Talk) -> dict:
    people = zip(french.people, english.people, strict=True)
    shown = zip(french.resources, english.resources, strict=True)
    return {
        "uid": french.uid,
        "title": _both(french.title, english.title),
        "abstract": _both(french.abstract, english.abstract),
        "language": french.language,
        "minutes": french.duration,
        "people": list(starmap(_person, people)),
        "resources": [_resource(event, *pair) for pair in shown],
    }


def _person(french: Appearance, english: Appearance) -> dict:
    roles = zip(french.roles, english.roles, strict=True)
    return {
        "uid": french.person_uid,
        "name": french.name,
        "given_name": french.given_name,
        "family_name": french.family_name,
        "function": french.function,
        "roles": list(starmap(_both, roles)),
    }


def _resource(event: Event, french: Shown, english: Shown) -> dict:
    pages = addresses("programme:resource", event.slug, french.key)
    return {
        "title": _both(french.title, english.title),
        "language": french.language,
        "url": {code: french.link or page for code, page in pages.items()},
    }


def _both(french: Text, english: Text) -> InBoth:
    """A text of either page under the language in which it was written."""
    found: InBoth = {"fr": None, "en": None}
    for page, text in (("fr", french), ("en", english)):
        if text:
            found[text.lang or page] = text.words
    return found
