"""A programme that is pasted: what is there already is updated, never doubled."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time
from threading import Barrier

import pytest
from django.db import connection

from events.access import Role
from events.models import Event, JournalEntry
from programme import entry, operations, snapshot
from programme.demonstration import loader
from programme.importing.comparing import State, compare
from programme.importing.planned import PlannedRow, PlannedTalk
from programme.models import Contribution, Person, Session
from tests.factories import (
    ContributionFactory,
    MembershipFactory,
    ParticipationRoleFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
    SessionFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.programme.days import DAY, NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db
LYET = "Philippe LYET, responsable du centre de recherche ; chercheur associé"
PIZZO = "Frédéric PIZZO, chef de service"
BAUDE = "Valérie BAUDE, cheffe de service ; étudiante"


@pytest.fixture
def event():
    return study_day()


@pytest.fixture
def actor(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def row(start, title="", *lines, **values):
    people = tuple(entry.read(line) for line in lines)
    return PlannedRow(DAY, start, title=title, people=people, **values)


def talk(title, *lines, **values):
    people = tuple(entry.read(line) for line in lines)
    return PlannedTalk(title, people, **values)


def day_of_text():
    return [
        row(time(9), "Accueil", kind="welcome", place="hall du bâtiment"),
        row(time(9, 30), "Une aventure stratégique et innovante ?", LYET),
        row(
            time(10),
            "Auprès des enfants et adultes",
            "Anne DURAND (présidence)",
            kind="talks",
            ends_at=time(11),
            talks=(
                talk("D’une collaboration imposée vers un partenariat", PIZZO),
                talk("Le partenariat dans un SESSAD", BAUDE, minutes=20),
            ),
        ),
        row(time(11, 20), "Pause", kind="break", ends_at=time(11, 30)),
        row(time(15, 45), "Pause", kind="break", ends_at=time(16)),
    ]


def put(event, actor, rows, **options):
    return operations.import_programme(event, rows, actor=actor, **options)


def keys(event):
    """Everything that others may refer to."""
    rows = event.sessions.order_by("pk")
    talks = Contribution.objects.filter(session__event=event).order_by("pk")
    return (
        list(rows.values_list("pk", "uid")),
        list(talks.values_list("pk", "uid")),
    )


def state_of(event):
    rows = event.sessions.order_by("date", "starts_at", "position", "pk")
    return snapshot.copies(rows.select_related("room").with_people())


def counts(done):
    return done.new, done.updated, done.same, done.removed


def test_a_text_becomes_rows_contributions_and_people(event, actor):
    done = put(event, actor, day_of_text())

    rows = [
        (
            copy.starts_at,
            copy.kind,
            copy.title_fr,
            [
                (one.title_fr, [str(line) for line in entries(one)])
                for one in copy.contributions
            ],
        )
        for copy in state_of(event)
    ]
    assert counts(done) == (5, 0, 0, 0)
    assert (done.people.total, done.people.new, done.talks) == (4, 4, 3)
    assert rows[0] == (time(9), "welcome", "Accueil", [])
    plenary = ("Une aventure stratégique et innovante ?", ["Philippe LYET"])
    assert rows[1] == (time(9, 30), "plenary", "", [plenary])
    assert rows[2][2:] == (
        "Auprès des enfants et adultes",
        [
            ("", ["Anne DURAND"]),
            ("D’une collaboration imposée vers un partenariat", ["Frédéric PIZZO"]),
            ("Le partenariat dans un SESSAD", ["Valérie BAUDE"]),
        ],
    )
    assert state_of(event)[2].contributions[2].duration == 20


def entries(copy):
    return [person.full_name for person in copy.people]


def test_the_same_text_twice_changes_nothing(event, actor):
    put(event, actor, day_of_text())
    before = state_of(event), keys(event), Person.objects.count()
    version = Event.objects.get(pk=event.pk).programme_version

    done = put(event, actor, day_of_text())

    assert counts(done) == (0, 0, 5, 0)
    assert not done.changed_something
    assert (state_of(event), keys(event), Person.objects.count()) == before
    assert Event.objects.get(pk=event.pk).programme_version == version
    assert JournalEntry.objects.filter(act="programme_imported").count() == 1


def test_a_programme_that_was_typed_by_hand_is_recognised(actor):
    """The demonstration keeps a title on the row where a text gives it to the talk."""
    event = loader.load(organiser=UserFactory())
    before = state_of(event), keys(event)
    rows = [
        row(
            time(9, 15),
            "Introduction générale",
            "Pascal FUGIER",
            "Corinne ROUGERIE",
        ),
        row(
            time(9, 30),
            "Le travail partenarial dans le travail social : une aventure stratégique "
            "et innovante ?",
            "Philippe LYET",
        ),
    ]

    done = put(event, actor, rows)

    assert counts(done) == (0, 0, 2, 0)
    assert (state_of(event), keys(event)) == before


def test_a_corrected_text_updates_what_differs(event, actor):
    put(event, actor, day_of_text())
    before = keys(event)
    rows = day_of_text()
    rows[1] = replace(rows[1], starts_at=time(9, 40), ends_at=time(10))
    rows[2] = replace(
        rows[2],
        talks=(
            talk("Le partenariat dans un SESSAD", BAUDE, "Paul NEUF"),
            talk("D’une collaboration subie vers un partenariat", PIZZO),
        ),
    )

    done = put(event, actor, rows)

    assert counts(done) == (0, 2, 3, 0)
    assert keys(event) == before
    copies = state_of(event)
    assert (copies[1].starts_at, copies[1].sequence) == (time(9, 40), 1)
    assert copies[2].sequence == 0
    assert [(one.title_fr, entries(one)) for one in copies[2].contributions] == [
        ("", ["Anne DURAND"]),
        ("Le partenariat dans un SESSAD", ["Valérie BAUDE", "Paul NEUF"]),
        ("D’une collaboration subie vers un partenariat", ["Frédéric PIZZO"]),
    ]


def test_a_day_that_begins_later_keeps_each_row(event, actor):
    """The opening is then at the hour at which the first talk was."""
    rows = [
        row(time(9), "Ouverture", "Hélène PRÉ", ends_at=time(9, 15)),
        row(time(9, 15), "Une aventure stratégique et innovante ?", LYET),
        row(time(10), "Thèse", PIZZO, ends_at=time(10, 20)),
        row(time(10, 20), "Thèse", BAUDE, ends_at=time(10, 40)),
        row(time(10, 40), "Pause", kind="break"),
    ]
    put(event, actor, rows)
    before = keys(event)
    hours = [time(9, 15), time(9, 30), time(10, 15), time(10, 35), time(10, 55)]
    later = [
        replace(one, starts_at=start, ends_at=None)
        for one, start in zip(rows, hours, strict=True)
    ]

    found = compare(event, later)
    done = put(event, actor, later)

    assert counts(done) == (0, 5, 0, 0)
    assert keys(event) == before
    assert [one.talks[0].state for one in found.rows[:4]] == [State.SAME] * 4


def test_a_row_that_moves_and_is_worded_anew_is_the_same(event, actor):
    workshop = WorkshopFactory(
        event=event, date=DAY, starts_at=time(14), title_fr="Atelier A : lire"
    )

    found = compare(event, [row(time(14, 30), "Atelier A : lire la ville")])
    other = compare(event, [row(time(14, 30), "Atelier B : écrire la ville")])

    assert [one.session for one in found.rows] == [workshop]
    assert other.absent_rows == [workshop]


def test_what_was_typed_by_hand_stays(event, actor):
    put(event, actor, day_of_text())
    room = RoomFactory(event=event, name_fr="Amphi B")
    event.sessions.filter(kind="talks").update(
        title_en="With children", room=room, takes_sign_ups=True, seats=12
    )
    event.sessions.filter(starts_at=time(9, 30)).update(ends_at=time(10))
    mine = Contribution.objects.get(title_fr="Le partenariat dans un SESSAD")
    mine.abstract_fr, mine.language = "Mon résumé", "en"
    mine.save()
    roles = mine.participations.get().roles
    roles.filter(position=1).update(text_en="head of service")
    rows = day_of_text()
    rows[2] = replace(
        rows[2],
        title="Auprès des enfants et des adultes",
        talks=(rows[2].talks[0], talk(mine.title_fr, BAUDE, "Paul NEUF")),
    )
    rows[1] = row(rows[1].starts_at, rows[1].title, "Philippe LYET")  # without roles

    done = put(event, actor, rows)

    assert counts(done) == (0, 1, 4, 0)
    session = event.sessions.get(kind="talks")
    kept = (session.title_en, session.room, session.takes_sign_ups, session.seats)
    assert kept == ("With children", room, True, 12)
    assert event.sessions.get(starts_at=time(9, 30)).ends_at == time(10)
    mine.refresh_from_db()
    assert (mine.abstract_fr, mine.language, mine.duration) == ("Mon résumé", "en", 20)
    english = roles.values_list("text_en", flat=True)
    assert list(english) == ["head of service", ""]
    assert (
        Person.objects.get(family_name="LYET").participations.get().roles.count() == 2
    )


def test_an_end_that_no_longer_fits_goes(event, actor):
    add_row(event, time(10), time(10, 30), title_fr="Une conférence sur le lien")

    put(event, actor, [row(time(11), "Une conférence sur le lien")])

    [copy] = state_of(event)
    assert (copy.starts_at, copy.ends_at) == (time(11), None)


def test_rows_of_which_the_text_says_nothing_stay_unless_told(event, actor):
    put(event, actor, day_of_text())
    comparison = compare(event, day_of_text()[:2])
    absent = [operations.absent_key(one) for one in comparison.absent_rows]

    kept = put(event, actor, day_of_text()[:2])
    removed = put(event, actor, day_of_text()[:2], remove=[absent[0], "s0", "x", "c1"])

    assert (counts(kept), len(absent)) == ((0, 0, 2, 0), 3)
    assert counts(removed) == (0, 0, 2, 1)
    assert not event.sessions.filter(kind="talks").exists()
    assert sorted(Person.objects.values_list("family_name", flat=True)) == ["LYET"]


def test_a_contribution_that_left_the_text_is_named_and_removed_on_demand(event, actor):
    put(event, actor, day_of_text())
    rows = day_of_text()
    rows[2] = replace(rows[2], talks=rows[2].talks[1:])

    [absent] = compare(event, rows).absent_talks
    put(event, actor, rows)
    kept = Contribution.objects.filter(pk=absent.pk).exists()
    done = put(event, actor, rows, remove=[operations.absent_key(absent)])

    assert (absent.title_fr[:7], kept, counts(done)) == ("D’une c", True, (0, 0, 5, 1))


def test_a_workshop_that_people_signed_up_for_is_not_removed(event, actor):
    put(event, actor, day_of_text())
    workshop = WorkshopFactory(event=event, date=DAY)
    person = RegistrationFactory(event=event)
    WorkshopPlaceFactory(session=workshop, registration=person)
    before = state_of(event)
    rows = [*day_of_text(), row(time(17), "Clôture", kind="closing")]

    with pytest.raises(operations.ProgrammeRefusedError):
        put(event, actor, rows, remove=[f"s{workshop.pk}"])

    assert state_of(event) == before


def test_a_talk_that_changes_session_keeps_its_key(event, actor):
    put(event, actor, day_of_text())
    before = keys(event)[1]
    rows = day_of_text()
    first, second = rows[2].talks
    rows[2] = replace(rows[2], talks=(second,))
    rows[4] = replace(rows[4], kind="talks", title="Après-midi", talks=(first,))

    done = put(event, actor, rows)

    assert counts(done) == (1, 0, 4, 0)
    assert keys(event)[1] == before
    moved = Contribution.objects.get(title_fr=first.title)
    assert moved.session.starts_at == time(15, 45)


def test_a_talk_leaves_a_row_that_is_removed(event, actor):
    put(event, actor, day_of_text())
    before = {uid for _key, uid in keys(event)[1]}
    rows = [one for one in day_of_text() if one.kind != "talks"]
    moved = day_of_text()[2].talks
    rows.append(
        replace(row(time(16), "Un tout autre cadre", kind="debate"), talks=moved)
    )
    old = event.sessions.get(kind="talks")

    put(event, actor, rows, remove=[f"s{old.pk}"])

    talks = Contribution.objects.exclude(title_fr="")
    assert {one.uid for one in talks} <= before
    assert talks.filter(session__starts_at=time(16)).count() == 2


def test_pasting_one_day_leaves_the_other_alone(actor):
    event = two_days()
    put(event, actor, day_of_text())
    before = state_of(event)
    rows = [replace(one, date=NEXT_DAY) for one in day_of_text()]
    other = [replace(rows[3], starts_at=time(10)), replace(rows[0], place="")]

    done = put(event, actor, other)

    assert counts(done) == (2, 0, 0, 0)
    assert state_of(event)[:5] == before


def test_the_only_day_of_an_event_is_moved_whole(event, actor):
    """A text with a wrong date, put right: breaks move along with talks."""
    wrong = [replace(one, date=NEXT_DAY) for one in day_of_text()]
    put(event, actor, wrong)
    before = keys(event)

    done = put(event, actor, day_of_text())

    assert counts(done) == (0, 5, 0, 0)
    assert keys(event) == before
    assert {row.date for row in event.sessions.all()} == {DAY}


def test_an_afternoon_alone_takes_no_break_of_the_morning(event, actor):
    put(event, actor, day_of_text()[:4])

    done = put(event, actor, day_of_text()[4:])

    assert counts(done) == (1, 0, 0, 0)


def test_parallel_sessions_are_told_apart(event, actor):
    rows = [
        replace(
            row(time(14), f"Atelier {name}", kind="talks", place=f"Salle {name}"),
            talks=(talk(f"Le premier exposé de {name}", f"Anne {name}"),),
        )
        for name in ("ALPHA", "BETA", "GAMMA")
    ]
    put(event, actor, rows)
    before, order = keys(event), [copy.title_fr for copy in state_of(event)]
    corrected = [replace(one, ends_at=time(15)) for one in reversed(rows)]

    done = put(event, actor, corrected)

    assert counts(done) == (0, 3, 0, 0)
    assert (keys(event), [copy.title_fr for copy in state_of(event)]) == (before, order)
    assert order == ["Atelier ALPHA", "Atelier BETA", "Atelier GAMMA"]


def test_a_place_that_is_a_room_is_the_room(event, actor):
    room = RoomFactory(event=event, name_fr="Salle 12")
    rows = [row(time(9), "Accueil", kind="welcome", place="salle 12")]

    put(event, actor, rows)
    again = put(event, actor, rows)

    session = event.sessions.get()
    assert (session.room, session.place_fr) == (room, "")
    assert counts(again) == (0, 0, 1, 0)


def test_a_room_with_a_longer_name_is_that_place(event, actor):
    room = RoomFactory(event=event, name_fr="Salle 12 (1er étage)")
    add_row(event, time(9), title_fr="Accueil", kind="welcome", room=room)

    done = put(
        event, actor, [row(time(9), "Accueil", kind="welcome", place="Salle 12")]
    )

    assert counts(done) == (0, 0, 1, 0)
    assert event.sessions.get().room == room


def test_people_of_other_events_are_recognised_and_not_respelt(event, actor):
    elsewhere = MembershipFactory(user=actor, role=Role.READER).event
    known = PersonFactory(given_name="Philippe", family_name="Lyét")
    ParticipationRoleFactory(
        participation__person=known,
        participation__contribution__session__event=elsewhere,
    )
    same = PersonFactory(given_name="Valérie", family_name="Baude")
    ParticipationRoleFactory(
        participation__person=same,
        participation__contribution__session__event=elsewhere,
    )

    done = put(event, actor, day_of_text())
    again = put(event, actor, day_of_text())

    known.refresh_from_db()
    assert (known.family_name, known.participations.count()) == ("Lyét", 1)
    assert same.participations.count() == 2
    assert (done.people.new, counts(again)) == (2, (0, 0, 5, 0))


def test_somebody_spelt_in_two_ways_is_one_person(event, actor):
    rows = [
        row(time(9), "Un premier exposé", "Hervé Dupont"),
        row(time(10), "Un second exposé tout autre", "Herve Dupont"),
    ]

    put(event, actor, rows)
    again = put(event, actor, rows)

    assert str(Person.objects.get()) == "Hervé DUPONT"
    assert counts(again) == (0, 0, 2, 0)


def test_hidden_rows_are_there_too(event, actor):
    add_row(event, time(9), title_fr="Accueil", kind="welcome", is_hidden=True)

    done = put(event, actor, [row(time(9), "Accueil", kind="welcome")])

    assert counts(done) == (0, 0, 1, 0)
    assert event.sessions.get().is_hidden


def test_an_older_comparison_writes_nothing(event, actor):
    version = Event.objects.get(pk=event.pk).programme_version
    put(event, actor, day_of_text()[:1])

    with pytest.raises(operations.ProgrammeMovedOnError):
        put(event, actor, day_of_text(), version=version)

    assert event.sessions.count() == 1


def test_a_second_click_is_no_change(event, actor):
    version = Event.objects.get(pk=event.pk).programme_version

    put(event, actor, day_of_text(), version=version)
    second = put(event, actor, day_of_text(), version=version)

    assert counts(second) == (0, 0, 5, 0)


def test_the_journal_says_how_many(event, actor):
    put(event, actor, day_of_text())

    line = JournalEntry.objects.get(act="programme_imported")
    assert line.actor == actor
    assert line.details == {"new": 5, "updated": 0, "removed": 0}


def test_other_events_stay_apart(event, actor):
    other = SessionFactory(title_fr="Accueil", starts_at=time(9))
    theirs = ContributionFactory(session=other)

    put(event, actor, day_of_text(), remove=[f"s{other.pk}", f"c{theirs.pk}"])

    assert Session.objects.filter(pk=other.pk).exists()
    assert Contribution.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("rows", [2, 20])
def test_what_is_there_is_read_in_as_many_statements(
    event, actor, rows, django_assert_num_queries
):
    planned = [
        row(time(9, minute), f"Un exposé du matin {minute}", f"Anne NOM{minute}, rôle")
        for minute in range(rows)
    ]
    put(event, actor, planned)

    with django_assert_num_queries(5):
        comparison = compare(event, planned)

    assert comparison.count(State.SAME) == rows


def test_a_day_of_300_contributions_is_written_quickly(
    event, actor, django_assert_max_num_queries
):
    """People are looked for and made one by one; nothing else is."""
    rows = [
        replace(
            row(time(9 + number // 6, number % 6 * 10), f"Session {number}"),
            kind="talks",
            talks=tuple(
                talk(
                    f"Exposé {number} {one}",
                    f"Anne NOM{number}X{one}, rôle d’une ; deux",
                )
                for one in range(5)
            ),
        )
        for number in range(60)
    ]

    with django_assert_max_num_queries(300 + 40):
        put(event, actor, rows)
    with django_assert_max_num_queries(12):
        again = put(event, actor, rows)

    assert counts(again) == (0, 0, 60, 0)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_write_one_programme():
    event = study_day()
    actor = MembershipFactory(event=event, role=Role.SECRETARY).user
    version = Event.objects.get(pk=event.pk).programme_version
    barrier = Barrier(4)

    def validate(_person):
        try:
            barrier.wait()
            return put(event, actor, day_of_text(), version=version).new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(validate, range(4)))

    assert sorted(new) == [0, 0, 0, 5]
    assert event.sessions.count() == 5
    assert Person.objects.count() == 4
