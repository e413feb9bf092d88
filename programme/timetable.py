"""The programme as one plain value, built from copies of the rows.

Every public output reads this value: page, calendar, structured data. It is built for
one language, in which it carries the texts, and knows nothing of the database. The
copies are those of the working rows, or of a publication.
"""

import string
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from events.languages import Language, current_language
from events.models import Event
from programme import models, snapshot
from programme.snapshot import ContributionCopy, PersonCopy, SessionCopy

if TYPE_CHECKING:
    from programme.resources import Shown

NOON_WITHOUT_A_MEAL = time(13)
ROWS_ON_EVENT_PAGE = 20
FIRST_ROWS = 10


@dataclass(frozen=True)
class Text:
    """Words, and their language where it is not the one of the page."""

    words: str = ""
    lang: str = ""

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class Appearance:
    """Somebody in a talk, with the roles of that day in the organiser’s order."""

    name: str
    function: str = models.Participation.Function.SPEAKER
    roles: tuple[Text, ...] = ()
    # Beside the name as it is printed; two that are printed the same are equal.
    given_name: str = field(default="", compare=False)
    family_name: str = field(default="", compare=False)
    person_uid: str = field(default="", compare=False)

    @property
    def is_speaker(self) -> bool:
        return self.function == models.Participation.Function.SPEAKER

    @property
    def function_label(self) -> str:
        return str(models.Participation.Function(self.function).label)


@dataclass(frozen=True)
class Talk:
    """A contribution; without a title it shows its people alone."""

    title: Text = Text()
    abstract: Text = Text()
    duration: int | None = None
    people: tuple[Appearance, ...] = ()
    # In which it is held; never empty once built from a row.
    language: str = field(default="", compare=False)
    key: int = field(default=0, compare=False)
    uid: str = field(default="", compare=False)
    # Slides, recordings, documents: see programme.resources.
    resources: "tuple[Shown, ...]" = field(default=(), compare=False)


@dataclass(frozen=True)
class Row:
    """A row of the day, on the clock of the place.

    `ends_at` is the end that was written. `implied_end` stands for one that was not:
    the start of what comes next, or the end of the event; it is never printed as if it
    had been written.
    """

    anchor: str
    kind: str
    starts_at: datetime
    ends_at: datetime | None = None
    implied_end: datetime | None = None
    own_title: Text = Text()
    description: Text = Text()
    place: Text = Text()
    is_parallel: bool = False
    talks: tuple[Talk, ...] = ()
    session_key: int = field(default=0, compare=False)
    takes_sign_ups: bool = False
    seats: int | None = None
    room: str = ""  # as it is stored: the same in both languages
    capacity: int | None = None  # of the room
    uid: str = field(default="", compare=False)
    sequence: int = field(default=0, compare=False)

    @property
    def end(self) -> datetime | None:
        """When it is over, as far as anybody knows."""
        return self.ends_at or self.implied_end

    @property
    def title(self) -> Text:
        """Its own title, else the one of its only talk, else the word for its kind."""
        if self.own_title:
            return self.own_title
        if self.has_title_of_its_talk:
            return self.talks[0].title
        return Text(str(self.kind_label))

    @property
    def has_title_of_its_talk(self) -> bool:
        return not self.own_title and len(self.talks) == 1 and bool(self.talks[0].title)

    @property
    def opening(self) -> Talk | None:
        """The talk whose people stand right under the title: it has no other title."""
        if self.talks and (self.has_title_of_its_talk or not self.talks[0].title):
            return self.talks[0]
        return None

    @property
    def titled_talks(self) -> tuple[Talk, ...]:
        """The talks in a list of their own."""
        return self.talks[1:] if self.opening else self.talks

    @property
    def kind_label(self) -> str:
        return str(models.Session.Kind(self.kind).label)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(person.name for talk in self.talks for person in talk.people)


