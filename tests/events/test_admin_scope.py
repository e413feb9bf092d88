"""The admin shows and takes nothing of another team's event."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from events.access import Role
from events.admin.of_event import PARAMETER
from events.admin.organisation import OrganisationAdmin
from events.models import Document, Event, Membership, Organisation, Partnership
from tests.factories import (
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    PartnershipFactory,
    UserFactory,
    VenueFactory,
)
from tests.page_forms import save
from tests.registrations.team import client_of, member_of

pytestmark = pytest.mark.django_db


def page(name: str, *arguments) -> str:
    return reverse(f"admin:events_{name}", args=arguments)


def shown(response) -> list:
    return list(response.context["cl"].result_list)


@pytest.fixture
def foreign():
    """An event of another team, with everything that an event has."""
    event = EventFactory(
        title_fr="Secret", short_title_fr="Secret", venue__town="Secreville"
    )
    PartnershipFactory(event=event, organisation__name="Secret body")
    DocumentFactory(event=event, title_fr="Secret file")
    MembershipFactory(event=event, user__name="Secret Person")
    return event


@pytest.fixture
def own():
    event = EventFactory()
    PartnershipFactory(event=event)
    DocumentFactory(event=event)
    return event


@pytest.fixture
def organiser(own):
    return member_of(own)


def objects_of(event) -> dict:
    partnership = event.partnerships.first()
    return {
        "event": event,
        "venue": event.venue,
        "organisation": partnership.organisation,
        "document": event.documents.first(),
    }


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.SECRETARY, Role.READER])
@pytest.mark.parametrize("act", ["change", "delete", "history"])
@pytest.mark.parametrize("model", ["event", "venue", "organisation", "document"])
def test_a_foreign_object_is_not_found(own, foreign, role, model, act):
    key = objects_of(foreign)[model].pk

    for method in ("get", "post"):
        response = getattr(member_of(own, role), method)(page(f"{model}_{act}", key))
        assert response.status_code == 404


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "abc", "_31", "1%00"])
def test_a_key_of_nothing_is_not_found(organiser, key):
    for act in ("change", "delete", "history"):
        address = page("event_change", 1).replace("/1/change/", f"/{key}/{act}/")
        assert organiser.get(address).status_code in {400, 404}


@pytest.mark.parametrize(
    ("role", "model", "act", "code"),
    [
        (Role.ORGANISER, "event", "change", 200),
        (Role.SECRETARY, "event", "change", 200),
        (Role.READER, "event", "change", 200),
        (Role.ORGANISER, "event", "history", 302),
        (Role.SECRETARY, "event", "history", 403),
        (Role.READER, "event", "history", 403),
        (Role.ORGANISER, "event", "delete", 403),
        (Role.ORGANISER, "venue", "change", 200),
        (Role.READER, "venue", "change", 200),
        (Role.ORGANISER, "venue", "delete", 403),
        (Role.ORGANISER, "venue", "history", 403),
        (Role.ORGANISER, "document", "delete", 200),
        (Role.SECRETARY, "document", "delete", 200),
        (Role.READER, "document", "change", 200),
        (Role.READER, "document", "delete", 403),
    ],
)
def test_an_object_of_ones_own(own, role, model, act, code):
    address = page(f"{model}_{act}", objects_of(own)[model].pk)

    assert member_of(own, role).get(address).status_code == code


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
@pytest.mark.parametrize("model", ["event", "venue", "organisation"])
def test_a_form_for_reading_takes_nothing(own, role, model):
    key = objects_of(own)[model].pk
    before = Event.objects.values().get(pk=own.pk)

    response = member_of(own, role).post(page(f"{model}_change", key), {"name": "x"})

    assert response.status_code == 403
    assert Event.objects.values().get(pk=own.pk) == before


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
@pytest.mark.parametrize("model", ["event", "venue", "organisation", "user"])
def test_nothing_is_added_without_the_right(own, role, model):
    client = member_of(own, role)

    assert client.get(page(f"{model}_add")).status_code == 403
    assert client.post(page(f"{model}_add"), {}).status_code == 403


@pytest.mark.parametrize("model", ["event", "venue", "organisation", "document"])
def test_lists_show_what_is_ones_own(organiser, own, foreign, model):
    response = organiser.get(page(f"{model}_changelist"))

    assert shown(response) == [objects_of(own)[model]]
    assert "Secret" not in response.text


@pytest.mark.parametrize("model", ["event", "venue", "organisation", "document"])
def test_search_finds_what_is_ones_own(organiser, foreign, model):
    response = organiser.get(page(f"{model}_changelist"), {"q": "secret"})

    assert shown(response) == []


@pytest.mark.parametrize("model", ["user"])
def test_a_list_of_superusers_is_refused(organiser, model):
    assert organiser.get(page(f"{model}_changelist")).status_code == 403


def test_a_reader_sees_no_journal(own):
    address = page("journalentry_changelist")

    assert member_of(own, Role.READER).get(address).status_code == 403
    assert member_of(own).get(address).status_code == 200


@pytest.mark.parametrize(
    "lookup",
    [
        "memberships__user__password__startswith",
        "memberships__user__email__startswith",
        "data_contact__startswith",
        "preview_key__startswith",
        "title_fr__icontains",
        "title_fr",
        "id__gt",
        "pk__in",
        "venue__town",
        "content_language__startswith",
        "content_language__exact__exact",
        "published_at__isnull",
        "quand__exact",
        "nothing",
        "utm_source",
        "starts_at__year",
        "_state",
    ],
)
def test_a_list_filters_by_what_it_declares(organiser, lookup):
    address = page("event_changelist")

    response = organiser.get(address, {lookup: "x"})

    assert response.status_code in {302, 400}
    if response.status_code == 302:
        assert response.url == f"{address}?e=1"
    assert organiser.get(address, {lookup: "x", "e": "1"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\u202e'\"%_\\ \u0661"},
        {"q": '"'},
        {"q": "x" * 3000},
        {"p": "99999999999999999999"},
        {"p": "-1"},
        {"p": "\u0661"},
        {"o": "99.-1..1.x.-99999999999999999999.1"},
        {"o": "--1"},
        {"all": ""},
        {"quand": "x"},
        {"etat": "😀"},
        {"_facets": "True"},
        {"_popup": "1"},
        {"content_language__exact": "\u202e"},
    ],
)
def test_an_odd_query_is_answered(organiser, query):
    response = organiser.get(page("event_changelist"), query)

    assert response.status_code in {200, 302}


def test_nul_is_refused(organiser):
    address = page("event_changelist")

    for query in ({"q": "\x00"}, {"quand": "\x00"}, {"\x00": "x"}):
        assert organiser.get(address, query).status_code == 400


@pytest.mark.parametrize("to_field", ["slug", "preview_key", "nothing", "password"])
def test_another_key_is_refused(organiser, own, to_field):
    for address in (page("event_changelist"), page("event_change", own.pk)):
        assert organiser.get(address, {"_to_field": to_field}).status_code == 400


def test_an_undeclared_column_does_not_sort(organiser, own):
    """The columns of an event that can be sorted: date, place, closing, title."""
    for order in range(9):
        response = organiser.get(page("event_changelist"), {"o": str(order)})
        ordering = response.context["cl"].queryset.query.order_by
        assert {str(field).lstrip("-") for field in ordering} <= {
            "title_fr",
            "starts_at",
            "venue__town",
            "registration_closes_at",
            "pk",
        }


def test_only_sortable_columns_sort():
    """`?o=` reaches every column in Django, offered for sorting or not."""

    class Unsorted(OrganisationAdmin):
        sortable_by = []

    request = RequestFactory().get("/", {"o": "1"})
    request.user = UserFactory(superuser=True)
    changes = Unsorted(Organisation, admin.site).get_changelist_instance(request)

    assert changes.queryset.query.order_by == ("-pk",)


@pytest.mark.parametrize("model", ["document", "journalentry"])
def test_a_filter_on_a_foreign_event_is_refused(organiser, foreign, model):
    address = page(f"{model}_changelist")

    response = organiser.get(address, {PARAMETER: foreign.pk})

    assert response.status_code in {302, 404}


def test_autocomplete_offers_what_is_ones_own(organiser, own, foreign):
    query = {"app_label": "events", "model_name": "document", "field_name": "event"}

    response = organiser.get(reverse("admin:autocomplete"), query)

    assert [row["id"] for row in response.json()["results"]] == [str(own.pk)]


@pytest.mark.parametrize("model", ["membership", "journalentry"])
def test_autocomplete_tells_no_users(organiser, model):
    field = {"membership": "user", "journalentry": "actor"}[model]
    query = {"app_label": "events", "model_name": model, "field_name": field}

    assert organiser.get(reverse("admin:autocomplete"), query).status_code == 403


@pytest.mark.parametrize("term", ["\u202e", "'x", "%", "x" * 2000])
def test_autocomplete_takes_odd_terms(organiser, term):
    query = {"app_label": "events", "model_name": "document", "field_name": "event"}

    response = organiser.get(reverse("admin:autocomplete"), {**query, "term": term})

    assert response.json()["results"] == []


def test_a_foreign_event_is_no_choice_for_a_document(organiser, own, foreign):
    document = own.documents.get()
    address = page("document_change", document.pk)

    response = save(organiser, address, "document_form", event=foreign.pk)

    assert response.status_code == 200
    assert "event" in response.context["adminform"].form.errors
    assert foreign.title_fr not in response.text
    assert document.event_id == own.pk


def test_an_event_that_one_only_reads_is_no_choice_for_a_document(own):
    user = MembershipFactory(event=own).user
    read = MembershipFactory(user=user, role=Role.READER).event
    client = client_of(user)
    address = page("document_change", own.documents.get().pk)

    response = save(client, address, "document_form", event=read.pk)

    assert "event" in response.context["adminform"].form.errors
    assert not read.documents.exists()


def test_a_foreign_venue_is_no_choice_for_an_event(organiser, own, foreign):
    address = page("event_change", own.pk)

    response = save(organiser, address, "event_form", venue=foreign.venue_id)

    assert "venue" in response.context["adminform"].form.errors
    assert "Secreville" not in response.text


@pytest.mark.parametrize("change", [{}, {"DELETE": "on"}, {"position": "7"}])
@pytest.mark.parametrize("model", [Document, Partnership, Membership])
def test_a_foreign_row_in_an_inline_is_left_alone(
    organiser, own, foreign, model, change
):
    MembershipFactory(event=own)
    prefix = model._meta.get_field("event").remote_field.get_accessor_name()
    before = model.objects.values().get(event=foreign)
    values = {"id": before["id"], "role": "reader", **change}

    save(
        organiser,
        page("event_change", own.pk),
        "event_form",
        **{f"{prefix}-0-{name}": value for name, value in values.items()},
    )

    assert model.objects.values().get(event=foreign) == before


def test_an_inline_of_a_foreign_event_is_not_moved_here(organiser, own, foreign):
    """The hidden key of the parent is not believed."""
    change = {"partnerships-0-event": foreign.pk, "partnerships-0-position": "2"}

    save(organiser, page("event_change", own.pk), "event_form", **change)

    assert foreign.partnerships.count() == own.partnerships.count() == 1


@pytest.mark.parametrize("location", ["list", "page"])
@pytest.mark.parametrize("name", ["publish", "cancel_event", "unpublish"])
def test_an_action_finds_no_foreign_event(organiser, own, foreign, name, location):
    before = Event.objects.values().get(pk=foreign.pk)
    posted = {"_selected_action": foreign.pk, "confirmed": "1"}
    if location == "list":
        address = page("event_changelist")
        posted["action"] = name
    else:
        address = page("event_change", foreign.pk)
        posted["CHANGE_FORM-action"] = name

    assert organiser.post(address, posted).status_code == 404
    assert Event.objects.values().get(pk=foreign.pk) == before


def test_an_action_on_a_page_takes_that_page_s_object(organiser, own, foreign):
    posted = {"_selected_action": foreign.pk, "CHANGE_FORM-action": "cancel_event"}

    response = organiser.post(page("event_change", own.pk), posted)

    assert response.status_code == 400


@pytest.mark.parametrize("key", ["", "x", "99999999999999999999", "1 OR 1=1"])
def test_an_action_on_an_odd_key_is_refused(organiser, key):
    posted = {"_selected_action": key, "action": "cancel_event", "confirmed": "1"}

    response = organiser.post(page("event_changelist"), posted)

    assert response.status_code == 400


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_an_action_that_the_role_does_not_allow_is_refused(own, role):
    user = MembershipFactory(event=own, role=role).user
    posted = {"_selected_action": own.pk, "action": "cancel_event", "confirmed": "1"}
    for is_organiser_elsewhere in (False, True):
        if is_organiser_elsewhere:
            MembershipFactory(user=user)
        client = client_of(user)
        on_page = {**posted, "CHANGE_FORM-action": "cancel_event"}

        assert client.post(page("event_changelist"), posted).status_code == 403
        assert client.post(page("event_change", own.pk), on_page).status_code == 403

    assert Event.objects.get(pk=own.pk).cancelled_at is None


def test_one_forbidden_event_stops_the_whole_action(own):
    user = MembershipFactory(event=own).user
    read = MembershipFactory(user=user, role=Role.READER).event
    posted = {"action": "cancel_event", "confirmed": "1"}

    response = client_of(user).post(
        page("event_changelist"), {**posted, "_selected_action": [own.pk, read.pk]}
    )

    assert response.status_code == 403
    assert not Event.objects.filter(cancelled_at__isnull=False).exists()


def test_selecting_across_pages_stays_within_ones_own(organiser, own, foreign):
    posted = {
        "action": "cancel_event",
        "confirmed": "1",
        "select_across": "1",
        "_selected_action": own.pk,
    }

    organiser.post(page("event_changelist"), posted)

    cancelled = Event.objects.filter(cancelled_at__isnull=False)
    assert list(cancelled) == [own]


def test_events_are_not_deleted_in_bulk():
    event, client = EventFactory(), client_of(UserFactory(superuser=True))
    posted = {"action": "delete_selected", "_selected_action": event.pk, "post": "yes"}

    client.post(page("event_changelist"), posted)

    assert Event.objects.get() == event


@pytest.mark.parametrize(
    "field",
    [
        "published_at",
        "cancelled_at",
        "deleted_at",
        "preview_key",
        "uid",
        "calendar_sequence",
        "programme_version",
        "demonstrates",
        "id",
        "created_at",
    ],
)
def test_what_the_form_does_not_show_is_not_taken(organiser, own, field):
    address = page("event_change", own.pk)
    before = Event.objects.values(field).get(pk=own.pk)

    save(organiser, address, "event_form", **{field: "1", "subtitle_fr": "Neuf"})

    assert Event.objects.values(field).get(pk=own.pk) == before
    assert Event.objects.get(pk=own.pk).subtitle_fr == "Neuf"


def test_the_address_of_any_object_is_not_told(organiser):
    assert organiser.get("/organisation/r/1/1/").status_code == 404


def test_the_history_of_an_object_is_the_journal_of_its_event(organiser, own, foreign):
    address = page("document_change", own.documents.get().pk)
    save(organiser, address, "document_form", title_fr="Affiche")

    response = organiser.get(
        page("document_history", own.documents.get().pk), follow=True
    )

    assert response.redirect_chain == [
        (f"{page('journalentry_changelist')}?event__id__exact={own.pk}", 302)
    ]
    assert "a modifié les documents" in response.text


def test_a_venue_keeps_its_history_from_organisers(organiser, own):
    response = organiser.get(page("venue_change", own.venue_id))

    assert page("venue_history", own.venue_id) not in response.text


def test_an_organisation_of_others_is_only_read(organiser, own, foreign):
    shared = own.partnerships.get().organisation
    PartnershipFactory(event=foreign, organisation=shared)
    address = page("organisation_change", shared.pk)

    assert organiser.get(address).status_code == 200
    assert organiser.post(address, {"name": "x"}).status_code == 403


def test_renaming_an_organisation_leaves_what_is_printed(organiser, own):
    partnership = own.partnerships.get()
    printed = partnership.name_as_printed
    address = page("organisation_change", partnership.organisation_id)

    save(organiser, address, "organisation_form", name="Autre nom")

    partnership.refresh_from_db()
    assert partnership.organisation.name == "Autre nom"
    assert partnership.name_as_printed == printed


def test_a_place_of_past_events_is_only_read():
    event = EventFactory(past=True)
    client = member_of(event)
    address = page("venue_change", event.venue_id)

    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "x"}).status_code == 403


def test_a_place_that_others_use_is_copied(organiser, own, foreign):
    foreign.venue = own.venue
    foreign.save()
    address = page("venue_change", own.venue_id)

    response = save(organiser, address, "venue_form", street="rue Neuve", follow=True)

    own.refresh_from_db()
    foreign.refresh_from_db()
    assert own.venue.street == "rue Neuve"
    assert foreign.venue.street == "avenue Marcel Paul"
    assert "gardent le lieu tel qu’il était" in response.text


def test_a_venue_that_nothing_uses_is_for_superusers():
    venue = VenueFactory()
    event = EventFactory()
    address = page("venue_change", venue.pk)

    assert member_of(event).get(address).status_code == 404
    superuser = client_of(UserFactory(superuser=True))
    assert save(superuser, address, "venue_form", town="Lyon").status_code == 302
