"""Makes the demonstration event from its data file, once."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from events import operations as event_operations
from events.models import (
    Event,
    EventSlug,
    Organisation,
    Partnership,
    User,
    Venue,
)
from programme import entry, operations
from programme.models import Contribution, Session
from programme.times import read_time

DATA = tomllib.loads(
    (Path(__file__).parent / "study_day_2019.toml").read_text(encoding="utf-8")
)
HELD_ON: date = DATA["held_on"]
WEEKS_AHEAD = 4


def is_loaded() -> bool:
    """Also after its address was changed, or its data deleted."""
    return EventSlug.objects.filter(slug=DATA["slug"]).exists()


def coming_day(today: date) -> date:
    """The first day with the weekday of 22 May 2019, four weeks ahead or more."""
    earliest = today + timedelta(weeks=WEEKS_AHEAD)
    return earliest + timedelta(days=(HELD_ON.weekday() - earliest.weekday()) % 7)


@transaction.atomic
def load(*, organiser: User, day: date = HELD_ON, seats: int | None = None) -> Event:
    """The event with its programme; registration is open if its day is to come."""
    event = event_operations.create_event(
        Event(
            **DATA["event"],
            slug=DATA["slug"],
            venue=Venue.objects.create(**DATA["venue"]),
            seats=seats,
            **_moments(day),
        ),
        actor=organiser,
    )
    for position, partner in enumerate(DATA["organisations"], start=1):
        _add_partner(event, position, **partner)
    for row in DATA["sessions"]:
        _add_session(event, day, organiser, **row)
    operations.publish(event, actor=organiser)
    event.refresh_from_db()
    return event


def _moments(day: date) -> dict:
    """The moments of the real day, or those of a demonstration that opens now."""
    zone = Event().zone

    def at(moment: datetime) -> datetime:
        return moment.replace(tzinfo=zone)

    moments = {
        "starts_at": at(datetime.combine(day, DATA["starts_at"])),
        "ends_at": at(datetime.combine(day, DATA["ends_at"])),
    }
    if day == HELD_ON:
        opening = at(DATA["published_at"])
        closing = at(DATA["registration_closes_at"])
        return moments | {
            "published_at": opening,
            "registration_opens_at": opening,
            "registration_closes_at": closing,
        }
    now = timezone.now()
    return moments | {
        "published_at": now,
        "registration_opens_at": now,
        "demonstrates": HELD_ON,
    }


def _add_partner(
    event: Event,
    position: int,
    *,
    role: str,
    name: str,
    short_name: str = "",
    name_as_printed: str = "",
) -> None:
    Partnership.objects.create(
        event=event,
        organisation=Organisation.objects.create(name=name, short_name=short_name),
        role=role,
        name_as_printed=name_as_printed,
        position=position,
    )


def _add_session(
    event: Event,
    day: date,
    organiser: User,
    *,
    start: str,
    kind: str,
    end: str = "",
    title: str = "",
    place: str = "",
    place_en: str = "",
    talks: list[dict] | tuple = (),
) -> None:
    session = Session(
        event=event,
        date=day,
        starts_at=read_time(start),
        ends_at=read_time(end) if end else None,
        kind=kind,
        title_fr=title,
        place_fr=place,
        place_en=place_en,
    )
    operations.save_session(
        session,
        [
            (
                Contribution(title_fr=talk.get("title", ""), position=position),
                [entry.read(line) for line in talk["people"]],
            )
            for position, talk in enumerate(talks, start=1)
        ],
        actor=organiser,
    )
