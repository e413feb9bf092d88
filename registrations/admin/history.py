"""What happened to a registration: its own dates, and the journal of the team."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import dates
from events.models import JournalEntry
from programme.half_days import name_of
from registrations.admin import columns
from registrations.models import Notice, Origin, Registration

Act = JournalEntry.Act


@dataclass(frozen=True)
class Line:
    """Who did what, when, on the clocks of the event."""

    at: datetime
    who: str
    what: str

    @property
    def when(self) -> str:
        return dates.short_moment(self.at)


def history_of(registration: Registration, *, sees_needs: bool) -> list[Line]:
    """All that is known, the newest first.

    Whoever may not see needs does not learn from here that there are any.
    """
    entries = list(
        JournalEntry.objects.filter(
            event=registration.event_id, subject=registration.reference
        ).select_related("actor")
    )
    lines = [*_own(registration, {entry.act for entry in entries})]
    for entry in entries:
        details = _details(registration, entry, sees_needs)
        if details is not None:
            who = str(entry.actor or _("Deleted account"))
            what = entry.get_act_display() + (f" ({details})" if details else "")
            lines.append(Line(entry.at, who, what))
    local = registration.event.local
    ordered = sorted(lines, key=lambda line: line.at, reverse=True)
    return [Line(local(line.at), line.who, line.what) for line in ordered]


def mails_of(registration: Registration) -> list[dict[str, str]]:
    """What was written to the person, the newest first; neither links nor texts."""
    return [
        {
            "when": dates.short_moment(registration.event.local(mail.created_at)),
            "what": mail.get_notice_display(),
            "delivery": columns.delivery(mail),
            "failure": mail.failure_in_words,
        }
        for mail in registration.messages.with_delivery()
    ]


def _own(registration: Registration, acts: set[str]) -> Iterator[Line]:
    """What the journal of the team does not hold: the person’s acts, and the site’s."""
    person, site = _("The person"), _("The site")
    if registration.origin == Origin.SITE:
        yield Line(registration.registered_at, person, pgettext("act", "registered"))
    if registration.promoted_at and Act.REGISTRATION_PROMOTED not in acts:
        yield Line(
            registration.promoted_at, site, pgettext("act", "gave the freed place")
        )
    if registration.cancelled_by == Registration.CancelledBy.PERSON:
        yield Line(registration.cancelled_at, person, pgettext("act", "cancelled"))


def _details(
    registration: Registration, entry: JournalEntry, sees_needs: bool
) -> str | None:
    """The particulars of an entry; None if it must not be shown at all."""
    if entry.act == Act.REGISTRATION_CHANGED:
        beside = {
            "answers": _("answers"),
            "workshops": _("workshops"),
            "half_days": _("half-days"),
        }
        fields = [f for f in entry.details.get("fields", []) if f != "needs"]
        own: list[Any] = [
            Registration._meta.get_field(f) for f in fields if f not in beside
        ]
        labels = [str(field.verbose_name) for field in own]
        labels += [beside[name] for name in fields if name in beside]
        if sees_needs and "needs" in entry.details.get("fields", []):
            labels.append(_("needs"))
        return get_text_list(labels, _("and")) or None
    if entry.act in {Act.REGISTRATION_CANCELLED, Act.LINE_LEFT}:
        return registration.cancellation_reason
    if entry.act == Act.LINE_REORDERED:
        words = _("from place %(before)s in the line to place %(after)s: %(reason)s")
        return words % ({"reason": ""} | entry.details)
    if "half" in entry.details:
        return name_of(date.fromisoformat(entry.details["date"]), entry.details["half"])
    if entry.details.get("over_capacity"):
        return _("above the number of seats")
    if notice := entry.details.get("notice"):
        return str(Notice(notice).label)
    return ""
