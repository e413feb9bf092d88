"""M14 and the points to handle: when, to whom, what it says, and how it stops."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.mail import mailers
from django.test import Client
from django.utils import translation

from events.access import Role
from events.moves import announced
from registrations import delivery, digests, mails, operations, points
from registrations.models import ChangeNotice, Failure, Message, Needs, Notice
from tests.factories import MembershipFactory, RegistrationFactory, UserFactory
from tests.registrations.letter_writing import (
    french,
    jeanne,
    message,
    study_day,
)

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
FRIDAY = datetime(2019, 5, 10, 12, tzinfo=PARIS)


def may(day: int, hour: int = 9) -> datetime:
    return datetime(2019, 5, day, hour, tzinfo=PARIS)


def organiser(event, **changes):
    long_ago = datetime(2019, 3, 1, tzinfo=PARIS)
    dates = {"invited_at": long_ago, "accepted_at": long_ago}
    return MembershipFactory(event=event, **dates | changes)


def written_by(*moments) -> int:
    """How many digests there are after the job ran at each of these moments."""
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            operations.send_digests()
    return Message.objects.filter(notice=Notice.DIGEST).count()


@pytest.mark.parametrize(
    ("moments", "count"),
    [
        ([may(6, 8)], 0),
        ([may(6, 9)], 1),  # a Monday
        ([may(6, 9), may(6, 10), may(7), may(8), may(10)], 1),
        ([may(7)], 1),  # the worker was away
        ([may(8, 21)], 0),
        ([may(9, 10)], 0),
        ([may(6), may(13)], 2),
        ([may(6), may(13), may(15), may(16), may(16), may(21)], 5),
        ([may(22, 10)], 0),
        ([may(27)], 0),
    ],
)
def test_it_is_weekly_then_daily(moments, count):
    organiser(study_day())

    assert written_by(*moments) == count


@pytest.mark.parametrize(
    "member",
    [
        {"has_digest": False},
        {"role": Role.SECRETARY},
        {"expires_at": may(5)},
        {"accepted_at": None},
        {"user__is_active": False},
        {"invited_at": may(6, 10)},  # next Monday, then
    ],
)
def test_some_members_have_none(member):
    organiser(study_day(), **member)

    assert written_by(may(6, 11)) == 0


@pytest.mark.parametrize(
    "state", [{"published_at": None}, {"cancelled_at": may(1)}, {"deleted_at": may(1)}]
)
def test_some_events_have_none(state):
    organiser(study_day(**state))

    assert written_by(may(6)) == 0


def test_after_the_day_it_comes_back_when_data_are_about_to_be_erased():
    event = study_day(retention_months=12)
    organiser(event)
    jeanne(event)

    assert written_by(datetime(2020, 4, 13, 9, tzinfo=PARIS)) == 0
    assert written_by(datetime(2020, 5, 4, 9, tzinfo=PARIS)) == 1
    assert written_by(datetime(2020, 5, 25, 9, tzinfo=PARIS)) == 1


def deliver_at(moment: datetime) -> Message:
    with time_machine.travel(moment, tick=False):
        delivery.deliver(delivery.claim(), mailers.default)
    return Message.objects.get()


def test_yesterday_s_digest_is_no_news():
    organiser(study_day())
    written_by(may(6))

    assert deliver_at(may(7, 9)).withdrawn_at


def test_a_digest_that_was_stopped_meanwhile_is_withdrawn():
    membership = organiser(study_day())
    written_by(may(6))
    type(membership).objects.update(has_digest=False)

    assert deliver_at(may(6, 10)).withdrawn_at


def digest_of(event, language="fr"):
    user = UserFactory(language=language)
    membership = organiser(event, user=user)
    row = Message(
        notice=Notice.DIGEST,
        event=event,
        user=user,
        membership=membership,
        to=user.email,
        language=language,
    )
    with time_machine.travel(FRIDAY):
        return mails.render(row), membership


@pytest.fixture
def busy_event():
    """Two free seats, somebody to serve by hand, and everything else that may be."""
    event = study_day(seats=3, room="Amphi 2", promotion_stops_at=may(9, 21))
    person = jeanne(event, registered_at=may(8))
    RegistrationFactory.create_batch(2, event=event, waiting=True, registered_at=may(1))
    RegistrationFactory(event=event, cancelled=True, registered_at=may(1))
    Needs.objects.create(registration=person, text="Une boucle magnétique")
    failed = {"failed_at": FRIDAY, "failure": Failure.UNKNOWN_ADDRESS}
    message(Notice.CONFIRMED, person, **failed)
    before = announced(event) | {"room": "Amphi 1"}
    ChangeNotice.objects.create(event=event, before=before)
    return event


def test_what_it_says(busy_event):
    mail, membership = digest_of(busy_event)

    link = digests.stop_link(membership)
    page = "https://colloque.example/organisation/registrations"
    of_event = f"event__id__exact={busy_event.pk}"
    assert mail.subject == french(
        "Partenariat 2019~: 1 inscription, 4 points à traiter"
    )
    assert mail.body.replace(link, "{link}") == french(f"""\
