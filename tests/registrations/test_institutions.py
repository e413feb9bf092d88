"""The page on which the team says which spellings mean the same institution."""

import csv
import io

import pytest
from django.urls import reverse

from events.access import Role
from events.models import OrganisationName
from programme import operations
from programme.models import ParticipationRole
from programme.spellings import Spellings
from registrations.institutions import overview
from registrations.operations.erasing import erase_person
from tests.factories import (
    EventFactory,
    MembershipFactory,
    ParticipationRoleFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """Four people and a talk, of one university in three spellings."""
    event = EventFactory()
    for typed in ("UCP", "ucp", "univ. Cergy", "CCAS de Nanterre"):
        RegistrationFactory(event=event, institution=typed)
    ParticipationRoleFactory(
        participation__contribution__session__event=event,
        text_fr="MCF à l’université de Cergy-Pontoise",
    )
    return event


@pytest.fixture
def secretary(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def page_of(event) -> str:
    page = reverse("admin:registrations_registration_institutions")
    return f"{page}?event__id__exact={event.pk}"


UCP = "université de Cergy-Pontoise"


def test_spellings_are_counted(event):
    shown = overview(event)

    counts = {one.name: (one.people, one.roles) for one in shown.alone}
    assert counts == {
        "CCAS de Nanterre": (1, 0),
        "UCP": (2, 0),
        "univ. Cergy": (1, 0),
        UCP: (0, 1),
    }
    assert shown.suggestions == [[UCP, "UCP", "univ. Cergy"]]


def test_a_group_counts_all_its_people(event, secretary):
    operations.group_institutions(
        event, ["UCP", "univ. Cergy"], name=UCP, actor=secretary
    )

    [group] = overview(event).groups
    assert (group.people, group.roles) == (3, 1)


def test_ticked_spellings_become_one(client, event, secretary):
    client.force_login(secretary)

    client.post(
        page_of(event),
        {"spelling": ["UCP", "univ. Cergy"], "name": UCP, "act": "group"},
    )

    page = client.get(page_of(event)).content.decode()
    assert f"<td>{UCP}</td>" in page
    assert ParticipationRole.objects.get().organisation.name == UCP
    assert {*event.registrations.values_list("institution", flat=True)} == {
        "UCP",
        "ucp",
        "univ. Cergy",
        "CCAS de Nanterre",
    }


def test_a_spelling_may_be_ticked_although_most_write_it_otherwise_by_now(
    client, event, secretary
):
    RegistrationFactory(event=event, institution="INSPÉ")
    RegistrationFactory.create_batch(2, event=event, institution="Inspé")
    client.force_login(secretary)

    client.post(
        page_of(event), {"act": "group", "spelling": ["INSPÉ"], "name": "INSPÉ Paris"}
    )

    assert Spellings(event).meant_by("inspé").name == "INSPÉ Paris"


def test_it_may_be_undone(client, event, secretary):
    client.force_login(secretary)
    ticked = {"spelling": ["UCP", "univ. Cergy"], "name": UCP}
    client.post(page_of(event), ticked | {"act": "group"})

    client.post(page_of(event), ticked | {"act": "undo"})

    assert not OrganisationName.objects.exists()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"name": UCP}, "Cochez d’abord des graphies."),
        ({"spelling": ["UCP"]}, "Écrivez un nom pour les graphies cochées."),
        ({"spelling": ["Sorbonne"], "name": UCP}, "Sorbonne"),
    ],
)
def test_what_is_missing_is_said(client, event, secretary, posted, said):
    client.force_login(secretary)

    page = client.post(page_of(event), posted | {"act": "group"}).content.decode()

    assert said in page
    assert not OrganisationName.objects.exists()


def test_a_reader_sees_and_changes_nothing(client, event):
    client.force_login(MembershipFactory(event=event, role=Role.READER).user)

    page = client.get(page_of(event))
    answer = client.post(
        page_of(event), {"spelling": ["UCP"], "name": UCP, "act": "group"}
    )

    assert "UCP" in page.content.decode()
    assert 'type="checkbox"' not in page.content.decode()
    assert answer.status_code == 403
    assert not OrganisationName.objects.exists()


def test_a_reader_here_who_edits_elsewhere_changes_nothing_here(client, event):
    user = MembershipFactory(event=event, role=Role.READER).user
    MembershipFactory(user=user, role=Role.ORGANISER)
    client.force_login(user)

    answer = client.post(
        page_of(event), {"spelling": ["UCP"], "name": UCP, "act": "group"}
    )

    assert answer.status_code == 403
    assert not OrganisationName.objects.exists()


def test_the_exported_list_has_both(client, event, secretary):
    operations.group_institutions(
        event, ["UCP", "univ. Cergy"], name=UCP, actor=secretary
    )
    client.force_login(secretary)
    page = reverse("admin:registrations_registration_export")

    file = client.post(
        f"{page}?event__id__exact={event.pk}", {"people": "event", "format": "csv"}
    )

    text = file.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {
        (row["Établissement"], row["Établissement (regroupé)"]) for row in rows
    } == {
        ("UCP", UCP),
        ("ucp", UCP),
        ("univ. Cergy", UCP),
        ("CCAS de Nanterre", "CCAS de Nanterre"),
    }


def test_a_list_without_groups_has_no_such_column(client, event, secretary):
    client.force_login(secretary)
    page = reverse("admin:registrations_registration_export")

    file = client.post(
        f"{page}?event__id__exact={event.pk}", {"people": "event", "format": "csv"}
    )

    assert "regroupé" not in file.getvalue().decode("utf-8-sig")


def test_text_stays_text(client, event, secretary):
    RegistrationFactory(event=event, institution="<script>alert(1)</script>")
    client.force_login(secretary)

    page = client.get(page_of(event)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("people", [1, 30])
def test_the_page_costs_the_same_for_many(
    client, secretary, event, people, django_assert_max_num_queries
):
    for number in range(people):
        RegistrationFactory(event=event, institution=f"Établissement {number}")
        ParticipationRoleFactory(
            participation__contribution__session__event=event, text_fr=f"CNRS {number}"
        )
    client.force_login(secretary)
    client.get(page_of(event))

    with django_assert_max_num_queries(8):
        client.get(page_of(event))


def test_erasing_people_forgets_what_only_they_typed(event, secretary):
    operations.group_institutions(
        event, ["UCP", "univ. Cergy"], name=UCP, actor=secretary
    )

    erase_person(event.registrations.get(institution="univ. Cergy"))
    erase_person(event.registrations.get(institution="ucp"))

    names = event.organisation_names.values_list("search_key", flat=True)
    assert {*names} == {"ucp", "universite de cergy pontoise"}


def test_erasing_everybody_forgets_the_group(event, secretary):
    ParticipationRole.objects.all().delete()
    operations.group_institutions(
        event, ["UCP", "univ. Cergy"], name="Z", actor=secretary
    )

    for person in event.registrations.all():
        erase_person(person)

    assert {*event.organisation_names.values_list("name", flat=True)} == {"Z"}
