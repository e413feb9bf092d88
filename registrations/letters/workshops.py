"""What mails say of workshops."""

from django.utils.translation import gettext as _

from events import dates
from events.text import one_line
from programme.timetable import Row
from registrations import workshops
from registrations.letters.facts import NothingToSayError, of_event, of_registration
from registrations.models import Message, Registration
from registrations.workshops import Wish


def of_workshops(registration: Registration) -> dict:
    """Ateliers : Écrire ensemble, 14 h – 15 h (place confirmée). Empty without any."""
    listed = ""
    for wish in _wishes(registration):
        state = _("place confirmed") if wish.has_place else _("waiting list")
        one = _("%(title)s, %(hours)s (%(state)s)") % {
            "title": one_line(str(wish.row.title)),
            "hours": wish.hours,
            "state": state,
        }
        between = _("%(first)s; %(second)s")
        listed = between % {"first": listed, "second": one} if listed else one
    sentence = _("Workshops: %(workshops)s.") % {"workshops": listed}
    return {"workshops": sentence if listed else ""}


def workshop_place(message: Message) -> dict:
    """Raises NothingToSayError when the place was given up before the mail left."""
    wishes = {
        wish.row.session_key: wish
        for wish in workshops.workshops_of(message.registration)
    }
    wish = wishes.get(message.context["session"])
    if wish is None or not wish.has_place:
        raise NothingToSayError
    return _facts(message, wish.row, message.context["left"])


def sample_place(message: Message) -> dict:
    """The same for a letter to nobody."""
    rows = [*workshops.offered(message.event).values()]
    return _facts(message, rows[0] if rows else None, [])


def _facts(message: Message, row: Row | None, left: list[int]) -> dict:
    rows = workshops.offered(message.event)
    titles = [one_line(str(rows[key].title)) for key in left if key in rows]
    return {
        **of_event(message.event),
        **of_registration(message.registration),
        "workshop": one_line(str(row.title)) if row else _("Workshop"),
        "workshop_hours": workshops.hours(row, with_day=message.event.has_many_days)
        if row
        else dates.clock(message.event.local_start),
        "left_workshops": ", ".join(titles),
    }


def _wishes(registration: Registration) -> list[Wish]:
    """Of nobody, in a sample: a place in the first workshop."""
    if registration.pk:
        return workshops.workshops_of(registration)
    rows = [*workshops.offered(registration.event).values()]
    return [Wish(row, True) for row in rows[:1]]
