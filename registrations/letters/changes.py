"""What changes in an event, told from what was announced before and what holds now.

M8 when it moves or is postponed, M9 when it is cancelled. Sentences are made in the
language of their reader, from values that were kept (see events.moves).
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import dates
from events import wording as event_wording
from events.languages import Language, current_language
from events.models import Event
from events.text import one_line
from registrations import wording
from registrations.letters.facts import of_event, of_registration
from registrations.letters.moves import Announced, Move, move_of
from registrations.models import Message

# French says « en amphi 2 au lieu de l’amphi 1 »: how a room that begins with one of
# these words follows « au lieu », and « se tient ».
ROOMS = {
    "amphi": ("de l’", "en "),
    "amphithéâtre": ("de l’", "en "),
    "auditorium": ("de l’", "à l’"),
    "bâtiment": ("du ", "au "),
    "hall": ("du ", "dans le "),
    "salle": ("de la ", "en "),
}


def event_changed(message: Message) -> dict:
    context, event = message.context, message.event
    move = move_of(event, context["before"], context["after"])
    return (
        of_event(event)
        | of_registration(message.registration)
        | {
            "headline": headline(move),
            "changes": changes(move),
            "unchanged": unchanged(move),
        }
    )


def event_postponed(message: Message) -> dict:
    event = message.event
    headline = event.noun.agree(
        feminine=pgettext("feminine", "Postponed: %(event_of_day)s, %(short_title)s"),
        masculine=pgettext("masculine", "Postponed: %(event_of_day)s, %(short_title)s"),
    )
    fact = event.noun.agree(
        feminine=pgettext("feminine", "%(The_event)s, %(short_title)s, is postponed."),
        masculine=pgettext(
            "masculine", "%(The_event)s, %(short_title)s, is postponed."
        ),
    )
    return _about_the_day(message, headline, fact)


def event_cancelled(message: Message) -> dict:
    event = message.event
    headline = event.noun.agree(
        feminine=pgettext("feminine", "Cancelled: %(event_of_day)s, %(short_title)s"),
        masculine=pgettext("masculine", "Cancelled: %(event_of_day)s, %(short_title)s"),
    )
    fact = event.noun.agree(
        feminine=pgettext(
            "feminine", "%(The_event)s, “%(short_title)s”, is cancelled."
        ),
        masculine=pgettext(
            "masculine", "%(The_event)s, “%(short_title)s”, is cancelled."
        ),
    )
    reason = one_line(message.context["reason"]).rstrip(". ")
    sentence = f"{capfirst(reason)}." if reason else ""
    return _about_the_day(message, headline, fact) | {"reason": sentence}


def headline(move: Move) -> str:
    """What stands after « Changement » in the subject."""
    new, title = move.new.as_event, one_line(move.new.event.short_title)
    if move.has_new_days:
        sentence = _("Change: %(short_title)s is %(on_day)s")
        return sentence % {"short_title": title, "on_day": _on_day(new)}
    if move.has_new_place:
        return _headline_of_place(move, title)
    if move.has_new_room:
        return _headline_of_room(move.new.room, title)
    sentence = _("Change: %(short_title)s, %(hours)s")
    return sentence % {"short_title": title, "hours": move.new.hours}


def changes(move: Move) -> str:
    """« amphi 2 au lieu de l’amphi 1 »; several changes follow one another."""
    found = []
    if move.was_postponed:
        found.append(_takes_place(move.new))
    else:
        found += [_new_days(move)] if move.has_new_days else []
        found += [_new_hours(move)] if move.has_new_hours else []
    if move.has_new_place:
        found.append(_new_place(move))
    elif move.has_new_room:
        found.append(_new_room(move.new.room, move.old.room))
    return _("; ").join(found)


def unchanged(move: Move) -> str:
    """« La date et les horaires restent les mêmes. »; empty when nothing does."""
    is_new = (
        move.has_new_days,
        move.has_new_hours,
        move.has_new_place or move.has_new_room,
    )
    return {
        (False, False, True): _("The date and times stay the same."),
        (True, False, False): _("The times and the place stay the same."),
        (False, True, False): _("The date and the place stay the same."),
        (True, True, False): _("The place stays the same."),
        (True, False, True): _("The times stay the same."),
        (False, True, True): _("The date stays the same."),
    }.get(is_new, "")


def _about_the_day(message: Message, headline: str, fact: str) -> dict:
    """A mail about the whole event: « La journée du mercredi 22 mai 2019… »"""
    event = message.event
    words = {
        "The_event": capfirst(_of_the_days(event.noun.the, event)),
        "event_of_day": event_of_day(event.noun.bare, event),
        "short_title": one_line(event.short_title),
    }
    return (
        of_event(event)
        | of_registration(message.registration)
        | {"headline": headline % words, "fact": fact % words}
    )


def event_of_day(noun: str, event: Event) -> str:
    """journée du 22 mai · study day of 22 May"""
    day = dates.day_and_month(event.local_start)
    return _("%(noun)s of %(day)s") % {"noun": noun, "day": day}


def _of_the_days(noun: str, event: Event) -> str:
    """la journée du mercredi 22 mai 2019 · the study day of Wednesday 22 May 2019"""
    if event.has_many_days:
        return wording.dated(noun, event)
    return _("%(noun)s of %(day)s") % {"noun": noun, "day": event_wording.days(event)}


def _on_day(event: Event) -> str:
    """le mercredi 29 mai · on Wednesday 29 May"""
    return _("on %(when)s") % {"when": dates.long_day(event.local_start)}


def _takes_place(new: Announced) -> str:
    sentence = new.event.noun.agree(
        feminine=pgettext(
            "feminine",
            "%(the_event)s was postponed; it takes place %(when)s, %(hours)s",
        ),
        masculine=pgettext(
            "masculine",
            "%(the_event)s was postponed; it takes place %(when)s, %(hours)s",
        ),
    )
    return sentence % {
        "the_event": new.event.noun.the,
        "when": _on_days(new),
        "hours": new.hours,
    }


def _on_days(new: Announced) -> str:
    if new.as_event.has_many_days:
        return new.days
    return _("on %(when)s") % {"when": new.days}


def _new_days(move: Move) -> str:
    words = {"new": move.new.days, "old": move.old.days}
    if move.new.as_event.has_many_days or move.old.as_event.has_many_days:
        return _("%(new)s (before: %(old)s)") % words
    return pgettext("day", "%(new)s instead of %(old)s") % words


def _new_hours(move: Move) -> str:
    words = {"new": move.new.hours, "old": move.old.hours}
    return pgettext("hours", "%(new)s instead of %(old)s") % words


def _new_place(move: Move) -> str:
    new = ", ".join(filter(None, [move.new.room, move.new.place]))
    if move.new.is_online:
        new = pgettext("in a sentence", "online")
    if not move.old.place:
        return new
    words = {"new": new or _("to be announced"), "old": move.old.place}
    return _("%(new)s (before: %(old)s)") % words


def _new_room(new: str, old: str) -> str:
    if not old:
        return _in_a_sentence(new)
    if not new:
        return _("the room is shown on the spot (before: %(old)s)") % {"old": old}
    if current_language() == Language.ENGLISH:
        return pgettext("room", "%(new)s instead of %(old)s") % {"new": new, "old": old}
    if not (ways := ROOMS.get(_first_word(old))):
        return _("%(new)s (before: %(old)s)") % {"new": new, "old": old}
    words = {"new": _in_a_sentence(new), "old": ways[0] + _in_a_sentence(old)}
    return pgettext("room", "%(new)s instead of %(old)s") % words


def _headline_of_place(move: Move, title: str) -> str:
    if move.new.is_online:
        return _("Change: %(short_title)s is online") % {"short_title": title}
    town = move.new.known["town"]
    if town and town != move.old.known["town"]:
        where = {"short_title": title, "in_town": wording.in_town(one_line(town))}
        return _("Change: %(short_title)s is %(in_town)s") % where
    return _("Change of place: %(short_title)s") % {"short_title": title}


def _headline_of_room(room: str, title: str) -> str:
    ways = ROOMS.get(_first_word(room))
    is_french = current_language() == Language.FRENCH
    if not room or (is_french and not ways):
        return _("Change of room: %(short_title)s") % {"short_title": title}
    where = ways[1] + _in_a_sentence(room) if is_french and ways else room
    sentence = pgettext("room", "Change: %(short_title)s is in %(room)s")
    return sentence % {"short_title": title, "room": where}


def _first_word(room: str) -> str:
    return room.partition(" ")[0].casefold()


def _in_a_sentence(room: str) -> str:
    """A room that is called by a common noun begins with a small letter in French."""
    is_french = current_language() == Language.FRENCH
    if is_french and _first_word(room) in ROOMS:
        return room[0].lower() + room[1:]
    return room
