"""Calendar files of a programme, as two independent programs read them."""

from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.urls import reverse
from django.utils.translation import override

from events.text import one_line
from programme import calendars
from programme.models import Session
from programme.operations import publish
from tests.events import days as unsaved
from tests.events.test_calendars import text_of, unfolded
from tests.factories import (
    ContributionFactory,
    EventFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PersonFactory,
)
from tests.programme.any_text import TEXTS, event_of, programme_of
from tests.programme.days import NEXT_DAY, add_row, study_day

PARIS = ZoneInfo("Europe/Paris")
stored = pytest.mark.django_db


@pytest.fixture
def day():
    return study_day(slug="travail-partenarial", title_fr="Le travail partenarial")


def by_the_second_reader(content):
    """It would go on using the rules of the first file that it ever read."""
    vobject.icalendar.registerTzid("Europe/Paris", None)
    return vobject.readOne(content.decode()).contents.get("vevent", [])


def read(client, event, name="calendar", *args, prefix=""):
    """The entries of a file by the two readers, which must agree on what they have in
    common."""
    path = prefix + reverse(f"programme:{name}", args=[event.slug, *args])
    content = client.get(path).content
    first = icalendar.Calendar.from_ical(content).walk("VEVENT")
    second = by_the_second_reader(content)
    assert [str(one["UID"]) for one in first] == [one.uid.value for one in second]
    assert [one["SUMMARY"] for one in first] == [one.summary.value for one in second]
    starts = [one.dtstart.value for one in second]
    assert [one.start.timestamp() for one in first] == [s.timestamp() for s in starts]
    return first


@stored
def test_a_row_in_a_calendar(client, day):
    row = add_row(day, time(10), time(11), place_fr="Amphi 2", title_fr="Ouverture")
    talk = ContributionFactory(session=row, title_fr="Un lien", duration=20)
    chair = PersonFactory(given_name="Anne", family_name="Martin")
    speaker = PersonFactory(given_name="Jean", family_name="Dupont")
    ParticipationFactory(contribution=talk, person=chair, function="chair")
    told = ParticipationFactory(contribution=talk, person=speaker)
    ParticipationRoleFactory(participation=told, text_fr="infirmier")

    [entry] = read(client, day, "row_calendar", row.uid)

    assert entry["UID"] == f"{row.uid}@colloque.example"
    assert entry["SUMMARY"] == "Ouverture"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry.start == datetime(2019, 5, 22, 10, tzinfo=PARIS)
    assert entry.end == datetime(2019, 5, 22, 11, tzinfo=PARIS)
    assert entry["LOCATION"] == (
        "Amphi 2, Université de Cergy-Pontoise, site de Gennevilliers, "
        "avenue Marcel Paul, 92230 Gennevilliers"
    )
    page = "https://colloque.example/travail-partenarial/programme/#s-1000"
    assert entry["URL"] == page
    assert entry["DESCRIPTION"].split("\n") == [
        "Le travail partenarial",
        "",
        "Un lien (20\u00a0min)",
        "Présidence\u00a0: Anne MARTIN",
        "Jean DUPONT (infirmier)",
        "",
        f"Programme\u00a0: {page}",
    ]


@stored
def test_an_end_that_follows_is_the_end_of_the_entry(client, day):
    row = add_row(day, time(10))
    add_row(day, time(10, 45))

    [entry] = read(client, day, "row_calendar", row.uid)

    assert entry.end == datetime(2019, 5, 22, 10, 45, tzinfo=PARIS)


@stored
def test_an_end_that_nobody_knows_is_not_invented(client):
    event = study_day(ends_at=datetime(2019, 5, 23, 17, tzinfo=PARIS))
    row = add_row(event, time(20))
    add_row(event, time(9), date=NEXT_DAY)

    [entry] = read(client, event, "row_calendar", row.uid)

    assert "DTEND" not in entry


@stored
def test_the_whole_programme_is_an_entry_for_each_row_that_people_come_for(client, day):
    kinds = [kind for kind in Session.Kind if kind not in {"break", "meal"}]
    rows = [add_row(day, time(10, n), kind=kind) for n, kind in enumerate(kinds)]
    add_row(day, time(11), kind="break")
    add_row(day, time(12), kind="meal")

    entries = read(client, day)

    assert [str(one["UID"]) for one in entries] == [
        f"{row.uid}@colloque.example" for row in rows
    ]


@stored
def test_a_programme_without_rows_is_still_a_calendar(client, day):
    assert read(client, day) == []


@stored
def test_a_row_that_is_not_there_is_not_found(client, day):
    row = add_row(day, time(10), is_hidden=True)

    for uid in (row.uid, uuid4()):
        path = reverse("programme:row_calendar", args=[day.slug, uid])
        assert client.get(path).status_code == 404


