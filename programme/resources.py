"""Slides, recordings and documents under the talks, as readers see them.

They are live: no publication is needed. What readers see of them is kept with the
programme; a change makes a new version of it (programme.operations.resources).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.db.models import (
    Case,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)

from events.json_rows import JsonRows
from events.languages import Language, current_language
from events.models import Event
from events.models.document import download_name, kind_of
from events.wording import size
from programme.models import Resource
from programme.timetable import Programme, Talk, Text

FIELDS = (
    "position",
    "pk",
    "contribution",
    "kind",
    "title_fr",
    "title_en",
    "file",
    "link",
    "language",
)


@dataclass(frozen=True)
class Shown:
    """A file or a link under a talk, in the active language."""

    key: int
    title: Text
    note: str  # « PDF, 1,2 Mo », or where a link leads
    language: str
    file: str = ""  # as it is stored
    link: str = ""
    download_name: str = ""


def with_resources(publications: QuerySet) -> QuerySet:
    """Bring `resources` along with the publication that has the content."""
    here = Resource.objects.filter(
        is_visible=True, contribution__session__event=OuterRef("event")
    )
    found = Subquery(here.order_by().values(found=JsonRows(*FIELDS)))
    return publications.annotate(
        resources=Case(
            When(content=[], then=Value("[]")), default=found, output_field=TextField()
        )
    )


def stored(event: Event) -> str:
    """The same for a programme that is not read from a publication."""
    rows = Resource.objects.filter(
        is_visible=True, contribution__session__event=event
    ).values_list(*FIELDS)
    return json.dumps([list(row) for row in rows])


def attached(programme: Programme, resources: str | None) -> Programme:
    """The programme with what was brought under its talks; lost files are left out."""
    rows = sorted(json.loads(resources or "[]"))
    if not rows:
        return programme
    by_talk = defaultdict(list)
    for _position, key, talk, *values in rows:
        by_talk[talk].append((key, *values))
    days = tuple(
        replace(
            day,
            rows=tuple(
                replace(
                    row,
                    talks=tuple(_with(talk, by_talk[talk.key]) for talk in row.talks),
                )
                for row in day.rows
            ),
        )
        for day in programme.days
    )
    return replace(programme, days=days)


def talks_with_resources(programme: Programme) -> tuple[Talk, ...]:
    """The talks that leave something behind, in the order of the day."""
    return tuple(talk for row in programme.rows for talk in row.talks if talk.resources)


def found(programme: Programme, key: int) -> Shown | None:
    """The file or link of this key, if readers of the programme see it."""
    shown = (one for talk in talks_with_resources(programme) for one in talk.resources)
    return next((one for one in shown if one.key == key), None)


def _with(talk: Talk, rows: Iterable[tuple]) -> Talk:
    return replace(talk, resources=tuple(_shown(talk, rows)))


def _shown(talk: Talk, rows: Iterable[tuple]) -> Iterator[Shown]:
    for key, kind, title_fr, title_en, file, link, language in rows:
        label = str(Resource.Kind(kind).label)
        title = _title(title_fr, title_en, language) or Text(label)
        if link:
            host = urlsplit(link).hostname or link
            yield Shown(key, title, host.removeprefix("www."), language, link=link)
            continue
        if not default_storage.exists(file):
            continue
        ending = kind_of(file)
        note = f"{ending}, {size(default_storage.size(file))}"
        name = download_name(f"{title} – {talk.title}", ending)
        yield Shown(key, title, note, language, file=file, download_name=name)


def _title(french: str, english: str, language: str) -> Text:
    """In the language of the page; a single title is in that of the file."""
    page = current_language()
    if page == Language.ENGLISH and english:
        return Text(english)
    words = french or english
    spoken = (
        Language.ENGLISH if not french else Language.FRENCH if english else language
    )
    return Text(words, "" if not words or spoken == page else str(spoken))
