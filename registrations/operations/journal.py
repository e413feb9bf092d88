"""One line in the journal for what the team did to a registration."""

from events.journal import Act, record
from events.models import User
from registrations.models import Registration


def record_about(act: Act, registration: Registration, actor: User, **details) -> None:
    record(
        act,
        registration.event,
        actor,
        subject=registration.reference,
        **{name: value for name, value in details.items() if value},
    )
