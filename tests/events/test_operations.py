"""What happens to an event, with the line that it leaves in the journal."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events import operations
from events.journal import Act
from events.models import Event, EventSlug, JournalEntry, Partnership, Venue
from registrations.models import Status
from tests.factories import (
    EventFactory,
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    RegistrationFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def acts() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("act", flat=True))


def organiser_of(*events):
    user = UserFactory()
    for event in events:
        MembershipFactory(event=event, user=user)
    return user


def draft(**fields) -> Event:
    start = datetime(2027, 5, 20, 9, tzinfo=PARIS)
    values = {
        "title_fr": "Journée",
        "starts_at": start,
        "ends_at": start + timedelta(hours=8),
        **fields,
    }
    return Event(**values)


def test_create_makes_the_creator_the_organiser(settings):
    settings.DATA_CONTROLLER = "Université de l’exemple"
    settings.DATA_CONTACT = "dpo@example.org"
    user = UserFactory(name="Camille Martin")

    event = operations.create_event(draft(), actor=user)

    [membership] = event.memberships.all()
    assert (membership.user, membership.role) == (user, "organiser")
    assert event.published_at is None
    assert event.contact_name == "Camille Martin"
    assert event.contact_email == user.email
    assert event.data_controller == "Université de l’exemple"
    assert operations.missing_for_publication(event) == []
    assert acts() == [Act.EVENT_CREATED]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Journée d’études", "journee-detudes-2027"),
        ("L’œuvre", "loeuvre-2027"),
        ("工作坊", "evenement-2027"),
        ("!", "evenement-2027"),
        ("a" * 300, "a" * 43 + "-2027"),
        ("mot " * 60, "mot-mot-mot-mot-mot-mot-mot-mot-mot-mot-2027"),
    ],
)
def test_slug_is_readable(title, slug):
    event = operations.create_event(draft(title_fr=title), actor=UserFactory())

    assert event.slug == slug
    event.full_clean()


def test_slug_is_free_even_of_events_that_are_gone():
    first = operations.create_event(draft(), actor=UserFactory())
    second = operations.create_event(draft(), actor=UserFactory())
    EventSlug.objects.create(slug="journee-2027-3", event=None)

    third = operations.create_event(draft(), actor=UserFactory())

    assert [first.slug, second.slug] == ["journee-2027", "journee-2027-2"]
    assert third.slug == "journee-2027-4"


def test_create_survives_a_slug_that_was_taken_meanwhile():
    EventFactory(slug="journee-2027")

    event = operations.create_event(draft(slug="journee-2027"), actor=UserFactory())

    assert event.slug.startswith("journee-2027-")


def test_save_writes_only_what_changed():
    event = EventFactory(title_fr="Ancien", room="1")
    stale = Event.objects.get(pk=event.pk)
    Event.objects.filter(pk=event.pk).update(room="2", version=7)
    stale.title_fr = "Nouveau"

    operations.save_event(stale, ["title_fr"], actor=UserFactory())

    event.refresh_from_db()
    assert (event.title_fr, event.room, event.version) == ("Nouveau", "2", 8)
    assert event.calendar_sequence == 0
    assert JournalEntry.objects.get().details == {"fields": ["title_fr"]}


def test_save_without_a_change_leaves_no_trace():
    event = EventFactory()

    operations.save_event(event, [], actor=UserFactory())

    event.refresh_from_db()
    assert event.version == 1
    assert acts() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts_at", timedelta(hours=1)),
        ("ends_at", timedelta(hours=1)),
        ("time_zone", "America/Montreal"),
        ("room", "Amphi 2"),
    ],
)
def test_calendars_hear_of_date_time_and_place(field, value):
    event = EventFactory()
    is_later = isinstance(value, timedelta)
    setattr(event, field, getattr(event, field) + value if is_later else value)

    operations.save_event(event, [field], actor=UserFactory())

    assert Event.objects.get(pk=event.pk).calendar_sequence == 1


def test_a_published_start_is_remembered_when_it_moves():
    event = EventFactory()
    announced = event.starts_at
    for days in (1, 2):
        event.starts_at = announced + timedelta(days=days)
        event.ends_at = event.starts_at + timedelta(hours=8)
        operations.save_event(event, ["starts_at", "ends_at"], actor=UserFactory())
        assert event.rescheduled_from == announced

    event.starts_at = announced
    operations.save_event(event, ["starts_at"], actor=UserFactory())

    assert event.rescheduled_from is None


def test_a_draft_may_move_in_silence():
    event = EventFactory(draft=True)
    event.starts_at += timedelta(hours=1)

    operations.save_event(event, ["starts_at"], actor=UserFactory())

    assert event.rescheduled_from is None


def test_publish_once():
    event = EventFactory(draft=True)
    user = UserFactory()

    assert operations.publish(event, actor=user)
    assert not operations.publish(event, actor=user)

    assert Event.objects.published().get() == event
    assert acts() == [Act.EVENT_PUBLISHED]


@pytest.mark.parametrize(
    ("field", "empty", "words"),
    [
        ("contact_email", "", "adresse de contact"),
        ("data_controller", "", "responsable du traitement"),
        ("data_contact", "", "contact pour les données personnelles"),
        ("needs_retention_days", 0, "jours de conservation des besoins"),
        ("retention_months", 0, "mois de conservation des données personnelles"),
    ],
)
def test_publish_names_what_is_missing(field, empty, words):
    event = EventFactory(draft=True, **{field: empty})

    with pytest.raises(operations.EventRefusedError, match=words):
        operations.publish(event, actor=UserFactory())

    assert not Event.objects.published().exists()
    assert acts() == []


@pytest.mark.parametrize(
    ("operation", "field", "act", "is_set", "moves_calendars"),
    [
        (operations.unpublish, "published_at", Act.EVENT_UNPUBLISHED, False, False),
        (operations.cancel_event, "cancelled_at", Act.EVENT_CANCELLED, True, True),
        (operations.postpone, "postponed_at", Act.EVENT_POSTPONED, True, True),
    ],
)
def test_a_state_is_set_once(operation, field, act, is_set, moves_calendars):
    event, user = EventFactory(), UserFactory()

    assert operation(event, actor=user)
    assert not operation(event, actor=user)

    event.refresh_from_db()
    assert bool(getattr(event, field)) == is_set
    assert event.calendar_sequence == moves_calendars
    assert acts() == [act]


@pytest.mark.parametrize(
    ("trait", "operation", "field", "act"),
    [
        ("cancelled", operations.restore, "cancelled_at", Act.EVENT_RESTORED),
        ("postponed", operations.resume, "postponed_at", Act.EVENT_RESUMED),
    ],
)
def test_a_state_is_lifted_once(trait, operation, field, act):
    event, user = EventFactory(**{trait: True}), UserFactory()

    assert operation(event, actor=user)
    assert not operation(event, actor=user)

    event.refresh_from_db()
    assert getattr(event, field) is None
    assert event.calendar_sequence == 1
    assert acts() == [act]


def test_cancelling_touches_no_registration():
    event = EventFactory()
    person = RegistrationFactory(event=event)

    operations.cancel_event(event, actor=UserFactory())

    person.refresh_from_db()
    assert person.status == Status.CONFIRMED


def test_resuming_serves_the_waiting_list():
    event = EventFactory(postponed=True, seats=1)
    person = RegistrationFactory(event=event, waiting=True)

    operations.resume(event, actor=UserFactory())

    person.refresh_from_db()
    assert person.status == Status.CONFIRMED


def test_close_now():
    event, user = EventFactory(), UserFactory()

    assert operations.close_registration_now(event, actor=user)
    assert not operations.close_registration_now(event, actor=user)

    event = Event.objects.with_seats().get()
    assert event.state == "closed"
    assert acts() == [Act.REGISTRATION_CLOSED]


def test_close_before_the_opening_moves_the_opening():
    event = EventFactory(not_open=True)

    operations.close_registration_now(event, actor=UserFactory())

    event = Event.objects.with_seats().get()
    assert event.registration_opens_at < event.registration_closes_at
    assert event.state == "closed"


def test_a_venue_of_ones_own_is_changed_in_place():
    event = EventFactory()
    user = organiser_of(event)

    venue = operations.revise_venue(event.venue, {"street": "rue Neuve"}, actor=user)

    assert venue.pk == event.venue_id
    event.refresh_from_db()
    assert event.venue.street == "rue Neuve"
    assert event.calendar_sequence == 1
    assert JournalEntry.objects.get().event == event


@pytest.mark.parametrize("kept", ["past", "of others"])
def test_a_venue_is_copied_on_write(kept):
    venue = VenueFactory(street="avenue Marcel Paul")
    coming = EventFactory(venue=venue)
    other = EventFactory(venue=venue, past=kept == "past")
    user = organiser_of(coming, other) if kept == "past" else organiser_of(coming)

    revised = operations.revise_venue(venue, {"street": "rue Neuve"}, actor=user)

    coming.refresh_from_db()
    other.refresh_from_db()
    assert coming.venue == revised != venue
    assert coming.venue.street == "rue Neuve"
    assert coming.venue.town == venue.town
    assert other.venue.street == "avenue Marcel Paul"
    assert other.calendar_sequence == 0
    assert list(JournalEntry.objects.values_list("event", flat=True)) == [coming.pk]


def test_a_change_that_calendars_do_not_show():
    event = EventFactory()

    operations.revise_venue(
        event.venue, {"access_fr": "RER C"}, actor=organiser_of(event)
    )

    event.refresh_from_db()
    assert event.calendar_sequence == 0


def test_a_venue_of_that_name_is_used_again_within_ones_events():
    own, foreign = EventFactory(), EventFactory(venue__town="Lyon")
    user = organiser_of(own)

    same = operations.venue_called("SITE de Gennevilliers", "gennevilliers", actor=user)
    other = operations.venue_called(foreign.venue.name, "Lyon", actor=user)

    assert same == own.venue
    assert other not in {own.venue, foreign.venue}
    assert Venue.objects.count() == 3


def test_a_partner_takes_the_organisation_of_its_name():
    foreign = PartnershipFactory(organisation=OrganisationFactory(name="ETSUP"))
    own = PartnershipFactory(organisation=OrganisationFactory(name="EPSS"))
    user = organiser_of(own.event)
    known = Partnership(event=own.event, role="hosts", name_as_printed="epss")
    unknown = Partnership(event=own.event, role="hosts", name_as_printed="ETSUP")

    operations.name_partner(known, actor=user)
    operations.name_partner(unknown, actor=user)

    assert known.organisation == own.organisation
    assert unknown.organisation != foreign.organisation


def test_a_partner_never_has_a_role_twice():
    first = PartnershipFactory(organisation=OrganisationFactory(name="EPSS"))
    second = Partnership(event=first.event, role=first.role, name_as_printed="EPSS")

    operations.name_partner(second, actor=organiser_of(first.event))

    assert second.organisation != first.organisation
    second.save()


def test_following_is_for_coming_events_that_one_may_edit():
    coming, past, foreign = EventFactory(), EventFactory(past=True), EventFactory()
    user = organiser_of(coming, past)

    assert [
        operations.follows_venue(event, user) for event in (coming, past, foreign)
    ] == [True, False, False]
    assert coming.ends_at > timezone.now()
