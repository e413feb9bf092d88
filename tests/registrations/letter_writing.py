"""A study day and its people, for tests of what mails say."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from events.moves import announced
from programme.models import Session
from registrations import letters
from registrations.models import Message, Notice
from tests.factories import (
    EventFactory,
    MailingFactory,
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)

STARTS_AT = datetime(2019, 5, 22, 9, tzinfo=ZoneInfo("Europe/Paris"))
BEFORE_THE_CUT_OFF = datetime(2019, 5, 10, 12, tzinfo=ZoneInfo("Europe/Paris"))
AFTER_THE_CUT_OFF = datetime(2019, 5, 21, 22, tzinfo=ZoneInfo("Europe/Paris"))


def french(text: str) -> str:
    """Write a non-breaking space as ~."""
    return text.replace("~", "\u00a0")


def study_day(**changes):
    """The day of 22 May 2019 at Gennevilliers, in French, welcomed in the hall."""
    values = {
        "title_fr": "Le travail partenarial : nécessité et innovations",
        "short_title_fr": "Partenariat 2019",
        "slug": "partenariat-2019",
        "starts_at": STARTS_AT,
        "ends_at": STARTS_AT.replace(hour=17, minute=30),
        "contact_email": "contact@example.org",
        "published_at": STARTS_AT.replace(month=3),
        "registration_opens_at": STARTS_AT.replace(month=4),
        "registration_closes_at": STARTS_AT.replace(day=15),
    }
    event = EventFactory(**values | changes)
    organisation = OrganisationFactory(short_name="ÉMA")
    PartnershipFactory(event=event, organisation=organisation)
    SessionFactory(
        event=event,
        kind=Session.Kind.WELCOME,
        starts_at=time(9),
        place_fr="hall du bâtiment",
        place_en="entrance hall",
    )
    return event


def jeanne(event, **changes):
    """Jeanne Martin, registered."""
    values = {
        "given_name": "Jeanne",
        "family_name": "Martin",
        "email": "jeanne@example.org",
    }
    return RegistrationFactory(event=event, **values | changes)


def message(notice: Notice, person, **changes) -> Message:
    """A mail of the outbox for a registered person, due now."""
    values = {
        "event": person.event,
        "registration": person,
        "to": person.email,
        "language": person.language,
    }
    return Message.objects.create(notice=notice, **values | changes)


def each_notice(event, language: str, **person) -> list[Message]:
    """One mail of every kind, as the outbox would hold it."""
    registration = jeanne(event, **{"language": language, **person})
    changes = {
        Notice.CANCELLED_BY_TEAM: {"context": {"reason": "doublon."}},
        Notice.PERSONAL_LINK: {"registration": None},
        Notice.WORKSHOP_PLACE: {"context": in_a_workshop(registration)},
        Notice.PASSWORD_RESET: for_account(UserFactory(language=language)),
        Notice.FREE_MESSAGE: {"mailing": MailingFactory(event=event)},
        **_of_the_event(event, language),
    }
    return [message(n, registration, **changes.get(n, {})) for n in letters.WRITERS]


def _of_the_event(event, language: str) -> dict:
    """What is different in mails about the whole event, and in those to its team."""
    now = announced(event)
    member = MembershipFactory(event=event, user__language=language)
    of_team = for_account(member.user) | {"event": event, "membership": member}
    return {
        Notice.EVENT_CHANGED: {
            "context": {"before": now | {"room": "Amphi 1"}, "after": now}
        },
        Notice.EVENT_CANCELLED: {"context": {"at": "", "reason": "une grève."}},
        Notice.DIGEST: of_team,
        Notice.TEAM_INVITATION: of_team,
    }


def in_a_workshop(registration) -> dict:
    """Give somebody a place, and say what its mail is about."""
    workshop = WorkshopFactory(
        event=registration.event, title_fr="Écrire à plusieurs", title_en="Writing"
    )
    WorkshopPlaceFactory(registration=registration, session=workshop)
    return {"session": workshop.pk, "left": []}


def for_account(user) -> dict:
    """What is different in a mail to somebody who signs in."""
    return {"event": None, "registration": None, "user": user, "to": user.email}
