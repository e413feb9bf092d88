"""The programme for apps of phones: against schemas, and as a reader finds it."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils.translation import override

from events.text import many_lines, one_line
from programme import schedules
from programme.demonstration import loader
from programme.models import Resource, Session
from programme.operations import publish, save_session
from tests.events import days as unsaved
from tests.factories import (
    ContributionFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    UserFactory,
)
from tests.programme.any_text import TALK, TEXTS, event_of, programme_of
from tests.programme.days import NEXT_DAY, add_row, study_day, two_days
from tests.programme.schedule_reader import compared, events_of

stored = pytest.mark.django_db


@pytest.fixture
def day():
    return study_day(slug="travail-partenarial", title_fr="Le travail partenarial")


def read(client, event, prefix=""):
    """The conference by its two files, which are valid and tell the same."""
    paths = [
        prefix + reverse(f"programme:schedule_{kind}", args=[event.slug])
        for kind in ("json", "xml")
    ]
    as_json, as_xml = (client.get(path).content for path in paths)
    return compared(as_json, as_xml)


@stored
def test_a_row_is_an_event(client, day):
    row = add_row(
        day,
        time(10),
        time(11, 30),
        kind="debate",
        title_fr="Table ronde",
        description_fr="On en parle.",
        place_fr="Amphi 2",
    )
    talk = ContributionFactory(session=row, title_fr="")
    chair = PersonFactory(given_name="Anne", family_name="Martin")
    speaker = PersonFactory(given_name="Jean", family_name="Dupont")
    ParticipationFactory(contribution=talk, person=chair, function="chair")
    ParticipationFactory(contribution=talk, person=speaker)

    conference = read(client, day)

    [event] = events_of(conference)
    assert event | {"slug": ""} == {
        "id": schedules.number(str(row.uid)),
        "guid": str(row.uid),
        "date": "2019-05-22T10:00:00+02:00",
        "start": "10:00",
        "duration": "01:30",
        "room": "Amphi 2",
        "slug": "",
        "url": "https://colloque.example/travail-partenarial/programme/#s-1000",
        "title": "Table ronde",
        "subtitle": "",
        "track": "",
        "type": "discussion",
        "language": "fr",
        "abstract": "On en parle.",
        "description": "On en parle.\n\nPrésidence\u00a0: Anne MARTIN\nJean DUPONT",
        "persons": [
            {
                "id": schedules.number(str(speaker.uid)),
                "guid": str(speaker.uid),
                "name": "Jean DUPONT",
            }
        ],
        "links": [],
        "attachments": [],
    }


@stored
def test_what_talks_leave_behind_is_attached(client, day):
    talk = ContributionFactory(session=add_row(day, time(10)))
    Resource.objects.create(
        contribution=talk, kind="recording", link="https://video.example/1"
    )

    [event] = events_of(read(client, day))

    assert event["attachments"] == [
        {"url": "https://video.example/1", "title": "Enregistrement"}
    ]


@stored
def test_the_conference(client):
    event = two_days(slug="abc", title_fr="Deux jours")
    add_row(event, time(10), time(11), place_fr="Amphi 2")
    add_row(event, time(9), time(9, 30), date=NEXT_DAY, place_fr="Hall")

    conference = read(client, event)

    days = conference.pop("days")
    rooms = conference.pop("rooms")
    assert conference == {
        "acronym": "abc0",
        "title": "Deux jours",
        "start": "2019-05-22",
        "end": "2019-05-23",
        "daysCount": 2,
        "timeslot_duration": "00:05",
        "time_zone_name": "Europe/Paris",
        "url": "https://colloque.example/abc/",
    }
    assert [room["name"] for room in rooms] == ["Amphi 2", "Hall"]
    assert [(d["index"], d["day_start"], d["day_end"]) for d in days] == [
        (1, "2019-05-22T10:00:00+02:00", "2019-05-22T11:00:00+02:00"),
        (2, "2019-05-23T09:00:00+02:00", "2019-05-23T09:30:00+02:00"),
    ]


@stored
def test_talks_with_minutes_follow_one_another(client, day):
    row = add_row(day, time(10), time(11), title_fr="Séance 1", kind="talks")
    for title, minutes in [("A", 20), ("B", 30)]:
        ContributionFactory(session=row, title_fr=title, duration=minutes)

    found = events_of(read(client, day))

    times = [(one["title"], one["start"], one["duration"]) for one in found]
    assert times == [("A", "10:00", "00:20"), ("B", "10:20", "00:30")]
    assert {one["track"] for one in found} == {"Séance 1"}


@stored
@pytest.mark.parametrize("minutes", [(20, None), (40, 30), (20,)])
def test_talks_whose_start_is_not_known_are_told_in_their_row(client, day, minutes):
    row = add_row(day, time(10), time(11), title_fr="Séance 1", kind="talks")
    for number, duration in enumerate(minutes):
        texts = {"title_fr": f"Titre {number}", "abstract_fr": f"Résumé {number}"}
        ContributionFactory(session=row, **texts, duration=duration)

    [event] = events_of(read(client, day))

    assert event["title"] == "Séance 1"
    for number in range(len(minutes)):
        for word in ("Titre", "Résumé"):
            assert f"{word} {number}" in event["abstract"] + event["description"]


@stored
def test_a_row_without_an_end_lasts_an_hour(client):
    event = two_days()
    add_row(event, time(20))

    [found] = events_of(read(client, event))

    assert found["duration"] == "01:00"


@stored
@pytest.mark.parametrize(
    ("values", "room"),
    [
        ({"room": "Amphi 1"}, "Amphi 1"),
        ({}, "Université de Cergy-Pontoise, site de Gennevilliers"),
        ({"venue": None, "attendance_mode": "online"}, "En ligne"),
        ({"venue": None}, "–"),
    ],
)
def test_every_event_has_a_room(client, values, room):
    event = study_day(**values)
    add_row(event, time(10))

    assert [one["room"] for one in events_of(read(client, event))] == [room]


@stored
@pytest.mark.parametrize(
    ("trait", "word", "sentence"),
    [
        ("cancelled", "Annulée", "Cette journée est annulée."),
        ("postponed", "Reportée", "Cette journée est reportée."),
    ],
)
def test_a_day_that_does_not_take_place_says_so(client, trait, word, sentence):
    event = EventFactory(**{trait: True}, title_fr="Le travail")
    add_row(event, time(10), date=event.local_start.date())

    conference = read(client, event)

    assert conference["title"] == f"[{word}] Le travail"
    assert events_of(conference)[0]["subtitle"].startswith(sentence)


@stored
def test_numbers_stay_when_everything_else_changes(client, day):
    row = add_row(day, time(10))
    before = events_of(read(client, day))[0]["id"]
    row.starts_at, row.title_fr = time(15), "Autre"
    row.save()
    add_row(day, time(9))

    found = events_of(read(client, day))

    assert [one["id"] for one in found if one["guid"] == str(row.uid)] == [before]


@stored
def test_the_real_day_is_valid_in_both_languages(client):
    event = loader.load(organiser=UserFactory())

    for prefix in ("", "/en"):
        assert len(events_of(read(client, event, prefix))) == 12


@stored
def test_a_programme_without_a_row_has_no_schedule(client, day):
    for kind in ("json", "xml"):
        path = reverse(f"programme:schedule_{kind}", args=[day.slug])
        assert client.get(path).status_code == 404


@stored
def test_programs_do_not_learn_that_the_team_is_writing(client, day):
    row = add_row(day, time(10))
    names = ["schedule_json", "schedule_xml", "data", "calendar"]
    paths = [reverse(f"programme:{name}", args=[day.slug]) for name in names]
    tags = [client.get(path)["ETag"] for path in paths]

    save_session(Session.objects.get(pk=row.pk), actor=UserFactory(superuser=True))
    assert [client.get(path)["ETag"] for path in paths] == tags

    Session.objects.update(title_fr="Autre titre")
    publish(day, actor=None)
    versions = [client.get(path).json() for path in (paths[0], paths[2])]
    assert versions[0]["schedule"]["version"] == "2"
    assert versions[1]["programme"]["version"] == 2


@stored
@pytest.mark.parametrize("kind", ["json", "xml"])
@pytest.mark.parametrize("rows", [1, 30])
def test_a_schedule_is_kept(client, day, kind, rows, django_assert_num_queries):
    for minute in range(rows):
        row = add_row(day, time(10, minute))
        ParticipationFactory(contribution__session=row)
    path = reverse(f"programme:schedule_{kind}", args=[day.slug])
    first = client.get(path)

    with django_assert_num_queries(1):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"
    assert first["Content-Type"] == f"application/{kind}"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_any_text_is_text(text, language):
    event = event_of(unsaved.study_day, text)
    programme = programme_of(event, text)
    with override(language):
        files = [
            make(event, programme) for make in (schedules.as_json, schedules.as_xml)
        ]

    conference = compared(*files)

    [found] = events_of(conference)
    words = one_line(text)
    assert conference["title"] == words
    assert found["title"] == words or not text
    assert [one["name"] for one in found["persons"]] == [
        one_line(f"{text} {text.upper()}")
    ] or not words
    assert many_lines(text) in found["description"]
    assert TALK not in found.values()  # one talk: the row is the event
