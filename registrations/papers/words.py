"""What both papers say of the event and the person."""

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import dates
from events import wording as event_wording
from events.languages import Language, current_language
from events.models import Event, Partnership
from events.text import one_line
from programme import names
from registrations.models import Registration
from registrations.wording import in_town

# Stand for the person and the title while a sentence is put together; cleaned text
# holds neither.
PERSON, TITLE = "\ue000", "\ue001"


@dataclass(frozen=True)
class Run:
    """Words of a sentence; `lang` is empty where it is the one of the page."""

    text: str
    is_strong: bool = False
    lang: str = ""


def runs(sentence: str, registration: Registration) -> list[Run]:
    """The sentence with the person’s name in bold and the title in its language."""
    event = registration.event
    stand_for = {
        PERSON: Run(name_of(registration), is_strong=True),
        TITLE: Run(one_line(event.title), lang=title_language(event)),
    }
    parts = re.split(f"([{PERSON}{TITLE}])", sentence)
    return [stand_for.get(part, Run(part)) for part in parts if part]


def person(registration: Registration, *, has_institution: bool = True) -> str:
    """The person in a sentence, with the institution where it is wanted and known."""
    institution = one_line(registration.institution) if has_institution else ""
    return f"{PERSON} ({institution})" if institution else PERSON


def elides(registration: Registration) -> bool:
    """Does French write « qu’Alice » and « d’Alice » for this person?

    Not before h and y, which go either way.
    """
    letters = unicodedata.normalize("NFD", name_of(registration).strip().casefold())
    return letters[:1] in set("aeiouæœ")


def as_data(sentence: list[Run]) -> list[dict]:
    """For a template of typst."""
    return [asdict(run) for run in sentence]


def name_of(registration: Registration) -> str:
    """Prénom NOM"""
    return names.full_name(registration.given_name, registration.family_name)


def title_language(event: Event) -> str:
    return "" if event.is_in_page_language else str(Language.FRENCH)


def organiser_of(event: Event) -> str:
    """Whoever organises, first in the order of the page; else the host, else the site.

    One body: the verb of the sentence is in the singular.
    """
    organises = event.partnerships.filter(role=Partnership.Role.ORGANISES)
    first = organises.select_related("organisation").first()
    host = event.venue.institution if event.venue else ""
    return capfirst(one_line(str(first)) if first else host or settings.SITE_NAME)


def place_of(event: Event) -> str:
    """à Gennevilliers, en ligne, or nothing"""
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return _("online")
    return in_town(one_line(event.venue.town)) if event.venue else ""


def on_days(event: Event) -> str:
    """le mercredi 22 mai 2019, du mercredi 22 au vendredi 24 mai 2019"""
    days = event_wording.days(event)
    return days if event.has_many_days else _("on %(when)s") % {"when": days}


def issued(event: Event, day: date) -> str:
    """Fait à Gennevilliers, le 23 mai 2019."""
    when = dates.short_date(day)
    if not event.venue:
        return _("Issued on %(day)s.") % {"day": when}
    where = in_town(one_line(event.venue.town))
    return _("Issued %(in_town)s on %(day)s.") % {"in_town": where, "day": when}


def signed(event: Event) -> list[str]:
    """Whoever issues the paper, then name and position, with room for ink."""
    signatory = one_line(event.signatory or event.contact_name)
    return [line for line in (organiser_of(event), signatory) if line]


def look(event: Event) -> dict:
    """What every template of typst needs to know."""
    return {
        "language": current_language().value,
        "accent": event.accent,
        "organiser": organiser_of(event),
        "site": settings.SITE_NAME,
    }
