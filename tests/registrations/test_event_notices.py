"""The event moves, is postponed or cancelled: who is told, what, and how often."""

from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.core.mail import mailers
from django.utils import translation

from events import operations as event_operations
from events.moves import announced
from events.operations import cancel_event, postpone, restore, resume, revise_venue
from events.wording import state_line
from registrations import delivery, mails, operations
from registrations.desk import RegistrationRefused
from registrations.letters import changes
from registrations.letters.changes import headline, unchanged
from registrations.letters.moves import move_of
from registrations.models import ChangeNotice, Message, Notice
from tests.factories import RegistrationFactory, UserFactory, VenueFactory
from tests.registrations.letter_writing import (
    BEFORE_THE_CUT_OFF,
    STARTS_AT,
    french,
    jeanne,
    message,
    study_day,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_may_2019():
    with time_machine.travel(BEFORE_THE_CUT_OFF, tick=False) as traveller:
        yield traveller


@pytest.fixture
def actor():
    return UserFactory()


def move(event, actor, **changes) -> bool:
    for name, value in changes.items():
        setattr(event, name, value)
    return event_operations.save_event(event, [*changes], actor=actor)


def notices() -> list[str]:
    return [*Message.objects.order_by("pk").values_list("notice", flat=True)]


# A change of date, hours or place


@pytest.mark.parametrize(
    "changes",
    [
        {"room": "Amphi 2"},
        {
            "starts_at": STARTS_AT + timedelta(days=7),
            "ends_at": STARTS_AT.replace(day=30),
        },
        {"ends_at": STARTS_AT.replace(hour=18)},
        {"time_zone": "Europe/London"},
        {"attendance_mode": "online"},
    ],
)
def test_a_move_is_proposed_and_told_to_nobody(actor, changes):
    event = study_day(room="Amphi 1")
    jeanne(event)
    known = announced(event)

    assert move(event, actor, **changes)

    assert ChangeNotice.objects.get().before == known
    assert notices() == []


@pytest.mark.parametrize("changes", [{"title_fr": "Autre"}, {"seats": 3}])
def test_another_change_is_no_move(actor, changes):
    event = study_day()
    jeanne(event)

    assert not move(event, actor, **changes)
    assert not ChangeNotice.objects.exists()


def test_without_people_there_is_nobody_to_tell(actor):
    event = study_day()
    jeanne(event, cancelled=True)

    assert not move(event, actor, room="Amphi 2")
    assert not ChangeNotice.objects.exists()


def test_several_moves_make_one_notice_from_the_first(actor):
    event = study_day(room="Amphi 1")
    jeanne(event)
    move(event, actor, room="Amphi 2")
    move(event, actor, room="Amphi 3")

    assert ChangeNotice.objects.get().before["room"] == "Amphi 1"


def test_a_move_back_leaves_nothing_to_tell(actor):
    event = study_day(room="Amphi 1")
    jeanne(event)
    move(event, actor, room="Amphi 2")

    assert not move(event, actor, room="Amphi 1")
    assert not ChangeNotice.objects.exists()


def test_a_venue_that_is_revised_moves_its_events(actor):
    actor.is_superuser = True
    event = study_day()
    jeanne(event)

    revise_venue(event.venue, {"name": "site de Neuville"}, actor=actor)

    notice = ChangeNotice.objects.get()
    event.refresh_from_db()
    assert notice.before["venue"].endswith("site de Gennevilliers")
    assert announced(event)["venue"].endswith("site de Neuville")


def told(event, actor) -> int:
    event = type(event).objects.get(pk=event.pk)
    notice = ChangeNotice.objects.latest("pk")
    return operations.tell_change(notice, actor=actor, after=announced(event))


def test_those_who_come_and_those_who_wait_are_told_once(actor):
    event = study_day(room="Amphi 1", seats=2)
    jeanne(event)
    RegistrationFactory(event=event, email=None)
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)
    move(event, actor, room="Amphi 2")

    assert told(event, actor) == 2
    assert told(event, actor) == 0

    assert notices() == [Notice.EVENT_CHANGED] * 2
    assert not ChangeNotice.objects.open().exists()
    assert event.journal.filter(act="people_told").count() == 1


