"""Who may see and do what: the table of roles, row by row."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from events import access
from events.access import Role, Verb
from events.models import Document, Event, Organisation, User, Venue
from tests.factories import (
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    PartnershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ORGANISER, SECRETARY, READER, DOOR = (
    Role.ORGANISER,
    Role.SECRETARY,
    Role.READER,
    Role.DOOR,
)
MATRIX = {
    Verb.SEE_EVENT: {ORGANISER, SECRETARY, READER},
    Verb.EDIT_EVENT: {ORGANISER},
    Verb.PUBLISH: {ORGANISER},
    Verb.EDIT_PROGRAMME: {ORGANISER, SECRETARY},
    Verb.EDIT_DOCUMENTS: {ORGANISER, SECRETARY},
    Verb.SEE_REGISTRATIONS: {ORGANISER, SECRETARY, READER},
    Verb.SEE_EMAILS: {ORGANISER, SECRETARY},
    Verb.SEE_NEEDS: {ORGANISER},
    Verb.EDIT_REGISTRATIONS: {ORGANISER, SECRETARY},
    Verb.EXPORT: {ORGANISER, SECRETARY},
    Verb.SEE_MESSAGES: {ORGANISER, SECRETARY},
    Verb.MANAGE_TEAM: {ORGANISER},
    Verb.SEE_JOURNAL: {ORGANISER},
    Verb.REORDER_WAITING: {ORGANISER},
    Verb.PURGE: {ORGANISER},
    Verb.DRAFT_MESSAGES: {ORGANISER, SECRETARY},
    Verb.SEND_MESSAGES: {ORGANISER},
    Verb.EDIT_WORDINGS: {ORGANISER},
    Verb.REVOKE_CERTIFICATES: {ORGANISER},
    Verb.ERASE: set(),
}


def test_the_table_names_every_verb():
    assert MATRIX.keys() == set(Verb)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("role", Role)
def test_role(role, verb):
    membership = MembershipFactory(role=role)
    other = EventFactory()

    is_allowed = role in MATRIX[verb]

    assert access.may(membership.user, verb) == is_allowed
    assert access.may(membership.user, verb, membership.event) == is_allowed
    assert access.may_on(membership.user, verb, membership.event) == is_allowed
    assert not access.may(membership.user, verb, other)
    assert not access.may_on(membership.user, verb, other)
    shown = access.visible(Event.objects.all(), membership.user, verb)
    assert list(shown) == ([membership.event] if is_allowed else [])


def test_a_secretary_sees_needs_where_the_organiser_says_so():
    open_event = EventFactory(has_needs_shown_to_secretary=True)
    user = MembershipFactory(event=open_event, role=SECRETARY).user
    closed_event = MembershipFactory(user=user, role=SECRETARY).event
    reader = MembershipFactory(event=open_event, role=READER).user

    assert access.may(user, Verb.SEE_NEEDS, open_event)
    assert not access.may(user, Verb.SEE_NEEDS, closed_event)
    assert not access.may(reader, Verb.SEE_NEEDS, open_event)


@pytest.mark.parametrize(
    "fields",
    [
        {"accepted_at": None},
        {"accepted_at": timezone.now() + timedelta(days=1)},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"user__is_active": False},
        {"event__deleted_at": timezone.now()},
    ],
)
def test_a_role_that_does_not_live_gives_nothing(fields):
    membership = MembershipFactory(**fields)

    assert not access.may(membership.user, Verb.SEE_EVENT)
    assert not access.may_enter(membership.user)
    events = access.visible(Event.objects.all(), membership.user, Verb.SEE_EVENT)
    assert not events.exists()


@pytest.mark.parametrize("verb", [*Verb, None])
def test_a_superuser_is_not_limited(verb):
    event, user = EventFactory(), UserFactory(superuser=True)

    assert access.may(user, verb, event)
    assert access.visible(Event.objects.all(), user, verb).get() == event
    assert access.visible(User.objects.all(), user, verb).get() == user


def test_a_verb_of_superusers_is_nobody_else_s():
    membership = MembershipFactory()

    assert not access.may(membership.user, None)
    assert not access.may_on(membership.user, None, membership.event)
    assert not access.visible(Event.objects.all(), membership.user, None).exists()


def test_a_stranger_sees_nothing():
    EventFactory()

    for user in (AnonymousUser(), UserFactory(), UserFactory(is_active=False)):
        assert not access.may(user, Verb.SEE_EVENT)
        assert not access.visible(Event.objects.all(), user, Verb.SEE_EVENT).exists()
        assert not access.may_enter(user)


@pytest.mark.parametrize(
    ("role", "may_enter"),
    [(ORGANISER, True), (SECRETARY, True), (READER, True), (DOOR, False)],
)
def test_the_door_alone_does_not_open_the_organisers_pages(role, may_enter):
    user = MembershipFactory(role=role).user

    assert access.may_enter(user) == may_enter
    assert user.is_staff == may_enter


def test_whoever_may_create_events_may_enter():
    user = UserFactory(may_create_events=True)

    assert access.may_enter(user)
    assert access.may_create_events(user)
    assert not access.may_create_events(MembershipFactory().user)


def test_what_events_share_is_seen_through_ones_own():
    own = MembershipFactory()
    foreign = EventFactory()
    shared = PartnershipFactory(event=own.event).organisation
    PartnershipFactory(event=foreign, organisation=shared)
    PartnershipFactory(event=foreign)
    document = DocumentFactory(event=own.event)
    DocumentFactory(event=foreign)

    def seen(model):
        return access.visible(model.objects.all(), own.user, Verb.SEE_EVENT)

    assert list(seen(Organisation)) == [shared]
    assert list(seen(Venue)) == [own.event.venue]
    assert list(seen(Document)) == [document]
    assert not seen(User).exists()


def test_an_object_of_several_events_is_listed_once():
    user = UserFactory()
    shared = PartnershipFactory().organisation
    for partnership in [
        shared.partnerships.get(),
        PartnershipFactory(organisation=shared),
    ]:
        MembershipFactory(event=partnership.event, user=user)

    shown = access.visible(Organisation.objects.all(), user, Verb.SEE_EVENT)

    assert list(shown) == [shared]


def test_roles_are_read_once(django_assert_num_queries):
    membership = MembershipFactory()
    user = User.objects.get(pk=membership.user_id)

    with django_assert_num_queries(1):
        for verb in Verb:
            access.may(user, verb, membership.event)
