"""What is erased, when, by whom, and what stays: on rows, with a clock that moves."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from events.journal import Act, record
from events.models import JournalEntry
from programme.half_days import Half
from registrations import links, operations, outbox
from registrations.models import (
    Answer,
    Certificate,
    Mailing,
    Message,
    Needs,
    Notice,
    PlannedHalfDay,
    Presence,
    Question,
    Registration,
    Status,
    Submission,
)
from tests.factories import (
    AnswerFactory,
    EventFactory,
    PersonFactory,
    QuestionFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.answering import answers, sign_up

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
# The day of 2019: its needs go on 21 June 2019, its people on 22 May 2020.
STARTS_AT = datetime(2019, 5, 22, 9, tzinfo=PARIS)
BEFORE = datetime(2019, 4, 10, 12, tzinfo=PARIS)
NEEDS_DAY = datetime(2019, 6, 21, 0, 0, 1, tzinfo=PARIS)
PEOPLE_DAY = datetime(2020, 5, 22, 0, 0, 1, tzinfo=PARIS)
SECONDS = timedelta(seconds=2)


def day_of_2019(**changes):
    values = {
        "slug": "partenariat-2019",
        "starts_at": STARTS_AT,
        "ends_at": STARTS_AT.replace(hour=17, minute=30),
        "published_at": STARTS_AT.replace(month=3),
        "registration_opens_at": STARTS_AT.replace(month=4, day=1),
        "registration_closes_at": STARTS_AT.replace(day=15),
    }
    return EventFactory(**values | changes)


def full(event, **changes) -> Registration:
    """Somebody of whom everything is held that can be."""
    person = RegistrationFactory(event=event, given_name="Jeanne", **changes)
    Needs.objects.create(registration=person, text="une place au premier rang")
    AnswerFactory(registration=person, text="en train")
    AnswerFactory(registration=person, text="allergie", question__is_sensitive=True)
    choices = QuestionFactory(
        event=event, kind=Question.Kind.ONE_CHOICE, choices=["A", "B"]
    )
    choice = choices.choices.first()
    AnswerFactory(registration=person, question=choices, choice=choice, text="A")
    ticked = QuestionFactory(event=event, kind=Question.Kind.YES_NO)
    AnswerFactory(registration=person, question=ticked, text=Answer.YES)
    half_day = {"date": date(2019, 5, 22), "half": Half.MORNING}
    PlannedHalfDay.objects.create(registration=person, **half_day)
    Presence.objects.create(registration=person, means=Presence.Means.SHEET, **half_day)
    outbox.queue(Notice.CONFIRMED, person)
    Message.objects.create(
        event=event, notice=Notice.PERSONAL_LINK, to=person.email.upper()
    )
    return person


def again(person) -> Registration:
    return Registration.objects.get(pk=person.pk)


# One person


def test_nothing_that_names_a_person_stays():
    person = full(EventFactory(), cancelled=True, cancellation_reason="doublon")
    before = again(person)

    assert operations.erase_person(person) == 1

    row = again(person)
    empty = {
        "given_name": "",
        "family_name": "",
        "email": None,
        "email_key": None,
        "institution": "",
        "cancellation_reason": "",
        "source": "",
        "search_key": "",
        "sort_key": "",
    }
    assert {name: getattr(row, name) for name in empty} == empty
    for name in ["reference", "public_id", "key"]:
        assert getattr(row, name) != getattr(before, name)
    assert links.registration_of(links.token(before)) is None
    assert not Needs.objects.exists()
    assert not Message.objects.exists()


def test_figures_stay():
    person = full(EventFactory(past=True), language="en")

    operations.erase_person(person)

    row = again(person)
    assert (row.status, row.language) == (Status.CONFIRMED, "en")
    assert row.profile == person.profile
    assert Presence.objects.count() == PlannedHalfDay.objects.count() == 1
    kept = row.answers.values_list("choice__label_fr", "text").order_by("pk")
    assert list(kept) == [("A", ""), (None, Answer.YES)]


def test_what_is_sensitive_is_no_figure():
    person = RegistrationFactory()
    AnswerFactory(
        registration=person,
        text=Answer.YES,
        question__kind=Question.Kind.YES_NO,
        question__is_sensitive=True,
    )

    operations.erase_person(person)

    assert not Answer.objects.exists()


def test_moments_become_days_on_the_clock_of_the_place():
    event = EventFactory(time_zone="Pacific/Auckland")
    at = datetime(2026, 3, 4, 22, 17, 5, tzinfo=ZoneInfo("UTC"))
    person = RegistrationFactory(event=event, registered_at=at)

    operations.erase_person(person)

    local = event.local(again(person).registered_at)
    assert local == datetime(2026, 3, 5, tzinfo=ZoneInfo("Pacific/Auckland"))


def test_every_registration_of_the_address_goes():
    event = EventFactory()
    old = RegistrationFactory(event=event, email="Ada@example.org", cancelled=True)
    new = RegistrationFactory(event=event, email="ada@EXAMPLE.org")
    other = RegistrationFactory(event=event)
    elsewhere = RegistrationFactory(email="ada@example.org")

    assert operations.erase_person(old) == 2

    assert again(new).erased_at
    assert not again(other).erased_at
    assert not again(elsewhere).erased_at


def test_people_without_an_address_are_not_one_person():
    event = EventFactory()
    one, other = RegistrationFactory.create_batch(2, event=event, email=None)

    assert operations.erase_person(one) == 1

    assert not again(other).erased_at


def test_a_second_call_changes_nothing():
    person = full(EventFactory())
    operations.erase_person(person)
    before = again(person)

    assert operations.erase_person(person) == 0
    assert operations.erase_person(before) == 0

    assert again(person).reference == before.reference
    assert JournalEntry.objects.count() == 1


def test_the_place_goes_to_whoever_waits_and_no_mail_to_the_erased():
    event = EventFactory(seats=1)
    person = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, waiting=True)

    operations.erase_person(person)

    row = again(person)
    assert (row.status, row.cancelled_by) == (Status.CANCELLED, "person")
    assert again(waiting).is_confirmed
    assert [mail.to for mail in Message.objects.all()] == [waiting.email]


def test_of_a_day_that_is_over_nothing_is_cancelled():
    person = RegistrationFactory(event=EventFactory(past=True))

    operations.erase_person(person)

    assert again(person).status == Status.CONFIRMED


def test_mails_to_an_earlier_address_go_too():
    event = EventFactory()
    person = RegistrationFactory(event=event, email="old@example.org")
    outbox.queue(Notice.CONFIRMED, person)
    outbox.queue_personal_links("old@example.org", event=event, language="fr")
    Registration.objects.filter(pk=person.pk).update(
        email="new@example.org", email_key="new@example.org"
    )

    operations.erase_person(person)

    assert not Message.objects.exists()


def test_mails_to_somebody_elses_address_stay():
    """A correction may have led to an address that belongs to somebody else."""
    event = EventFactory()
    neighbour = RegistrationFactory(event=event)
    person = RegistrationFactory(event=event)
    outbox.queue(Notice.CONFIRMED, person)
    Message.objects.update(to=neighbour.email)
    outbox.queue_personal_links(neighbour.email, event=event, language="fr")

    operations.erase_person(person)

    assert [mail.notice for mail in Message.objects.all()] == [Notice.PERSONAL_LINK]


@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_links_for_all_events_go_with_the_last_one(is_elsewhere):
    person = RegistrationFactory(email="ada@example.org")
    if is_elsewhere:
        RegistrationFactory(email="ada@example.org")
    outbox.queue_personal_links("Ada@example.org", event=None, language="fr")

    operations.erase_person(person)

    assert Message.objects.exists() is is_elsewhere


def test_what_was_posted_goes():
    event = EventFactory()
    sign_up(event, "ada@example.org", key="one")
    sign_up(event, "ada@example.org", key="again")
    sign_up(event, "other@example.org")
    Submission.objects.filter(request_key="again").update(registration=None)

    operations.erase_person(event.registrations.get(email="ada@example.org"))

    assert [post.request_key for post in Submission.objects.all()] == [
        "key-other@example.org"
    ]


def test_the_team_writes_to_nobody_who_is_erased():
    event = EventFactory()
    person, other = RegistrationFactory.create_batch(2, event=event)
    mailing = Mailing.objects.create(
        event=event, audience="selection", selection=[person.pk, other.pk]
    )

    operations.erase_person(person)

    mailing.refresh_from_db()
    assert mailing.selection == [other.pk]


@pytest.mark.parametrize("is_undone", [False, True])
def test_the_number_of_a_certificate_stays(client, is_undone):
    person = full(EventFactory(past=True), family_name="Lovelace")
    certificate = Certificate.objects.create(event=person.event, registration=person)
    if is_undone:
        Presence.objects.update(undone_at=timezone.now())

    operations.erase_person(person)

    certificate.refresh_from_db()
    assert (certificate.registration, certificate.event) == (None, person.event)
    assert certificate.erased_at
    assert bool(certificate.revoked_at) is is_undone
    text = client.get(reverse("registrations:verify", args=[certificate.number])).text
    assert ("L’identité n’est plus conservée depuis" in text) is not is_undone
    assert "J. L" not in text


def test_the_journal_keeps_the_acts_about_a_row_without_a_name():
    person = RegistrationFactory()
    actor = UserFactory()
    record(
        Act.LINE_REORDERED,
        person.event,
        actor,
        subject=person.reference,
        reason="Jeanne vient de loin",
        place=1,
    )

    operations.erase_person(person, actor=actor)

    moved, erased = JournalEntry.objects.order_by("pk")
    assert (moved.subject, moved.details) == (again(person).reference, {"place": 1})
    assert (erased.act, erased.actor) == (Act.PERSON_ERASED, actor)
    assert erased.subject == again(person).reference


def test_a_person_of_the_programme_is_no_participant():
    speaker = PersonFactory(given_name="Jeanne", family_name="Martin")

    operations.erase_person(
        RegistrationFactory(given_name="Jeanne", family_name="Martin")
    )

    speaker.refresh_from_db()
    assert speaker.family_name == "Martin"


def test_an_erased_row_takes_no_name_back():
    person = RegistrationFactory()
    operations.erase_person(person)

    row = again(person)
    row.given_name = "Jeanne"

    with pytest.raises(IntegrityError, match="says_nothing_of_anybody"):
        row.save()


def test_the_same_address_may_register_again():
    event = EventFactory()
    person = RegistrationFactory(event=event, email="ada@example.org")
    operations.erase_person(person)

    sign_up(event, "ada@example.org")

    new = event.registrations.kept().get()
    assert (new.email, new.is_confirmed) == ("ada@example.org", True)


# By date


@pytest.mark.parametrize(
    ("moment", "needs", "people"),
    [
        (NEEDS_DAY - SECONDS, 1, 1),
        (NEEDS_DAY, 0, 1),
        (PEOPLE_DAY - SECONDS, 0, 1),
        (PEOPLE_DAY, 0, 0),
    ],
)
def test_the_dates_of_2019(moment, needs, people):
    full(day_of_2019())

    with time_machine.travel(moment, tick=False):
        operations.erase_due()

    assert Needs.objects.count() == needs
    assert sensitive() == needs
    assert Registration.objects.kept().count() == people


def test_days_begin_on_the_clock_of_the_place():
    event = day_of_2019(
        time_zone="Pacific/Auckland",
        ends_at=datetime(2019, 5, 22, 17, tzinfo=ZoneInfo("Pacific/Auckland")),
        starts_at=datetime(2019, 5, 22, 9, tzinfo=ZoneInfo("Pacific/Auckland")),
        needs_retention_days=1,
    )
    full(event)

    with time_machine.travel(datetime(2019, 5, 22, 13, 0, tzinfo=PARIS), tick=False):
        operations.erase_due()
        assert Needs.objects.exists()
    with time_machine.travel(datetime(2019, 5, 22, 14, 1, tzinfo=PARIS), tick=False):
        operations.erase_due()
        assert not Needs.objects.exists()


def sensitive() -> int:
    return Answer.objects.filter(question__is_sensitive=True).count()


@pytest.mark.parametrize(
    "changes",
    [
        {"cancelled_at": BEFORE},
        {"deleted_at": BEFORE},
        {"published_at": None},
        {"postponed_at": BEFORE},
    ],
)
def test_every_state_of_an_event_is_due(changes):
    full(day_of_2019(**changes))

    with time_machine.travel(PEOPLE_DAY, tick=False):
        operations.erase_due()

    assert not Registration.objects.kept().exists()


def test_whoever_waits_for_a_new_date_gives_the_place_back():
    person = full(day_of_2019(postponed_at=BEFORE))

    with time_machine.travel(PEOPLE_DAY, tick=False):
        operations.erase_due()

    assert (again(person).status, again(person).cancelled_by) == ("cancelled", "team")


def test_an_event_to_come_is_left_alone_though_it_keeps_nothing():
    person = full(EventFactory(needs_retention_days=0, retention_months=0))

    operations.erase_due()

    assert not again(person).erased_at


def test_nobody_is_left_in_a_crowd(monkeypatch):
    monkeypatch.setattr("registrations.operations.erasing.ROWS_AT_A_TIME", 2)
    event = day_of_2019()
    RegistrationFactory.create_batch(5, event=event)
    Message.objects.create(event=event, notice=Notice.PERSONAL_LINK, to="x@example.org")
    outbox.queue_for_user(Notice.PASSWORD_RESET, UserFactory())

    with time_machine.travel(PEOPLE_DAY, tick=False):
        [(_event, tally)] = operations.erase_due()

    assert (tally.people, tally.messages) == (5, 1)
    assert [mail.notice for mail in Message.objects.all()] == [Notice.PASSWORD_RESET]


def test_the_journal_says_how_much_and_not_of_whom():
    event = day_of_2019()
    full(event)

    with time_machine.travel(PEOPLE_DAY, tick=False):
        operations.erase_due()
        operations.erase_due()

    entry = event.journal.get()
    assert (entry.act, entry.actor, entry.subject) == (Act.DATA_ERASED, None, "")
    assert entry.details == {
        "needs": 1,
        "sensitive_answers": 1,
        "answers": 1,
        "messages": 2,
        "people": 1,
    }


def test_the_number_of_statements_does_not_follow_the_number_of_people(
    django_assert_max_num_queries,
):
    event = day_of_2019()
    for _ in range(30):
        full(event)

    with (
        time_machine.travel(PEOPLE_DAY, tick=False),
        django_assert_max_num_queries(60),
    ):
        operations.erase_due()


# The command


def report(*arguments, at=PEOPLE_DAY) -> list[str]:
    written = []

    class Output:
        def write(self, text):
            written.append(text)

    with time_machine.travel(at, tick=False):
        call_command("erase", *arguments, stdout=Output())
    return [line for text in written for line in text.splitlines()]


def test_a_dry_run_says_what_would_go_and_erases_nothing():
    person = full(day_of_2019())
    counts = "1 people, 1 needs, 1 sensitive answers, 1 answers, 2 messages"

    assert report("--dry-run") == [
        f"partenariat-2019: {counts}",
        f"Would erase: {counts}",
    ]
    assert not again(person).erased_at
    assert Needs.objects.exists()
    assert report() == [f"partenariat-2019: {counts}", f"Erased: {counts}"]
    assert report() == [
        "Erased: 0 people, 0 needs, 0 sensitive answers, 0 answers, 0 messages"
    ]


def test_a_dry_run_before_the_day_finds_nothing():
    full(day_of_2019())

    assert report("--dry-run", at=NEEDS_DAY - SECONDS) == [
        "Would erase: 0 people, 0 needs, 0 sensitive answers, 0 answers, 0 messages"
    ]


# What strangers’ addresses left behind


def old(**changes) -> Message:
    values = {
        "notice": Notice.PERSONAL_LINK,
        "to": "stranger@example.org",
        "created_at": timezone.now() - timedelta(days=1, minutes=1),
    }
    return Message.objects.create(**values | changes)


def test_mails_of_nobody_are_forgotten_after_a_day():
    now, event = timezone.now(), EventFactory()
    old(notice=Notice.PASSWORD_RESET, withdrawn_at=now)
    old(sent_at=now)
    old(event=event, withdrawn_at=now)
    old(event=event, notice=Notice.NOT_RECORDED, sent_at=now)
    old(
        notice=Notice.PASSWORD_RESET,
        user=UserFactory(),
        sent_at=now,
        created_at=now - timedelta(days=31),
    )

    assert operations.forget_strangers() == 5


def test_what_may_still_serve_is_kept():
    now, event = timezone.now(), EventFactory()
    old()
    old(withdrawn_at=now, created_at=now)
    old(event=event, sent_at=now)
    old(registration=RegistrationFactory(event=event), event=event, withdrawn_at=now)
    old(notice=Notice.PASSWORD_RESET, user=UserFactory(), sent_at=now)

    assert operations.forget_strangers() == 0


def test_answers_of_a_known_address_are_those_of_the_person():
    """The second post names the registration of the first; both are its person’s."""
    event = EventFactory()
    sign_up(event, "ada@example.org")
    post = answers("ada@example.org", family_name="Byron")
    operations.register(
        event, post, language="fr", request_key="k", announced=Status.CONFIRMED
    )

    operations.erase_person(event.registrations.get())

    assert not Submission.objects.exists()


def test_what_was_cancelled_before_the_address_was_changed_goes_as_well():
    event = EventFactory()
    sign_up(event, needs="Boucle magnétique")
    first = event.registrations.get()
    operations.cancel(first)
    again = operations.register_again(first, language="fr")
    operations.edit(again, answers("jeanne@example.net"), version=again.version)

    assert operations.erase_person(again) == 2

    assert not Registration.objects.kept().exists()
    assert not Needs.objects.exists()


def test_a_stranger_at_an_address_that_was_mistyped_stays():
    event = EventFactory()
    stranger = RegistrationFactory(
        event=event, cancelled=True, email="jeanne@example.net"
    )
    sign_up(event, "jeanne@example.net")
    operations.correct_address(
        Submission.objects.get(), "jeanne@example.org", language="fr"
    )

    operations.erase_person(event.registrations.active().get())

    assert list(event.registrations.kept()) == [stranger]
