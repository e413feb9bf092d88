"""Everything that is held about one person at one event, for that person to keep.

Plain data with labels in the active language. What opens something by itself is left
out (the key of the personal link), and so is who of the team did what.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import retention, wording
from events.addresses import full_address
from events.emails import email_key
from events.models import Event, JournalEntry
from events.notice import controller_of, data_contact_of
from registrations import workshops
from registrations.models import Delivery, Message, Registration, Submission


def everything_about(registration: Registration) -> dict:
    """The file; every registration of the person at the event is in it."""
    event = registration.event
    people = registrations_of_the_person(registration)
    return {
        _("About this file"): _(
            "Everything that %(site)s holds about you for %(this_event)s."
        )
        % {"site": settings.SITE_NAME, "this_event": event.noun.this},
        _("Written on"): _at(event, timezone.now()),
        str(capfirst(event.noun.bare)): _event(event),
        _("Registrations"): [_registration(person) for person in people],
        _("Messages sent to your address"): [*_letters(registration)],
        _("Forms sent in the last hour"): [*_posts(registration)],
        _("Personal data"): _promise(event),
    }


def registrations_of_the_person(registration: Registration) -> list[Registration]:
    """Those at this event, the earliest first."""
    kept = Registration.objects.kept().of_the_same_person(registration)
    found = kept.select_related("event", "profile", "needs")
    return list(found.order_by("pk"))


def _event(event: Event) -> dict:
    return {
        _("Title"): event.title,
        _("Date"): wording.days(event),
        _("Page"): full_address("events:event", event.slug),
    }


def _registration(person: Registration) -> dict:
    event = person.event
    return {
        _("Reference"): person.reference,
        pgettext("own data", "State"): person.get_status_display(),
        _("First name"): person.given_name,
        _("Family name"): person.family_name,
        _("Email address"): person.email,
        _("Taking part as"): person.profile.label if person.profile else None,
        _("Institution"): person.institution,
        _("Needs"): person.needs_text,
        _("Language"): person.get_language_display(),
        _("Origin"): person.get_origin_display(),
        _("Registered on"): _at(event, person.registered_at),
        _("Waiting since"): _at(event, person.queued_at),
        _("Place given on"): _at(event, person.promoted_at),
        _("Cancelled on"): _at(event, person.cancelled_at),
        _("Cancelled by"): person.get_cancelled_by_display(),
        _("Reason"): person.cancellation_reason,
        _("Version of the information notice"): person.notice_version,
        _("Trace of your network address"): person.source,
        _("Answers"): [*_answers(person)],
        _("Workshops"): [*_workshops(person)],
        _("Half-days announced"): [
            _half_day(one) for one in person.planned_half_days.all()
        ],
        _("Attendance"): [*_presences(person)],
        _("Certificate of attendance"): _certificate(person),
        _("Messages"): [_message(event, one) for one in _mails_of(person)],
        _("What the team did"): [*_history(person)],
    }


def _answers(person: Registration) -> Iterator[dict]:
    for answer in person.answers.select_related("question", "choice"):
        yield {
            _("Question"): answer.question.label,
            _("Answer"): answer.words,
            _("Sensitive"): answer.question.is_sensitive,
        }


def _workshops(person: Registration) -> Iterator[dict]:
    rows = workshops.offered(person.event)
    for place in person.workshop_places.select_related("session"):
        row = rows.get(place.session_id)
        day = row.starts_at.date() if row else place.session.date
        yield {
            _("Workshop"): str(row.title) if row else place.session.title,
            _("Date"): day.isoformat(),
            pgettext("own data", "State"): place.get_status_display(),
            _("Asked for on"): _at(person.event, place.created_at),
        }


def _half_day(one) -> str:
    return f"{one.date.isoformat()} {one.get_half_display()}"


def _presences(person: Registration) -> Iterator[dict]:
    for presence in person.presences.all():
        yield {
            _("Half-day"): _half_day(presence),
            _("Recorded on"): _at(person.event, presence.recorded_at),
            _("Means"): presence.get_means_display(),
            _("Taken back on"): _at(person.event, presence.undone_at),
        }


def _certificate(person: Registration) -> dict | None:
    certificate = getattr(person, "certificate", None)
    return certificate and {
        _("Number"): certificate.number,
        _("Issued on"): _at(person.event, certificate.issued_at),
        _("Revoked on"): _at(person.event, certificate.revoked_at),
    }


def _mails_of(person: Registration):
    return person.messages.with_delivery().order_by("pk")


def _message(event: Event, message) -> dict:
    return {
        pgettext("own data", "Message"): message.get_notice_display(),
        pgettext("own data", "To"): message.to,
        _("Written on"): _at(event, message.created_at),
        _("Sent on"): _at(event, message.sent_at),
        _("Delivery"): str(Delivery(message.delivery).label),
        _("Reason"): message.failure_in_words,
    }


def _letters(registration: Registration) -> Iterator[dict]:
    """Links that were asked for by address: those mails name no registration."""
    event, key = registration.event, registration.email_key
    asked = Message.objects.filter(
        event=event, registration=None, user=None, membership=None
    )
    for message in asked.with_delivery().order_by("pk"):
        if key and email_key(message.to) == key:
            yield _message(event, message)


def _posts(registration: Registration) -> Iterator[dict]:
    key = registration.email_key
    for post in Submission.objects.filter(event=registration.event_id).live():
        typed = post.answers["email"]
        if key and typed and email_key(typed) == key:
            yield {
                _("Sent on"): _at(registration.event, post.created_at),
                _("Answers"): post.answers,
            }


def _history(person: Registration) -> Iterator[dict]:
    entries = JournalEntry.objects.filter(
        event=person.event_id, subject=person.reference
    )
    for entry in entries.order_by("pk"):
        yield {
            _("Date"): _at(person.event, entry.at),
            _("The team"): entry.get_act_display(),
        }


def _promise(event: Event) -> dict:
    """Who answers for the data, and until when they are kept."""
    return {
        _("Who is responsible"): controller_of(event),
        _("Data protection contact"): data_contact_of(event),
        _("Needs and sensitive answers deleted on"): (
            retention.needs_erased_on(event).isoformat()
        ),
        _("Everything else deleted on"): retention.people_erased_on(event).isoformat(),
        _("Page"): full_address("events:personal_data", event.slug),
    }


def _at(event: Event, moment: datetime | None) -> str | None:
    """ISO 8601, on the clocks of the event."""
    return event.local(moment).isoformat(timespec="seconds") if moment else None
