"""The sections of the two forms: what each role finds in them."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from events.access import Verb
from registrations.admin import answering, columns
from registrations.attendance import may_be_recorded
from registrations.models import Registration

READ_ONLY = [
    "event",
    columns.status,
    columns.registered_at,
    columns.place_in_line,
    columns.presences_in_words,
    "origin",
    "cancellation_reason",
    *answering.READ_ONLY,
]


def addition(sees: Callable[[Verb], bool]) -> list[tuple]:
    asked = ["given_name", "family_name", "email", "institution", "profile"]
    ticks = ["has_mail", "is_over_capacity_accepted", "is_another_person"]
    return [
        (_("Identity"), {"fields": ["event", *asked, "language"]}),
        *([_needs()] if sees(Verb.SEE_NEEDS) else []),
        (_("Registration"), {"fields": ticks}),
    ]


def correction(sees: Callable[[Verb], bool], obj: Registration) -> list[tuple]:
    """Readers see who comes and in what capacity; addresses and needs are for fewer."""
    edits = sees(Verb.EDIT_REGISTRATIONS)
    identity = ["given_name", "family_name"]
    identity += ["email"] if sees(Verb.SEE_EMAILS) else []
    identity += ["institution", *(["language"] if edits else [])]
    facts = ["event", columns.status, "profile", columns.registered_at]
    facts += [columns.place_in_line] if obj.is_waiting else []
    facts += [columns.presences_in_words] if may_be_recorded(obj.event) else []
    facts += ["origin"] if edits else []
    facts += ["cancellation_reason"] if edits and obj.is_cancelled else []
    return [
        (_("Identity"), {"fields": identity}),
        (_("Taking part"), {"fields": facts}),
        *([_needs()] if edits and sees(Verb.SEE_NEEDS) else []),
    ]


def _needs() -> tuple:
    return _("Needs"), {"fields": ["needs"], "classes": ["needs"]}
