"""Every change of what an event asks: its questions, their choices, its profiles.

Each takes the event’s lock and raises its version, which makes the forms of all
processes read their questions anew.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from events.journal import Act, record
from events.models import Event, User
from registrations import desk
from registrations.desk import RegistrationRefused
from registrations.models import Choice, Profile, Question

FEWEST_PROFILES, MOST_PROFILES = 2, 6


@transaction.atomic
def save_question(
    question: Question,
    *,
    actor: User,
    profiles: Collection[Profile] = (),
    choices: Iterable[Choice] = (),
    removed: Iterable[Choice] = (),
) -> None:
    """Write a question with the choices that changed; one that was chosen is retired.

    Raises RegistrationRefused for another type once people have answered.
    """
    event = desk.lock(question.event_id)
    if question.pk and has_answers(question):
        stored = Question.objects.get(pk=question.pk)
        if stored.kind != question.kind:
            raise RegistrationRefused(why_type_is_fixed())
    question.save()
    question.profiles.set(profiles)
    for choice in choices:
        choice.question = question
        choice.save()
    for choice in removed:
        _take_away(choice)
    _changed(event, actor)


@transaction.atomic
def remove_question(question: Question, *, actor: User) -> None:
    """Ask it no more. Without answers it is deleted; with answers it is retired."""
    event = desk.lock(question.event_id)
    _take_away(question)
    _changed(event, actor)


@transaction.atomic
def save_profile(profile: Profile, *, actor: User) -> None:
    """Raises RegistrationRefused for more profiles than an event may have."""
    event = desk.lock(profile.event_id)
    if reason := why_no_profile_is_added(profile):
        raise RegistrationRefused(reason)
    profile.save()
    _changed(event, actor)


@transaction.atomic
def remove_profile(profile: Profile, *, actor: User) -> None:
    """Raises RegistrationRefused for one that is in use, and for the last two."""
    event = desk.lock(profile.event_id)
    if reason := why_profile_stays(profile):
        raise RegistrationRefused(reason)
    profile.delete()
    _changed(event, actor)


def why_no_profile_is_added(profile: Profile) -> str:
    """What is in the way of saving a profile; nothing for one that is there already."""
    others = Profile.objects.filter(event=profile.event_id).exclude(pk=profile.pk)
    if others.count() >= MOST_PROFILES:
        return _("An event has 6 profiles at most. Change one, or remove one first.")
    return ""


def why_profile_stays(profile: Profile) -> str:
    """What is in the way of removing a profile; nothing if nothing is."""
    if profile.registrations.exists():
        return _("People have chosen this profile: it can be renamed, not removed.")
    if Question.objects.filter(profiles=profile).exists():
        return _("A question is asked of this profile: change the question first.")
    if Profile.objects.filter(event=profile.event_id).count() <= FEWEST_PROFILES:
        return _("An event has at least 2 profiles.")
    return ""


def has_answers(asked: Question | Choice) -> bool:
    return asked.answers.exists()


def why_type_is_fixed() -> str:
    return _(
        "People have answered: the type stays. Retire this question and ask another."
    )


def _take_away(asked: Question | Choice) -> None:
    if has_answers(asked):
        asked.retired_at = asked.retired_at or timezone.now()
        asked.save()
    else:
        asked.delete()


def _changed(event: Event, actor: User) -> None:
    Event.objects.filter(pk=event.pk).update(version=F("version") + 1)
    record(Act.QUESTIONS_CHANGED, event, actor)
