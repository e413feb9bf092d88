"""One click mends what a check found, once, and for whoever edits the programme."""

from datetime import time

import pytest

from events.access import Role
from events.models import Event, JournalEntry
from programme import checks, operations, timetable
from programme.checks import fixes
from programme.models import Participation, Person, Session
from tests.factories import (
    ContributionFactory,
    MembershipFactory,
    ParticipationFactory,
    PersonFactory,
    RoomFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.programme.days import DAY, NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db

LIST = "/organisation/programme/session/"
FIX = f"{LIST}fix/"


@pytest.fixture
def event():
    return study_day()


@pytest.fixture
def actor():
    return UserFactory()


def offered(event):
    """The labels of all fixes, and their keys."""
    found = fixes.offered(checks.everything(timetable.of_event(event)))
    return {fix.label: key for key, fix in found.items()}


def apply(event, label, actor):
    return operations.fix(event, offered(event)[label], actor=actor)


def hours(row):
    row.refresh_from_db()
    return row.starts_at, row.ends_at


def test_an_overlap_is_mended_at_one_end_or_the_other(event, actor):
    talks = add_row(event, time(14, 30), time(15, 55), kind="talks")
    pause = add_row(event, time(15, 45), time(16), kind="break", place_fr="Hall")

    assert [*offered(event)] == [
        "Finir la séance à 15\u00a0h\u00a045",
        "Commencer la pause à 15\u00a0h\u00a055",
    ]
    apply(event, "Finir la séance à 15\u00a0h\u00a045", actor)

    assert hours(talks) == (time(14, 30), time(15, 45))
    assert hours(pause) == (time(15, 45), time(16))
    assert (talks.sequence, pause.sequence) == (1, 0)


def test_the_second_click_changes_nothing(event, actor):
    add_row(event, time(14, 30), time(15, 55), kind="talks")
    pause = add_row(event, time(15, 45), time(16), kind="break")
    key = offered(event)["Commencer la pause à 15\u00a0h\u00a055"]

    assert operations.fix(event, key, actor=actor)
    version = Event.objects.get().programme_version
    assert operations.fix(event, key, actor=actor) is None

    assert hours(pause) == (time(15, 55), time(16))
    assert Event.objects.get().programme_version == version
    assert JournalEntry.objects.count() == 1


def test_a_key_that_no_check_asks_for_writes_nothing(event, actor):
    row = add_row(event, time(10), time(11))

    for key in (f"ends_at:{row.pk}:15:00", "", "x", "seats:1:2", "\x00" * 9):
        assert operations.fix(event, key, actor=actor) is None

    assert hours(row) == (time(10), time(11))


def test_a_row_within_another_cannot_begin_after_its_end(event):
    add_row(event, time(10), time(12))
    add_row(event, time(11), time(11, 30), kind="talks")

    assert [*offered(event)] == ["Finir la plénière à 11\u00a0h"]


def test_a_gap_is_closed_from_either_side(event, actor):
    talks = add_row(event, time(10), time(11), kind="talks")
    pause = add_row(event, time(11, 20), time(11, 30), kind="break", place_fr="Hall")

    assert [*offered(event)] == [
        "Finir la séance à 11\u00a0h\u00a020",
        "Commencer la pause à 11\u00a0h",
    ]
    apply(event, "Commencer la pause à 11\u00a0h", actor)

    assert hours(pause) == (time(11), time(11, 30))
    assert hours(talks) == (time(10), time(11))


def test_rows_are_cut_to_the_hours_of_the_event(event, actor):
    early = add_row(event, time(8, 30), time(9, 30), kind="welcome")
    late = add_row(event, time(9, 30), time(18), kind="debate")

    apply(event, "Commencer l’accueil à 9\u00a0h", actor)
    apply(event, "Finir le débat à 17\u00a0h\u00a030", actor)

    assert (hours(early), hours(late)) == (
        (time(9), time(9, 30)),
        (time(9, 30), time(17, 30)),
    )


def test_a_row_before_the_event_may_have_no_end(client):
    """Alone on the first of two days: nothing says when it is over."""
    event = two_days()
    add_row(event, time(8, 30), kind="welcome")
    member(client, event)

    page = client.get(f"{LIST}?event__id__exact={event.pk}")

    assert page.status_code == 200
    assert offered(event) == {}


def test_the_last_row_of_a_day_ends_at_the_hour_of_the_last_day(actor):
    event = two_days()
    row = add_row(event, time(16), kind="debate")
    add_row(event, time(10), date=NEXT_DAY)

    apply(event, "Finir le débat à 17\u00a0h", actor)

    assert hours(row) == (time(16), time(17))


def test_a_row_lasts_as_long_as_its_contributions(event, actor):
    row = add_row(event, time(10), time(11), kind="talks")
    ContributionFactory(session=row, duration=75)

    apply(event, "Finir la séance à 11\u00a0h\u00a015", actor)

    assert hours(row) == (time(10), time(11, 15))


def test_a_row_does_not_last_into_the_next_one(event):
    row = add_row(event, time(10), time(11), kind="talks")
    ContributionFactory(session=row, duration=75)
    add_row(event, time(11), time(12))

    assert offered(event) == {}


def test_a_workshop_is_limited_to_its_room(event, actor):
    room = RoomFactory(event=event, capacity=30)
    row = WorkshopFactory(event=event, date=DAY, seats=40, room=room)

    apply(event, "Limiter l’atelier à 30 places", actor)

    row.refresh_from_db()
    assert (row.seats, row.sequence) == (30, 0)


def test_a_break_is_where_the_others_are(event, actor):
    room = RoomFactory(event=event, name_fr="Hall")
    add_row(event, time(9), time(9, 30), kind="welcome", room=room)
    row = add_row(event, time(9, 30), time(10), kind="break")

    apply(event, "Écrire le lieu «\u00a0Hall\u00a0»", actor)

    row.refresh_from_db()
    assert (row.room, row.sequence) == (room, 1)


def test_a_long_break_at_noon_is_a_meal(event, actor):
    add_row(event, time(9), time(12))
    row = add_row(event, time(12), time(13), kind="break", place_fr="Hall")
    add_row(event, time(13), time(17))

    apply(event, "Faire un repas de la pause de 12\u00a0h", actor)

    row.refresh_from_db()
    assert (row.kind, row.sequence) == ("meal", 0)


def test_a_name_is_written_in_one_way_in_this_event_alone(event, actor):
    usual = PersonFactory(given_name="Corinne", family_name="Rougerie")
    slip = PersonFactory(given_name="Corine", family_name="Rougerie")
    for hour, person in ((10, usual), (11, slip)):
        row = add_row(event, time(hour), time(hour + 1))
        ParticipationFactory(contribution__session=row, person=person)
    elsewhere = ParticipationFactory(person=slip)

    apply(event, "Écrire «\u00a0Corinne ROUGERIE\u00a0» partout", actor)

    here = Participation.objects.filter(contribution__session__event=event)
    assert [row.person for row in here] == [usual, usual]
    elsewhere.refresh_from_db()
    assert elsewhere.person == slip
    assert offered(event) == {}


def test_a_name_that_stands_nowhere_any_more_is_forgotten(event, actor):
    for hour, name in ((10, "Corinne"), (11, "Corine")):
        person = PersonFactory(given_name=name, family_name="Rougerie")
        row = add_row(event, time(hour), time(hour + 1))
        ParticipationFactory(contribution__session=row, person=person)

    apply(event, "Écrire «\u00a0Corine ROUGERIE\u00a0» partout", actor)

    assert [str(person) for person in Person.objects.all()] == ["Corine ROUGERIE"]


def member(client, event, role=Role.SECRETARY):
    client.force_login(MembershipFactory(event=event, role=role).user)


def overlapping(event):
    add_row(event, time(14, 30), time(15, 55), kind="talks", title_fr="Des liens")
    return add_row(event, time(15, 45), time(16), kind="break", title_fr="Pause")


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_the_list_shows_the_facts_with_links_and_buttons(client, event):
    row = overlapping(event)
    member(client, event)

    text = client.get(LIST).text

    assert "Vérifications" in text
    assert "Mercredi 22\u00a0mai" in text
    assert f'<a href="{LIST}{row.pk}/change/">«\u00a0Pause\u00a0»' in text
    assert "Finir la séance à 15\u00a0h\u00a045</button>" in text


def test_a_click_mends_and_leads_back(client, event):
    row = overlapping(event)
    member(client, event)
    key = offered(event)["Commencer la pause à 15\u00a0h\u00a055"]

    first = client.post(FIX, {"event": event.pk, "fix": key}, follow=True)
    second = client.post(
        FIX, {"event": event.pk, "fix": key, "row": row.pk}, follow=True
    )

    assert hours(row) == (time(15, 55), time(16))
    assert messages_of(first) == [
        "Commencer la pause à 15\u00a0h\u00a055\u00a0: c’est fait."
    ]
    [told] = messages_of(second)
    assert told.startswith("Rien n’a été modifié")
    assert first.redirect_chain[0][0].endswith("#verifications")
    assert second.redirect_chain[0][0] == f"{LIST}{row.pk}/change/"


def test_whoever_only_reads_sees_no_button_and_clicks_in_vain(client, event):
    row = overlapping(event)
    member(client, event, Role.READER)
    key = offered(event)["Commencer la pause à 15\u00a0h\u00a055"]

    assert "Commencer la pause" not in client.get(LIST).text
    answer = client.post(FIX, {"event": event.pk, "fix": key})

    assert answer.status_code == 403
    assert hours(row) == (time(15, 45), time(16))


@pytest.mark.parametrize("event_named", ["", "x", "0", "99999999999999999999"])
def test_an_event_of_others_is_not_found(client, event, event_named):
    member(client, event)

    assert client.post(FIX, {"event": event_named, "fix": "x"}).status_code == 404


def test_the_page_of_a_row_shows_its_own_facts_alone(client, event):
    overlapping(event)
    late = add_row(event, time(16), time(18), title_fr="Fin")
    member(client, event)

    text = client.get(f"{LIST}{late.pk}/change/").text

    assert "finit après la fin de la journée" in text
    assert "se chevauchent" not in text
    assert f'name="row" value="{late.pk}"' in text


def test_the_panel_says_so_when_there_is_nothing_to_mend(client, event):
    add_row(event, time(9), time(10))
    member(client, event)

    assert "Rien à signaler." in client.get(LIST).text


def test_hidden_rows_are_not_checked(event):
    overlapping(event)
    Session.objects.update(is_hidden=True)

    assert offered(event) == {}