@dataclass(frozen=True)
class Day:
    date: date
    rows: tuple[Row, ...]

    @property
    def ends_at(self) -> datetime:
        """The latest end; midnight where a row may last for ever."""
        return max(row.end or _midnight_after(row) for row in self.rows)

    @property
    def split(self) -> datetime:
        """When the afternoon begins: after the longest meal that something follows,
        or at 13 h where there is none."""
        last = self.rows[-1].starts_at
        meals = [row for row in self.rows if row.kind == "meal" and row.end]
        meals = [row for row in meals if row.end <= last]
        if meals:
            return max(meals, key=lambda row: row.end - row.starts_at).end
        start = self.rows[0].starts_at
        return datetime.combine(self.date, NOON_WITHOUT_A_MEAL, start.tzinfo)

    @property
    def anchor(self) -> str:
        """Where the day begins on a page of several: d-2026-12-22"""
        return f"d-{self.date.isoformat()}"

    @property
    def starts(self) -> tuple[Row, ...]:
        """The first row of each hour at which something begins."""
        by_hour = groupby(self.rows, lambda row: row.starts_at)
        return tuple(next(rows) for _hour, rows in by_hour)

    @property
    def afternoon(self) -> Row | None:
        """The first row of the afternoon; None if there is no other half before it."""
        later = (row for row in self.rows[1:] if row.starts_at >= self.split)
        return next(later, None)


@dataclass(frozen=True)
class Programme:
    """All days, between the opening of the doors and the end that are announced."""

    starts_at: datetime
    ends_at: datetime
    days: tuple[Day, ...] = ()
    # That of the publication; 0 for a working copy.
    number: int = field(default=0, compare=False)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for day in self.days for row in day.rows)

    @property
    def workshops(self) -> tuple[Row, ...]:
        """The rows for which people sign up."""
        return tuple(row for row in self.rows if row.takes_sign_ups)

    @property
    def is_in_french_only(self) -> bool:
        """Is all of it in French, on a page that is not?"""
        titles = [
            title
            for row in self.rows
            for title in (row.own_title, *(talk.title for talk in row.talks))
            if title
        ]
        return bool(titles) and all(title.lang == Language.FRENCH for title in titles)

    @property
    def beginning(self) -> "Programme":
        """What the page of the event shows: all of it, or the first rows of many."""
        if not self.has_more_than_its_beginning:
            return self
        days, room = [], FIRST_ROWS
        for day in self.days:
            rows = day.rows[:room]
            room -= len(rows)
            if rows:
                days.append(replace(day, rows=rows))
        return replace(self, days=tuple(days))

    @property
    def needs_contents(self) -> bool:
        """Is it too long for a reader to find a day by turning its pages?"""
        return len(self.days) > 1 and len(self.rows) > ROWS_ON_EVENT_PAGE

    @property
    def has_more_than_its_beginning(self) -> bool:
        return len(self.rows) > ROWS_ON_EVENT_PAGE

    def current_row(self, now: datetime) -> Row | None:
        """The one row to mark at this moment of the day.

        Where rows overlap, the one that started last; in a gap, the one before it.
        None on other days, before the first row and after the last.
        """
        today = next((day for day in self.days if day.date == now.date()), None)
        if today is None or now >= today.ends_at:
            return None
        started = [row for row in today.rows if row.starts_at <= now]
        running = [row for row in started if row.end is None or row.end > now]
        return max(running or started, key=lambda row: row.starts_at, default=None)


def of_event(event: Event) -> Programme:
    """The working copy of the programme of an event, in the active language."""
    return build(event, snapshot.take(event))


def build(event: Event, sessions: Iterable[SessionCopy]) -> Programme:
    """The programme of these rows, which are in order, in the active language."""
    by_date = [(day, list(of_day)) for day, of_day in groupby(sessions, _date)]
    days = [
        Day(day, _rows(event, of_day, f"d{number}-" if len(by_date) > 1 else ""))
        for number, (day, of_day) in enumerate(by_date, start=1)
    ]
    starts_at = event.local(min(event.starts_at, event.doors_open_at))
    return Programme(starts_at, event.local_end, tuple(days))


