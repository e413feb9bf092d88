"""The page of one registration, and the page that adds one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import translation

from events.access import Role
from events.models import JournalEntry
from registrations import desk, operations
from registrations.admin.history import history_of
from registrations.models import (
    Message,
    Needs,
    Notice,
    Origin,
    Profile,
    Registration,
    Status,
)
from tests.factories import (
    EventFactory,
    MembershipFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.team import client_of, member_of, page, posted_by

pytestmark = pytest.mark.django_db
Act = JournalEntry.Act


@pytest.fixture
def jeanne():
    return RegistrationFactory(
        given_name="Jeanne",
        family_name="Martin",
        email="jeanne@example.org",
        institution="CCAS de Nanterre",
    )


@pytest.fixture
def client(jeanne):
    return member_of(jeanne.event)


def save(client, registration, **typed):
    """Open the page and save it with what was typed."""
    address = page("change", registration.pk)
    response = client.post(address, posted_by(client.get(address), **typed))
    registration.refresh_from_db()
    return response


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# The page of a registration


def test_the_page_shows_the_person_and_what_happened(client, jeanne):
    Needs.objects.create(registration=jeanne, text="Accès en fauteuil")
    operations.resend(jeanne, actor=UserFactory(name="Claire Heijboer"))

    response = client.get(page("change", jeanne.pk))

    for text in [
        "<h1>Jeanne Martin</h1>",
        jeanne.reference,
        "jeanne@example.org",
        "Accès en fauteuil",
        "Claire Heijboer",
        "sent a message again",
        "Waiting to be sent",
    ]:
        assert text in response.text
    assert "registered" in response.text


@pytest.mark.parametrize("field", ["given_name", "family_name", "institution"])
def test_a_correction_writes_only_what_changed(client, jeanne, field):
    response = save(client, jeanne, **{field: "Corrigée"})

    assert response.status_code == 302
    assert getattr(jeanne, field) == "Corrigée"
    [entry] = JournalEntry.objects.all()
    assert (entry.act, entry.details) == (Act.REGISTRATION_CHANGED, {"fields": [field]})
    assert entry.subject == jeanne.reference
    assert jeanne.version == 2


def test_saving_without_a_change_writes_nothing(client, jeanne):
    save(client, jeanne)

    assert jeanne.version == 1
    assert not JournalEntry.objects.exists()


def test_a_correction_is_cleaned_like_a_registration(client, jeanne):
    save(client, jeanne, family_name=" D’He\u0301rouville\u202e\nde Caen ")

    assert jeanne.family_name == "D’Hérouville de Caen"
    assert jeanne.sort_key == "d herouville de caen\u0001jeanne"


def test_a_new_address_gets_a_new_key_and_the_confirmation(client, jeanne):
    old_key = jeanne.key

    save(client, jeanne, email="Nouvelle@Example.org")

    assert jeanne.email_key == "nouvelle@example.org"
    assert jeanne.key != old_key
    [message] = Message.objects.all()
    assert (message.to, message.notice) == (jeanne.email, Notice.CONFIRMED)


def test_an_address_can_be_taken_away(client, jeanne):
    save(client, jeanne, email="")

    assert (jeanne.email, jeanne.email_key) == (None, None)
    assert not Message.objects.exists()


def test_the_address_of_somebody_else_is_refused_and_nothing_is_lost(client, jeanne):
    RegistrationFactory(event=jeanne.event, email="prise@example.org")

    response = save(client, jeanne, email="PRISE@example.org", family_name="Durand")

    assert response.status_code == 200
    assert "This address is already registered." in response.text
    assert "Durand" in response.text
    assert (jeanne.email, jeanne.family_name) == ("jeanne@example.org", "Martin")


@pytest.mark.parametrize("address", ["a@localhost", "a@[127.0.0.1]", "abc", "a b@c.fr"])
def test_a_wrong_address_is_refused(client, jeanne, address):
    response = save(client, jeanne, email=address)

    assert "email" in response.context["adminform"].form.errors


def test_the_profile_is_one_of_the_event(client, jeanne):
    own = Profile.objects.get(event=jeanne.event, position=3)
    foreign = Profile.objects.get(event=EventFactory(), position=3)

    refused = save(client, jeanne, profile=foreign.pk)
    saved = save(client, jeanne, profile=own.pk)

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert jeanne.profile == own


def test_needs_are_written_changed_and_taken_away(client, jeanne):
    save(client, jeanne, needs="Fauteuil\r\nroulant")
    assert Needs.objects.get().text == "Fauteuil\nroulant"

    save(client, jeanne, needs="Fauteuil")
    assert Needs.objects.get().text == "Fauteuil"

    save(client, jeanne, needs="")
    assert not Needs.objects.exists()
    assert [entry.details for entry in JournalEntry.objects.all()] == [
        {"fields": ["needs"]}
    ] * 3


@pytest.mark.parametrize(
    "forged",
    [
        {"status": "cancelled"},
        {"reference": "AAAA-AAAA"},
        {"key": "known", "public_id": "known"},
        {"event": 0},
        {"origin": "import", "version": 7},
        {"cancelled_by": "team", "cancellation_reason": "x"},
        {"queue_order": 1, "queued_at": "2019-05-14"},
        {"registered_at": "2019-05-14", "promoted_at": "2019-05-14"},
    ],
)
def test_other_fields_are_not_for_typing(client, jeanne, forged):
    before = Registration.objects.values().get()

    save(client, jeanne, **forged)

    assert Registration.objects.values().get() == before


def test_a_cancelled_registration_says_by_whom_and_why(client, jeanne):
    operations.cancel_by_team(
        jeanne, actor=UserFactory(name="Claire"), reason="Doublon"
    )

    response = client.get(page("change", jeanne.pk))

    assert "Doublon" in response.text
    assert "by the team" in response.text
    assert "cancelled a registration (Doublon)" in response.text


def test_somebody_who_waits_has_a_place_in_the_line(client, jeanne):
    [_first, second] = RegistrationFactory.create_batch(
        2, event=jeanne.event, waiting=True
    )

    response = client.get(page("change", second.pk))

    assert '<div class="readonly">2</div>' in response.text


def test_a_registration_is_not_deleted(jeanne):
    superuser = client_of(UserFactory(superuser=True))

    response = superuser.get(page("change", jeanne.pk))
    refused = superuser.post(page("delete", jeanne.pk), {"post": "yes"})

    assert page("delete", jeanne.pk) not in response.text
    assert refused.status_code == 403
    assert Registration.objects.exists()


def test_the_history_page_leads_to_the_history(client, jeanne):
    response = client.get(page("history", jeanne.pk))

    assert response.url == page("change", jeanne.pk) + "#history"


# Two people at once


def test_the_second_saver_is_warned_and_loses_nothing(client, jeanne):
    address = page("change", jeanne.pk)
    second = posted_by(client.get(address), family_name="Durand", email="d@example.org")
    save(client, jeanne, institution="Université", email="j@example.org")

    response = client.post(address, second)

    jeanne.refresh_from_db()
    assert (jeanne.family_name, jeanne.institution) == ("Martin", "Université")
    assert "Email address and Institution or organisation" in response.text
    kept = posted_by(response)
    assert (kept["family_name"], kept["email"]) == ("Durand", "d@example.org")
    assert kept["institution"] == "Université"


def test_the_second_saver_may_then_save(client, jeanne):
    address = page("change", jeanne.pk)
    second = posted_by(client.get(address), family_name="Durand")
    save(client, jeanne, institution="Université")
    warned = client.post(address, second)

    response = client.post(address, posted_by(warned))

    jeanne.refresh_from_db()
    assert response.status_code == 302
    assert (jeanne.family_name, jeanne.institution) == ("Durand", "Université")


def test_a_correction_of_an_older_version_is_refused(jeanne):
    operations.correct(
        jeanne, {"family_name": "Durand"}, actor=UserFactory(), version=1
    )

    with pytest.raises(desk.ChangedMeanwhile):
        operations.correct(
            jeanne, {"family_name": "Dupont"}, actor=UserFactory(), version=1
        )

    jeanne.refresh_from_db()
    assert jeanne.family_name == "Durand"


@pytest.mark.django_db(transaction=True)
def test_of_two_savers_at_the_same_moment_one_is_warned(jeanne):
    user = MembershipFactory(event=jeanne.event).user
    clients = [client_of(user), client_of(user)]
    address = page("change", jeanne.pk)
    posts = [
        posted_by(client.get(address), family_name=name)
        for client, name in zip(clients, ["Durand", "Dupont"], strict=True)
    ]
    start = Barrier(2)

    def save_at_once(client, data):
        start.wait()
        try:
            return client.post(address, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        codes = [*pool.map(save_at_once, clients, posts)]

    jeanne.refresh_from_db()
    assert sorted(codes) == [200, 302]
    assert jeanne.family_name == ["Durand", "Dupont"][codes.index(302)]
    assert jeanne.version == 2


# Roles


def test_a_reader_looks_and_changes_nothing(jeanne):
    Needs.objects.create(registration=jeanne, text="Fauteuil")
    operations.correct(jeanne, {"needs": "Fauteuil roulant"}, actor=UserFactory())
    client = member_of(jeanne.event, Role.READER)

    response = client.get(page("change", jeanne.pk))

    assert response.status_code == 200
    assert "Martin" in response.text
    assert "CCAS de Nanterre" in response.text
    for hidden in ["jeanne@", "Fauteuil", "changed a registration", "_save", "_action"]:
        assert hidden not in response.text
    assert (
        client.post(page("change", jeanne.pk), {"family_name": "X"}).status_code == 403
    )
    assert client.get(page("history", jeanne.pk)).status_code == 403


def test_a_secretary_neither_sees_nor_writes_needs(jeanne):
    Needs.objects.create(registration=jeanne, text="Fauteuil")
    client = member_of(jeanne.event, Role.SECRETARY)

    response = client.get(page("change", jeanne.pk))
    save(client, jeanne, needs="Autre", institution="Université")

    assert "jeanne@example.org" in response.text
    assert "needs" not in response.context["adminform"].form.fields
    assert "Fauteuil" not in response.text
    assert Needs.objects.get().text == "Fauteuil"
    assert jeanne.institution == "Université"


def test_a_secretary_sees_needs_where_the_organiser_says_so(jeanne):
    Needs.objects.create(registration=jeanne, text="Fauteuil")
    jeanne.event.has_needs_shown_to_secretary = True
    jeanne.event.save()

    response = member_of(jeanne.event, Role.SECRETARY).get(page("change", jeanne.pk))

    assert "Fauteuil" in response.text


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.SECRETARY, Role.READER])
@pytest.mark.parametrize("name", ["change", "history", "delete"])
def test_the_registration_of_others_is_not_found(jeanne, role, name):
    client = member_of(EventFactory(), role)

    assert client.get(page(name, jeanne.pk)).status_code == 404
    assert client.post(page(name, jeanne.pk), {"post": "yes"}).status_code == 404


def test_the_history_does_not_tell_of_needs_to_whoever_may_not_see_them(jeanne):
    actor = UserFactory()
    operations.correct(jeanne, {"needs": "Fauteuil"}, actor=actor)
    operations.correct(jeanne, {"needs": "", "institution": "ÉMA"}, actor=actor)

    with translation.override("en"):
        shown = [line.what for line in history_of(jeanne, sees_needs=True)]
        hidden = [line.what for line in history_of(jeanne, sees_needs=False)]

    assert len(shown) == len(hidden) + 1
    assert "needs" not in str(hidden)
    assert "needs" in str(shown)


# Adding by hand


def add(client, event, **typed):
    address = page("add") + f"?event={event.pk}"
    defaults = {"given_name": "Claire", "family_name": "Heijboer"}
    return client.post(address, posted_by(client.get(address), **defaults | typed))


@pytest.fixture
def event():
    return EventFactory(seats=2)


@pytest.fixture
def organiser(event):
    return member_of(event)


def test_a_person_is_added_and_told(event, organiser):
    profile = Profile.objects.get(event=event, position=2)

    response = add(
        organiser,
        event,
        email="claire@example.org",
        institution="ÉMA",
        profile=profile.pk,
        language="en",
        needs="Premier rang",
    )

    person = Registration.objects.get()
    assert response.status_code == 302
    assert (person.full_name, person.institution) == ("Claire Heijboer", "ÉMA")
    assert (person.status, person.origin) == (Status.CONFIRMED, Origin.TEAM)
    assert (person.profile, person.language) == (profile, "en")
    assert person.needs.text == "Premier rang"
    [message] = Message.objects.all()
    assert (message.to, message.notice) == ("claire@example.org", Notice.CONFIRMED)
    [entry] = JournalEntry.objects.all()
    assert (entry.act, entry.subject) == (Act.REGISTRATION_ADDED, person.reference)


def test_no_mail_without_the_tick(event, organiser):
    add(organiser, event, email="claire@example.org", has_mail=False)

    assert Registration.objects.count() == 1
    assert not Message.objects.exists()


def test_an_address_is_not_needed(event, organiser):
    add(organiser, event)

    assert Registration.objects.get().email is None
    assert not Message.objects.exists()


def test_adding_works_while_registration_is_closed():
    event = EventFactory(closed=True)

    add(member_of(event), event)

    assert Registration.objects.get().status == Status.CONFIRMED


def test_a_full_event_asks_before_it_goes_over(event, organiser):
    RegistrationFactory.create_batch(2, event=event)

    shown = organiser.get(page("add") + f"?event={event.pk}")
    add(organiser, event)
    add(organiser, event, family_name="Rocher", is_over_capacity_accepted="on")

    assert "Go beyond the 2 seats" in shown.text
    assert Registration.objects.get(family_name="Heijboer").status == Status.WAITING
    assert Registration.objects.get(family_name="Rocher").status == Status.CONFIRMED
    over = JournalEntry.objects.filter(details__over_capacity=True)
    assert over.count() == 1


def test_the_tick_for_more_people_shows_only_in_a_full_event(event, organiser):
    response = organiser.get(page("add") + f"?event={event.pk}")

    assert "Go beyond" not in response.text


def test_without_a_waiting_list_nobody_is_added_by_accident():
    event = EventFactory(seats=0, has_waiting_list=False)
    organiser = member_of(event)

    refused = add(organiser, event)
    assert "No place is left, and there is no waiting list." in refused.text
    assert "Heijboer" in refused.text
    assert not Registration.objects.exists()

    add(organiser, event, is_over_capacity_accepted="on")
    assert Registration.objects.get().is_confirmed


def test_the_team_is_told_who_waits(event, organiser):
    RegistrationFactory.create_batch(2, event=event)

    response = organiser.get(add(organiser, event).url)

    assert messages_of(response) == [
        "No seat is free: Claire Heijboer is on the waiting list."
    ]


@pytest.mark.parametrize(
    "names",
    [
        {"given_name": "Claire", "family_name": "Heijboer"},
        {"given_name": "CLAIRE", "family_name": "Heijbôer"},
        {"given_name": "Heijboer", "family_name": "Claire"},
    ],
)
def test_the_same_names_are_asked_about(event, organiser, names):
    known = RegistrationFactory(
        event=event, given_name="Claire", family_name="Heijboer", institution="ÉMA"
    )

    asked = add(organiser, event, **names)
    assert Registration.objects.count() == 1
    assert f"already registered: ÉMA ({known.reference})." in asked.text
    assert "It is another person: add them too" in asked.text

    add(organiser, event, **names, is_another_person="on")
    assert Registration.objects.count() == 2


def test_the_same_names_elsewhere_or_cancelled_are_not_asked_about(event, organiser):
    RegistrationFactory(given_name="Claire", family_name="Heijboer")
    RegistrationFactory(
        event=event, given_name="Claire", family_name="Heijboer", cancelled=True
    )

    add(organiser, event)

    assert event.registrations.active().count() == 1


def test_a_known_address_is_refused(event, organiser):
    RegistrationFactory(event=event, email="claire@example.org")

    response = add(organiser, event, email="CLAIRE@example.org")

    assert "This address is already registered." in response.text
    assert Registration.objects.count() == 1


def test_the_next_person_is_added_to_the_same_event(event, organiser):
    response = add(organiser, event, _addanother="1")

    assert response.url == page("add") + f"?event={event.pk}"


@pytest.mark.parametrize(
    "forged",
    [
        {"status": "cancelled"},
        {"origin": "import"},
        {"reference": "AAAA-AAAA", "key": "known", "public_id": "known"},
        {"queue_order": "1", "promoted_at": "2019-05-14"},
    ],
)
def test_other_fields_are_not_for_typing_when_adding(event, organiser, forged):
    add(organiser, event, **forged)

    person = Registration.objects.get()
    assert (person.status, person.origin) == (Status.CONFIRMED, Origin.TEAM)
    assert person.reference != "AAAA-AAAA"
    assert (person.queue_order, person.promoted_at) == (None, None)


def test_nobody_is_added_to_the_event_of_others(event, organiser):
    foreign = EventFactory()

    shown = organiser.get(page("add"), {"event": foreign.pk})
    typed = posted_by(organiser.get(page("add")), given_name="A", family_name="B")
    posted = organiser.post(page("add"), typed | {"event": foreign.pk})

    assert (shown.status_code, posted.status_code) == (404, 404)
    assert not Registration.objects.exists()


def test_a_reader_adds_nobody(event):
    reader = member_of(event, Role.READER)

    assert reader.get(page("add")).status_code == 403
    assert reader.post(page("add"), {"event": event.pk}).status_code == 403


def test_nobody_is_added_to_an_event_that_one_only_reads(event):
    read = EventFactory()
    user = MembershipFactory(event=event).user
    MembershipFactory(event=read, user=user, role=Role.READER)

    response = client_of(user).get(page("add"), {"event": read.pk})

    assert response.status_code == 403


def test_a_secretary_adds_without_needs(event):
    secretary = member_of(event, Role.SECRETARY)

    add(secretary, event, needs="Fauteuil")

    assert Registration.objects.count() == 1
    assert not Needs.objects.exists()


def test_a_registration_is_not_copied(client, jeanne):
    response = save(client, jeanne, _saveasnew="1")

    assert response.status_code == 400


def test_a_superuser_without_events_has_nowhere_to_add():
    response = client_of(UserFactory(superuser=True)).get(page("add"))

    assert response.status_code == 404
