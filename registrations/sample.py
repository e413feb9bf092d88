"""An invented event with invented people, as large as a measurement wants it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from events.languages import Language
from events.models import Event, Venue
from programme import operations
from programme.models import Contribution, Participation, Person, Session
from registrations.models import Profile, Registration, Status

ROWS_AT_A_TIME = 2000
MINUTES_OF_A_ROW = 30
FIRST_ROW_AT = time(9)
ROWS_A_DAY = 16
GIVEN_NAMES = (
    "Zoé Jean-Noël Éléonore Anaïs Ñusta Łukasz Gaël Maëlle Françoise Ángel Chloé "
    "Noémie Inès François Héloïse Benoît Cécile André Naïm Aïcha Øyvind Søren Yaël"
).split()
FAMILY_NAMES = (
    "Martin|D’Hérouville|Le Goff|N’Diaye|García Márquez|Müller|Lefèvre|Benoît-Roux|"
    "Nguyễn|O’Connor|Šimić|Lévêque|Duhamel|Ben Saïd|Châtelain|Østergaard|Faÿ|Ó Briain|"
    "de La Tour|Baïle|Kowalczyk|Fournier|Bréchet|Traoré|Garnier|Lainé|Moreau|Pétrel"
).split("|")
INSTITUTIONS = (
    "Université de Cergy-Pontoise|CCAS de Nanterre|École pratique de service social|"
    "Lycée de l’Hautil|CHU de Besançon|Département du Val-d’Oise|Aucun"
).split("|")


@transaction.atomic
def make_event(
    *, seats: int | None, registrations: int = 0, sessions: int = 0
) -> Event:
    """A published event that accepts registrations, with as many people and rows.

    People have the seats in the order in which they come; the others wait. Their
    addresses end in example.org, and no mail is written.
    """
    day = (timezone.localtime() + timedelta(days=60)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    days = max(1, -(-sessions // ROWS_A_DAY))
    event = Event.objects.create(
        title_fr="Journée d’essai : mesures et charges",
        short_title_fr="Journée d’essai",
        slug=f"essai-{get_random_string(8, 'abcdefghjkmnpqrstuvwxyz23456789')}",
        starts_at=day,
        ends_at=day + timedelta(days=days - 1, hours=8),
        registration_opens_at=timezone.now() - timedelta(days=1),
        registration_closes_at=day,
        published_at=timezone.now(),
        seats=seats,
        venue=_venue(),
        contact_email="essai@example.org",
        data_controller="Université d’essai",
        data_contact="dpo@example.org",
    )
    _add_rows(event, day, sessions)
    _add_people(event, registrations)
    return event


def _venue() -> Venue:
    return Venue.objects.create(
        institution="Université d’essai", town="Gennevilliers", name="Site d’essai"
    )


def _add_rows(event: Event, first_day: datetime, count: int) -> None:
    """Rows of half an hour, each with one talk of one person."""
    if not count:
        return
    rows = Session.objects.bulk_create(
        Session(
            event=event,
            date=first_day.date() + timedelta(days=number // ROWS_A_DAY),
            starts_at=_clock(number % ROWS_A_DAY),
            ends_at=_clock(number % ROWS_A_DAY + 1),
            kind=Session.Kind.TALKS,
            title_fr=f"Séance {number + 1} : mesurer, comparer, recommencer",
        )
        for number in range(count)
    )
    talks = Contribution.objects.bulk_create(
        Contribution(session=row, title_fr=f"Communication {number + 1}")
        for number, row in enumerate(rows)
    )
    for talk, (given_name, family_name) in zip(talks, _names(), strict=False):
        person = Person.objects.create(given_name=given_name, family_name=family_name)
        Participation.objects.create(contribution=talk, person=person)
    operations.publish(event, actor=None)


def _clock(slot: int) -> time:
    minutes = FIRST_ROW_AT.hour * 60 + slot * MINUTES_OF_A_ROW
    return time(minutes // 60, minutes % 60)


def _add_people(event: Event, count: int) -> None:
    profiles = list(Profile.objects.filter(event=event).order_by("position"))
    people = (
        _person(event, profiles[number % len(profiles)], number, names)
        for number, names in zip(range(count), _names(), strict=False)
    )
    while some := list(islice(people, ROWS_AT_A_TIME)):
        Registration.objects.bulk_create(some)


def _person(
    event: Event, profile: Profile, number: int, names: tuple[str, str]
) -> Registration:
    has_seat = event.seats is None or number < event.seats
    registered_at = event.registration_opens_at + timedelta(seconds=number * 0.5)
    person = Registration(
        event=event,
        given_name=names[0],
        family_name=names[1],
        email=f"personne{number}@example.org",
        profile=profile,
        institution=INSTITUTIONS[number % len(INSTITUTIONS)],
        language=Language.ENGLISH if number % 10 == 9 else Language.FRENCH,
        status=Status.CONFIRMED if has_seat else Status.WAITING,
        registered_at=registered_at,
        queued_at=None if has_seat else registered_at,
        queue_order=None if has_seat else number,
    )
    person.derive()
    return person


def _names() -> Iterator[tuple[str, str]]:
    """Names without end, the first of them all different."""
    number = 0
    while True:
        family = FAMILY_NAMES[number // len(GIVEN_NAMES) % len(FAMILY_NAMES)]
        yield GIVEN_NAMES[number % len(GIVEN_NAMES)], family
        number += 1
