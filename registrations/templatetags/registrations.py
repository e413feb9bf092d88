"""What pages show of registrations; the event comes `for_page()`, with its seats."""

from django import template
from django.conf import settings
from django.utils.translation import ngettext

from events import wording as event_wording
from events.models import Event, User
from events.states import ACCEPTING, State
from registrations import desk_code, points, wording
from registrations.limits import EVENT, TooManyPosts
from registrations.models import Registration
from registrations.next_steps import next_steps as next_steps_at

register = template.Library()

register.filter("dated", wording.dated)
register.simple_tag(wording.waiting_introduction)
register.simple_tag(wording.recorded_status)
register.simple_tag(wording.already_cancelled)


@register.inclusion_tag("registrations/_invitation.html")
def invitation(event: Event) -> dict:
    """The main button of an event in its present state, if it has one."""
    return {"event": event, "state": event.state}


@register.inclusion_tag("registrations/_register_again.html", takes_context=True)
def register_again(context, registration: Registration) -> dict:
    """The way back for somebody who cancelled, while newcomers are accepted; why there
    is none, where nothing else on the page says it."""
    event, state = registration.event, registration.event.state
    reason = ""
    if state == State.CLOSED:
        reason = wording.registration_is_closed(event)
    elif state not in ACCEPTING:
        reason = event_wording.state_line(event, state)
    return {
        "csrf_token": context["csrf_token"],
        "registration": registration,
        "reason": reason,
    }


@register.simple_tag
def seats_left(event: Event) -> str:
    return ngettext(
        "%(count)s place left.", "%(count)s places left.", event.free_seats
    ) % {"count": event.free_seats}


@register.inclusion_tag("registrations/_next_steps.html")
def next_steps(event: Event, can_cancel: bool) -> dict:
    """What happens now, and what to do."""
    return {"steps": next_steps_at(event), "can_cancel": can_cancel}


@register.inclusion_tag("registrations/_desk_code.html")
def desk_code_of(registration: Registration) -> dict:
    """The code to show at the desk, with the reference; the latter alone without one"""
    return {
        "has_desk": desk_code.has_desk(registration.event),
        "drawing": desk_code.svg(registration),
        "description": desk_code.description(registration),
        "registration": registration,
    }


@register.simple_tag
def too_many_posts(refusal: TooManyPosts, event: Event | None) -> str:
    """Why a post was not taken, and when it may be sent again."""
    if refusal.limit == EVENT:
        sentence = ngettext(
            "Too many people are registering at this moment. Try again in %(count)s "
            "minute, or write to %(contact)s.",
            "Too many people are registering at this moment. Try again in %(count)s "
            "minutes, or write to %(contact)s.",
            refusal.minutes,
        )
    else:
        sentence = ngettext(
            "Too many requests from your connection. Try again in %(count)s minute, "
            "or write to %(contact)s.",
            "Too many requests from your connection. Try again in %(count)s minutes, "
            "or write to %(contact)s.",
            refusal.minutes,
        )
    contact = (event.contact_email if event else "") or settings.SITE_CONTACT
    return sentence % {"count": refusal.minutes, "contact": contact}


@register.inclusion_tag("admin/_points.html")
def points_of(event: Event, user: User) -> dict:
    """« À traiter » on the page of an event that comes `for_page()`."""
    return {"event": event, "points": points.of_event(event, user), "level": 2}
