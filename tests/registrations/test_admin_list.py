"""The list of registrations: what each role finds in it, and how fast."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events.access import Role
from events.admin.of_event import PARAMETER
from registrations.models import Message, Needs, Notice, Profile, Registration
from tests.factories import (
    EventFactory,
    MembershipFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [row.family_name for row in response.context["cl"].result_list]


def columns(response) -> list[str]:
    return response.context["cl"].list_display


def test_the_list_has_the_columns_of_the_design():
    event = EventFactory(short_title_en="Working in partnership")
    profile = Profile.objects.get(event=event, position=2)
    person = RegistrationFactory(
        event=event, given_name="Jeanne", family_name="Martin", profile=profile
    )
    Message.objects.create(
        event=event, registration=person, notice=Notice.CONFIRMED, to=person.email
    )

    response = member_of(event).get(page("changelist"))

    assert response.status_code == 200
    for text in [
        "Registrations: Working in partnership",
        "Martin",
        "Jeanne",
        '<span class="chip chip-confirmed">Confirmed</span>',
        "Research or teaching",
        "CCAS de Nanterre",
        '<span class="delivery-pending">Waiting to be sent</span>',
    ]:
        assert text in response.text
    assert len(columns(response)) == 1 + 7  # the tick, and seven columns


@pytest.mark.parametrize(
    ("confirmed", "waiting", "seats", "sentence"),
    [
        (2, 1, 100, "2 registrations for 100 seats, 1 waiting"),
        (1, 0, 1, "1 registration for 1 seat"),
        (2, 0, 1, "2 registrations for 1 seat"),
        (2, 0, None, "2 registrations"),
    ],
)
def test_the_head_of_the_list_counts_seats(confirmed, waiting, seats, sentence):
    event = EventFactory(seats=seats)
    RegistrationFactory.create_batch(confirmed, event=event)
    RegistrationFactory.create_batch(waiting, event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)

    response = member_of(event).get(page("changelist"))

    assert response.context["subtitle"] == sentence


@pytest.mark.parametrize("people", [1, 30, 120])
@pytest.mark.parametrize("role", [Role.ORGANISER, Role.READER])
def test_statements_of_the_list(django_assert_max_num_queries, people, role):
    event = EventFactory()
    client = member_of(event, role)
    for person in RegistrationFactory.create_batch(people, event=event):
        Message.objects.create(
            event=event, registration=person, notice=Notice.CONFIRMED, to=person.email
        )
        Needs.objects.create(registration=person, text="Accès")
    client.get(page("changelist"))

    with django_assert_max_num_queries(8) as queries:
        response = client.get(page("changelist"), {PARAMETER: event.pk})

    assert len(names(response)) == min(people, 50)
    assert not [
        q for q in queries if "COUNT(*)" in q["sql"] and "WHERE" not in q["sql"]
    ]


def test_statements_do_not_grow_with_the_list(django_assert_num_queries):
    event = EventFactory()
    client = member_of(event)
    Registration.objects.bulk_create(RegistrationFactory.build_batch(100, event=event))
    client.get(page("changelist"))
    with django_assert_num_queries(7):
        client.get(page("changelist"))
    Registration.objects.bulk_create(RegistrationFactory.build_batch(1900, event=event))

    with django_assert_num_queries(7):
        response = client.get(page("changelist"))

    assert response.context["cl"].result_count == 2000


# One event at a time


def test_the_list_opens_on_the_event_that_was_opened_last():
    first, second = EventFactory.create_batch(2)
    user = MembershipFactory(event=first).user
    MembershipFactory(event=second, user=user)
    client = client_of(user)
    RegistrationFactory(event=second, family_name="Zola")

    client.get(page("changelist"), {PARAMETER: second.pk})
    response = client.get(page("changelist"))

    assert response.context["event"] == second
    assert names(response) == ["Zola"]


def test_a_list_posts_the_event_that_it_showed():
    shown, opened_later = EventFactory.create_batch(2)
    user = MembershipFactory(event=shown).user
    MembershipFactory(event=opened_later, user=user)
    client = client_of(user)
    for event in [shown, opened_later]:
        RegistrationFactory(event=event, family_name=f"Of {event}")
    first = client.get(page("changelist"), {PARAMETER: shown.pk})
    client.get(page("changelist"), {PARAMETER: opened_later.pk})

    assert f'name="{PARAMETER}" value="{shown.pk}"' in first.text
    asked = client.post(
        page("changelist"),
        {
            PARAMETER: shown.pk,
            "action": "cancel",
            "index": 0,
            "select_across": 1,
            "_selected_action": shown.registrations.get().pk,
        },
    )

    assert f"Of {shown}" in asked.text
    assert f"Of {opened_later}" not in asked.text


def test_the_list_opens_on_the_next_event_at_first():
    past, _later, soon = EventFactory(past=True), EventFactory(), EventFactory()
    soon.starts_at = past.starts_at.replace(year=past.starts_at.year + 20)
    user = MembershipFactory(event=past).user
    MembershipFactory(event=soon, user=user)

    response = client_of(user).get(page("changelist"))

    assert response.context["event"] == soon


def test_all_events_on_request():
    first, second = EventFactory.create_batch(2)
    user = MembershipFactory(event=first).user
    MembershipFactory(event=second, user=user)
    for event in [first, second, EventFactory()]:
        RegistrationFactory(event=event)

    response = client_of(user).get(page("changelist"), {PARAMETER: "all"})

    assert {row.event_id for row in response.context["cl"].result_list} == {
        first.pk,
        second.pk,
    }


@pytest.mark.parametrize("key", ["999999", "abc", "-1", "١٢", "9" * 30, "%"])
def test_the_list_of_no_event_is_not_found(key):
    client = member_of(EventFactory())

    assert client.get(page("changelist"), {PARAMETER: key}).status_code == 404


def test_the_list_of_the_event_of_others_is_not_found():
    client = member_of(EventFactory())

    response = client.get(page("changelist"), {PARAMETER: EventFactory().pk})

    assert response.status_code == 404


def test_the_filter_offers_only_own_events():
    own = EventFactory(short_title_fr="À moi")
    EventFactory(short_title_fr="Aux autres")

    response = member_of(own).get(page("changelist"))

    assert "À moi" in response.text
    assert "Aux autres" not in response.text


def test_the_filter_offers_few_events_and_always_the_one_shown():
    superuser = UserFactory(superuser=True)
    later = EventFactory.create_batch(20)[0]
    oldest = EventFactory(starts_at=later.starts_at - timedelta(days=1))

    response = client_of(superuser).get(page("changelist"), {PARAMETER: oldest.pk})

    [spec, *_others] = response.context["cl"].filter_specs
    choices = [*spec.choices(response.context["cl"])]
    assert len(choices) == 17  # fifteen, the one shown, all
    assert [c["display"] for c in choices if c["selected"]] == [str(oldest)]


# Filters


@pytest.fixture
def crowd():
    """An event with one of each: named after what is particular about them."""
    event = EventFactory()
    profile = Profile.objects.get(event=event, position=1)
    RegistrationFactory(event=event, family_name="Profile", profile=profile)
    RegistrationFactory(event=event, family_name="Waiting", waiting=True)
    RegistrationFactory(event=event, family_name="Cancelled", cancelled=True)
    RegistrationFactory(event=event, family_name="Team", origin="team")
    needy = RegistrationFactory(event=event, family_name="Needs")
    Needs.objects.create(registration=needy, text="Accès")
    failed = RegistrationFactory(event=event, family_name="Failed")
    write(failed, failed_at=event.created_at)
    mended = RegistrationFactory(event=event, family_name="Mended")
    write(mended, failed_at=event.created_at)
    write(mended, sent_at=event.created_at)
    return event


def write(registration, **fields) -> Message:
    return Message.objects.create(
        event=registration.event,
        registration=registration,
        notice=Notice.CONFIRMED,
        to=registration.email,
        **fields,
    )


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"status__exact": "waiting"}, ["Waiting"]),
        ({"status__exact": "cancelled"}, ["Cancelled"]),
        ({"origin__exact": "team"}, ["Team"]),
        ({"look_at": "needs"}, ["Needs"]),
        ({"look_at": "failed"}, ["Failed"]),
        ({"look_at": "anything"}, []),
        ({"status__exact": "anything"}, []),
        ({"profile": "abc"}, []),
    ],
)
def test_filters(crowd, parameters, expected):
    response = member_of(crowd).get(page("changelist"), parameters)

    assert names(response) == expected


def test_filter_by_profile(crowd):
    profile = Profile.objects.get(event=crowd, position=1)

    response = member_of(crowd).get(page("changelist"), {"profile": profile.pk})

    assert names(response) == ["Profile"]


def test_the_profile_of_another_event_filters_nobody_in(crowd):
    foreign = Profile.objects.filter(event=EventFactory()).first()

    response = member_of(crowd).get(page("changelist"), {"profile": foreign.pk})

    assert names(response) == []


def test_counts_come_on_request(crowd):
    client = member_of(crowd)

    assert "Waiting list (1)" not in client.get(page("changelist")).text
    assert "On the waiting list (1)" in client.get(page("changelist") + "?_facets").text


def test_filters_can_be_cleared_and_the_event_stays(crowd):
    client = member_of(crowd)

    assert "Clear all filters" not in client.get(page("changelist")).text
    response = client.get(page("changelist"), {"status__exact": "waiting"})

    assert "Clear all filters" in response.text
    cleared = client.get(
        page("changelist") + response.context["cl"].clear_all_filters_qs
    )
    assert cleared.context["event"] == crowd
    assert len(names(cleared)) == 7


@pytest.mark.parametrize(
    "parameter",
    [
        "email__startswith",
        "email",
        "email_key__contains",
        "needs__text__contains",
        "needs__isnull",
        "key__startswith",
        "public_id",
        "search_key__contains",
        "cancellation_reason__contains",
        "messages__failure",
        "event__contact_email",
    ],
)
@pytest.mark.parametrize("role", [Role.ORGANISER, Role.READER])
def test_no_other_parameter_filters(crowd, parameter, role):
    client = member_of(crowd, role)

    response = client.get(page("changelist"), {parameter: "a"})

    assert response.status_code in {302, 400}


# Search


@pytest.mark.parametrize(
    "words",
    [
        "le nom",
        "LE-NÔM",
        "prenom le nom",
        "Le Nôm Prénom",
        "ccas",
        "l’hay",
        "jean@exa",
        "JEAN@EXAMPLE.ORG",
    ],
)
def test_search_ignores_accents_case_hyphens_and_order(words):
    event = EventFactory()
    RegistrationFactory(
        event=event,
        given_name="Prénom",
        family_name="Le-Nôm",
        institution="CCAS de L'Haÿ-les-Roses",
        email="jean@example.org",
    )
    RegistrationFactory(event=event, institution="Université")

    response = member_of(event).get(page("changelist"), {"q": words})

    assert names(response) == ["Le-Nôm"]
    assert "Accents do not matter." in response.text


@pytest.mark.parametrize(
    "write_it", [str, str.lower, lambda code: code.replace("-", " ")]
)
def test_search_by_reference(write_it):
    event = EventFactory()
    person, _other = RegistrationFactory.create_batch(2, event=event)

    response = member_of(event).get(
        page("changelist"), {"q": write_it(person.reference)}
    )

    assert names(response) == [person.family_name]


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "%%", "'", "--", '"', "' OR 1=1 --", "(", "*", "\\%"]
)
def test_search_knows_no_wildcards(words):
    event = EventFactory()
    RegistrationFactory.create_batch(2, event=event)

    response = member_of(event).get(page("changelist"), {"q": words})

    assert names(response) == []
    assert "No registration matches these filters." in response.text


def test_search_keeps_to_the_filters(crowd):
    response = member_of(crowd).get(
        page("changelist"), {"q": "jeanne", "status__exact": "waiting"}
    )

    assert names(response) == ["Waiting"]


@pytest.mark.parametrize("order", ["1", "-1", "3", "4.5", "99", "-0", "x", "1.1.1"])
def test_any_order_is_answered(crowd, order):
    response = member_of(crowd).get(page("changelist"), {"o": order})

    assert len(names(response)) == 7


# Roles


def test_a_reader_sees_no_address_and_cannot_guess_one():
    event = EventFactory()
    person = RegistrationFactory(event=event, email="secret@example.org")
    Needs.objects.create(registration=person, text="Fauteuil")
    write(person)
    client = member_of(event, Role.READER)

    plain = client.get(page("changelist"))
    searched = client.get(page("changelist"), {"q": "secret@example"})
    noticed = client.get(page("changelist"), {"look_at": "needs"})

    assert names(plain) == [person.family_name]
    assert "secret@" not in plain.text
    assert "Waiting to be sent" not in plain.text
    assert "Fauteuil" not in plain.text
    assert names(searched) == []
    assert noticed.status_code in {302, 400}


def test_a_search_by_address_stays_within_the_events_that_show_them():
    organised, read = EventFactory.create_batch(2)
    user = MembershipFactory(event=organised).user
    MembershipFactory(event=read, user=user, role=Role.READER)
    for event in [organised, read]:
        RegistrationFactory(event=event, email="secret@example.org")

    response = client_of(user).get(
        page("changelist"), {PARAMETER: "all", "q": "secret@example.org"}
    )

    assert [row.event for row in response.context["cl"].result_list] == [organised]


def test_what_became_of_mails_shows_only_where_one_may_know():
    organised, read = EventFactory.create_batch(2)
    user = MembershipFactory(event=organised).user
    MembershipFactory(event=read, user=user, role=Role.READER)
    for event in [organised, read]:
        write(RegistrationFactory(event=event))

    response = client_of(user).get(page("changelist"), {PARAMETER: "all"})

    rows = response.context["cl"].result_list
    assert {row.event: row.delivery for row in rows} == {
        organised: "pending",
        read: None,
    }


def test_a_secretary_finds_needs_only_where_the_organiser_says_so(crowd):
    client = member_of(crowd, Role.SECRETARY)
    assert names(client.get(page("changelist"), {"look_at": "needs"})) == []

    crowd.has_needs_shown_to_secretary = True
    crowd.save()

    shown = client.get(page("changelist"), {"look_at": "needs"})
    assert names(shown) == ["Needs"]


EDITING = {"resend", "send_link", "give_place", "cancel", "export_selection"}


@pytest.mark.parametrize(
    ("role", "expected", "purges"),
    [
        (Role.ORGANISER, EDITING, True),
        (Role.SECRETARY, EDITING, False),
        (Role.READER, set(), False),
    ],
)
def test_roles_find_what_they_may_do(crowd, role, expected, purges):
    response = member_of(crowd, role).get(page("changelist"))

    form = response.context["action_form"]
    choices = form.fields["action"].choices if form else []
    offered = {name for name, _label in choices if name}
    assert expected <= offered
    assert bool(offered) == bool(expected)
    assert ("purge" in offered) == purges
    assert (page("add") in response.text) == bool(expected)
    assert (page("export") in response.text) == bool(expected)


def test_a_reader_of_one_event_who_organises_another_gets_no_button_on_the_first():
    read, organised = EventFactory.create_batch(2)
    user = MembershipFactory(event=organised).user
    MembershipFactory(event=read, user=user, role=Role.READER)
    RegistrationFactory(event=read)

    response = client_of(user).get(page("changelist"), {PARAMETER: read.pk})

    assert response.context["action_form"] is None
    assert page("add") not in response.text
    assert page("export") not in response.text


def test_the_door_and_strangers_do_not_enter():
    event = EventFactory()

    for client in [member_of(event, Role.DOOR), client_of(UserFactory())]:
        assert client.get(page("changelist")).status_code == 302


# Nobody to show


def test_an_event_without_registrations_says_what_to_do():
    event = EventFactory(slug="partenariat-2019")

    response = member_of(event).get(page("changelist"))

    assert "No registration for the moment." in response.text
    assert "https://colloque.example/en/partenariat-2019/" in response.text


def test_the_address_of_a_draft_is_not_spread():
    response = member_of(EventFactory(draft=True)).get(page("changelist"))

    assert "No registration for the moment." in response.text
    assert "https://colloque.example" not in response.text


def test_a_superuser_without_events_finds_an_empty_list():
    response = client_of(UserFactory(superuser=True)).get(page("changelist"))

    assert "No registration for the moment." in response.text


def test_no_personal_link_is_shown():
    event = EventFactory()
    person = RegistrationFactory(event=event)
    client = member_of(event)

    for address in [page("changelist"), page("change", person.pk)]:
        text = client.get(address).text
        assert person.public_id not in text
        assert person.key not in text
        assert reverse("registrations:personal", args=[person.reference]) not in text
