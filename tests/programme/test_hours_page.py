"""The organiser’s own figures for half-days, and the page with the sums."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from events.access import Role
from events.journal import Act
from events.models import Event, JournalEntry
from programme import hours, operations, timetable
from programme.durations import duration, read_duration
from programme.half_days import Half
from programme.models import HalfDayHours, Session
from tests.factories import MembershipFactory
from tests.programme.days import DAY, NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db

Kind = Session.Kind
MORNING, AFTERNOON = (DAY, Half.MORNING), (DAY, Half.AFTERNOON)


@pytest.fixture
def event():
    """The study day of 2019: 3 h 05 and 3 h 15."""
    event = study_day()
    for start, end, kind in [
        (time(9), None, Kind.WELCOME),
        (time(9, 15), None, Kind.PLENARY),
        (time(9, 30), None, Kind.PLENARY),
        (time(10), time(11), Kind.TALKS),
        (time(11, 20), time(11, 30), Kind.BREAK),
        (time(11, 30), time(12, 50), Kind.DEBATE),
        (time(12, 50), time(14), Kind.MEAL),
        (time(14), time(14, 30), Kind.PLENARY),
        (time(14, 30), time(15, 55), Kind.TALKS),
        (time(15, 45), time(16), Kind.BREAK),
        (time(16), time(17, 20), Kind.DEBATE),
        (time(17, 20), None, Kind.CLOSING),
    ]:
        add_row(event, start, end, kind=kind)
    return event


@pytest.fixture
def organiser(event):
    return MembershipFactory(event=event).user


def fresh(event):
    """As another request finds it."""
    return Event.objects.get(pk=event.pk)


def page_of(event):
    page = reverse("admin:registrations_certificate_hours")
    return f"{page}?event__id__exact={event.pk}"


def text_of(page):
    return page.content.decode().replace("\u00a0", " ")


def intervals(event):
    return [
        [
            (f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}", one.minutes)
            for one in half_day.intervals
        ]
        for half_day in hours.calculation(timetable.of_event(event))
    ]


def test_the_calculation_of_the_study_day_of_2019(event):
    assert intervals(event) == [
        [
            ("09:15", "09:30", 15),
            ("09:30", "10:00", 30),
            ("10:00", "11:00", 60),
            ("11:30", "12:50", 80),
        ],
        [
            ("14:00", "14:30", 30),
            ("14:30", "15:45", 75),
            ("16:00", "17:20", 80),
            ("17:20", "17:30", 10),
        ],
    ]


def test_a_break_cuts_a_row_in_two_and_a_parallel_one_adds_its_rest():
    event = study_day()
    add_row(event, time(9), time(11))
    add_row(event, time(9, 30), time(11, 30))
    add_row(event, time(10), time(10, 20), kind=Kind.BREAK)

    assert intervals(event) == [
        [("09:00", "10:00", 60), ("10:20", "11:00", 40), ("11:00", "11:30", 30)]
    ]


def test_the_own_figure_takes_the_place_of_the_sum(event, organiser):
    operations.set_hours(event, {MORNING: 180}, actor=organiser)

    assert hours.minutes_of_event(fresh(event)) == {MORNING: 180, AFTERNOON: 195}


def test_none_goes_back_to_the_sum(event, organiser):
    operations.set_hours(event, {MORNING: 180}, actor=organiser)
    operations.set_hours(fresh(event), {MORNING: None}, actor=organiser)

    assert hours.minutes_of_event(fresh(event)) == {MORNING: 185, AFTERNOON: 195}


def test_a_second_time_changes_nothing(event, organiser):
    assert operations.set_hours(event, {MORNING: 180}, actor=organiser)
    assert not operations.set_hours(event, {MORNING: 180}, actor=organiser)

    [line] = JournalEntry.objects.filter(act=Act.HOURS_CHANGED)
    assert (line.actor, line.details) == (organiser, {"half_days": 1})


def test_figures_follow_the_event_to_another_day():
    event = two_days()
    actor = MembershipFactory(event=event).user
    figures = {MORNING: 60, (NEXT_DAY, Half.MORNING): 90}
    operations.set_hours(event, figures, actor=actor)

    event = fresh(event)
    event.starts_at += timedelta(days=1)
    event.ends_at += timedelta(days=1)
    event.save()

    assert hours.stored_figures(event) == {
        (NEXT_DAY, Half.MORNING): 60,
        (NEXT_DAY + timedelta(days=1), Half.MORNING): 90,
    }


def test_a_figure_costs_no_statement_while_it_is_kept(event, django_assert_num_queries):
    event = fresh(event)
    hours.minutes_of_event(event)

    with django_assert_num_queries(0):
        hours.minutes_of_event(event)


# Typed and printed


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("3 h 05", 185),
        ("3h05", 185),
        ("3:05", 185),
        ("3 h", 180),
        ("3\u00a0h\u00a005", 185),
        ("3 h 5", 185),
        ("3 h 05 min", 185),
        ("185 min", 185),
        ("45 min", 45),
    ],
)
def test_a_duration_is_read(typed, minutes):
    assert read_duration(typed) == minutes
    assert read_duration(duration(minutes)) == minutes


@pytest.mark.parametrize(
    "typed", ["3", "185", "trois heures", "3 h 75", "-3 h", "3.5 h"]
)
def test_other_words_are_no_duration(typed):
    with pytest.raises(ValueError, match=typed):
        read_duration(typed)


# The page


def test_the_page_shows_the_sums(client, event, organiser):
    client.force_login(organiser)

    page = text_of(client.get(page_of(event)))

    assert "9 h 15 – 9 h 30, 9 h 30 – 10 h, 10 h – 11 h, 11 h 30 – 12 h 50" in page
    assert "15 + 30 + 60 + 80 = 185 min = 3 h 05" in page
    assert "30 + 75 + 80 + 10 = 195 min = 3 h 15" in page
    assert "<strong>6 h 20</strong>" in page


def test_a_figure_is_typed_and_taken_back(client, event, organiser):
    client.force_login(organiser)
    typed = {"2019-05-22-morning": "3 h", "2019-05-22-afternoon": ""}

    client.post(page_of(event), typed)
    page = text_of(client.get(page_of(event)))
    assert 'value="3 h"' in page
    assert "<strong>6 h 15</strong>" in page
    assert HalfDayHours.objects.count() == 1

    client.post(
        page_of(event),
        {**typed, "2019-05-22-morning": " ", "initial-2019-05-22-morning": "3 h"},
    )
    assert not HalfDayHours.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3", "Écrivez une durée comme 3 h 05 ou 185 min."),
        ("0 min", "Écrivez entre une minute et 24 heures, ou laissez le champ vide."),
        ("25 h", "Écrivez entre une minute et 24 heures, ou laissez le champ vide."),
    ],
)
def test_what_is_no_duration_is_refused(client, event, organiser, typed, said):
    client.force_login(organiser)

    page = text_of(client.post(page_of(event), {"2019-05-22-morning": typed}))

    assert said in page
    assert not HalfDayHours.objects.exists()


def test_a_figure_of_a_half_day_that_is_gone_may_be_taken_back(
    client, event, organiser
):
    gone = (DAY + timedelta(days=9), Half.MORNING)
    operations.set_hours(event, {gone: 60}, actor=organiser)
    client.force_login(organiser)

    name = f"{gone[0].isoformat()}-morning"
    client.post(page_of(event), {name: "", f"initial-{name}": "1 h"})

    assert not HalfDayHours.objects.exists()


def test_what_others_have_saved_meanwhile_is_not_undone(client, event, organiser):
    client.force_login(organiser)
    shown = {"initial-2019-05-22-morning": "", "initial-2019-05-22-afternoon": ""}
    operations.set_hours(event, {MORNING: 60}, actor=organiser)

    client.post(
        page_of(event),
        shown | {"2019-05-22-morning": "", "2019-05-22-afternoon": "2 h"},
    )

    assert hours.stored_figures(event) == {MORNING: 60, AFTERNOON: 120}


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_only_organisers_set_the_hours(client, event, role):
    client.force_login(MembershipFactory(event=event, role=role).user)

    answer = client.post(page_of(event), {"2019-05-22-morning": "3 h"})

    assert answer.status_code == 403
    assert not HalfDayHours.objects.exists()


def test_whoever_organises_another_event_sets_no_hours_here(client, event):
    user = MembershipFactory(event=event, role=Role.SECRETARY).user
    MembershipFactory(user=user)
    client.force_login(user)

    answer = client.post(page_of(event), {"2019-05-22-morning": "3 h"})

    assert answer.status_code == 403
    assert not HalfDayHours.objects.exists()