Partenariat 2019, mercredi 22~mai 2019, dans 12 jours.

1 inscription pour 3 places (+1 cette semaine), 2 personnes en attente, 1 annulation.

À traiter~:

Un changement de date ou de lieu n’a pas été annoncé.

{page}/changenotice/prevenir/{busy_event.pk}/

1 message n’est pas arrivé.

{page}/registration/?{of_event}&look_at=failed

2 places libres, 2 personnes en attente. L’attribution automatique est arrêtée depuis \
le 9~mai à 21~h.

{page}/registration/?{of_event}&status__exact=waiting

1 besoin signalé cette semaine.

{page}/registration/?{of_event}&look_at=needs

Ne plus recevoir ce résumé~:

{{link}}

Une question~: colloque@colloque.example
""")
    assert "Martin" not in mail.alternatives[0].content
    assert "button" not in mail.alternatives[0].content.partition("</style>")[2]


def test_what_it_says_in_english(busy_event):
    mail, _membership = digest_of(busy_event, "en")

    assert mail.subject == "Partenariat 2019: 1 registered, 4 points to handle"
    assert (
        "1 registered for 3 places (+1 this week), 2 waiting, 1 cancelled." in mail.body
    )
    assert "/en/organisation/registrations/" in mail.body


def test_the_points_of_a_role(busy_event):
    reader = organiser(busy_event, role=Role.READER).user
    secretary = organiser(busy_event, role=Role.SECRETARY).user
    event = type(busy_event).objects.for_page().get(pk=busy_event.pk)

    with time_machine.travel(FRIDAY):
        assert points.of_event(event, reader) == []
        assert len(points.of_event(event, secretary)) == 2


def test_too_many_people_and_an_unpublished_page_are_points():
    event = study_day(seats=1, published_at=None)
    RegistrationFactory.create_batch(2, event=event)
    user = organiser(event).user
    event = type(event).objects.for_page().get(pk=event.pk)

    with time_machine.travel(FRIDAY):
        texts = [point.text for point in points.of_event(event, user)]

    assert texts == ["La page n’est pas publiée.", "2 inscriptions pour 1 place."]


def test_a_mail_that_was_sent_again_is_no_point():
    event = study_day()
    person = jeanne(event)
    message(Notice.CONFIRMED, person, failed_at=FRIDAY, failure=Failure.REFUSED)
    message(Notice.CONFIRMED, person, sent_at=FRIDAY + timedelta(hours=1))
    event = type(event).objects.for_page().get(pk=event.pk)

    with time_machine.travel(FRIDAY + timedelta(days=1)):
        assert points.of_event(event, organiser(event).user) == []


# The link that stops it


def test_the_headers_are_on_this_mail_alone(busy_event):
    mail, membership = digest_of(busy_event)
    other = mails.render(message(Notice.CONFIRMED, jeanne(study_day(slug="autre"))))

    link = digests.stop_link(membership)
    assert mail.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & {*other.extra_headers}


def path_to_stop(membership) -> str:
    with translation.override("fr"):
        return digests.stop_link(membership).removeprefix("https://colloque.example")


def test_reading_changes_nothing_and_one_click_stops():
    membership = organiser(study_day())
    robot = Client(enforce_csrf_checks=True)
    path = path_to_stop(membership)

    for _visit in range(3):
        assert robot.get(path).status_code == 200
        assert robot.head(path).status_code == 200
    membership.refresh_from_db()
    assert membership.has_digest

    for _click in range(2):
        answer = robot.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    membership.refresh_from_db()
    assert not membership.has_digest
    assert "Vous ne recevez plus le résumé" in robot.get(path).text


def test_another_link_stops_nothing(client):
    membership, other = organiser(study_day()), organiser(study_day(slug="autre"))
    token = digests.token(membership)
    forged = token.replace(str(membership.pk), str(other.pk), 1)
    for wrong in (forged, token + "x", token.upper(), "x", "1", "²~x", f"{10**30}~x"):
        answer = client.post(f"/organisation/resume/{wrong}/")
        assert answer.status_code == 404

    type(membership).objects.filter(pk=membership.pk).update(key="renewed")
    assert client.get(path_to_stop(membership)).status_code == 404


def test_the_day_is_that_of_the_event():
    event = study_day(time_zone="Pacific/Noumea")
    organiser(event)
    monday_in_noumea = datetime(2019, 5, 6, 9, tzinfo=ZoneInfo("Pacific/Noumea"))

    assert written_by(monday_in_noumea - timedelta(minutes=1)) == 0
    assert written_by(monday_in_noumea) == 1
