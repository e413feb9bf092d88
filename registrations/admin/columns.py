"""The cells of the lists of registrations and of messages."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from events import dates
from registrations import operations
from registrations.attendance import halves_present, in_words
from registrations.models import Delivery, Message, Profile, Registration

MARKS = {Delivery.SENT: "✓ ", Delivery.FAILED: "! "}


@admin.display(description=gettext_lazy("family name"), ordering="sort_key")
def family_name(registration: Registration) -> str:
    return registration.family_name


@admin.display(description=gettext_lazy("state"), ordering="status")
def status(registration: Registration) -> str:
    """The word, its colour, and who cancelled."""
    return format_html(
        '<span class="chip chip-{}">{}</span> {}',
        registration.status,
        registration.get_status_display(),
        registration.get_cancelled_by_display(),
    )


@admin.display(description=gettext_lazy("registered"), ordering="registered_at")
def registered_at(registration: Any) -> str:
    """On the clocks of the event, whose zone the list brings."""
    zone = ZoneInfo(registration.time_zone)
    return dates.short_moment(registration.registered_at.astimezone(zone))


@admin.display(description=gettext_lazy("place in the line"))
def place_in_line(registration: Registration) -> int:
    return operations.rank(registration) + 1


@admin.display(description=pgettext_lazy("column", "presence"))
def presences(registration: Any) -> str:
    """M A, M –, – –: of a list of one day, which brings both"""
    morning = pgettext("initial of morning", "M") if registration.in_morning else "–"
    after = pgettext("initial of afternoon", "A") if registration.in_afternoon else "–"
    return f"{morning} {after}"


@admin.display(description=pgettext_lazy("column", "presence"))
def presences_of_days(registration: Any) -> str:
    """How many half-days, of a list of several days"""
    count = registration.half_days_present
    words = ngettext("%(count)s half-day", "%(count)s half-days", count)
    return words % {"count": count} if count else "–"


@admin.display(description=gettext_lazy("presence"))
def presences_in_words(registration: Registration) -> str:
    return in_words(registration.event, halves_present(registration)) or "–"


@admin.display(description=pgettext_lazy("column", "message"))
def last_message(registration: Any) -> str:
    """What has become of the last mail; nothing for whoever may not know."""
    return delivery(registration) if registration.delivery else ""


@admin.display(description=gettext_lazy("profile"), ordering="profile")
def profile(registration: Registration) -> Profile | str:
    return registration.profile or ""


@admin.display(
    description=pgettext_lazy("column", "institution"), ordering="institution"
)
def institution(registration: Registration) -> str:
    return registration.institution


@admin.display(description=pgettext_lazy("message", "state"))
def delivery(row: Any) -> str:
    """The word for what has become of a mail, of a row that brings `delivery`."""
    return format_html(
        '<span class="delivery-{}">{}{}</span>',
        row.delivery,
        MARKS.get(row.delivery, ""),
        Delivery(row.delivery).label,
    )


@admin.display(description=gettext_lazy("date"), ordering="created_at")
def written_at(message: Message) -> str:
    return _moment(message, message.created_at)


@admin.display(description=pgettext_lazy("message", "sent"))
def sent_at(message: Message) -> str:
    return _moment(message, message.sent_at) if message.sent_at else ""


@admin.display(description=pgettext_lazy("message", "error"))
def failure(message: Message) -> str:
    return message.failure_in_words


def _moment(message: Message, moment: datetime) -> str:
    """On the clocks of the event; a mail without one is the site’s."""
    event = message.event
    return dates.short_moment(event.local(moment) if event else localtime(moment))
