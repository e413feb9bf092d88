"""Two records of one person become one; what was published stays as it was."""

import pytest
from django.urls import reverse

from events.access import Role
from events.journal import Act
from events.models import JournalEntry
from programme import doubles, operations
from programme.models import Participation, Person, Publication
from tests.factories import (
    ContributionFactory,
    EventFactory,
    MembershipFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
Function = Participation.Function


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def actor(event):
    return MembershipFactory(event=event, role=Role.SECRETARY).user


def speaks(person, event, *roles, talk=None, **values):
    talk = talk or ContributionFactory(session__event=event)
    row = ParticipationFactory(contribution=talk, person=person, **values)
    for position, text in enumerate(roles, start=1):
        ParticipationRoleFactory(participation=row, text_fr=text, position=position)
    return talk


def people_of(talk):
    return [
        (row.person.full_name, row.function, [role.text_fr for role in row.roles.all()])
        for row in talk.participations.all()
    ]


def merge(*people, keep=None, actor):
    keep = keep or people[0]
    return operations.merge_people(
        people,
        keep=keep,
        given_name=keep.given_name,
        family_name=keep.family_name,
        actor=actor,
    )


@pytest.fixture
def pascal():
    return PersonFactory(given_name="Pascal", family_name="Fugier")


@pytest.fixture
def initial():
    return PersonFactory(given_name="P.", family_name="Fugier")


def test_the_talks_of_both_are_those_of_one(event, actor, pascal, initial):
    first = speaks(pascal, event, "MCF")
    second = speaks(initial, event, "membre du laboratoire ÉMA")

    kept = merge(pascal, initial, actor=actor)

    assert kept == pascal
    assert people_of(first) == [("Pascal FUGIER", "speaker", ["MCF"])]
    assert people_of(second) == [
        ("Pascal FUGIER", "speaker", ["membre du laboratoire ÉMA"])
    ]
    assert not Person.objects.filter(pk=initial.pk).exists()


def test_twice_in_one_talk_is_once_with_the_roles_of_both(
    event, actor, pascal, initial
):
    talk = speaks(initial, event, "MCF", "poète", position=1)
    speaks(pascal, event, "membre d’ÉMA", "MCF", talk=talk, position=2)
    speaks(initial, event, talk=talk, function=Function.CHAIR, position=3)

    merge(pascal, initial, actor=actor)

    assert people_of(talk) == [
        ("Pascal FUGIER", "speaker", ["membre d’ÉMA", "MCF", "poète"]),
        ("Pascal FUGIER", "chair", []),
    ]


def test_a_role_in_english_is_not_lost(event, actor, pascal, initial):
    talk = speaks(pascal, event, "MCF")
    other = ParticipationFactory(contribution=talk, person=initial)
    ParticipationRoleFactory(participation=other, text_fr="MCF", text_en="lecturer")

    merge(pascal, initial, actor=actor)

    [row] = talk.participations.all()
    assert [(role.text_fr, role.text_en) for role in row.roles.all()] == [
        ("MCF", "lecturer")
    ]


def test_a_name_may_be_chosen(event, actor, pascal, initial):
    talk = speaks(initial, event)
    speaks(pascal, event)

    operations.merge_people(
        [pascal, initial],
        keep=pascal,
        given_name="Pascal-Henri",
        family_name="Fugier",
        actor=actor,
    )

    assert people_of(talk) == [("Pascal-Henri FUGIER", "speaker", [])]


def test_other_events_keep_their_own_record(event, actor, pascal, initial):
    speaks(pascal, event)
    here = speaks(initial, event)
    elsewhere = speaks(initial, EventFactory())

    merge(pascal, initial, actor=actor)

    assert people_of(here) == [("Pascal FUGIER", "speaker", [])]
    assert people_of(elsewhere) == [("P. FUGIER", "speaker", [])]


def test_a_new_name_stays_in_the_events_of_the_actor(event, actor, pascal, initial):
    here = speaks(pascal, event)
    elsewhere = speaks(pascal, EventFactory())
    speaks(initial, event)

    kept = operations.merge_people(
        [pascal, initial],
        keep=pascal,
        given_name="Pascal-Henri",
        family_name="Fugier",
        actor=actor,
    )

    assert kept.pk != pascal.pk
    assert people_of(here) == [("Pascal-Henri FUGIER", "speaker", [])]
    assert people_of(elsewhere) == [("Pascal FUGIER", "speaker", [])]


def test_a_second_time_changes_nothing(event, actor, pascal, initial):
    speaks(pascal, event)
    speaks(initial, event)
    merge(pascal, initial, actor=actor)
    event.refresh_from_db()
    version = event.programme_version

    merge(pascal, initial, actor=actor)

    event.refresh_from_db()
    assert event.programme_version == version
    assert JournalEntry.objects.filter(act=Act.PEOPLE_MERGED).count() == 1


def test_whoever_merged_them_the_other_way_meanwhile_wins(
    event, actor, pascal, initial
):
    talk = speaks(pascal, event)
    speaks(initial, event)
    as_shown = Person.objects.get(pk=initial.pk)
    merge(pascal, initial, actor=actor)

    merge(pascal, as_shown, keep=as_shown, actor=actor)

    assert people_of(talk) == [("Pascal FUGIER", "speaker", [])]
    assert list(Person.objects.all()) == [pascal]


def test_the_journal_counts_and_names_nobody(event, actor, pascal, initial):
    speaks(pascal, event)
    speaks(initial, event)

    merge(pascal, initial, actor=actor)

    [entry] = JournalEntry.objects.filter(act=Act.PEOPLE_MERGED)
    assert (entry.event, entry.actor, entry.subject) == (event, actor, "")
    assert entry.details == {"count": 2}


def test_what_was_published_stays_as_it_was(client, actor, event, pascal, initial):
    past = EventFactory(past=True)
    MembershipFactory(event=past, user=actor)
    speaks(initial, past, "MCF")
    speaks(pascal, event)
    content = Publication.objects.get(event=past).content

    merge(pascal, initial, actor=actor)

    assert Publication.objects.get(event=past).content == content
    page = client.get(reverse("programme:programme", args=[past.slug]))
    assert "P. FUGIER" in page.content.decode()


# Who is probably the same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Pascal", "Fugier"), ("Fugier", "Pascal")),
        (("Pascal", "Fugier"), ("P.", "Fugier")),
        (("Jean-Pierre", "Durand"), ("J.-P.", "DURAND")),
        (("Jean-Pierre", "Durand"), ("J.", "Durand")),
        (("Valérie", "Baude"), ("Valerie", "BAUDE")),
    ],
)
def test_probable_doubles(one, other):
    people = [PersonFactory(given_name=g, family_name=f) for g, f in (one, other)]

    assert doubles.probable(people) == [people]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Pascal", "Fugier"), ("Paul", "Fugier")),
        (("Pascal", "Fugier"), ("M.", "Fugier")),
        (("", "Fugier"), ("P.", "Fugier")),
        (("Pascal", "Fugier"), ("Pascal", "Lyet")),
    ],
)
def test_other_people_are_not_doubles(one, other):
    people = [PersonFactory(given_name=g, family_name=f) for g, f in (one, other)]

    assert doubles.probable(people) == []