def test_the_next_move_starts_from_what_was_told(actor):
    event = study_day(room="Amphi 1")
    jeanne(event)
    move(event, actor, room="Amphi 2")
    told(event, actor)
    move(event, actor, room="Amphi 3")

    assert ChangeNotice.objects.open().get().before["room"] == "Amphi 2"
    assert told(event, actor) == 1


def test_nothing_is_sent_that_the_organiser_did_not_read(actor):
    event = study_day(room="Amphi 1")
    jeanne(event)
    move(event, actor, room="Amphi 2")
    read = announced(event)
    move(event, actor, room="Amphi 3")

    with pytest.raises(RegistrationRefused, match="modifié entre-temps"):
        operations.tell_change(ChangeNotice.objects.get(), actor=actor, after=read)
    assert notices() == []


def test_a_notice_that_was_dismissed_is_not_told(actor):
    event = study_day(room="Amphi 1")
    jeanne(event)
    move(event, actor, room="Amphi 2")
    notice = ChangeNotice.objects.get()

    assert operations.dismiss_change(notice)
    assert not operations.dismiss_change(notice)
    assert told(event, actor) == 0


@pytest.mark.parametrize("state", ["published_at", "cancelled_at", "postponed_at"])
def test_what_cannot_be_come_to_is_not_announced(actor, state):
    event = study_day(room="Amphi 1")
    jeanne(event)
    value = None if state == "published_at" else BEFORE_THE_CUT_OFF
    type(event).objects.update(**{state: value})
    event.refresh_from_db()

    assert not move(event, actor, room="Amphi 2")
    with pytest.raises(RegistrationRefused):
        told(event, actor)


def test_the_mail_brings_a_higher_sequence_under_the_same_uid(actor):
    event = study_day(room="Amphi 1")
    person = jeanne(event)
    confirmation = mails.render(message(Notice.CONFIRMED, person))
    move(event, actor, room="Amphi 2")
    told(event, actor)

    mail = mails.render(Message.objects.get(notice=Notice.EVENT_CHANGED))

    before, after = entry_of(confirmation), entry_of(mail)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert str(after["LOCATION"]).startswith("Amphi 2")
    assert method_of(mail) == "PUBLISH"


def calendar_of(mail) -> icalendar.Calendar:
    [part] = [p for p in mail.attachments if p.get_content_type() == "text/calendar"]
    assert part["Content-Type"].params["method"] == method(part)
    return icalendar.Calendar.from_ical(part.get_content())


def method(part) -> str:
    return str(icalendar.Calendar.from_ical(part.get_content())["METHOD"])


def method_of(mail) -> str:
    return str(calendar_of(mail)["METHOD"])


def entry_of(mail) -> icalendar.Event:
    [entry] = calendar_of(mail).walk("VEVENT")
    return entry


# What it says


NEXT_WEEK = {
    "starts_at": STARTS_AT + timedelta(days=7),
    "ends_at": STARTS_AT.replace(day=29, hour=17, minute=30),
}


def spoken(event, **fields) -> tuple[str, str, str]:
    before = announced(event)
    for name, value in fields.items():
        setattr(event, name, value)
    found = move_of(event, before, announced(event))
    return headline(found), changes.changes(found), unchanged(found)


