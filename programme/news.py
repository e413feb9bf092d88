"""What readers are told of the last publications of a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.safestring import SafeString

from events.models import Event
from programme import changes
from programme.models import Publication

# Whoever looked earlier than this reads the programme anew.
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class News:
    """What one publication changed, in the active language, on the event’s clock."""

    published_at: datetime
    sentences: tuple[SafeString, ...]
    rows: frozenset[str]


def of_publications(
    event: Event, publications: Sequence[Publication]
) -> tuple[News, ...]:
    """The last publication that changed something, and those of the month before it."""
    found = [_news(event, publication) for publication in publications]
    found = [news for news in found if news.sentences]
    return tuple(
        news for news in found if found[0].published_at - news.published_at <= LATELY
    )


def changed_on(found: Sequence[News]) -> dict[str, date]:
    """When each row changed last, by its uid."""
    oldest_first = reversed(found)
    return {uid: news.published_at.date() for news in oldest_first for uid in news.rows}


def _news(event: Event, publication: Publication) -> News:
    differences = changes.from_data(publication.changes)
    return News(
        event.local(publication.published_at),
        tuple(changes.html_sentences(differences, event.content_language)),
        changes.rows_of(differences),
    )
