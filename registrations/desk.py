"""The desk at which everybody registers: the lock, what is seen there, what is given.

One lock, on the event's row, keeps capacity; registrations.operations takes it first.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from events import dates, states, wording
from events.emails import email_key
from events.models import Event
from registrations.models import Status, submission


class RegistrationRefused(Exception):
    """The operation broke a rule; the message is fit for the person to read."""


class PlaceJustTaken(RegistrationRefused):
    """The form announced a seat and none is left; the waiting list is open."""


class ChoiceFull(RegistrationRefused):
    """Somebody else took the last place of what was chosen; the rest was in order.

    `reasons` has a sentence for each question that is concerned, by its key.
    """

    def __init__(self, choices):
        self.reasons = {
            choice.question_id: _(
                "No place is left for “%(choice)s”. Choose another answer"
            )
            % {"choice": choice.label}
            for choice in choices
        }
        super().__init__(". ".join(self.reasons.values()) + ".")


class WorkshopRefused(RegistrationRefused):
    """What was asked of the workshops cannot be had; the form is shown again."""


class ChangedMeanwhile(RegistrationRefused):
    """Somebody saved another version since this one was shown."""


@dataclass(frozen=True)
class GivenAnswer:
    """One answer to a question of the event; of several choices, each is one."""

    question_id: int
    choice_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class HalfDay:
    """A half-day for which somebody comes: an ISO date, and a Half of programme."""

    date: str
    half: str


@dataclass(frozen=True)
class Answers:
    """What a person answered, cleaned by the form.

    `asdict` of it is kept with the submission as JSON; `read` brings it back.
    """

    given_name: str
    family_name: str
    email: str
    profile_id: int | None
    institution: str
    needs: str = ""
    given: tuple[GivenAnswer, ...] = ()
    workshops: tuple[int, ...] = ()
    half_days: tuple[HalfDay, ...] = ()

    @classmethod
    def read(cls, stored: dict) -> "Answers":
        """The answers that a submission kept."""
        return cls(
            **stored
            | {
                "given": tuple(GivenAnswer(**each) for each in stored["given"]),
                "workshops": tuple(stored["workshops"]),
                "half_days": tuple(HalfDay(**each) for each in stored["half_days"]),
            }
        )

    @property
    def fingerprint(self) -> str:
        """Tells a repeated post from one whose answers were changed meanwhile."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Seen:
    """What the decision needs to know, all of one moment."""

    event: Event
    known_pk: int | None
    end_of_line: int
    repeated_outcome: str | None


def lock(event_pk: int) -> Event:
    """Take the one lock; other registrations for the event wait for our commit.

    NO KEY UPDATE, because a plain FOR UPDATE would also stop every insert that
    refers to the event. What follows must be a statement of its own: PostgreSQL
    would count in the same statement on the rows from before the wait.
    """
    return Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event_pk)


# Written as SQL, because it is read under the lock at every sign-up: putting the same
# statement together from expressions took longer than all other work there.
_LOOK = """
SELECT
  (SELECT COUNT(*) FROM registrations_registration
    WHERE event_id = %(event)s AND status = 'confirmed'),
  (SELECT COUNT(*) FROM registrations_registration
    WHERE event_id = %(event)s AND status = 'waiting'),
  (SELECT MAX(queue_order) FROM registrations_registration
    WHERE event_id = %(event)s AND status = 'waiting'),
  (SELECT id FROM registrations_registration
    WHERE event_id = %(event)s AND status IN ('confirmed', 'waiting')
    AND email_key = %(email_key)s),
  (SELECT submission.outcome FROM registrations_submission submission
    JOIN registrations_registration made ON made.id = submission.registration_id
    WHERE submission.event_id = %(event)s
    AND submission.request_key = %(request_key)s
    AND submission.fingerprint = %(fingerprint)s
    AND submission.created_at > %(since)s
    AND made.status IN ('confirmed', 'waiting') LIMIT 1)
"""


def look(event: Event, answers: Answers, request_key: str = "") -> Seen:
    """Read all that the decision needs in one statement, and give the event its seats.

    `event` is what `lock` has just returned.
    """
    since = timezone.now() - submission.LIFE
    values: dict[str, Any] = {
        "event": event.pk,
        "email_key": email_key(answers.email) if answers.email else None,
        "request_key": request_key,
        "fingerprint": answers.fingerprint,
        "since": connection.ops.adapt_datetimefield_value(since),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, values)
        confirmed, waiting, end_of_line, known_pk, outcome = cursor.fetchone()
    event.confirmed_count, event.waiting_count = confirmed, waiting
    return Seen(event, known_pk, end_of_line or 0, outcome)


def status_for_newcomer(event: Event, announced: Status) -> Status:
    """What a newcomer gets at this moment; raises when it is less than announced."""
    state = event.state
    if state not in states.ACCEPTING:
        raise RegistrationRefused(_refusal(event, state))
    if state != states.State.FULL_WITH_WAITING_LIST:
        return Status.CONFIRMED
    if announced == Status.CONFIRMED:
        raise PlaceJustTaken(
            _(
                "The last place has just been taken. Your answers are kept: you can "
                "join the waiting list."
            )
        )
    return Status.WAITING


def _refusal(event: Event, state: states.State) -> str:
    if state == states.State.FULL:
        return _("The last place has just been taken. Nothing has been recorded.")
    if state in {states.State.CLOSED, states.State.TODAY}:
        closing = dates.moment(event.local(event.registration_ends_at))
        return _(
            "Registration closed on %(closing)s. Nothing has been recorded. Write to "
            "%(contact)s."
        ) % {"closing": closing, "contact": event.contact_email}
    line = wording.state_line(event, state)
    return f"{line} " + _("Nothing has been recorded.")
