"""« Mes journées », and what all pages of organisers share."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.access import Role
from events.journal import Act, record
from tests.factories import (
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    PartnershipFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.team import client_of, member_of

pytestmark = pytest.mark.django_db
HOME = "/organisation/"


@pytest.fixture
def make_rows():
    """The organiser of that many events, the first with as many rows of each kind."""

    def make(rows: int):
        user = UserFactory()
        events = EventFactory.create_batch(rows)
        for event in events:
            MembershipFactory(event=event, user=user)
        PartnershipFactory.create_batch(rows, event=events[0])
        DocumentFactory.create_batch(rows, event=events[0])
        for _number in range(rows):
            record(Act.EVENT_CHANGED, events[0], user)
        return user

    return make


def links(response, event) -> list[str]:
    cards = [*response.context["coming"], *response.context["past"]]
    [card] = [card for card in cards if card["event"] == event]
    return [str(words) for words, address in card["links"]]


def test_home_shows_ones_own_events():
    own = EventFactory(title_fr="La nôtre", seats=10)
    EventFactory(title_fr="La leur")
    RegistrationFactory.create_batch(2, event=own)
    RegistrationFactory(event=own, waiting=True)

    text = member_of(own).get(HOME).text

    assert "La nôtre" in text
    assert "2 / 10 places" in text
    assert "1 en attente" in text
    assert 'class="chip chip-full_wl"' in text
    assert "La leur" not in text


def test_the_next_event_comes_first_and_past_ones_are_folded():
    user = UserFactory()
    later = EventFactory()
    today, past = EventFactory(today=True), EventFactory(past=True)
    for event in (later, today, past):
        MembershipFactory(event=event, user=user)

    context = client_of(user).get(HOME).context

    assert [card["event"] for card in context["coming"]] == [today, later]
    assert [card["event"] for card in context["past"]] == [past]


FOR_SECRETARIES = [
    "Inscriptions",
    "Liste d’attente",
    "Programme",
    "Documents",
    _("Write to people"),
    "Messages",
]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.ORGANISER, [*FOR_SECRETARIES, "Journal"]),
        (Role.SECRETARY, FOR_SECRETARIES),
        (Role.READER, ["Inscriptions", "Liste d’attente", "Programme"]),
    ],
)
def test_a_card_leads_where_the_role_may_go(role, expected):
    event = EventFactory()
    client = member_of(event, role)

    response = client.get(HOME)

    assert links(response, event) == expected
    for _words, address in response.context["coming"][0]["links"]:
        assert client.get(address).status_code == 200


def test_a_draft_has_no_public_page():
    event = EventFactory(draft=True)

    assert f'href="/{event.slug}/"' not in member_of(event).get(HOME).text


def test_the_list_of_models_is_for_superusers():
    event = EventFactory()

    assert "Utilisateurs" not in member_of(event).get(HOME).text
    superuser = client_of(UserFactory(superuser=True))
    assert "Utilisateurs" in superuser.get(HOME).text


def test_whoever_begins_is_shown_how():
    client = client_of(UserFactory(may_create_events=True))

    text = client.get(HOME).text

    assert "Créez votre première journée" in text
    assert reverse("admin:events_event_add") in text


@pytest.mark.parametrize("events", [1, 30])
def test_home_costs_the_same(events, django_assert_num_queries):
    user = UserFactory()
    for event in EventFactory.create_batch(events):
        MembershipFactory(event=event, user=user)
    client = client_of(user)
    client.get(HOME)  # the facts of the programmes are kept

    # session, user, roles, coming, past; three counts of what is to be done
    with django_assert_num_queries(8):
        assert client.get(HOME).status_code == 200


QUERIES_OF_LISTS = {
    "event": 5,
    "venue": 5,
    "organisation": 5,
    "document": 7,
    "journalentry": 7,
}


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("model", QUERIES_OF_LISTS)
def test_a_list_costs_the_same(model, rows, make_rows, django_assert_num_queries):
    user = make_rows(rows)
    client = client_of(user)
    first = user.memberships.order_by("event_id").first().event
    client.get(reverse("admin:events_event_change", args=[first.pk]))  # opened last
    address = reverse(f"admin:events_{model}_changelist")

    with django_assert_num_queries(QUERIES_OF_LISTS[model]):
        response = client.get(address)

    assert len(response.context["cl"].result_list) == rows


QUERIES_OF_AN_EVENT = 17


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_costs_the_same(rows, make_rows, django_assert_num_queries):
    user = make_rows(rows)
    first = user.memberships.order_by("event_id").first().event
    client = client_of(user)
    address = reverse("admin:events_event_change", args=[first.pk])
    client.get(address)

    with django_assert_num_queries(QUERIES_OF_AN_EVENT):
        client.get(address)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/organisation/", "/en/organisation/"),
        (
            "/en/organisation/events/event/?quand=passees",
            "/organisation/events/event/?quand=passees",
        ),
    ],
)
def test_the_switch_of_language_keeps_the_page(path, other):
    text = member_of(EventFactory()).get(path).text

    assert f'href="{other}"' in text


def test_pages_of_organisers_are_kept_nowhere():
    response = member_of(EventFactory()).get(HOME)

    assert "no-store" in response["Cache-Control"]
