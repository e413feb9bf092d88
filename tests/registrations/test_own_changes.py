"""What a person changes in their own registration: answers, address, coming back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registrations import links, operations
from registrations.desk import ChangedMeanwhile, RegistrationRefused
from registrations.models import Message, Notice, Registration, Submission
from registrations.operations import own_changes
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.answering import answers

pytestmark = pytest.mark.django_db

OLD, NEW = "jeanne@example.org", "jeanne@example.net"


def jeanne(**changes):
    values = {"given_name": "Jeanne", "family_name": "Martin", "email": OLD}
    return RegistrationFactory(**values | changes)


def edit(registration, email=OLD, *, version=None, **changes):
    given = answers(email, **changes)
    version = registration.version if version is None else version
    return operations.edit(registration, given, version=version)


def mails():
    pending = Message.objects.pending().order_by("pk")
    return list(pending.values_list("notice", "to"))


def active(event, email):
    return event.registrations.active().with_email(email).first()


def test_new_answers_take_the_place_of_the_old_ones():
    registration = jeanne()
    link = links.token(registration)

    submission = edit(registration, family_name="Durand", needs="Rampe")

    registration = Registration.objects.for_personal_page().get()
    assert submission is None
    assert (registration.family_name, registration.needs_text) == ("Durand", "Rampe")
    assert registration.search_key == "jeanne durand ccas de nanterre"
    assert links.registration_of(link) == registration
    assert mails() == []

    edit(registration, family_name="Durand")
    assert Registration.objects.for_personal_page().get().needs_text == ""


def test_closing_while_somebody_edits_takes_no_seat():
    event = EventFactory(closed=True, seats=1)
    registration = jeanne(event=event)

    edit(registration, institution="Aucun")

    registration.refresh_from_db()
    assert (registration.is_confirmed, registration.institution) == (True, "Aucun")


def test_the_second_to_save_is_warned():
    registration = jeanne()
    edit(registration, institution="First", version=1)

    with pytest.raises(ChangedMeanwhile):
        edit(registration, institution="Second", version=1)

    assert Registration.objects.get().institution == "First"


def test_saving_twice_does_no_harm():
    registration = jeanne()

    for _ in range(2):
        edit(registration, institution="Aucun", version=1)

    assert Registration.objects.get().version == 2


@pytest.mark.parametrize(
    ("trait", "sentence"),
    [
        ("today", "les réponses ne se modifient plus en ligne"),
        ("past", "les réponses ne se modifient plus en ligne"),
        ("cancelled", "Vous n’avez rien à faire"),
    ],
)
def test_too_late_to_edit(trait, sentence):
    registration = jeanne(event=EventFactory(**{trait: True}))

    with pytest.raises(RegistrationRefused, match=sentence):
        edit(registration, institution="Aucun")

    assert Registration.objects.get().institution == "CCAS de Nanterre"


def test_a_postponed_event_has_not_started():
    event = EventFactory(postponed=True, starts_at=timezone.now() - timedelta(days=1))
    registration = jeanne(event=event)

    edit(registration, institution="Aucun")
    operations.cancel(registration)

    registration.refresh_from_db()
    assert (registration.is_cancelled, registration.institution) == (True, "Aucun")


def test_a_free_address_gets_the_registration_and_the_old_one_is_told():
    registration = jeanne()
    link = links.token(registration)

    submission = edit(registration, NEW, family_name="Durand")

    registration.refresh_from_db()
    assert (registration.email, registration.family_name) == (NEW, "Durand")
    assert registration.is_confirmed
    assert links.registration_of(link) is None
    assert mails() == [(Notice.CONFIRMED, NEW), (Notice.ADDRESS_CHANGED, OLD)]
    assert submission.is_edit


def test_an_address_that_is_registered_changes_nothing_and_is_told():
    registration = jeanne()
    RegistrationFactory(event=registration.event, email=NEW)
    before = Registration.objects.filter(pk=registration.pk).values().get()

    submission = edit(registration, NEW, family_name="Durand", needs="Rampe")

    assert Registration.objects.filter(pk=registration.pk).values().get() == before
    assert mails() == [(Notice.ALREADY_REGISTERED, NEW)]
    assert submission.is_edit


def test_both_addresses_take_the_same_statements():
    def statements(*, is_known):
        event = EventFactory()
        registration = jeanne(event=event)
        if is_known:
            RegistrationFactory(event=event, email=NEW)
        edit(registration, needs="Rampe")  # what is kept by process is read here
        with CaptureQueriesContext(connection) as captured:
            edit(registration, NEW, family_name="Durand", needs="Ascenseur")
        kinds = {"SELECT", "INSERT", "UPDATE", "DELETE"}
        return len([one for one in captured if one["sql"].split()[0] in kinds])

    assert statements(is_known=True) == statements(is_known=False)


def test_an_address_that_was_changed_can_be_corrected():
    registration = jeanne()
    submission = edit(registration, "jeanne@gmial.example", family_name="Durand")
    Message.objects.update(sent_at=timezone.now())

    operations.correct_address(submission, NEW, language="fr")

    registration.refresh_from_db()
    assert (registration.email, registration.family_name) == (NEW, "Durand")
    told = (Notice.ADDRESS_CHANGED, "jeanne@gmial.example")
    assert mails() == [(Notice.CONFIRMED, NEW), told]


def test_a_free_address_receives_the_registration_whatever_happened_first():
    registration = jeanne()
    other = RegistrationFactory(event=registration.event)
    Message.objects.create(
        event=registration.event,
        registration=registration,
        notice=Notice.CONFIRMED,
        to=OLD,
        sent_at=timezone.now(),
    )
    submission = edit(registration, other.email, family_name="Durand")

    operations.correct_address(submission, NEW, language="fr")

    registration.refresh_from_db()
    assert (registration.email, registration.family_name) == (NEW, "Durand")
    assert Registration.objects.active().count() == 2
    assert mails()[1:] == [(Notice.CONFIRMED, NEW), (Notice.ADDRESS_CHANGED, OLD)]


def test_a_correction_of_an_edit_never_drops_the_registration():
    registration = jeanne()
    other = RegistrationFactory(event=registration.event)
    submission = edit(registration, "jeanne@gmial.example")

    operations.correct_address(submission, other.email, language="fr")

    registration.refresh_from_db()
    assert (registration.status, registration.email) == (
        "confirmed",
        "jeanne@gmial.example",
    )
    assert mails()[-1] == (Notice.ALREADY_REGISTERED, other.email)


def test_registering_again_gives_what_a_newcomer_gets():
    event = EventFactory(seats=1)
    registration = jeanne(event=event, promoted_at=timezone.now())
    edit(registration, needs="Rampe")
    operations.cancel(registration)
    RegistrationFactory(event=event)
    Message.objects.all().delete()

    again = operations.register_again(registration, language="en")

    again = Registration.objects.for_personal_page().get(pk=again.pk)
    assert again.pk != registration.pk
    assert (again.is_waiting, again.language, again.needs_text) == (True, "en", "Rampe")
    assert registration.is_replaced()
    assert mails() == [(Notice.WAITING, OLD)]


def test_registering_again_twice_is_once():
    registration = jeanne(cancelled=True)

    first, second = [
        operations.register_again(registration, language="fr") for _ in range(2)
    ]

    assert first == second
    assert mails() == [(Notice.CONFIRMED, OLD)]


@pytest.mark.parametrize("trait", ["closed", "today", "past", "cancelled", "postponed"])
def test_nobody_registers_again_when_nobody_registers(trait):
    registration = jeanne(event=EventFactory(**{trait: True}), cancelled=True)

    with pytest.raises(RegistrationRefused):
        operations.register_again(registration, language="fr")

    assert Registration.objects.count() == 1


def test_whom_the_team_cancelled_asks_the_team():
    registration = jeanne(cancelled=True, cancelled_by="team")

    with pytest.raises(RegistrationRefused, match=r"contact@example\.org"):
        operations.register_again(registration, language="fr")


def test_an_address_registered_since_is_not_registered_twice():
    registration = jeanne(cancelled=True)
    jeanne(event=registration.event)

    with pytest.raises(RegistrationRefused):
        operations.register_again(registration, language="fr")


def test_the_answers_of_a_registration_are_those_of_its_form():
    registration = jeanne(institution="Aucun")

    assert own_changes.as_answers(registration) == answers(OLD, institution="Aucun")
    assert not Submission.objects.exists()


def test_what_moved_to_another_address_is_not_opened_by_coming_back_again():
    """The link of the cancelled one went to the address that was left."""
    first = jeanne(cancelled=True)
    again = operations.register_again(first, language="fr")
    edit(again, NEW)

    third = operations.register_again(first, language="fr")

    assert third != again
    assert third.email == OLD


def test_coming_back_twice_with_answers_that_the_team_corrected_between():
    person = jeanne(cancelled=True)
    operations.cancel(operations.register_again(person, language="fr"))
    Registration.objects.filter(pk=person.pk).update(given_name="Jehanne")

    again = operations.register_again(person, language="fr")

    assert operations.register_again(person, language="fr") == again
