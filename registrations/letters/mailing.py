"""M13: what a person is told of themselves around the words of the team."""

from registrations.letters.facts import of_event, of_registration, of_the_day
from registrations.models import Message


def free_message(message: Message) -> dict:
    registration = message.registration
    return (
        of_event(message.event)
        | of_registration(registration)
        | of_the_day(message.event)
        | {"is_cancelled": registration.is_cancelled}
    )