@stored
def test_an_earlier_address_leads_to_the_entry(client, day):
    row = add_row(day, time(10))
    before = reverse("programme:row_calendar", args=[day.slug, row.uid])
    day.slug = "autre-adresse"
    day.save()

    answer = client.get(before)

    assert answer.status_code == 301
    assert answer.url == f"/autre-adresse/programme/{row.uid}.ics"


@stored
def test_pages_of_other_sites_follow_an_earlier_address(client, day):
    earlier = [
        reverse(f"programme:{name}", args=[day.slug]) for name in ("data", "programme")
    ]
    day.slug = "autre-adresse"
    day.save()

    data, page = map(client.get, earlier)

    assert data["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in page


@stored
def test_the_address_says_the_language(client, day):
    row = add_row(day, time(10), title_fr="Ouverture", title_en="Opening")

    [entry] = read(client, day, "row_calendar", row.uid, prefix="/en")

    assert entry["SUMMARY"] == "Opening"
    page = "https://colloque.example/en/travail-partenarial/programme/#s-1000"
    assert entry["DESCRIPTION"].endswith(f"Programme: {page}")


@stored
@pytest.mark.parametrize(
    ("changes", "status", "summary"),
    [
        ({"cancelled": True}, "CANCELLED", "Introduction générale"),
        ({"postponed": True}, "TENTATIVE", "Reportée\u00a0: Introduction générale"),
    ],
)
def test_rows_follow_what_happens_to_the_event(client, changes, status, summary):
    event = EventFactory(**changes, calendar_sequence=3)
    add_row(event, time(10), date=event.local_start.date())

    [entry] = read(client, event)

    assert (entry["STATUS"], entry["SUMMARY"]) == (status, summary)
    assert entry["SEQUENCE"] == 3


@stored
def test_a_row_that_changed_replaces_itself(client, day):
    row = add_row(day, time(10), sequence=2)
    type(day).objects.update(calendar_sequence=3)

    [entry] = read(client, day)

    assert entry["SEQUENCE"] == row.sequence + 3


@stored
def test_edits_are_seen_once_they_are_published(client, day):
    row = add_row(day, time(10), title_fr="Avant")
    Session.objects.update(title_fr="Après")
    before = read(client, day, "row_calendar", row.uid)

    publish(day, actor=None)

    after = read(client, day, "row_calendar", row.uid)
    assert [one["SUMMARY"] for one in [*before, *after]] == ["Avant", "Après"]


@stored
@pytest.mark.parametrize("rows", [1, 30])
def test_statements(client, day, rows, django_assert_num_queries):
    for minute in range(rows):
        add_row(day, time(10, minute))
    read(client, day)

    with django_assert_num_queries(1):
        assert len(read(client, day)) == rows


@stored
def test_a_file_that_has_not_changed_is_not_sent_again(client, day):
    add_row(day, time(10))
    path = reverse("programme:calendar", args=[day.slug])
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    for answer in (first, again):
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert first["Content-Disposition"] == (
        'attachment; filename="travail-partenarial-programme.ics"'
    )


@stored
def test_the_page_leads_to_the_entries(client):
    event = EventFactory()
    date_of = event.local_start.date()
    row = add_row(event, time(10), date=date_of)
    add_row(event, time(11), date=date_of, kind="break")

    page = client.get(reverse("programme:programme", args=[event.slug])).text

    assert page.count("Ajouter à mon agenda</a>") == 1
    assert f'href="/{event.slug}/programme/{row.uid}.ics"' in page
    assert f'href="/{event.slug}/programme.ics"' in page


@stored
@pytest.mark.parametrize("trait", ["cancelled", "postponed", "past"])
def test_nothing_goes_into_diaries_that_does_not_take_place(client, trait):
    event = EventFactory(**{trait: True})
    add_row(event, time(10), date=event.local_start.date())

    page = client.get(reverse("programme:programme", args=[event.slug])).text

    assert "à mon agenda" not in page


@stored
def test_the_page_of_a_draft_leads_on_with_its_key(client):
    event = EventFactory(draft=True)
    row = add_row(event, time(10), date=event.local_start.date())
    path = reverse("programme:row_calendar", args=[event.slug, row.uid])

    assert client.get(path).status_code == 404
    assert client.get(path, {"apercu": event.preview_key}).status_code == 200


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_any_text_is_one_entry_for_both_readers(text, language):
    event = event_of(unsaved.study_day, text)
    with override(language):
        content = calendars.programme_calendar(event, programme_of(event, text))

    [first] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    [second] = by_the_second_reader(content)
    assert text_of(content, "SUMMARY") == second.summary.value
    kind = {"fr": "Séance", "en": "Talks"}[language]
    assert second.summary.value == one_line(text or kind)
    assert text_of(content, "DESCRIPTION") == second.description.value
    assert first.start.date() == date(2019, 5, 22)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert sum(line.startswith("BEGIN:") for line in unfolded(content)) <= 7