# In the admin


def chosen(*people, **values):
    keys = [person.pk for person in people]
    return {"action": "merge", "_selected_action": keys, **values}


LIST = "admin:programme_person_changelist"


def test_the_list_names_probable_doubles(client, event, actor, pascal, initial):
    speaks(pascal, event)
    speaks(initial, event)
    client.force_login(actor)

    page = client.get(reverse(LIST)).content.decode()

    assert "Pascal FUGIER" in page
    assert f'name="_selected_action" value="{initial.pk}"' in page


def test_doubles_are_compared_whatever_the_list_is_searched_for(
    client, event, actor, pascal, initial
):
    speaks(pascal, event)
    speaks(initial, event)
    client.force_login(actor)

    page = client.get(reverse(LIST), {"q": "pascal"}).content.decode()

    assert f'action="{reverse(LIST)}"' in page


def test_a_list_of_people_is_that_of_one_event_where_asked(client, event, actor):
    here, elsewhere, hidden = PersonFactory(), PersonFactory(), PersonFactory()
    speaks(here, event)
    other = MembershipFactory(user=actor, role=Role.SECRETARY).event
    speaks(elsewhere, other)
    secret = speaks(hidden, EventFactory()).session.event
    speaks(here, secret)
    client.force_login(actor)

    found = {
        key: list(
            client.get(reverse(LIST), {"event__id__exact": key})
            .context["cl"]
            .result_list.order_by("pk")
        )
        for key in (event.pk, other.pk, secret.pk, "x")
    }

    assert found[event.pk] == [here]
    assert found[other.pk] == [elsewhere]
    assert found[secret.pk] == found["x"] == [here, elsewhere]


