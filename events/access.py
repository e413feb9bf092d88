"""Who may see and do what: the one place that decides.

A role is held on one event. Every page that signed-in people see starts from
`visible(queryset, user, verb)`, which keeps the rows of the events where the
user's role allows the verb. A model says where its event is with `event_path`;
None means that superusers alone see it.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    SECRETARY = "secretary", _("Secretary")
    DOOR = "door", _("Door")
    READER = "reader", _("Reader")


class Verb(models.TextChoices):
    """What can be done on an event."""

    SEE_EVENT = "see_event"
    EDIT_EVENT = "edit_event"
    PUBLISH = "publish"
    EDIT_PROGRAMME = "edit_programme"
    EDIT_DOCUMENTS = "edit_documents"
    SEE_REGISTRATIONS = "see_registrations"
    SEE_EMAILS = "see_emails"
    SEE_NEEDS = "see_needs"
    EDIT_REGISTRATIONS = "edit_registrations"
    EXPORT = "export"
    REORDER_WAITING = "reorder_waiting"
    PURGE = "purge"
    SEE_MESSAGES = "see_messages"
    DRAFT_MESSAGES = "draft_messages"
    SEND_MESSAGES = "send_messages"
    EDIT_WORDINGS = "edit_wordings"
    REVOKE_CERTIFICATES = "revoke_certificates"
    MANAGE_TEAM = "manage_team"
    SEE_JOURNAL = "see_journal"
    ERASE = "erase"


_READER = {Verb.SEE_EVENT, Verb.SEE_REGISTRATIONS}
_SECRETARY = _READER | {
    Verb.EDIT_PROGRAMME,
    Verb.EDIT_DOCUMENTS,
    Verb.SEE_EMAILS,
    Verb.EDIT_REGISTRATIONS,
    Verb.EXPORT,
    Verb.SEE_MESSAGES,
    Verb.DRAFT_MESSAGES,
}
# Erasing is for superusers, whom an organiser asks. The door works outside the admin,
# on pages of its own.
CAPABILITIES: dict[str, frozenset[Verb]] = {
    Role.ORGANISER: frozenset(Verb) - {Verb.ERASE},
    Role.SECRETARY: frozenset(_SECRETARY),
    Role.DOOR: frozenset(),
    Role.READER: frozenset(_READER),
}


def roles_of(user) -> dict[int, tuple[str, bool]]:
    """The user's live roles: event key → (role, may a secretary see needs there).

    Read once and kept on the user object, which lives as long as one request.
    """
    if not hasattr(user, "_roles"):
        now = timezone.now()
        rows = user.memberships.filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=now),
            accepted_at__lte=now,
            event__deleted_at=None,
        ).values_list("event_id", "role", "event__has_needs_shown_to_secretary")
        user._roles = {event: (role, shown) for event, role, shown in rows}
    return user._roles


def allowed_events(user, verb: str) -> set[int]:
    """Keys of the events on which the user's role allows the verb."""
    if not user.is_active or user.is_anonymous:
        return set()
    return {
        event
        for event, (role, shows_needs) in roles_of(user).items()
        if verb in CAPABILITIES[role]
        or (verb == Verb.SEE_NEEDS and role == Role.SECRETARY and shows_needs)
    }


def visible(queryset, user, verb: str):
    """The rows of `queryset` on whose event the user may do `verb`."""
    if _is_unlimited(user):
        return queryset
    path = queryset.model.event_path
    events = allowed_events(user, verb) if path else set()
    if not events:
        return queryset.none()
    # A subquery, because a path through many rows would repeat the object.
    keys = queryset.model._base_manager.filter(**{f"{path}__in": events}).values("pk")
    return (
        queryset.filter(pk__in=keys)
        if path != "event"
        else queryset.filter(event__in=events)
    )


def may(user, verb: str, event=None) -> bool:
    """May the user do `verb` on this event, or on any event where none is given?"""
    if _is_unlimited(user):
        return True
    events = allowed_events(user, verb)
    return bool(events) if event is None else event.pk in events


def may_on(user, verb: str, obj) -> bool:
    """May the user do `verb` on an event to which this object belongs?"""
    if _is_unlimited(user):
        return True
    if obj.event_path == "pk":
        return obj.pk in allowed_events(user, verb)
    if obj.event_path == "event":
        return obj.event_id in allowed_events(user, verb)
    return visible(type(obj)._base_manager.filter(pk=obj.pk), user, verb).exists()


def may_enter(user) -> bool:
    """May the user enter the organisers’ pages? The door alone does not open them."""
    if _is_unlimited(user):
        return True
    if not user.is_active or user.is_anonymous:
        return False
    return user.may_create_events or may(user, Verb.SEE_EVENT)


def may_create_events(user) -> bool:
    return _is_unlimited(user) or (user.is_active and user.may_create_events)


def _is_unlimited(user) -> bool:
    return user.is_active and user.is_superuser