@pytest.mark.parametrize(
    ("change", "subject", "what", "rest"),
    [
        (
            {"room": "Amphi 2"},
            "Changement~: Partenariat 2019 se tient en amphi 2",
            "amphi 2 au lieu de l’amphi 1",
            "La date et les horaires restent les mêmes.",
        ),
        (
            {"room": "Salle 12"},
            "Changement~: Partenariat 2019 se tient en salle 12",
            "salle 12 au lieu de l’amphi 1",
            "La date et les horaires restent les mêmes.",
        ),
        (
            {"room": "Robert-Doisneau"},
            "Changement de salle~: Partenariat 2019",
            "Robert-Doisneau au lieu de l’amphi 1",
            "La date et les horaires restent les mêmes.",
        ),
        (
            {"room": ""},
            "Changement de salle~: Partenariat 2019",
            "la salle sera indiquée sur place (avant~: Amphi 1)",
            "La date et les horaires restent les mêmes.",
        ),
        (
            NEXT_WEEK,
            "Changement~: Partenariat 2019 se tient le mercredi 29~mai",
            "le mercredi 29~mai 2019 au lieu du mercredi 22~mai 2019",
            "Les horaires et le lieu restent les mêmes.",
        ),
        (
            {"ends_at": STARTS_AT.replace(hour=18)},
            "Changement~: Partenariat 2019 se tient de 9~h à 18~h",
            "de 9~h à 18~h au lieu de 9~h à 17~h~30",
            "La date et le lieu restent les mêmes.",
        ),
        (
            NEXT_WEEK | {"room": "Amphi 2"},
            "Changement~: Partenariat 2019 se tient le mercredi 29~mai",
            "le mercredi 29~mai 2019 au lieu du mercredi 22~mai 2019~; amphi 2 au "
            "lieu de l’amphi 1",
            "Les horaires restent les mêmes.",
        ),
        (
            {"attendance_mode": "online"},
            "Changement~: Partenariat 2019 se tient en ligne",
            "en ligne (avant~: Université de Cergy-Pontoise, site de Gennevilliers, "
            "avenue Marcel Paul, 92230 Gennevilliers)",
            "La date et les horaires restent les mêmes.",
        ),
    ],
)
def test_what_changes_in_french(change, subject, what, rest):
    event = study_day(room="Amphi 1")

    assert spoken(event, **change) == (french(subject), french(what), rest)


def test_what_changes_in_english():
    event = study_day(room="Lecture hall 1")
    with translation.override("en"):
        assert spoken(event, room="Lecture hall 2") == (
            "Change: Partenariat 2019 is in Lecture hall 2",
            "Lecture hall 2 instead of Lecture hall 1",
            "The date and times stay the same.",
        )
        assert spoken(event, **NEXT_WEEK) == (
            french("Change: Partenariat 2019 is on Wednesday 29~May"),
            french("Wednesday 29~May 2019 instead of Wednesday 22~May 2019"),
            "The times and the place stay the same.",
        )


def test_another_town():
    event = study_day()
    venue = VenueFactory(
        institution="Université Paris Nanterre",
        name="bâtiment Max-Weber",
        street="200 avenue de la République",
        postal_code="92000",
        town="Nanterre",
    )

    subject, what, rest = spoken(event, venue=venue)

    assert subject == french("Changement~: Partenariat 2019 se tient à Nanterre")
    assert what == french(
        "Université Paris Nanterre, bâtiment Max-Weber, 200 avenue de la République, "
        "92000 Nanterre (avant~: Université de Cergy-Pontoise, site de Gennevilliers, "
        "avenue Marcel Paul, 92230 Gennevilliers)"
    )
    assert rest == "La date et les horaires restent les mêmes."


# Postponed


def test_a_postponement_is_told_at_once(actor):
    event = study_day()
    jeanne(event)
    RegistrationFactory(event=event, waiting=True)

    assert postpone(event, actor=actor)
    assert not postpone(event, actor=actor)

    mail = mails.render(Message.objects.earliest("pk"))
    assert notices() == [Notice.EVENT_POSTPONED] * 2
    assert mail.subject == french("Reportée~: journée du 22~mai, Partenariat 2019")
    assert entry_of(mail)["STATUS"] == "TENTATIVE"


def test_the_new_date_is_asked_about_when_the_postponement_is_lifted(actor):
    event = study_day()
    jeanne(event)
    postpone(event, actor=actor)

    assert not move(event, actor, **NEXT_WEEK)
    resume(event, actor=actor)
    assert told(event, actor) == 1

    mail = mails.render(Message.objects.latest("pk"))
    assert mail.body.startswith(
        french(
            "Ce qui change~: la journée était reportée~; elle a lieu le mercredi "
            "29~mai 2019, de 9~h à 17~h~30. Le lieu reste le même."
        )
    )


def test_lifting_a_postponement_without_a_new_date_is_told_too(actor):
    event = study_day(room="Amphi 1")
    jeanne(event)
    move(event, actor, room="Amphi 2")
    postpone(event, actor=actor)
    resume(event, actor=actor)

    [notice] = ChangeNotice.objects.to_tell()
    assert (notice.before["room"], notice.before["is_postponed"]) == ("Amphi 1", True)


def test_a_postponement_that_was_lifted_is_told_no_more(actor):
    event = study_day()
    jeanne(event)
    postpone(event, actor=actor)
    resume(event, actor=actor)

    deliver_all()

    assert Message.objects.get().withdrawn_at