def version_of(event: Event, programme: Programme) -> int:
    """For programs: it grows with each publication, and with what happens to the event.

    Edits that nobody has published leave it as it is.
    """
    return programme.number + event.calendar_sequence


def _date(session: SessionCopy) -> date:
    return session.date


def _rows(event: Event, sessions: list, prefix: str) -> tuple[Row, ...]:
    rows = [_row(event, session) for session in sessions]
    starts = [row.starts_at for row in rows]
    return tuple(
        replace(
            row,
            anchor=_anchor(row, prefix, starts[:index].count(row.starts_at)),
            implied_end=None if row.ends_at else _implied_end(event, row, starts),
            is_parallel=bool(row.place) and starts.count(row.starts_at) > 1,
        )
        for index, row in enumerate(rows)
    )


def _anchor(row: Row, prefix: str, rows_before: int) -> str:
    """s-1000, or s-d2-1000 on several days; -b, -c… for more rows at the same time."""
    if not rows_before:
        return f"s-{prefix}{row.starts_at:%H%M}"
    letters = string.ascii_lowercase
    suffix = letters[rows_before] if rows_before < len(letters) else rows_before
    return f"s-{prefix}{row.starts_at:%H%M}-{suffix}"


def _implied_end(event: Event, row: Row, starts: list[datetime]) -> datetime | None:
    later = [start for start in starts if start > row.starts_at]
    end = min(later, default=event.local_end)
    return end if row.starts_at < end <= _midnight_after(row) else None


def _midnight_after(row: Row) -> datetime:
    next_day = row.starts_at.date() + timedelta(days=1)
    return datetime.combine(next_day, time(), row.starts_at.tzinfo)


def _row(event: Event, session: SessionCopy) -> Row:
    def moment(of_day: time) -> datetime:
        return datetime.combine(session.date, of_day, event.zone)

    spoken = event.content_language
    return Row(
        anchor="",
        kind=session.kind,
        starts_at=moment(session.starts_at),
        ends_at=moment(session.ends_at) if session.ends_at else None,
        own_title=_text(session, "title", spoken),
        description=_text(session, "description", spoken),
        place=_text(session, "place", spoken),
        talks=tuple(_talk(event, row) for row in session.contributions),
        session_key=session.key,
        takes_sign_ups=session.takes_sign_ups,
        seats=session.seats,
        room=session.room,
        capacity=session.capacity,
        uid=session.uid,
        sequence=session.sequence,
    )


def _talk(event: Event, contribution: ContributionCopy) -> Talk:
    spoken = contribution.language or event.content_language
    return Talk(
        title=_text(contribution, "title", spoken),
        abstract=_text(contribution, "abstract", spoken),
        duration=contribution.duration,
        people=tuple(_appearance(event, person) for person in contribution.people),
        language=spoken,
        key=contribution.key,
        uid=contribution.uid,
    )


def _appearance(event: Event, person: PersonCopy) -> Appearance:
    spoken = event.content_language
    return Appearance(
        name=person.full_name,
        function=person.function,
        roles=tuple(_text(role, "text", spoken) for role in person.roles),
        given_name=person.given_name,
        family_name=person.family_name,
        person_uid=person.uid,
    )


def _text(row, name: str, spoken: str) -> Text:
    """The text in the active language, else the other one with its language.

    A text that stands alone in the first column is in the language in which people
    speak: an English talk of a French day is announced in English on every page.
    """
    french, english = getattr(row, f"{name}_fr"), getattr(row, f"{name}_en")
    page = current_language()
    if page == Language.ENGLISH and english:
        return Text(english)
    words, language = (french, spoken) if french else (english, Language.ENGLISH)
    if french and english:
        language = Language.FRENCH
    is_of_the_page = not words or language == page
    return Text(words, "" if is_of_the_page else str(language))
