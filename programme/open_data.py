"""An event with its programme as plain data: docs/machines.md names every key.

The published programme is read in both languages; a text carries those in which
somebody wrote it.
"""

import json
from collections.abc import Callable, Hashable, Iterable
from itertools import starmap

from django.utils.translation import override

from events import open_data
from events.languages import Language
from events.models import Event, Partnership
from events.open_data import InBoth, addresses, moment
from programme import kept
from programme.resources import Shown
from programme.timetable import Appearance, Day, Programme, Row, Talk, Text, version_of


def as_json(event: Event, partnerships: Iterable[Partnership]) -> bytes:
    content = {
        "event": open_data.event_data(event, partnerships=partnerships),
        "programme": programme_data(event),
    }
    return json.dumps(content, ensure_ascii=False).encode()


def programme_data(event: Event) -> dict:
    french, english = _in(Language.FRENCH, event), _in(Language.ENGLISH, event)
    days = _in_both(french.days, english.days, lambda day: day.date)
    return {
        "version": version_of(event, french),
        "published_at": moment(event, event.programme_published_at),
        "url": addresses("programme:programme", event.slug),
        "calendar": addresses("programme:calendar", event.slug),
        "days": [_day(event, *pair) for pair in days],
    }


def _in(language: Language, event: Event) -> Programme:
    with override(language.value):
        return kept.programme(event)


def _day(event: Event, french: Day, english: Day) -> dict:
    rows = _in_both(french.rows, english.rows, lambda row: row.uid)
    return {
        "date": french.date.isoformat(),
        "rows": [_row(event, *pair) for pair in rows],
    }


def _row(event: Event, french: Row, english: Row) -> dict:
    talks = _in_both(french.talks, english.talks, lambda talk: talk.uid)
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
    people = _in_both(french.people, english.people, _mention)
    shown = _in_both(french.resources, english.resources, lambda one: one.key)
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
    roles = zip(french.roles, english.roles, strict=False)
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


def _mention(person: Appearance) -> Hashable:
    """Nobody has the same function twice in one talk."""
    return person.person_uid, person.function


def _in_both[T](
    french: Iterable[T], english: Iterable[T], key: Callable[[T], Hashable]
) -> list[tuple[T, T]]:
    """What both languages have, in order.

    They were read one after the other: the programme may be published in between.
    """
    found = {key(one): one for one in english}
    return [(one, found[key(one)]) for one in french if key(one) in found]


def _both(french: Text, english: Text) -> InBoth:
    """A text of either page under the language in which it was written."""
    found: InBoth = {"fr": None, "en": None}
    for page, text in (("fr", french), ("en", english)):
        if text:
            found[text.lang or page] = text.words
    return found
