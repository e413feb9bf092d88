"""What a participant answers, for tests of operations and pages."""

from registrations.desk import Answers
from registrations.models import Status
from registrations.operations import register


def answers(email="jeanne@example.org", **changes) -> Answers:
    """Clean answers of Jeanne Martin, without needs."""
    values = {
        "given_name": "Jeanne",
        "family_name": "Martin",
        "email": email,
        "profile_id": None,
        "institution": "CCAS de Nanterre",
    }
    return Answers(**{**values, **changes})


def sign_up(
    event,
    email="jeanne@example.org",
    *,
    key=None,
    announced=None,
    full_workshops=(),
    **changes,
):
    """Register through the operation, as the form of an open event does."""
    return register(
        event,
        answers(email, **changes),
        language="fr",
        request_key=key or f"key-{email}",
        announced=announced or Status.CONFIRMED,
        full_workshops=full_workshops,
    )
