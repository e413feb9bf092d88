"""Correcting the address from the page that follows the form, in all four cases."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registrations import links, operations
from registrations.desk import RegistrationRefused
from registrations.models import Message, Notice, Registration, Submission
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.answering import answers, sign_up

pytestmark = pytest.mark.django_db

TYPED, MEANT = "jeanne@gmial.example", "jeanne@gmail.example"
M1, M4 = Notice.CONFIRMED, Notice.ALREADY_REGISTERED
M11, M16 = Notice.ADDRESS_CHANGED, Notice.NOT_RECORDED


def posted(event, email=TYPED, **changes):
    """What a post of the form left behind."""
    sign_up(event, email, **changes)
    return Submission.objects.latest("created_at")


def correct(submission, address=MEANT, **options):
    operations.correct_address(submission, address, language="fr", **options)
    submission.refresh_from_db()


def mails():
    """Those that may still leave, in their order."""
    pending = Message.objects.pending().order_by("pk")
    return list(pending.values_list("notice", "to"))


def let_leave():
    Message.objects.update(sent_at=timezone.now())


def active(event, email):
    return event.registrations.active().with_email(email).first()


def test_what_is_new_moves_to_a_free_address_with_its_place_and_rank():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    sign_up(event, TYPED, announced="waiting")
    first = Submission.objects.get()
    sign_up(event, "other@example.org", announced="waiting")
    before, link = first.registration.queue_order, links.token(first.registration)
    let_leave()

    correct(first)

    moved = active(event, MEANT)
    assert (moved.pk, moved.queue_order) == (first.registration_id, before)
    assert links.registration_of(link) is None
    assert active(event, TYPED) is None
    assert mails() == [(Notice.WAITING, MEANT), (M11, TYPED)]


@pytest.mark.parametrize("state", ["unsent", "held by a worker", "sent", "failed"])
def test_the_earlier_address_is_told_unless_it_never_had_a_mail(state):
    submission = posted(EventFactory())
    now = timezone.now()
    changes = {
        "unsent": {},
        "held by a worker": {"leased_until": now + timedelta(minutes=1)},
        "sent": {"sent_at": now},
        "failed": {"failed_at": now, "failure": "unknown_address"},
    }
    Message.objects.update(**changes[state])

    correct(submission)

    told = Message.objects.filter(notice=M11).exists()
    assert told == (state in {"held by a worker", "sent"})
    withdrawn = Message.objects.filter(to=TYPED, notice=M1, withdrawn_at=None)
    assert withdrawn.exists() == (state != "unsent")


def test_what_is_new_is_dropped_for_an_address_that_is_registered():
    event = EventFactory(seats=2)
    known = RegistrationFactory(event=event, email=MEANT)
    submission = posted(event)
    sign_up(event, "next@example.org", announced="waiting")
    let_leave()

    correct(submission)

    known.refresh_from_db()
    assert known.is_confirmed
    assert active(event, TYPED) is None
    assert active(event, "next@example.org").is_confirmed
    expected = [(M4, MEANT), (Notice.PROMOTED, "next@example.org")]
    assert mails() == expected


def test_nothing_becomes_a_registration_at_a_free_address():
    event = EventFactory()
    known = RegistrationFactory(event=event, email=TYPED)
    before = Registration.objects.filter(pk=known.pk).values().get()
    submission = posted(event, needs="Rampe")
    let_leave()

    correct(submission)

    made = active(event, MEANT)
    assert (made.is_confirmed, made.needs_text) == (True, "Rampe")
    assert Registration.objects.filter(pk=known.pk).values().get() == before
    assert mails() == [(M1, MEANT)]


def test_nothing_and_an_address_that_is_registered():
    event = EventFactory()
    RegistrationFactory(event=event, email=TYPED)
    RegistrationFactory(event=event, email=MEANT)
    submission = posted(event)
    let_leave()

    correct(submission)

    assert event.registrations.count() == 2
    assert mails() == [(M4, MEANT)]


@pytest.mark.parametrize("is_full", [True, False])
def test_nothing_when_nobody_can_register_any_more(is_full):
    event = EventFactory(seats=2, has_waiting_list=False)
    RegistrationFactory(event=event, email=TYPED)
    submission = posted(event)
    let_leave()
    if is_full:
        RegistrationFactory(event=event)
    else:
        event.registration_closes_at = timezone.now() - timedelta(seconds=1)
        event.save()

    correct(submission)

    [message] = Message.objects.pending()
    assert (message.notice, message.to, message.registration) == (M16, MEANT, None)
    assert message.context == {"is_full": is_full}
    assert active(event, MEANT) is None


@pytest.mark.parametrize("needs", ["", "Rampe"])
def test_the_four_cases_take_the_same_statements(needs):
    def statements(*, is_new, is_free):
        event = EventFactory()
        if not is_new:
            RegistrationFactory(event=event, email=TYPED)
        if not is_free:
            RegistrationFactory(event=event, email=MEANT)
        submission = posted(event, key=f"key {is_new} {is_free}", needs=needs)
        let_leave()
        operations.correct_address(  # what is kept by process is read here
            posted(event, "first@example.org", key=f"first {is_new} {is_free}"),
            "second@example.org",
            language="fr",
        )
        with CaptureQueriesContext(connection) as captured:
            operations.correct_address(submission, MEANT, language="fr")
        kinds = {"SELECT", "INSERT", "UPDATE", "DELETE"}
        return len([one for one in captured if one["sql"].split()[0] in kinds])

    counts = {
        statements(is_new=is_new, is_free=is_free)
        for is_new in (True, False)
        for is_free in (True, False)
    }
    assert len(counts) == 1


def test_the_same_address_again_sends_nothing_and_counts_for_nothing():
    submission = posted(EventFactory())
    correct(submission)
    before = mails()

    correct(submission, MEANT.upper())

    assert mails() == before
    assert submission.corrections == 1


def test_three_corrections_at_most():
    submission = posted(EventFactory())
    for number in range(3):
        correct(submission, f"jeanne{number}@example.org")

    with pytest.raises(RegistrationRefused, match="ne se corrige plus ici"):
        correct(submission, "jeanne4@example.org")

    assert submission.registration.email == "jeanne2@example.org"


def test_an_hour_at_most(time_machine):
    submission = posted(EventFactory())
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1), tick=False)

    with pytest.raises(RegistrationRefused, match="ne se corrige plus ici"):
        correct(submission)


def test_an_address_given_too_often_is_answered_and_left_alone():
    submission = posted(EventFactory())
    before = mails()

    correct(submission, is_silent=True)

    assert mails() == before
    assert submission.corrections == 1
    assert submission.registration.email == TYPED


def test_corrections_may_lead_back():
    event = EventFactory()
    submission = posted(event)
    let_leave()
    correct(submission)
    correct(submission, TYPED)

    assert submission.registration.email == TYPED
    # Nothing had left for the address in between.
    assert mails() == [(M11, TYPED), (M1, TYPED)]


def test_dropped_then_corrected_again_registers_the_answers():
    event = EventFactory()
    RegistrationFactory(event=event, email=MEANT)
    submission = posted(event)
    correct(submission)

    correct(submission, "third@example.org")

    assert active(event, "third@example.org").given_name == "Jeanne"
    assert event.registrations.active().count() == 2


@pytest.mark.parametrize("change", ["edit", "cancel"])
def test_what_was_changed_through_its_link_counts_as_nothing(change):
    event = EventFactory()
    submission = posted(event)
    stranger = submission.registration
    if change == "edit":
        taken = answers(TYPED, family_name="Stranger")
        operations.edit(stranger, taken, version=stranger.version)
    else:
        operations.cancel(stranger)

    correct(submission)

    stranger.refresh_from_db()
    assert stranger.email == TYPED
    assert active(event, MEANT).family_name == "Martin"


def test_the_address_that_the_team_had_corrected_already():
    event = EventFactory()
    submission = posted(event)
    Registration.objects.update(email=MEANT, email_key=MEANT)

    correct(submission)

    assert active(event, MEANT).pk == submission.registration_id
    assert event.registrations.active().count() == 1


def test_the_link_to_what_is_dropped_opens_nothing():
    """It went to an address that was not meant, and would show what was typed."""
    event = EventFactory()
    RegistrationFactory(event=event, email=MEANT)
    submission = posted(event, needs="Boucle magnétique")
    link = links.token(submission.registration)
    let_leave()

    correct(submission)

    assert links.registration_of(link) is None


def test_what_is_posted_again_after_a_correction_shows_the_address_it_went_to():
    event = EventFactory()
    submission = posted(event)
    correct(submission)
    operations.cancel(active(event, MEANT))

    sign_up(event, TYPED)

    submission.refresh_from_db()
    assert active(event, TYPED) == submission.registration
    assert submission.answers["email"] == TYPED
    assert submission.corrections == 0
