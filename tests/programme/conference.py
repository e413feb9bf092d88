"""A conference of three days: 300 contributions in ten rooms, five of a kind a day."""

from datetime import time, timedelta

from events.models import Event
from programme import operations
from programme.models import (
    Contribution,
    Participation,
    ParticipationRole,
    Person,
    Room,
    Session,
)
from tests.factories import EventFactory

DAYS, ROOMS = 3, 10
STARTS = [time(9), time(10, 30), time(14), time(15, 30), time(17)]
TALKS_OF_A_ROW = 2


def conference() -> Event:
    """Published, with two people in each contribution and a role for each person."""
    event = EventFactory(short_title_fr="Colloque")
    event.ends_at = event.starts_at + timedelta(days=DAYS - 1, hours=9)
    event.save()
    rows = Session.objects.bulk_create(_rows(event))
    talks = Contribution.objects.bulk_create(
        Contribution(
            session=row,
            position=rank,
            title_fr=f"Ce que disent les textes, {row.title_fr}, exposé {rank}",
            duration=30,
        )
        for row in rows
        for rank in range(1, TALKS_OF_A_ROW + 1)
    )
    _add_people(talks)
    operations.publish(event, actor=None)
    event.refresh_from_db()
    return event


def _rows(event: Event) -> list[Session]:
    rooms = Room.objects.bulk_create(
        Room(event=event, name_fr=f"Salle {number}", position=number)
        for number in range(1, ROOMS + 1)
    )
    first_day = event.local_start.date()
    return [
        Session(
            event=event,
            date=first_day + timedelta(days=day),
            starts_at=start,
            ends_at=start.replace(hour=start.hour + 1),
            kind=Session.Kind.TALKS,
            title_fr=f"Séance {day + 1}.{rank + 1}.{room.position}",
            room=room,
            position=room.position,
        )
        for day in range(DAYS)
        for rank, start in enumerate(STARTS)
        for room in rooms
    ]


def _add_people(talks: list[Contribution]) -> None:
    people = [
        Person(given_name="Camille", family_name=f"Durand-Lefebvre {number}")
        for number in range(len(talks))
    ]
    for person in people:
        person.save()
    participations = Participation.objects.bulk_create(
        Participation(contribution=talk, person=person, position=rank)
        for number, talk in enumerate(talks)
        for rank, person in enumerate((people[number], people[number - 1]), start=1)
    )
    ParticipationRole.objects.bulk_create(
        ParticipationRole(
            participation=participation,
            text_fr="maître de conférences en sociologie, université de l’Exemple",
        )
        for participation in participations
    )
