"""The rows of a programme as plain values, in both languages, apart from the database.

`take` copies the working rows; `dump` and `load` carry the copy through JSON, which is
what a Publication keeps. Everything that readers see is built from such copies.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, time, timedelta

from events.models import Event
from programme import models, names


@dataclass(frozen=True)
class RoleCopy:
    text_fr: str
    text_en: str = ""


@dataclass(frozen=True)
class PersonCopy:
    """Somebody with a function; `uid` stays the same from talk to talk."""

    uid: str
    given_name: str
    family_name: str
    function: str
    roles: tuple[RoleCopy, ...] = ()

    @property
    def full_name(self) -> str:
        return names.full_name(self.given_name, self.family_name)


@dataclass(frozen=True)
class ContributionCopy:
    """`key` is the row of the working copy, which may be gone."""

    key: int
    uid: str
    title_fr: str = ""
    title_en: str = ""
    abstract_fr: str = ""
    abstract_en: str = ""
    language: str = ""
    duration: int | None = None
    people: tuple[PersonCopy, ...] = ()


@dataclass(frozen=True)
class SessionCopy:
    """A row of the day; its place is the name of its room, where it has one.

    `key` is the row of the working copy, which may be gone.
    """

    key: int
    uid: str
    sequence: int = field(compare=False)
    date: date
    starts_at: time
    ends_at: time | None
    kind: str
    title_fr: str = ""
    title_en: str = ""
    description_fr: str = ""
    description_en: str = ""
    place_fr: str = ""
    place_en: str = ""
    room: str = ""
    # Not for readers: a publication that differs in these alone is the same.
    capacity: int | None = field(default=None, compare=False)
    takes_sign_ups: bool = False
    seats: int | None = field(default=None, compare=False)
    contributions: tuple[ContributionCopy, ...] = ()


def take(event: Event) -> tuple[SessionCopy, ...]:
    """The rows that the programme shows, in order, as they are at this moment."""
    return copies(event.sessions.for_programme())


def copies(sessions: Iterable[models.Session]) -> tuple[SessionCopy, ...]:
    """The same for rows that `for_programme()` brought."""
    return tuple(_session(row) for row in sessions)


def dump(sessions: Iterable[SessionCopy]) -> list[dict]:
    """As JSON can hold it: dates as 2019-05-22, times as 09:15:00."""
    return [_without_dates(asdict(session)) for session in sessions]


def load(content: list[dict]) -> tuple[SessionCopy, ...]:
    """What `dump` made, read back."""
    return tuple(_loaded_session(dict(values)) for values in content)


def moved(sessions: Iterable[SessionCopy], days: timedelta) -> tuple[SessionCopy, ...]:
    """The same rows on other dates, at the same hours, for calendars to fetch again."""
    return tuple(
        replace(row, date=row.date + days, sequence=row.sequence + 1)
        for row in sessions
    )


def _session(row: models.Session) -> SessionCopy:
    room = row.room
    return SessionCopy(
        key=row.pk,
        uid=str(row.uid),
        sequence=row.sequence,
        date=row.date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        kind=row.kind,
        title_fr=row.title_fr,
        title_en=row.title_en,
        description_fr=row.description_fr,
        description_en=row.description_en,
        place_fr=room.name_fr if room else row.place_fr,
        place_en=room.name_en if room else row.place_en,
        room=room.name_fr if room else "",
        capacity=room.capacity if room else None,
        takes_sign_ups=row.takes_sign_ups,
        seats=row.seats,
        contributions=tuple(map(_contribution, row.contributions.all())),
    )


def _contribution(row: models.Contribution) -> ContributionCopy:
    return ContributionCopy(
        key=row.pk,
        uid=str(row.uid),
        title_fr=row.title_fr,
        title_en=row.title_en,
        abstract_fr=row.abstract_fr,
        abstract_en=row.abstract_en,
        language=row.language,
        duration=row.duration,
        people=tuple(map(_person, row.participations.all())),
    )


def _person(row: models.Participation) -> PersonCopy:
    return PersonCopy(
        uid=str(row.person.uid),
        given_name=row.person.given_name,
        family_name=row.person.family_name,
        function=row.function,
        roles=tuple(RoleCopy(one.text_fr, one.text_en) for one in row.roles.all()),
    )


def _without_dates(values: dict) -> dict:
    ends_at = values["ends_at"]
    return values | {
        "date": values["date"].isoformat(),
        "starts_at": values["starts_at"].isoformat(),
        "ends_at": ends_at and ends_at.isoformat(),
    }


def _loaded_session(values: dict) -> SessionCopy:
    ends_at = values["ends_at"]
    times = {
        "date": date.fromisoformat(values["date"]),
        "starts_at": time.fromisoformat(values["starts_at"]),
        "ends_at": time.fromisoformat(ends_at) if ends_at else None,
    }
    contributions = tuple(_loaded_contribution(one) for one in values["contributions"])
    return SessionCopy(**(values | times | {"contributions": contributions}))


def _loaded_contribution(values: dict) -> ContributionCopy:
    people = tuple(_loaded_person(one) for one in values["people"])
    return ContributionCopy(**(values | {"people": people}))


def _loaded_person(values: dict) -> PersonCopy:
    roles = tuple(RoleCopy(**one) for one in values["roles"])
    return PersonCopy(**(values | {"roles": roles}))
