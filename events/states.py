"""The state of an event: one value, computed here for pages, mails and the admin."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From top to bottom: the first that applies wins."""

    DRAFT = "draft", _("Draft")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")
    PAST = "past", _("Past")
    TODAY = "today", _("Today")
    NOT_OPEN = "not_open", _("Soon")
    CLOSED = "closed", _("Registration closed")
    FULL = "full", _("Full")
    FULL_WITH_WAITING_LIST = "full_wl", _("Full, waiting list")
    FEW = "few", _("Last places")
    OPEN = "open", _("Registration open")


ACCEPTING = frozenset({State.OPEN, State.FEW, State.FULL_WITH_WAITING_LIST})
# A calendar entry would mislead: there is nothing to come to, or no date yet.
OFF_DIARIES = frozenset({State.CANCELLED, State.POSTPONED, State.PAST})
FEW_AT_LEAST, FEW_AT_MOST = 3, 10


def state_at(event, moment: datetime) -> State:
    """State of an event fetched `with_seats()` at a moment of the server’s clock."""
    return _state_of_life(event, moment) or _state_of_registration(event, moment)


def _state_of_life(event, moment: datetime) -> State | None:
    if event.published_at is None or event.published_at > moment:
        return State.DRAFT
    if event.cancelled_at:
        return State.CANCELLED
    if event.postponed_at:
        return State.POSTPONED
    if event.ends_at <= moment:
        return State.PAST
    if event.doors_open_at <= moment:
        return State.TODAY
    return None


def _state_of_registration(event, moment: datetime) -> State:
    if moment < event.registration_opens_at:
        return State.NOT_OPEN
    if moment >= event.registration_closes_at:
        return State.CLOSED
    if not event.has_seat_for_newcomer:
        return State.FULL_WITH_WAITING_LIST if event.has_waiting_list else State.FULL
    if event.seats is not None and event.free_seats <= few_seats(event.seats):
        return State.FEW
    return State.OPEN


def few_seats(seats: int) -> int:
    """The number of free seats from which they are called the last ones."""
    return min(max(seats // 10, FEW_AT_LEAST), FEW_AT_MOST)
