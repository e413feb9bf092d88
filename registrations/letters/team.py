"""Mails to the people who run an event: M14, its digest, and M15, the invitation."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events import wording as event_wording
from events.access import Role
from events.addresses import full_address
from events.languages import Language, current_language
from events.models import Event
from events.text import one_line
from registrations import digests, invitations, points, wording
from registrations.letters.changes import event_of_day
from registrations.letters.facts import contact_of
from registrations.models import Message


def digest(message: Message) -> dict:
    """No participant’s name: figures, and what is left to do."""
    event = Event.objects.for_page().get(pk=message.event_id)
    found = points.of_event(event, message.user)
    links = [settings.SITE_URL + point.path for point in found]
    stop_link = digests.stop_link(message.membership)
    return {
        "contact": settings.SITE_CONTACT,
        "headline": _headline(event, len(found)),
        "beginning": _beginning(event),
        "figures": digests.figures(event),
        "points": [
            {"text": point.text, "link": link}
            for point, link in zip(found, links, strict=True)
        ],
        "stop_link": stop_link,
        "quiet_links": [stop_link, *links],
    }


def team_invitation(message: Message) -> dict:
    membership, event = message.membership, message.event
    is_newcomer = not membership.user.has_usable_password()
    return {
        "contact": contact_of(event),
        "headline": _("You are joining the team for %(event)s")
        % {"event": event_of_day(_noun(event), event)},
        "fact": _("You are joining the team for %(event)s, %(short_title)s: %(role)s.")
        % {
            "event": wording.dated(_noun(event), event),
            "short_title": one_line(event.short_title),
            "role": _role(membership.role),
        },
        "is_newcomer": is_newcomer,
        "days": invitations.LASTS.days,
        "team_link": invitations.link(membership)
        if is_newcomer
        else full_address("admin:login"),
    }


def _headline(event: Event, count: int) -> str:
    """Partenariat 2019 : 86 inscriptions, 3 points à traiter"""
    words = {
        "short_title": one_line(event.short_title),
        "registered": digests.registered(event),
        "count": count,
    }
    if not count:
        return _("%(short_title)s: %(registered)s") % words
    sentence = ngettext(
        "%(short_title)s: %(registered)s, %(count)s point to handle",
        "%(short_title)s: %(registered)s, %(count)s points to handle",
        count,
    )
    return sentence % words


def _beginning(event: Event) -> str:
    """Partenariat 2019, mercredi 22 mai 2019, dans 12 jours."""
    left = (event.local_start.date() - event.local(timezone.now()).date()).days
    parts = [one_line(event.short_title), event_wording.days(event)]
    if left == 1:
        parts.append(pgettext("an event is", "tomorrow"))
    elif left > 1:
        parts.append(
            ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}
        )
    return ", ".join(parts) + "."


def _noun(event: Event) -> str:
    """« L’équipe de la journée », but “the team for the study day”."""
    is_french = current_language() == Language.FRENCH
    return event.noun.of_the if is_french else event.noun.the


def _role(role: str) -> str:
    """What the person will be, in the words of the invitation."""
    return {
        Role.ORGANISER: pgettext("in a team", "organiser"),
        Role.SECRETARY: pgettext("in a team", "secretary"),
        Role.DOOR: pgettext("in a team", "door"),
        Role.READER: pgettext("in a team", "reader"),
    }[Role(role)]
