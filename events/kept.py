"""What was made once and is kept in the memory of this process.

A whole public page is kept for the minute, under everything that it is made from: the
values of the rows themselves, so that nobody has to remember to throw it away.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from events.models import Event
from events.states import State

PAGES = 200
FILES = 100
# What stands in a kept page for the token of whoever reads it; nobody can type it.
TOKEN_MARK = secrets.token_hex(16)


class Kept:
    """Values by key, as many as there is room for; the one unused longest goes first.

    Two threads that ask for the same new value may both make it: nothing waits.
    """

    def __init__(self, room: int):
        self._room = room
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._values

    def get(self, key: Hashable, make: Callable[[], object]):
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._room:
                self._values.popitem(last=False)
        return value


_pages = Kept(PAGES)
_files = Kept(FILES)


def page(
    request: HttpRequest,
    template: str,
    context: Callable[[], dict],
    *,
    event: Event,
    rows: Iterable[Model] = (),
    own: dict[str, str] | None = None,
) -> HttpResponse:
    """A page of an event that is the same for every reader of this minute.

    `rows` are what the page shows beside the event, its venue and its programme.
    `own` is what belongs to one reader: each mark that the context puts into the page
    is replaced by its value. An address with a query is not kept: it is for few.
    """

    def render() -> str:
        return render_to_string(template, context(), request)

    key = (
        template,
        get_language(),
        timezone.now().replace(second=0, microsecond=0),
        event.state,
        event.free_seats if event.state == State.FEW else None,
        tuple(values for row in (event, event.venue, *rows) for values in _values(row)),
    )
    html = render() if request.GET else _pages.get(key, render)
    for mark, value in (own or {}).items():
        html = html.replace(mark, value)
    return HttpResponse(html)


def file(
    request: HttpRequest,
    make: Callable[[], bytes],
    *,
    event: Event,
    rows: Iterable[Model] = (),
) -> bytes:
    """A file that programs fetch again and again; kept like a page, for longer.

    It depends on nothing but its path, the values of these rows, the programme of
    the event and its state. A preview is for few, and not kept.
    """
    if event.preview_query:
        return make()
    key = (
        request.path,
        event.state,
        tuple(values for row in (event, event.venue, *rows) for values in _values(row)),
    )
    return _files.get(key, make)


def _values(row: Model | None) -> tuple:
    """What the database holds in a row; nothing stands for no row."""
    if row is None:
        return (None,)
    return tuple(getattr(row, each.attname) for each in row._meta.concrete_fields)
