from datetime import time, timedelta

import pytest
from django.db import transaction

from events.access import Role
from events.models import Event, JournalEntry
from programme import entry, operations, snapshot
from programme.models import Contribution, Participation, Person, Session
from tests.factories import (
    ContributionFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PartnershipFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)
from tests.programme.days import DAY, NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return study_day()


@pytest.fixture
def actor(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def save(session, *talks, actor, **options):
    """Save a row whose talks are given as (contribution, lines)."""
    read = [(talk, entry.read_lines("\n".join(lines))) for talk, *lines in talks]
    return operations.save_session(session, read, actor=actor, **options)


def new_row(event, **values):
    fields = {"date": event.local_start.date(), "starts_at": time(10), **values}
    return Session(event=event, **fields)


def lines_of(contribution):
    """Who speaks, as it is stored."""
    return [
        (
            row.person.full_name,
            row.function,
            [role.text_fr for role in row.roles.all()],
        )
        for row in contribution.participations.all()
    ]


def test_a_row_is_saved_with_its_talks_and_people(event, actor):
    talk = Contribution(title_fr="Un lien")

    people = save(
        new_row(event),
        (talk, "Anne MARTIN (présidence), élue ; chercheuse", "Jean DUPONT"),
        actor=actor,
    )

    assert people == operations.People(total=2, new=2)
    assert lines_of(talk) == [
        ("Anne MARTIN", "chair", ["élue", "chercheuse"]),
        ("Jean DUPONT", "speaker", []),
    ]


def versions(*events):
    return [Event.objects.get(pk=event.pk).programme_version for event in events]


def test_every_change_makes_a_new_version_and_a_line_in_the_journal(event, actor):
    save(new_row(event), actor=actor)

    event.refresh_from_db()
    assert event.programme_version == 2
    assert event.programme_changed_at is not None
    [line] = JournalEntry.objects.all()
    assert (line.act, line.event, line.actor) == ("programme_changed", event, actor)


def test_a_talk_without_a_position_comes_last(event, actor):
    row = SessionFactory(event=event)
    ContributionFactory(session=row, position=3)
    talk = Contribution(title_fr="La dernière", position=None)

    save(row, (talk,), actor=actor)

    assert talk.position == 4


def test_talks_that_are_not_given_stay_and_removed_ones_go(event, actor):
    row = SessionFactory(event=event)
    kept, removed = ContributionFactory.create_batch(2, session=row)

    save(row, actor=actor, removed=[removed])

    assert list(row.contributions.all()) == [kept]


def test_a_name_is_recognised_however_it_is_written(event, actor):
    known = PersonFactory(given_name="Frédéric", family_name="Pizzo")
    row = add_row(event, time(9))
    ParticipationFactory(contribution__session=row, person=known)
    talk = Contribution(title_fr="Un lien")

    people = save(new_row(event), (talk, "Frederic PIZZO"), actor=actor)

    assert people == operations.People(total=1, new=0)
    assert talk.participations.get().person == known
    assert str(Person.objects.get()) == "Frédéric PIZZO"


def test_one_new_person_in_two_talks_is_one_person(event, actor):
    talks = [Contribution(title_fr=title) for title in "AB"]

    people = save(
        new_row(event), *[(talk, "Anne MARTIN") for talk in talks], actor=actor
    )

    assert people == operations.People(total=1, new=1)
    assert Person.objects.count() == 1


def test_people_of_other_teams_are_not_recognised(event, actor):
    theirs = ParticipationFactory(
        person=PersonFactory(given_name="Anne", family_name="MARTIN")
    ).person
    talk = Contribution(title_fr="Un lien")

    people = save(new_row(event), (talk, "Anne MARTIN"), actor=actor)

    assert people.new == 1
    assert talk.participations.get().person != theirs


def test_whoever_is_already_in_the_event_is_preferred(event, actor):
    earlier = MembershipFactory(user=actor, role=Role.READER).event
    for one in [earlier, event]:
        ParticipationFactory(
            contribution__session__event=one,
            person=PersonFactory(given_name="Anne", family_name="MARTIN"),
        )
    talk = Contribution(title_fr="Un lien")

    save(new_row(event), (talk, "Anne MARTIN"), actor=actor)

    here = Person.objects.get(participations__contribution__title_fr="Un lien")
    assert here.participations.count() == 2
    assert not here.participations.filter(contribution__session__event=earlier).exists()


def test_saving_again_keeps_participations_and_their_order(event, actor):
    talk = Contribution(title_fr="Un lien")
    row = new_row(event)
    save(row, (talk, "Anne MARTIN", "Jean DUPONT"), actor=actor)
    before = set(Participation.objects.values_list("pk", "person"))

    save(row, (talk, "Jean DUPONT, élu", "Anne MARTIN"), actor=actor)

    assert set(Participation.objects.values_list("pk", "person")) == before
    assert [name for name, *rest in lines_of(talk)] == ["Jean DUPONT", "Anne MARTIN"]


def test_whoever_speaks_nowhere_any_more_is_forgotten(event, actor):
    talk = Contribution(title_fr="Un lien")
    row = new_row(event)
    save(row, (talk, "Anne MARTIN", "Jean DUPONT"), actor=actor)

    save(row, (talk, "Jean DUPONT"), actor=actor)
    assert [str(person) for person in Person.objects.all()] == ["Jean DUPONT"]

    operations.remove_sessions([row], actor=actor)
    assert not Person.objects.exists()


def test_an_accent_is_corrected_in_the_line_for_this_event_alone(event, actor):
    earlier = MembershipFactory(user=actor).event
    person = PersonFactory(given_name="Valerie", family_name="BAUDE")
    past = ParticipationFactory(contribution__session__event=earlier, person=person)
    here = ParticipationFactory(contribution__session__event=event, person=person)

    save(
        here.contribution.session,
        (here.contribution, "Valérie BAUDE"),
        actor=actor,
    )

    past.refresh_from_db()
    here.refresh_from_db()
    assert (str(past), str(here)) == ("Valerie BAUDE", "Valérie BAUDE")


def test_a_role_that_names_a_partner_is_tied_to_it(event, actor):
    partner = OrganisationFactory(name="laboratoire ÉMA", short_name="EMA")
    PartnershipFactory(event=event, organisation=partner)
    talk = Contribution(title_fr="Un lien")
    line = "Anne MARTIN, membre du Laboratoire Éma ; de l’EMA ; du cinéma"

    save(new_row(event), (talk, line), actor=actor)

    roles = talk.participations.get().roles.all()
    assert [role.organisation for role in roles] == [partner, partner, None]


def test_the_sequence_grows_with_the_time_and_the_place_only(event, actor):
    row = add_row(event, time(10))

    row.title_fr = "Un autre titre"
    save(row, actor=actor)
    assert row.sequence == 0

    row.starts_at = time(10, 30)
    save(row, actor=actor)
    assert row.sequence == 1


def test_the_opening_of_the_doors_stays(event, actor):
    before = event.doors_open_at

    save(new_row(event, kind="welcome", starts_at=time(8)), actor=actor)

    event.refresh_from_db()
    assert event.doors_open_at == before


def starts_and_ends(event):
    return list(
        event.sessions.order_by("date", "starts_at", "position").values_list(
            "starts_at", "ends_at"
        )
    )


def test_a_row_and_those_after_it_are_shifted(actor):
    event = two_days()
    add_row(event, time(9), time(10))
    chosen = add_row(event, time(10), time(11), position=2)
    add_row(event, time(10), position=1)
    add_row(event, time(11))
    add_row(event, time(11), date=NEXT_DAY)

    moved = operations.shift(chosen, 15, actor=actor)

    assert moved == 2
    assert starts_and_ends(event) == [
        (time(9), time(10)),
        (time(10), None),
        (time(10, 15), time(11, 15)),
        (time(11, 15), None),
        (time(11), None),
    ]


@pytest.mark.parametrize("minutes", [-601, 120])
def test_no_row_is_shifted_out_of_its_day(event, actor, minutes):
    first = add_row(event, time(10))
    add_row(event, time(22), time(22, 30))
    before = starts_and_ends(event)

    with pytest.raises(operations.ProgrammeRefusedError), transaction.atomic():
        operations.shift(first, minutes, actor=actor)

    assert starts_and_ends(event) == before


def test_a_corrected_name_is_corrected_in_every_event_of_the_team(event, actor):
    other = MembershipFactory(user=actor).event
    person = PersonFactory(given_name="Valerie", family_name="BAUDE")
    for one in [event, other]:
        ParticipationFactory(contribution__session__event=one, person=person)
    before = versions(event, other)

    corrected = operations.correct_name(person, "Valérie", "Baude", actor=actor)

    assert corrected == person
    assert str(Person.objects.get()) == "Valérie BAUDE"
    assert versions(event, other) == [version + 1 for version in before]


def test_a_corrected_name_leaves_the_events_of_others_alone(event, actor):
    person = PersonFactory(given_name="Valerie", family_name="BAUDE")
    here = ParticipationFactory(contribution__session__event=event, person=person)
    theirs = ParticipationFactory(person=person)
    seen = MembershipFactory(user=actor, role=Role.READER).event
    only_seen = ParticipationFactory(contribution__session__event=seen, person=person)

    operations.correct_name(person, "Valérie", "BAUDE", actor=actor)

    names = []
    for row in [here, theirs, only_seen]:
        row.refresh_from_db()
        names.append(str(row))
    assert names == ["Valérie BAUDE", "Valerie BAUDE", "Valerie BAUDE"]


def test_a_superuser_corrects_a_name_everywhere(event):
    person = PersonFactory(given_name="Valerie", family_name="BAUDE")
    ParticipationFactory(contribution__session__event=event, person=person)
    ParticipationFactory(person=person)

    operations.correct_name(
        person, "Valérie", "BAUDE", actor=UserFactory(superuser=True)
    )

    assert str(Person.objects.get()) == "Valérie BAUDE"


def test_deleted_rows_change_the_programme_of_each_event(event, actor):
    other = MembershipFactory(user=actor).event
    rows = [add_row(event, time(9)), SessionFactory(event=other)]
    ParticipationRoleFactory(participation__contribution__session=rows[0])
    before = versions(event, other)

    operations.remove_sessions(rows, actor=actor)

    assert not Session.objects.exists()
    assert versions(event, other) == [version + 1 for version in before]


def test_rows_follow_their_event_to_another_day(actor):
    event = two_days()
    first, second = add_row(event, time(10)), add_row(event, time(9), date=NEXT_DAY)

    [before] = versions(event)
    event.starts_at += timedelta(days=7, hours=1)
    event.ends_at += timedelta(days=7)
    event.save(update_fields=["starts_at", "ends_at"])

    for row, day in [(first, DAY), (second, NEXT_DAY)]:
        hour = row.starts_at
        row.refresh_from_db()
        assert (row.date, row.starts_at) == (day + timedelta(days=7), hour)
    assert versions(event) == [before + 1]


def test_what_readers_see_follows_its_event_to_another_day(event):
    add_row(event, time(10))

    event.starts_at += timedelta(days=7)
    event.ends_at += timedelta(days=7)
    event.save(update_fields=["starts_at", "ends_at"])

    [row] = snapshot.load(event.publications.get().content)
    assert (row.date, row.starts_at) == (DAY + timedelta(days=7), time(10))
    assert row.sequence == 1


def test_rows_stay_when_only_the_hour_of_the_event_changes(event):
    row = add_row(event, time(10))

    event.starts_at += timedelta(hours=1)
    event.save()

    row.refresh_from_db()
    assert (row.date, row.sequence) == (DAY, 0)
