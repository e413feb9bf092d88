"""An organiser creates, edits and publishes an event."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.journal import Act
from events.models import Event, JournalEntry, Membership
from tests.factories import (
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    PartnershipFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.page_forms import filled_in, save
from tests.registrations.team import client_of, member_of

pytestmark = pytest.mark.django_db
LIST = "/organisation/events/event/"
ADD = f"{LIST}add/"
PARIS = ZoneInfo("Europe/Paris")


def page(event) -> str:
    return f"{LIST}{event.pk}/change/"


def errors(response) -> dict:
    return response.context["adminform"].form.errors


def messages(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def eight_fields(**changes) -> dict:
    start = timezone.localdate() + timedelta(days=60)
    return {
        "title_fr": "Le travail partenarial",
        "type": "study_day",
        "day": start.isoformat(),
        "begins": "09:00",
        "ends": "17:30",
        "venue_name": "Site de Gennevilliers",
        "venue_town": "Gennevilliers",
        "seats": "",
        **changes,
    }


def act(client, event, name: str, *, is_confirmed=False, follow=True):
    posted = {"_selected_action": event.pk, "CHANGE_FORM-action": name}
    if is_confirmed:
        posted["confirmed"] = "1"
    return client.post(page(event), posted, follow=follow)


# Creating


def test_eight_fields_make_a_draft(settings):
    settings.DATA_CONTROLLER = "Université de l’exemple"
    user = UserFactory(may_create_events=True, name="Camille Martin")

    response = client_of(user).post(ADD, eight_fields(), follow=True)

    event = Event.objects.get()
    assert response.redirect_chain == [(page(event), 302)]
    assert event.memberships.get().user == user
    assert event.local_start.hour == 9
    assert event.local_end.minute == 30
    assert event.venue.name == "Site de Gennevilliers"
    assert event.seats is None
    assert event.published_at is None
    assert event.registration_closes_at < event.starts_at
    assert event.contact_email == user.email
    assert event.slug.startswith("le-travail-partenarial-")
    assert "contact pour les données personnelles" in messages(response)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_fr": "\u200b"}, "title_fr"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "2019-05-22"}, "day"),
        ({"ends": "08:00"}, "ends"),
        ({"begins": "25:00"}, "begins"),
        ({"venue_town": ""}, "venue_town"),
        ({"venue_name": ""}, "venue_name"),
        ({"seats": "-1"}, "seats"),
        ({"seats": "1000000000"}, "seats"),
        ({"seats": "1e400"}, "seats"),
        ({"type": "party"}, "type"),
    ],
)
def test_a_mistake_is_named(changes, field):
    client = client_of(UserFactory(may_create_events=True))

    response = client.post(ADD, eight_fields(**changes))

    assert [*errors(response)] == [field]
    assert not Event.objects.exists()


def test_an_organiser_without_the_right_creates_nothing():
    assert member_of(EventFactory()).get(ADD).status_code == 403


def test_the_form_of_a_new_event_takes_no_odd_defaults():
    client = client_of(UserFactory(may_create_events=True))

    response = client.get(ADD, {"day": "x", "seats": "x", "type": "x", "slug": "x"})

    assert response.status_code == 200


# Editing


def test_saving_writes_changed_fields_only():
    event = EventFactory()

    response = save(member_of(event), page(event), "event_form", subtitle_fr="Neuf")

    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.subtitle_fr, event.version) == ("Neuf", 2)
    assert (
        event.starts_at.second
        == EventFactory._meta.model.objects.get().starts_at.second
    )
    [entry] = JournalEntry.objects.all()
    assert (entry.act, entry.details) == (
        Act.EVENT_CHANGED,
        {"fields": ["subtitle_fr"]},
    )


def test_saving_nothing_changes_nothing():
    event = EventFactory()

    save(member_of(event), page(event), "event_form")

    assert Event.objects.get().version == 1
    assert not JournalEntry.objects.exists()


def test_hours_are_those_of_the_place():
    start = datetime(2027, 5, 20, 9, tzinfo=ZoneInfo("America/Montreal"))
    event = EventFactory(
        time_zone="America/Montreal",
        starts_at=start,
        ends_at=start + timedelta(hours=8),
    )
    client = member_of(event)
    assert filled_in(client.get(page(event)), "event_form")["starts_at"] == (
        "2027-05-20T09:00"
    )

    save(client, page(event), "event_form", starts_at="2027-05-20T10:00")

    event.refresh_from_db()
    assert event.starts_at == start + timedelta(hours=1)


def test_hours_typed_with_a_new_zone_are_of_that_zone():
    event = EventFactory()

    save(
        member_of(event),
        page(event),
        "event_form",
        time_zone="America/Montreal",
        starts_at="2027-05-20T09:00",
        ends_at="2027-05-20T17:00",
    )

    event.refresh_from_db()
    montreal = ZoneInfo("America/Montreal")
    assert event.starts_at == datetime(2027, 5, 20, 9, tzinfo=montreal)


@pytest.mark.parametrize("zone", ["Paris", "../etc/passwd", "Europe/Paris\u202e "])
def test_an_unknown_zone_is_refused_or_cleaned(zone):
    event = EventFactory()

    save(member_of(event), page(event), "event_form", time_zone=zone)

    assert Event.objects.get().time_zone == "Europe/Paris"


def test_moments_follow_a_new_date():
    start = datetime(2027, 5, 20, 9, tzinfo=PARIS)
    event = EventFactory(starts_at=start, ends_at=start + timedelta(hours=8))
    old = Event.objects.get()

    response = save(
        member_of(event),
        page(event),
        "event_form",
        follow=True,
        starts_at="2027-06-03T09:30",
    )

    new = Event.objects.get()
    assert new.local_end == datetime(2027, 6, 3, 17, tzinfo=PARIS)
    assert new.doors_open_at == new.starts_at
    moved = new.registration_closes_at - old.registration_closes_at
    assert moved == timedelta(days=14, minutes=30)
    assert "Ont suivi le nouveau début" in messages(response)


def test_an_hour_alone_moves_no_end():
    start = datetime(2027, 5, 20, 9, tzinfo=PARIS)
    event = EventFactory(starts_at=start, ends_at=start + timedelta(hours=8))

    save(member_of(event), page(event), "event_form", starts_at="2027-05-20T08:30")

    assert Event.objects.get().ends_at == event.ends_at


def test_emptied_moments_get_their_defaults():
    start = datetime(2027, 5, 20, 9, tzinfo=PARIS)
    event = EventFactory(starts_at=start, ends_at=start + timedelta(hours=8))

    save(
        member_of(event),
        page(event),
        "event_form",
        registration_closes_at="",
        doors_open_at="",
        promotion_stops_at="",
    )

    event.refresh_from_db()
    assert event.registration_closes_at == datetime(2027, 5, 13, 18, tzinfo=PARIS)
    assert event.doors_open_at == start
    assert event.promotion_stops_at == start - timedelta(hours=12)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": "2020-01-01T09:00"}, "La fin doit être après le début."),
        (
            {"registration_closes_at": "2020-01-01T09:00"},
            "La clôture doit être après l’ouverture des inscriptions.",
        ),
    ],
)
def test_moments_in_the_wrong_order_are_refused(changes, words):
    event = EventFactory()

    response = save(member_of(event), page(event), "event_form", **changes)

    assert words in response.text
    assert Event.objects.get().version == 1


@pytest.mark.parametrize("slug", ["retrouver", "Été", "a", "--", "x/y", "taken"])
def test_an_address_of_others_or_of_nobody_is_refused(slug):
    EventFactory(slug="taken")
    event = EventFactory()

    response = save(member_of(event), page(event), "event_form", slug=slug)

    assert "slug" in errors(response)


def test_an_earlier_address_may_be_taken_back():
    event = EventFactory(slug="premiere")
    client = member_of(event)
    for slug in ("seconde", "premiere"):
        save(client, page(event), "event_form", slug=slug)

    assert Event.objects.get().slug == "premiere"


def test_warnings_after_saving_are_no_refusal():
    event = EventFactory(seats=10)
    RegistrationFactory.create_batch(3, event=event)
    late = timezone.localtime(event.ends_at).strftime("%Y-%m-%dT%H:%M")

    response = save(
        member_of(event),
        page(event),
        "event_form",
        follow=True,
        seats="2",
        registration_closes_at=late,
    )

    assert Event.objects.get().seats == 2
    assert "3 inscriptions confirmées pour 2 places." in messages(response)
    assert "La clôture est après le début" in messages(response)


def test_a_new_place_is_made_from_two_words():
    event = EventFactory()
    old = event.venue

    save(
        member_of(event),
        page(event),
        "event_form",
        venue_name="Amphi Nord",
        venue_town="Lille",
    )

    event.refresh_from_db()
    assert (event.venue.name, event.venue.town) == ("Amphi Nord", "Lille")
    assert event.venue != old
    assert event.calendar_sequence == 1


def test_what_is_typed_is_cleaned():
    event = EventFactory()

    save(
        member_of(event),
        page(event),
        "event_form",
        title_fr=" Un\x1b titre\r\nsur\u202e deux lignes ",
        presentation_fr="Un\r\ndeux\x0b",
    )

    event.refresh_from_db()
    assert event.title_fr == "Un titre sur deux lignes"
    assert event.presentation_fr == "Un\ndeux"


def test_markup_is_text_on_every_page():
    event = EventFactory(
        title_fr="<script>alert(1)</script>", short_title_fr="<img src=x onerror=y>"
    )
    PartnershipFactory(event=event, name_as_printed="<b>x")
    client = member_of(event)
    save(client, page(event), "event_form", subtitle_fr="<svg onload=z>")

    for address in (LIST, page(event), f"{LIST}{event.pk}/history/", "/organisation/"):
        text = client.get(address).text
        for tag in ("<script>alert", "<img src=x", "<svg onload", "<b>x"):
            assert tag not in text


# Two people at the same time


def test_the_second_saver_is_warned_and_loses_nothing():
    event = EventFactory(title_fr="Ancien", room="1")
    first, second = member_of(event), member_of(event)
    shown = filled_in(second.get(page(event)), "event_form")
    save(first, page(event), "event_form", title_fr="Du premier", room="2")

    response = second.post(
        page(event), {**shown, "title_fr": "Du second", "subtitle_fr": "S", "_save": ""}
    )

    assert "Titre et Salle" in str(errors(response))
    assert Event.objects.get().title_fr == "Du premier"
    again = filled_in(response, "event_form")
    assert again["title_fr"] == "Du second"
    assert again["room"] == "2"

    assert second.post(page(event), {**again, "_save": ""}).status_code == 302
    event.refresh_from_db()
    assert (event.title_fr, event.subtitle_fr) == ("Du second", "S")
    assert event.room == "2"


def test_what_a_second_saver_did_not_touch_is_kept_whatever_its_kind():
    event = EventFactory(has_meal=False, is_listed=True, seats=10)
    first, second = member_of(event), member_of(event)
    shown = filled_in(second.get(page(event)), "event_form")
    theirs = filled_in(first.get(page(event)), "event_form")
    del theirs["is_listed"]
    theirs |= {"has_meal": "on", "seats": "", "accent": "prune", "_save": ""}
    theirs |= {"venue_name": "Amphi", "venue_town": "Lille"}
    theirs |= {"starts_at": "2027-01-05T09:00", "ends_at": "2027-01-05T18:00"}
    assert first.post(page(event), theirs).status_code == 302

    response = second.post(page(event), {**shown, "subtitle_fr": "S", "_save": ""})
    again = filled_in(response, "event_form")
    assert second.post(page(event), {**again, "_save": ""}).status_code == 302

    event.refresh_from_db()
    assert event.subtitle_fr == "S"
    assert (event.has_meal, event.is_listed, event.seats) == (True, False, None)
    assert (event.accent, event.venue.town) == ("prune", "Lille")
    assert event.local_start == datetime(2027, 1, 5, 9, tzinfo=PARIS)


def test_the_same_change_twice_is_no_conflict():
    event = EventFactory(has_meal=False)
    client = member_of(event)
    shown = filled_in(client.get(page(event)), "event_form")
    posted = {**shown, "subtitle_fr": "S", "has_meal": "on", "_save": ""}

    for _time in range(2):
        assert client.post(page(event), posted).status_code == 302

    event.refresh_from_db()
    assert (event.subtitle_fr, event.has_meal) == ("S", True)


# Publishing and the like


def test_publishing_asks_then_does():
    event = EventFactory(draft=True)
    client = member_of(event)

    question = act(client, event, "publish")

    assert "Publier\u00a0?" in question.text
    assert f"https://colloque.example/{event.slug}/" in question.text
    assert "Places\u00a0: 10." in question.text
    assert not Event.objects.published().exists()

    done = act(client, event, "publish", is_confirmed=True)
    assert "Publication faite." in messages(done)
    assert Event.objects.published().exists()


def test_publishing_is_refused_while_something_is_missing():
    event = EventFactory(draft=True, data_contact="", data_controller="")
    client = member_of(event)

    assert "responsable du traitement" in act(client, event, "publish").text
    response = act(client, event, "publish", is_confirmed=True)

    assert "Il manque" in messages(response)
    assert "contact pour les données personnelles" in messages(response)
    assert not Event.objects.published().exists()


@pytest.mark.parametrize(
    ("traits", "name", "field"),
    [
        ({}, "unpublish", "published_at"),
        ({}, "cancel_event", "cancelled_at"),
        ({}, "postpone", "postponed_at"),
        ({}, "close_registration_now", "registration_closes_at"),
        ({"not_open": True}, "close_registration_now", "registration_opens_at"),
        ({"cancelled": True}, "restore", "cancelled_at"),
        ({"postponed": True}, "resume", "postponed_at"),
    ],
)
def test_each_action_asks_then_does(traits, name, field):
    event = EventFactory(**traits)
    RegistrationFactory(event=event)
    client = member_of(event)
    before = getattr(Event.objects.get(), field)

    question = act(client, event, name)
    assert event.short_title_fr in question.text
    assert getattr(Event.objects.get(), field) == before

    act(client, event, name, is_confirmed=True)
    assert getattr(Event.objects.get(), field) != before
    again = act(client, event, name, is_confirmed=True)
    assert "Rien à changer." in messages(again)


def test_an_action_from_the_list_names_five_and_counts_the_rest():
    user = UserFactory()
    events = EventFactory.create_batch(7)
    for event in events:
        MembershipFactory(event=event, user=user)
    posted = {"action": "postpone", "_selected_action": [e.pk for e in events]}
    client = client_of(user)

    question = client.post(LIST, posted)
    assert question.text.count("<strong>Partenariat") == 5
    assert "et 2 de plus" in question.text

    client.post(LIST, {**posted, "confirmed": "1"})
    assert Event.objects.filter(postponed_at__isnull=False).count() == 7


@pytest.mark.parametrize(
    ("traits", "offered"),
    [
        ({"draft": True}, ["publish", "postpone", "cancel_event"]),
        ({}, ["unpublish", "close_registration_now", "postpone", "cancel_event"]),
        ({"cancelled": True}, ["unpublish", "close_registration_now", "restore"]),
    ],
)
def test_a_page_offers_what_makes_sense(traits, offered):
    event = EventFactory(**traits)

    form = member_of(event).get(page(event)).context["action_form"]

    assert [name for name, label in form.fields["action"].choices if name] == offered


def test_a_draft_is_shared_by_its_link():
    event = EventFactory(draft=True)

    text = member_of(event).get(page(event)).text

    assert f"/{event.slug}/?apercu={event.preview_key}" in text


def test_a_reader_is_not_given_the_link_of_the_draft():
    event = EventFactory(draft=True)

    assert event.preview_key not in member_of(event, "reader").get(page(event)).text


# Partners, documents, team


def row(prefix: str, number: int, **values) -> dict:
    posted = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **posted}


def test_a_partner_is_named():
    event = EventFactory()
    partner = row(
        "partnerships", 0, name_as_printed="EPSS", role="supports", position=1
    )

    save(member_of(event), page(event), "event_form", **partner)

    [partnership] = event.partnerships.all()
    assert str(partnership) == partnership.organisation.name == "EPSS"
    assert JournalEntry.objects.get().details == {"fields": ["partnerships"]}


def test_a_partner_is_not_named_twice_in_a_role():
    event = PartnershipFactory(name_as_printed="EPSS").event
    partner = row(
        "partnerships", 1, name_as_printed="epss", role="organises", position=2
    )

    response = save(member_of(event), page(event), "event_form", **partner)

    assert "Cet organisme a déjà ce rôle ici." in response.text


def test_a_partner_is_renamed_and_removed():
    event = EventFactory()
    PartnershipFactory(event=event, name_as_printed="Ancien")
    client = member_of(event)

    save(
        client, page(event), "event_form", **row("partnerships", 0, name_as_printed="B")
    )
    assert [str(each) for each in event.partnerships.all()] == ["B"]
    save(client, page(event), "event_form", **row("partnerships", 0, DELETE="on"))
    assert not event.partnerships.exists()


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("programme.pdf", b"%PDF-1.7", True),
        ("programme.pdf", b"MZ\x90\x00", False),
        ("../../x.exe", b"MZ", False),
        ("gpj.\u202eexe.pdf", b"%PDF-1.7", True),
        ("empty.pdf", b"", False),
    ],
)
def test_a_document_is_looked_at(name, content, is_taken):
    event = EventFactory()
    file = SimpleUploadedFile(name, content)
    document = row("documents", 0, title_fr="P", file=file, language="fr", position=1)

    save(member_of(event), page(event), "event_form", **document)

    assert event.documents.exists() == is_taken
    for stored in event.documents.all():
        assert stored.file.name.startswith("documents/")
        stored.file.delete()


def test_a_secretary_changes_documents_on_their_own_page():
    event = DocumentFactory().event
    document = event.documents.get()
    address = reverse("admin:events_document_change", args=[document.pk])

    save(member_of(event, "secretary"), address, "document_form", title_fr="Affiche")

    assert event.documents.get().title_fr == "Affiche"
    assert JournalEntry.objects.get().act == Act.DOCUMENTS_CHANGED


def test_somebody_joins_the_team_by_address():
    event = EventFactory()
    colleague = UserFactory(email="dominique@example.org")
    member = row("memberships", 0, email=" Dominique@Example.org ", role="secretary")

    save(member_of(event), page(event), "event_form", **member)

    membership = Membership.objects.get(user=colleague)
    assert (membership.event, membership.role) == (event, "secretary")
    assert JournalEntry.objects.get().act == Act.TEAM_CHANGED


@pytest.mark.parametrize("account", [None, True, False])
def test_who_has_an_account_is_not_told(account):
    event = EventFactory()
    if account is not None:
        UserFactory(email="x@example.org", name="Xavière Martin", is_active=account)
    client = member_of(event)
    member = row("memberships", 0, email="x@example.org", role="secretary")

    save(client, page(event), "event_form", **member)

    text = client.get(page(event)).text
    assert "x@example.org (Secrétariat)" in text
    assert "Xavière" not in text


def test_nobody_joins_twice_nor_raises_their_own_role():
    membership = MembershipFactory()
    event = membership.event
    colleague = MembershipFactory(event=event, role="reader").user
    client = client_of(membership.user)
    for user in (membership.user, colleague):
        member = row("memberships", 1, email=user.email, role="organiser")
        response = save(client, page(event), "event_form", **member)
        assert "Cette personne a déjà un rôle ici." in response.text

    assert event.memberships.count() == 2


def test_an_organiser_does_not_reach_their_own_role():
    membership = MembershipFactory()
    client = client_of(membership.user)
    own = row("memberships", 0, id=membership.pk, role="reader", DELETE="on")
    own["memberships-INITIAL_FORMS"] = 1

    save(client, page(membership.event), "event_form", **own)

    membership.refresh_from_db()
    assert membership.role == "organiser"


def test_the_person_of_a_role_is_not_exchanged():
    event = EventFactory()
    membership = MembershipFactory(event=event, role="reader")
    other = UserFactory()
    change = row("memberships", 0, email=other.email, user=other.pk, role="secretary")

    save(member_of(event), page(event), "event_form", **change)

    user = membership.user
    membership.refresh_from_db()
    assert (membership.user, membership.role) == (user, "secretary")


@pytest.mark.parametrize("role", ["secretary", "reader"])
def test_the_team_is_for_organisers(role):
    event = EventFactory()
    hidden = MembershipFactory(event=event, user__name="Sophie Secrète").user

    text = member_of(event, role).get(page(event)).text

    assert hidden.name not in text
    assert hidden.email not in text


def test_no_list_of_accounts_reaches_an_organiser():
    event = EventFactory()
    stranger = UserFactory(name="Ailleurs Quelqu’un")

    text = member_of(event).get(page(event)).text

    assert stranger.name not in text
    assert stranger.email not in text
