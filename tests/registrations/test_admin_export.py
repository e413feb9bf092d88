"""The page « Exporter… »: who is in the file, and who may have it."""

import io

import openpyxl
import pytest

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import JournalEntry
from registrations.models import Needs
from tests.factories import EventFactory, MembershipFactory, RegistrationFactory
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventFactory(slug="partenariat-2019")
    for name, traits in [("Martin", {}), ("Zola", {"waiting": True})]:
        RegistrationFactory(event=event, family_name=name, **traits)
    needy = RegistrationFactory(event=event, family_name="Braconnier")
    Needs.objects.create(registration=needy, text="Fauteuil")
    RegistrationFactory(family_name="Foreign")
    return event


@pytest.fixture
def organiser(event):
    return member_of(event)


def people_in(response) -> list[str]:
    content = b"".join(response.streaming_content)
    if response["Content-Type"].startswith("text/csv"):
        lines = content.decode("utf-8-sig").splitlines()[1:]
        return [line.split(";")[2] for line in lines]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [row[2].value for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_whole_event(organiser, file_format):
    response = organiser.post(
        page("export"), {"people": "event", "format": file_format}
    )

    assert people_in(response) == ["Braconnier", "Martin", "Zola"]
    disposition = response["Content-Disposition"]
    assert disposition.startswith(
        'attachment; filename="Registrations_partenariat-2019_'
    )
    assert disposition.endswith(f'.{file_format}"')
    assert "no-store" in response["Cache-Control"]


def test_the_list_as_it_is_filtered(organiser):
    filters = "?status__exact=confirmed&q=mart"

    shown = organiser.get(page("export") + filters)
    response = organiser.post(
        page("export") + filters, {"people": "list", "format": "xlsx"}
    )

    assert "The list as it is filtered: 1 person" in shown.text
    assert "The whole event: 3 people" in shown.text
    assert people_in(response) == ["Martin"]


def test_the_people_ticked_in_the_list(event, organiser):
    [_first, martin, zola] = event.registrations.by_name()
    ticked = {
        "action": "export_selection",
        "index": 0,
        "_selected_action": [martin.pk, zola.pk],
    }

    asked = organiser.post(page("changelist"), ticked)
    shown = organiser.get(asked.url)
    response = organiser.post(asked.url, {"people": "selection", "format": "csv"})

    assert "The 2 people selected" in shown.text
    assert people_in(response) == ["Martin", "Zola"]


def test_all_the_people_of_a_long_list_are_meant_by_its_filters(event, organiser):
    ticked = {
        "action": "export_selection",
        "index": 0,
        "select_across": 1,
        "_selected_action": [event.registrations.first().pk],
    }
    address = page("changelist") + "?status__exact=waiting"

    asked = organiser.post(address, ticked)
    response = organiser.post(asked.url, {"people": "list", "format": "csv"})

    assert people_in(response) == ["Zola"]


def test_people_of_two_events_are_not_put_in_one_file(event):
    other = EventFactory()
    user = MembershipFactory(event=event).user
    MembershipFactory(event=other, user=user)
    people = [event.registrations.first(), RegistrationFactory(event=other)]
    ticked = {"action": "export_selection", "index": 0}
    client = client_of(user)

    response = client.post(
        page("changelist") + f"?{PARAMETER}=all",
        ticked | {"_selected_action": [person.pk for person in people]},
    )

    [message] = client.get(response.url).context["messages"]
    assert str(message) == "Choose one event first: a list is exported by event."


def test_the_list_of_all_events_leads_back_to_choose_one(organiser):
    response = organiser.get(page("export"), {PARAMETER: "all"})

    assert response.url == page("changelist")


@pytest.mark.parametrize("has_needs", [True, False])
def test_needs_come_with_a_tick_and_the_journal_knows(organiser, has_needs):
    data = {"people": "event", "format": "csv"}
    if has_needs:
        data["has_needs"] = "on"

    response = organiser.post(page("export"), data)

    content = b"".join(response.streaming_content).decode("utf-8-sig")
    assert ("Fauteuil" in content) == has_needs
    [entry] = JournalEntry.objects.all()
    assert entry.act == JournalEntry.Act.LIST_EXPORTED
    assert entry.details == {
        "count": 3,
        "format": "csv",
        "with_needs": has_needs,
        "with_sensitive": False,
    }


def test_a_secretary_gets_no_needs(event):
    secretary = member_of(event, Role.SECRETARY)

    shown = secretary.get(page("export"))
    response = secretary.post(
        page("export"), {"people": "event", "format": "csv", "has_needs": "on"}
    )

    assert "has_needs" not in shown.text
    assert b"Fauteuil" not in b"".join(response.streaming_content)


def test_looking_at_the_page_exports_nothing(organiser):
    response = organiser.get(page("export"))

    assert response.status_code == 200
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"people": "event"},
        {"people": "event", "format": "exe"},
        {"people": "everybody", "format": "csv"},
        {"people": "selection", "format": "csv"},
        {"people": "list", "format": "csv"},
    ],
)
def test_other_wishes_are_refused(organiser, data):
    response = organiser.post(page("export"), data)

    assert response.status_code == 200
    assert response.context["form"].errors or not data
    assert not JournalEntry.objects.exists()


def test_the_people_of_others_cannot_be_selected(event, organiser):
    foreign = RegistrationFactory()
    keys = f"{event.registrations.first().pk},{foreign.pk},abc,{'9' * 40},-1"

    response = organiser.post(
        page("export") + f"?selection={keys}", {"people": "selection", "format": "csv"}
    )

    assert people_in(response) == ["Braconnier"]


def test_the_event_of_others_is_not_found(organiser):
    address = page("export") + f"?{PARAMETER}={EventFactory().pk}"

    assert organiser.get(address).status_code == 404
    assert organiser.post(address, {"people": "event"}).status_code == 404


def test_a_reader_exports_nothing(event):
    reader = member_of(event, Role.READER)
    data = {"people": "event", "format": "csv"}

    assert reader.get(page("export")).status_code == 403
    assert reader.post(page("export"), data).status_code == 403


def test_an_event_that_one_only_reads_is_not_exported(event):
    read = EventFactory()
    user = MembershipFactory(event=event).user
    MembershipFactory(event=read, user=user, role=Role.READER)

    response = client_of(user).get(page("export"), {PARAMETER: read.pk})

    assert response.status_code == 403


def test_whoever_lost_the_role_gets_no_file(event):
    membership = MembershipFactory(event=event)
    client = client_of(membership.user)
    assert client.get(page("export")).status_code == 200
    membership.delete()

    response = client.post(page("export"), {"people": "event", "format": "csv"})

    assert response.status_code == 302
    assert not JournalEntry.objects.exists()


def test_unknown_filters_lead_back_to_the_list(organiser):
    response = organiser.get(page("export"), {"email__startswith": "a"})

    assert response.status_code == 302