# Cancelled


def deliver_all() -> None:
    while claimed := delivery.claim():
        delivery.deliver(claimed, mailers.default)


def test_everybody_is_told_once_of_a_cancellation(actor):
    event = study_day()
    jeanne(event)
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)
    RegistrationFactory(event=event, email=None)

    assert cancel_event(event, actor=actor, reason="grève des transports")
    assert not cancel_event(event, actor=actor)

    assert notices() == [Notice.EVENT_CANCELLED] * 2
    assert operations.tell_cancelled(event, reason="") is False
    event.refresh_from_db()
    assert state_line(event_with_seats(event)) == french(
        "Cette journée est annulée. Les personnes inscrites ont été prévenues le "
        "10~mai."
    )


def event_with_seats(event):
    return type(event).objects.with_seats().get(pk=event.pk)


def test_the_page_does_not_say_that_nobody_was_told(actor):
    event = study_day()

    cancel_event(event, actor=actor)

    assert state_line(event_with_seats(event)) == "Cette journée est annulée."


def test_the_calendar_takes_the_event_away(actor):
    event = study_day()
    person = jeanne(event)
    confirmation = mails.render(message(Notice.CONFIRMED, person))
    cancel_event(event, actor=actor, reason="grève des transports")

    mail = mails.render(Message.objects.latest("pk"))

    before, after = entry_of(confirmation), entry_of(mail)
    assert method_of(mail) == "CANCEL"
    assert after["STATUS"] == "CANCELLED"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert mail.body.startswith(
        french(
            "La journée du mercredi 22~mai 2019, «~Partenariat 2019~», est annulée. "
            "Grève des transports. Vous n’avez rien à faire~; votre agenda sera mis à "
            "jour si vous ouvrez le fichier joint. Contact~: contact@example.org\n"
        )
    )


def test_a_second_cancellation_is_told_again(actor, in_may_2019):
    event = study_day()
    jeanne(event)
    cancel_event(event, actor=actor)
    deliver_all()
    in_may_2019.shift(timedelta(hours=1))
    restore(event, actor=actor)
    cancel_event(event, actor=actor)
    deliver_all()

    assert notices() == [Notice.EVENT_CANCELLED] * 2
    assert Message.objects.exclude(sent_at=None).count() == 2


def test_a_cancellation_that_was_lifted_is_told_no_more(actor):
    event = study_day()
    jeanne(event)
    cancel_event(event, actor=actor)
    restore(event, actor=actor)

    deliver_all()

    assert Message.objects.get().withdrawn_at
    assert "prévenues" not in state_line(event_with_seats(event))


def test_what_waited_to_be_sent_about_a_cancelled_event_is_withdrawn(actor):
    event = study_day()
    person = jeanne(event)
    first = message(Notice.CONFIRMED, person)
    cancel_event(event, actor=actor)

    deliver_all()

    first.refresh_from_db()
    assert first.withdrawn_at
    assert Message.objects.latest("pk").sent_at


def test_nobody_hears_of_what_is_past(actor):
    event = study_day()
    jeanne(event)
    with time_machine.travel(STARTS_AT + timedelta(days=1)):
        cancel_event(event, actor=actor)
        event.refresh_from_db()

    assert notices() == []
    assert event.cancellation_told_at is None


# Sent again by the team


def test_news_of_the_event_are_sent_again_while_they_hold(actor):
    event = study_day()
    person = jeanne(event)
    cancel_event(event, actor=actor, reason="grève")
    first = Message.objects.get()
    type(person).objects.update(email="juste@example.org")

    assert operations.send_again(reloaded(first), actor=actor)
    again = Message.objects.latest("pk")
    assert (again.notice, again.to) == (Notice.EVENT_CANCELLED, "juste@example.org")
    assert again.context == first.context

    restore(event, actor=actor)
    assert not operations.send_again(reloaded(first), actor=actor)


def test_no_confirmation_is_sent_again_for_a_cancelled_event(actor):
    event = study_day()
    person = jeanne(event)
    cancel_event(event, actor=actor)

    assert not operations.resend(reloaded(person), actor=actor)


def reloaded(row):
    return type(row).objects.get(pk=row.pk)
