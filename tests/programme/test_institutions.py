"""The institution inside a role, and spellings that mean the same one."""

from pathlib import Path

import pytest

from events.access import Role
from events.journal import Act
from events.models import JournalEntry, Organisation, OrganisationName
from programme import entry, operations
from programme.institutions import institution_of, key_of
from programme.models import ParticipationRole
from programme.spellings import Spellings, probable
from tests.factories import (
    EventFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationRoleFactory,
    PartnershipFactory,
    SessionFactory,
)

LINES = (Path(__file__).parent / "roles.txt").read_text().splitlines()


@pytest.mark.parametrize("line", LINES)
def test_institution_inside_a_role(line):
    role, _arrow, institution = line.partition("→")

    assert institution_of(role) == institution.strip()


@pytest.mark.parametrize(
    "role", ["", " , ", "|", "chef, |", "(", "à ", "et formatrice"]
)
def test_no_institution_in_no_words(role):
    assert institution_of(role) == ""


def test_typographic_and_straight_apostrophes_mean_the_same():
    assert institution_of("responsable de l'unité de l'EPSS") == "EPSS"
    assert key_of("L’ETSUP") == key_of("l'etsup") == key_of("ETSUP")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("université de Cergy-Pontoise", "UCP"),
        ("université de Cergy-Pontoise", "univ. Cergy"),
        ("École Pratique de Service Social (EPSS)", "EPSS"),
        ("École pratique de service social", "EPSS"),
        ("université de Cergy-Pontoise", "Université Cergy Pontoise"),
        ("université de Cergy-Pontoise", "Univeristé de Cergy-Pontoise"),
        ("université Lyon 2", "Univ. Lyon 2"),
    ],
)
def test_probably_the_same(one, other):
    [pair] = probable([one, other])

    assert {*pair} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("université Paris 8", "université Paris 3"),
        ("CCAS de Nanterre", "CCAS de Nantes"),
        ("UCP", "ucp"),
        ("CAF", "CHRS"),
        ("", "CHRS"),
        ("laboratoire ÉMA", "laboratoire"),
    ],
)
def test_not_the_same(one, other):
    assert probable([one, other]) == []


def test_a_part_of_two_names_is_neither():
    spellings = ["univ. Paris", "université de Paris 8", "université de Paris 3"]

    assert probable(spellings) == []


# Grouping


@pytest.fixture
def event(db):
    return EventFactory()


@pytest.fixture
def actor(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def role_of(event, text):
    return ParticipationRoleFactory(
        participation__contribution__session__event=event, text_fr=text
    )


def group(event, *spellings, name="université de Cergy-Pontoise", actor):
    return operations.group_institutions(event, spellings, name=name, actor=actor)


def test_spellings_become_one_and_stay_as_they_are(event, actor):
    short = role_of(event, "MCF, UCP")
    long = role_of(event, "MCF à l’université de Cergy-Pontoise")
    other = role_of(event, "chercheur, CNRS")

    organisation = group(event, "UCP", "univ. Cergy", actor=actor)

    rows = ParticipationRole.objects.in_bulk()
    assert rows[short.pk].organisation == organisation
    assert rows[long.pk].organisation == organisation
    assert rows[other.pk].organisation is None
    assert rows[short.pk].text_fr == "MCF, UCP"
    known = Spellings(event)
    assert known.meant_by("Univ Cergy") == organisation
    assert known.meant_by("l’UCP") == organisation
    assert known.meant_by("CNRS") is None


def test_what_is_saved_later_is_linked(event, actor):
    organisation = group(event, "UCP", actor=actor)
    session = SessionFactory(event=event)
    talk = session.contributions.model(title_fr="Un lien")

    people = entry.read_lines("Claire HEIJBOER, docteure, UCP")
    operations.save_session(session, [(talk, people)], actor=actor)

    role = ParticipationRole.objects.get(text_fr="docteure, UCP")
    assert role.organisation == organisation


def test_a_partner_of_that_name_is_the_organisation(event, actor):
    partner = OrganisationFactory(name="Université de Cergy-Pontoise", short_name="UCP")
    PartnershipFactory(event=event, organisation=partner)

    assert group(event, "univ. Cergy", name="ucp", actor=actor) == partner
    assert Organisation.objects.count() == 1


def test_the_organisation_of_others_is_not_taken(event, actor):
    theirs = OrganisationFactory(name="Université de Cergy-Pontoise")
    PartnershipFactory(organisation=theirs)

    found = group(event, "UCP", actor=actor)

    assert found != theirs


def test_other_events_are_not_concerned(event, actor):
    other = role_of(EventFactory(), "MCF, UCP")

    group(event, "UCP", actor=actor)

    assert ParticipationRole.objects.get(pk=other.pk).organisation is None


def test_grouping_may_be_undone(event, actor):
    role = role_of(event, "MCF, UCP")
    group(event, "UCP", "univ. Cergy", actor=actor)

    count = operations.ungroup_institutions(event, ["UCP", "univ. Cergy"], actor=actor)

    assert count == 2
    assert ParticipationRole.objects.get(pk=role.pk).organisation is None
    assert not OrganisationName.objects.exists()
    assert not Organisation.objects.exists()


def test_one_spelling_may_leave_its_group(event, actor):
    organisation = group(event, "UCP", "univ. Cergy", actor=actor)

    operations.ungroup_institutions(event, ["UCP"], actor=actor)

    known = Spellings(event)
    assert known.meant_by("UCP") is None
    assert known.meant_by("univ. Cergy") == organisation


def test_a_second_time_changes_nothing(event, actor):
    group(event, "UCP", actor=actor)
    group(event, "UCP", actor=actor)
    operations.ungroup_institutions(event, ["CNRS"], actor=actor)

    assert JournalEntry.objects.filter(act=Act.INSTITUTIONS_TIDIED).count() == 1


def test_the_journal_counts(event, actor):
    group(event, "UCP", "univ. Cergy", actor=actor)

    [line] = JournalEntry.objects.filter(act=Act.INSTITUTIONS_TIDIED)
    assert (line.event, line.actor, line.details) == (event, actor, {"count": 2})


def test_a_spelling_may_change_groups(event, actor):
    first = group(event, "UCP", "Cergy", name="CY", actor=actor)
    second = group(event, "UCP", name="université de Cergy-Pontoise", actor=actor)

    known = Spellings(event)
    assert known.meant_by("UCP") == second
    assert known.meant_by("Cergy") == first