def test_the_rows_of_a_programme_lead_to_its_people(client, event, actor):
    client.force_login(actor)

    page = client.get(reverse("admin:programme_session_changelist")).content.decode()

    assert f"{reverse(LIST)}?event__id__exact={event.pk}" in page


def test_a_reader_is_not_shown_doubles(client, event, pascal, initial):
    speaks(pascal, event)
    speaks(initial, event)
    client.force_login(MembershipFactory(event=event, role=Role.READER).user)

    page = client.get(reverse(LIST)).content.decode()

    assert 'value="merge"' not in page


def test_the_page_shows_them_side_by_side(client, event, actor, pascal, initial):
    speaks(pascal, event, "MCF")
    speaks(initial, event, "membre du laboratoire ÉMA")
    client.force_login(actor)

    page = client.post(reverse(LIST), chosen(pascal, initial)).content.decode()

    assert "membre du laboratoire ÉMA" in page
    assert "MCF" in page
    assert page.count(str(event)) >= 2
    assert Person.objects.count() == 2


def test_the_button_merges_them(client, event, actor, pascal, initial):
    talk = speaks(initial, event)
    speaks(pascal, event)
    client.force_login(actor)

    client.post(reverse(LIST), chosen(pascal, initial, confirmed="1", keep=pascal.pk))

    assert people_of(talk) == [("Pascal FUGIER", "speaker", [])]


def test_another_spelling_may_be_typed(client, event, actor, pascal, initial):
    talk = speaks(initial, event)
    speaks(pascal, event)
    client.force_login(actor)

    client.post(
        reverse(LIST),
        chosen(
            pascal,
            initial,
            confirmed="1",
            keep=initial.pk,
            given_name="Pascale",
            family_name="Fugier",
        ),
    )

    assert people_of(talk) == [("Pascale FUGIER", "speaker", [])]


def test_one_person_cannot_be_merged(client, event, actor, pascal):
    speaks(pascal, event)
    client.force_login(actor)

    answer = client.post(reverse(LIST), chosen(pascal), follow=True)

    assert "Cochez au moins deux personnes." in answer.content.decode()


def test_a_reader_of_one_of_their_events_merges_nobody(client, event, pascal, initial):
    speaks(pascal, event)
    speaks(initial, event)
    client.force_login(MembershipFactory(event=event, role=Role.READER).user)

    answer = client.post(
        reverse(LIST), chosen(pascal, initial, confirmed="1", keep=pascal.pk)
    )

    assert answer.status_code == 403
    assert Person.objects.count() == 2


def test_the_list_costs_the_same_for_many(client, event, django_assert_max_num_queries):
    for _number in range(30):
        speaks(PersonFactory(), event, "MCF")
    client.force_login(UserFactory(superuser=True))

    with django_assert_max_num_queries(8):
        client.get(reverse(LIST))
