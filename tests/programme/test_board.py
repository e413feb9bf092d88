"""« Réorganiser »: a day moves on its page, and is stored when it is saved."""

from datetime import time

import pytest

from events.access import Role
from events.models import Event, JournalEntry
from programme.models import Contribution, Session
from tests.factories import (
    ContributionFactory,
    MembershipFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    RoomFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.page_forms import filled_in
from tests.programme.days import DAY, NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db

BOARD = "/organisation/programme/session/rearrange/"


@pytest.fixture
def event(client):
    event = two_days()
    sign_in(client, event)
    return event


def sign_in(client, event, role=Role.SECRETARY):
    client.force_login(MembershipFactory(event=event, role=role).user)


def address(event, day=DAY):
    return f"{BOARD}?event={event.pk}&date={day}"


class Page:
    """The page as somebody works on it: types, presses buttons."""

    def __init__(self, client, event, day=DAY):
        self.client, self.address = client, address(event, day)
        self.response = client.get(self.address)
        self.fields = filled_in(self.response, "board")

    def press(self, button, **typed):
        fields = self.fields | {key.replace("_", "-"): typed[key] for key in typed}
        answer = self.client.post(self.address, fields | {"do": button}, follow=True)
        assert answer.status_code == 200
        self.response = answer
        if answer.context["lines"]:
            self.fields = filled_in(answer, "board")
        return self

    def tool(self, button, **typed):
        """A field of the tools: its name is as it is."""
        self.fields |= typed
        return self.press(button)

    @property
    def problem(self):
        return self.response.context["problem"]

    @property
    def lines(self):
        return [line["row"].label for line in self.response.context["lines"]]

    @property
    def found(self):
        groups = self.response.context["checks"]
        return [one.html for group in groups for one in group.found]


def hours(row):
    row.refresh_from_db()
    return row.starts_at, row.ends_at


def titles(row):
    return [talk.title_fr for talk in row.contributions.order_by("position", "pk")]


def three_rows(event):
    return [
        add_row(event, time(hour), time(hour + 1), title_fr=title)
        for hour, title in ((9, "A"), (10, "B"), (11, "C"))
    ]


def test_the_page_shows_a_day_and_leads_to_the_others(client, event):
    add_row(event, time(9), time(10), title_fr="A")
    add_row(event, time(9), date=NEXT_DAY, title_fr="B")

    page = Page(client, event)

    assert page.lines == ["9\u00a0h\u00a0– 10\u00a0h, A"]
    assert Page(client, event, NEXT_DAY).lines == ["9\u00a0h, B"]
    assert str(NEXT_DAY) in page.response.text


def test_a_row_and_the_following_ones_shift(client, event):
    a, b, c = three_rows(event)
    page = Page(client, event).press(f"open:r{b.pk}")

    page.tool(f"shift:r{b.pk}", minutes="15")

    assert page.lines == [
        "9\u00a0h\u00a0– 10\u00a0h, A",
        "10\u00a0h\u00a015\u00a0– 11\u00a0h\u00a015, B",
        "11\u00a0h\u00a015\u00a0– 12\u00a0h\u00a015, C",
    ]
    assert hours(b) == (time(10), time(11))  # nothing is stored yet
    assert any("de 10\u00a0h à 10\u00a0h\u00a015" in fact for fact in page.found)

    page.press("save")

    assert [hours(row)[0] for row in (a, b, c)] == [
        time(9),
        time(10, 15),
        time(11, 15),
    ]
    assert [row.sequence for row in (a, b, c)] == [0, 1, 1]


def test_enter_in_the_minutes_shifts_and_saving_forgets_none(client, event):
    """A browser then presses the first button of the form, which only looks."""
    row = add_row(event, time(10), time(11))
    page = Page(client, event).press(f"open:r{row.pk}")

    page.tool("look", minutes="15")
    shifted = page.lines
    page.tool("save", minutes="15")

    assert shifted[0].startswith("10\u00a0h\u00a015")
    assert page.lines[0].startswith("10\u00a0h\u00a030")
    assert "Rien n’est encore enregistré" in page.problem
    assert hours(row) == (time(10), time(11))
    page.press("save")
    assert hours(row) == (time(10, 30), time(11, 30))


def test_a_shift_may_keep_to_one_room(client, event):
    one, two = RoomFactory.create_batch(2, event=event)
    here = add_row(event, time(9), time(10), room=one)
    other = add_row(event, time(9, 30), time(10), room=two)
    later = add_row(event, time(10), time(11), room=one)

    page = Page(client, event).tool(f"shift:r{here.pk}", minutes="-15", rooms="one")
    page.press("save")

    assert [hours(row)[0] for row in (here, other, later)] == [
        time(8, 45),
        time(9, 30),
        time(9, 45),
    ]


def test_a_shift_out_of_the_day_moves_nothing(client, event):
    row = add_row(event, time(9), time(10), title_fr="A")
    add_row(event, time(22), time(23), title_fr="B")

    page = Page(client, event).tool(f"shift:r{row.pk}", minutes="90")

    assert page.problem == (
        "«\u00a022\u00a0h\u00a0– 23\u00a0h, B\u00a0» sortirait de sa journée. "
        "Rien n’a été décalé."
    )
    assert page.lines[0] == "9\u00a0h\u00a0– 10\u00a0h, A"


@pytest.mark.parametrize("minutes", ["", "0", "x", "1e9", "999999999999"])
def test_minutes_that_are_none_move_nothing(client, event, minutes):
    row = add_row(event, time(9), time(10), title_fr="A")

    page = Page(client, event).tool(f"shift:r{row.pk}", minutes=minutes)

    assert page.problem
    assert page.lines == ["9\u00a0h\u00a0– 10\u00a0h, A"]


def test_two_rows_swap_their_hours(client, event):
    a, b, _c = three_rows(event)
    Session.objects.filter(pk=b.pk).update(ends_at=time(10, 30))

    page = Page(client, event).tool(f"swap:r{a.pk}", **{"with": f"r{b.pk}"})
    page.press("save")

    assert (hours(a), hours(b)) == ((time(10), time(10, 30)), (time(9), time(10)))


def test_rows_swap_with_a_row_of_this_page_alone(client, event):
    a, *_others = three_rows(event)
    elsewhere = add_row(event, time(9), date=NEXT_DAY)

    for other in ("", "x", f"r{a.pk}", f"r{elsewhere.pk}", "r0"):
        page = Page(client, event).tool(f"swap:r{a.pk}", **{"with": other})
        assert page.problem == "Choisissez la ligne avec laquelle échanger."


def test_times_are_typed_as_everywhere(client, event):
    a, *_others = three_rows(event)

    page = Page(client, event)
    page.fields |= {f"r{a.pk}-starts_at": "9h05", f"r{a.pk}-ends_at": "0955"}
    page.press("save")

    assert hours(a) == (time(9, 5), time(9, 55))


def test_times_that_cannot_be_read_are_kept_and_marked(client, event):
    a, b, _c = three_rows(event)

    page = Page(client, event)
    page.fields |= {f"r{a.pk}-starts_at": "tôt", f"r{b.pk}-ends_at": "9h"}
    page.press("save")

    assert (
        page.problem
        == "Rien n’est encore enregistré. Corrigez ce qui est signalé plus bas."
    )
    assert 'value="tôt"' in page.response.text
    assert "La fin doit être après le début." in page.response.text
    assert hours(b) == (time(10), time(11))
    page.tool(f"shift:r{b.pk}", minutes="5")
    assert page.problem.startswith("Corrigez d’abord les heures")


def test_contributions_change_their_order(client, event):
    row = add_row(event, time(9))
    _one, two = (
        ContributionFactory(session=row, title_fr=title, position=1)
        for title in ("Un", "Deux")
    )

    page = Page(client, event).press(f"up:{two.pk}").press(f"up:{two.pk}")
    assert titles(row) == ["Un", "Deux"]
    page.press("save")

    assert titles(row) == ["Deux", "Un"]
    row.refresh_from_db()
    assert row.sequence == 0


def test_a_contribution_moves_to_another_row_of_the_day(client, event):
    a, b, _c = three_rows(event)
    talk = ContributionFactory(session=a, title_fr="Un")
    ContributionFactory(session=b, title_fr="Deux")

    page = Page(client, event)
    page.fields[f"to-{talk.pk}"] = f"r{b.pk}"
    page.press(f"send:{talk.pk}").press("save")

    assert (titles(a), titles(b)) == ([], ["Deux", "Un"])
    assert Contribution.objects.get(title_fr="Un").uid == talk.uid


def test_a_contribution_moves_to_another_day_and_may_come_back(client, event):
    a, *_others = three_rows(event)
    talk = ContributionFactory(session=a, title_fr="Un")
    other = add_row(event, time(9), date=NEXT_DAY)
    ContributionFactory(session=other, title_fr="Deux", position=7)

    page = Page(client, event)
    page.fields[f"to-{talk.pk}"] = f"s{other.pk}"
    page.press(f"send:{talk.pk}")
    assert "Communications qui vont à un autre jour" in page.response.text
    page.press(f"back:{talk.pk}").press("save")
    assert titles(a) == ["Un"]
    page.fields[f"to-{talk.pk}"] = f"s{other.pk}"
    page.press(f"send:{talk.pk}").press("save")

    assert (titles(a), titles(other)) == ([], ["Deux", "Un"])


@pytest.mark.parametrize("target", ["", "x", "r0", "s0", "r99999999999999999999"])
def test_a_contribution_goes_to_rows_of_this_event_alone(client, event, target):
    talk = ContributionFactory(session=add_row(event, time(9)))

    page = Page(client, event)
    page.fields[f"to-{talk.pk}"] = target
    page.press(f"send:{talk.pk}")

    assert page.problem == "Choisissez où va cette communication."


def test_a_row_moves_to_another_day_and_another_room(client, event):
    room = RoomFactory(event=event)
    row = add_row(event, time(9), time(10), place_fr="Hall", place_en="Lobby")

    page = Page(client, event)
    page.fields |= {
        f"r{row.pk}-day": str(NEXT_DAY),
        f"r{row.pk}-room": str(room.pk),
        f"r{row.pk}-place": "",
    }
    page.press("save")

    row.refresh_from_db()
    assert (row.date, row.room, row.place_fr, row.place_en) == (NEXT_DAY, room, "", "")
    assert row.sequence == 1


def test_a_place_that_stays_keeps_its_english(client, event):
    row = add_row(event, time(9), time(10), place_fr="Hall", place_en="Lobby")

    page = Page(client, event)
    page.fields[f"r{row.pk}-starts_at"] = "8h"
    page.press("save")

    row.refresh_from_db()
    assert row.place_en == "Lobby"


def test_a_row_is_duplicated_with_its_contributions_on_another_day(client, event):
    row = add_row(event, time(9), time(10), title_fr="A", kind="talks")
    role = ParticipationRoleFactory(participation__contribution__session=row)

    page = Page(client, event)
    page.fields |= {"day": str(NEXT_DAY), "with_talks": "1"}
    page.press(f"copy:r{row.pk}").press("save")

    copy = Session.objects.get(date=NEXT_DAY)
    [talk] = copy.contributions.all()
    [one] = talk.participations.all()
    assert (copy.title_fr, copy.kind, copy.starts_at) == ("A", "talks", time(9))
    assert talk.title_fr == role.participation.contribution.title_fr
    assert one.person == role.participation.person
    assert [each.text_fr for each in one.roles.all()] == [role.text_fr]
    assert copy.uid != row.uid
    assert talk.uid != role.participation.contribution.uid
    assert hours(row) == (time(9), time(10))


def test_a_duplicate_without_contributions_takes_those_that_move_there(client, event):
    row = add_row(event, time(9), time(10))
    talk = ContributionFactory(session=row, title_fr="Un")
    ContributionFactory(session=row, title_fr="Deux")

    page = Page(client, event).press(f"copy:r{row.pk}")
    page.fields |= {"c1-starts_at": "14h", "c1-ends_at": "15h", f"to-{talk.pk}": "c1"}
    page.press(f"send:{talk.pk}").press("save")

    copy = Session.objects.exclude(pk=row.pk).get()
    assert hours(copy) == (time(14), time(15))
    assert (titles(row), titles(copy)) == (["Deux"], ["Un"])


def test_a_duplicate_may_be_given_up(client, event):
    row = add_row(event, time(9), time(10))
    talk = ContributionFactory(session=row)

    page = Page(client, event).press(f"copy:r{row.pk}")
    page.fields[f"to-{talk.pk}"] = "c1"
    page.press(f"send:{talk.pk}").press("drop:c1").press("save")

    assert Session.objects.count() == 1
    assert row.contributions.get() == talk


def test_a_workshop_that_moves_keeps_its_sign_ups(client, event):
    row = WorkshopFactory(event=event, date=DAY)
    place = WorkshopPlaceFactory(session=row)

    page = Page(client, event)
    page.fields[f"r{row.pk}-starts_at"] = "13h"
    page.press("save")

    row.refresh_from_db()
    assert (row.starts_at, row.takes_sign_ups) == (time(13), True)
    place.refresh_from_db()
    assert place.session == row


def test_saving_what_did_not_move_writes_nothing(client, event):
    for row in three_rows(event):
        ContributionFactory(session=row)
    version = Event.objects.get().programme_version

    page = Page(client, event).press("save")

    assert "Rien n’a changé." in page.response.text
    assert Event.objects.get().programme_version == version
    assert not JournalEntry.objects.exists()


def test_what_somebody_else_moved_meanwhile_is_not_lost_in_silence(client, event):
    a, b, _c = three_rows(event)
    page = Page(client, event)
    page.fields[f"r{a.pk}-starts_at"] = "8h"
    Session.objects.filter(pk__in=[a.pk, b.pk]).update(ends_at=time(11, 45))

    page.press("save")

    assert "Quelqu’un d’autre a changé le programme" in page.problem
    assert page.response.context["lost"] == [
        "«\u00a0A\u00a0»\u00a0: quelqu’un d’autre a choisi mercredi 22\u00a0mai, "
        "9\u00a0h\u00a0– 11\u00a0h\u00a045, vous mercredi 22\u00a0mai, "
        "8\u00a0h\u00a0– 10\u00a0h."
    ]
    assert page.fields[f"r{a.pk}-starts_at"] == "8h"
    assert page.fields[f"r{b.pk}-ends_at"] == "11\u00a0h\u00a045"  # theirs
    assert hours(a) == (time(9), time(11, 45))

    page.press("save")

    assert (hours(a), hours(b)) == ((time(8), time(10)), (time(10), time(11, 45)))


def test_a_contribution_that_somebody_else_added_is_kept(client, event):
    a, b, _c = three_rows(event)
    talk = ContributionFactory(session=a, title_fr="Un")
    page = Page(client, event)
    ContributionFactory(session=a, title_fr="Deux", position=2)
    page.fields[f"to-{talk.pk}"] = f"r{b.pk}"

    page.press(f"send:{talk.pk}").press("save")
    assert "Quelqu’un d’autre" in page.problem
    page.press("save")

    assert (titles(a), titles(b)) == (["Deux"], ["Un"])


def test_a_contribution_that_somebody_else_moved_stays_where_they_put_it(client, event):
    a, b, c = three_rows(event)
    talk = ContributionFactory(session=a, title_fr="Un")
    page = Page(client, event)
    page.fields[f"r{c.pk}-ends_at"] = "12h30"
    Contribution.objects.filter(pk=talk.pk).update(session=b)

    page.press("save").press("save")

    assert (titles(a), titles(b)) == ([], ["Un"])
    assert hours(c) == (time(11), time(12, 30))


def test_a_row_that_somebody_else_deleted_is_told(client, event):
    a, b, _c = three_rows(event)
    page = Page(client, event)
    page.fields[f"r{b.pk}-starts_at"] = "10h15"
    a.delete()

    page.press("save")
    assert page.problem.startswith("Quelqu’un d’autre a supprimé 1 ligne")
    page.press("save")

    assert hours(b)[0] == time(10, 15)


def test_a_row_of_another_event_is_not_touched(client, event):
    add_row(event, time(9))
    other = add_row(study_day(), time(9), time(10), title_fr="Autre")

    page = Page(client, event)
    page.fields |= {
        "rows": f"r{other.pk},{page.fields['rows']}",
        f"r{other.pk}-starts_at": "9h30",
    }
    page.press("save").press("save")

    assert hours(other) == (time(9), time(10))


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": "r0,c0,,x,r99999999999999999999,c1"},
        {"rows": "c1", "c1-of": "x"},
        {"away": "1:2,3,:,x:y"},
        {"open": "r0"},
        {"do": "x"},
        {"do": "shift"},
        {"do": "up:99999999999999999999"},
    ],
)
def test_what_no_page_would_send_is_harmless(client, event, changes):
    row = add_row(event, time(9), time(10))
    talk = ContributionFactory(session=row)
    fields = Page(client, event).fields

    for extra in (changes, {f"r{row.pk}-was": "[[["}, {f"r{row.pk}-talks": "x,0,²"}):
        answer = client.post(address(event), fields | {"do": "save"} | changes | extra)
        assert answer.status_code in (200, 302)

    assert hours(row) == (time(9), time(10))
    assert row.contributions.get() == talk


