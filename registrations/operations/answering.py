"""Write what a person answered beyond the six fields, under the event’s lock."""

from collections.abc import Collection, Iterable

from django.db import transaction

from registrations import desk
from registrations.desk import Answers, ChoiceFull, GivenAnswer, HalfDay
from registrations.models import (
    Answer,
    Choice,
    PlannedHalfDay,
    Question,
    Registration,
    questions_of,
)


def write_answers(registration: Registration, answers: Answers) -> None:
    """Keep the answers of a new registration; `refuse_full_choices` comes before."""
    if answers.given:
        asked = questions_of(registration.event)
        _add(registration, _still_asked(asked, answers.given))
    _plan(registration, answers.half_days)


@transaction.atomic
def rewrite_answers(registration: Registration, answers: Answers) -> None:
    """Put new answers in the place of the old ones.

    Answers to retired questions stay, and so do the words of a choice that was not
    changed. Raises ChoiceFull where somebody else has taken the last place.
    """
    rewrite_given(registration, answers.given)
    if registration.event.asks_half_days:
        replan(registration, answers.half_days)


def replan(registration: Registration, half_days: Iterable[HalfDay]) -> None:
    """Put these half-days in the place of those that were planned."""
    registration.planned_half_days.all().delete()
    _plan(registration, half_days)


@transaction.atomic
def rewrite_given(
    registration: Registration,
    given: Iterable[GivenAnswer],
    *,
    only: Collection[int] | None = None,
) -> None:
    """The same for the questions alone: for all, or only for those of these keys."""
    event = desk.lock(registration.event_id)
    asked = [
        question
        for question in questions_of(event)
        if only is None or question.pk in only
    ]
    present = registration.answers.filter(question__in=asked)
    before = {_what_it_says(answer): answer.pk for answer in present}
    new = {_what_it_says(answer): answer for answer in given}
    added = _still_asked(asked, [new[key] for key in new if key not in before])
    refuse_full_choices(added)
    gone = [pk for key, pk in before.items() if key not in new]
    if gone:
        registration.answers.filter(pk__in=gone).delete()
    _add(registration, added)


def refuse_full_choices(given: Iterable[GivenAnswer]) -> None:
    """Raise ChoiceFull if a choice with places has none left; call it under the lock.

    Whoever waits for a seat of the event already holds the place that they chose.
    """
    chosen = [answer.choice_id for answer in given if answer.choice_id]
    if chosen and (full := list(Choice.objects.filter(pk__in=chosen).full())):
        raise ChoiceFull(full)


def given_by(registration: Registration) -> tuple[GivenAnswer, ...]:
    """What a registration answered, to be given again in a new one."""
    return tuple(
        GivenAnswer(answer.question_id, answer.choice_id, answer.text)
        for answer in registration.answers.all()
    )


def _still_asked(
    questions: Collection[Question], given: Iterable[GivenAnswer]
) -> list[GivenAnswer]:
    """Without the answers to what was retired or removed since the form was read."""
    asked = {question.pk for question in questions}
    offered = {choice.pk for question in questions for choice in question.offered}
    return [
        answer
        for answer in given
        if answer.question_id in asked and answer.choice_id in {None, *offered}
    ]


def _what_it_says(answer: Answer | GivenAnswer) -> tuple:
    text = "" if answer.choice_id else answer.text
    return answer.question_id, answer.choice_id, text


def _add(registration: Registration, given: Collection[GivenAnswer]) -> None:
    if given:
        Answer.objects.bulk_create(
            Answer(
                registration=registration,
                question_id=each.question_id,
                choice_id=each.choice_id,
                text=each.text,
            )
            for each in given
        )


def _plan(registration: Registration, half_days: Iterable[HalfDay]) -> None:
    rows = [
        PlannedHalfDay(registration=registration, date=each.date, half=each.half)
        for each in half_days
    ]
    if rows:
        PlannedHalfDay.objects.bulk_create(rows)
