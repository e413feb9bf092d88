"""What a person answered to the questions of an event, as pages show it."""

from dataclasses import dataclass
from itertools import groupby

from registrations.models import Registration


@dataclass(frozen=True)
class Answered:
    """A question and its answer, in the language of the page.

    Several choices stand on a line each. A question that is no longer asked is shown
    like any other.
    """

    question: str
    text: str
    is_sensitive: bool
    is_retired: bool


def answers_of(registration: Registration) -> list[Answered]:
    """All that was answered, in the order of the form, in one statement."""
    rows = registration.answers.select_related("question", "choice").order_by(
        "question__position", "question", "choice__position", "pk"
    )
    return [
        Answered(
            question.label,
            "\n".join(answer.words for answer in answers),
            question.is_sensitive,
            question.retired_at is not None,
        )
        for question, answers in groupby(rows, lambda answer: answer.question)
    ]
