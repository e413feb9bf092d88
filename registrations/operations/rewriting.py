"""Put new answers in the place of those that a registration has, under the lock."""

from collections.abc import Collection

from registrations.desk import Answers
from registrations.models import Registration
from registrations.operations import workshops
from registrations.operations.answering import rewrite_answers
from registrations.operations.corrections import write_needs


def rewrite(
    registration: Registration,
    answers: Answers,
    *,
    full_workshops: Collection[int] | None = None,
    **address: str | None,
) -> None:
    """Write everything but the address, unless `email` and `key` are given as well.

    Raises ChoiceFull or WorkshopRefused where somebody else took what was chosen;
    `full_workshops` are those for which the form announced a waiting list.
    """
    changes = address | {
        "given_name": answers.given_name,
        "family_name": answers.family_name,
        "profile_id": answers.profile_id,
        "institution": answers.institution,
        "version": registration.version + 1,
    }
    for name, value in changes.items():
        setattr(registration, name, value)
    registration.save(update_fields=[*changes, "email_key", "search_key", "sort_key"])
    write_needs(registration, answers.needs)
    rewrite_answers(registration, answers)
    workshops.rechoose(registration, answers.workshops, announced_full=full_workshops)