def test_a_hundred_contributions_in_ten_rooms_fit_in_one_form(
    client, event, django_assert_max_num_queries
):
    rooms = RoomFactory.create_batch(10, event=event)
    Session.objects.bulk_create(
        Session(
            event=event,
            date=DAY,
            starts_at=time(8 + hour),
            ends_at=time(9 + hour),
            room=room,
        )
        for hour in range(10)
        for room in rooms
    )
    Contribution.objects.bulk_create(
        Contribution(session=row, title_fr="Un") for row in event.sessions.all()
    )
    first = event.sessions.first()
    page = Page(client, event)
    assert len(page.fields) < 1000

    with django_assert_max_num_queries(14):
        page.tool(f"shift:r{first.pk}", minutes="5")
    page.press("save")

    assert hours(first)[0] == time(8, 5)
    assert event.sessions.filter(sequence=1).count() == 100


def test_the_list_of_rows_leads_to_the_page_for_those_who_may(client, event):
    add_row(event, time(9))
    rows = f"/organisation/programme/session/?event__id__exact={event.pk}"

    assert f"{BOARD}?event={event.pk}" in client.get(rows).text
    sign_in(client, event, Role.READER)
    assert BOARD not in client.get(rows).text


def test_whoever_only_reads_moves_nothing(client, event):
    row = add_row(event, time(9), time(10))
    fields = Page(client, event).fields | {f"r{row.pk}-starts_at": "8h", "do": "save"}
    sign_in(client, event, Role.READER)

    assert client.get(address(event)).status_code == 403
    assert client.post(address(event), fields).status_code == 403
    assert hours(row) == (time(9), time(10))


@pytest.mark.parametrize("date", ["", "x", "2019-13-45", "1999-01-01"])
def test_an_odd_date_shows_the_first_day(client, event, date):
    add_row(event, time(9), title_fr="A")

    response = client.get(f"{BOARD}?event={event.pk}&date={date}")

    assert [line["row"].title for line in response.context["lines"]] == ["A"]


def test_hidden_rows_move_too_and_are_not_checked(client, event):
    row = add_row(event, time(9), time(10), is_hidden=True)
    add_row(event, time(9), time(10))

    page = Page(client, event)
    assert not any("chevauchent" in fact for fact in page.found)
    page.fields[f"r{row.pk}-starts_at"] = "8h"
    page.press("save")

    assert hours(row)[0] == time(8)


def test_titles_are_text(client, event):
    row = add_row(event, time(9), title_fr="<script>x</script>")
    ContributionFactory(session=row, title_fr='"><b>y</b>')
    ParticipationFactory(contribution__session=row, contribution__title_fr="")

    text = Page(client, event).press(f"open:r{row.pk}").response.text

    assert "<script>x" not in text
    assert "<b>y" not in text
