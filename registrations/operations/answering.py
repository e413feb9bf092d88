"""Write what a person answered beyond the six fields, under the event’s lock."""

from registrations.desk import Answers
from registrations.models import Answer, PlannedHalfDay, Registration


def write_answers(registration: Registration, answers: Answers) -> None:
    """Keep the answers of a new registration."""
    if answers.given:
        Answer.objects.bulk_create(
            Answer(
                registration=registration,
                question_id=each.question_id,
                choice_id=each.choice_id,
                text=each.text,
            )
            for each in answers.given
        )
    if answers.half_days:
        PlannedHalfDay.objects.bulk_create(
            PlannedHalfDay(registration=registration, date=each.date, half=each.half)
            for each in answers.half_days
        )
