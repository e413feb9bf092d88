"""What is written stays among the team until it is published; readers then see what
changed."""

import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import operations as event_operations
from events.models import Event, JournalEntry
from events.operations import EventRefusedError
from programme import entry, operations, timetable
from programme.drafts import draft_of
from programme.models import Contribution, Publication, Session
from programme.operations import ProgrammeRefusedError
from tests.factories import EventFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db
SOON = "Le programme sera publié ici prochainement."


@pytest.fixture
def event():
    """Published with two rows, by its team."""
    event = EventFactory(draft=True)
    actor = UserFactory(superuser=True)
    write(event, "Introduction", time(9, 15), time(9, 30), actor=actor)
    write(event, "Débat", time(10), time(11), actor=actor)
    event_operations.publish(event, actor=actor)
    event.refresh_from_db()
    return event


@pytest.fixture
def actor(event):
    return UserFactory(superuser=True)


def write(event, title, starts_at, ends_at=None, *, actor, **values) -> Session:
    day = event.local_start.date()
    fields = {"date": day, "starts_at": starts_at, "ends_at": ends_at, **values}
    session = Session(event=event, title_fr=title, **fields)
    operations.save_session(session, actor=actor)
    return session


def shift(event, actor, minutes=15) -> None:
    operations.shift(event.sessions.first(), minutes, actor=actor)


def words(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def page_of(client, event, *, preview=False, name="programme:programme") -> str:
    query = {"apercu": event.preview_key} if preview else {}
    return words(client.get(reverse(name, args=[event.slug]), query).text)


def test_readers_see_edits_when_they_are_published(client, event, actor):
    shift(event, actor)
    for name in ("programme:programme", "events:event"):
        assert "9 h 30 – 9 h 45 Introduction" not in page_of(client, event, name=name)
        assert "9 h 15 – 9 h 30 Introduction" in page_of(client, event, name=name)

    operations.publish(event, actor=actor)

    for name in ("programme:programme", "events:event"):
        assert "9 h 30 – 9 h 45 Introduction" in page_of(client, event, name=name)


def test_a_row_that_was_deleted_is_read_until_then(client, event, actor):
    operations.remove_sessions([event.sessions.last()], actor=actor)
    assert "Débat" in page_of(client, event)

    operations.publish(event, actor=actor)

    assert "Débat" not in page_of(client, event).split("Ce qui a changé")[0]


def test_the_page_says_what_changed_and_when(client, event, actor):
    assert "Ce qui a changé" not in page_of(client, event)
    operations.remove_sessions([event.sessions.last()], actor=actor)
    shift(event, actor)
    operations.publish(event, actor=actor)
    event.refresh_from_db()

    for name in ("programme:programme", "events:event"):
        page = page_of(client, event, name=name)
        assert "Ce qui a changé" in page
        assert "« Débat » (10 h) n’est plus au programme." in page
        assert (
            "« Introduction » a lieu de 9 h 30 à 9 h 45 au lieu de 9 h 15 à 9 h 30."
        ) in page


def test_only_rows_that_changed_bear_a_mark(client, event, actor):
    row = event.sessions.last()
    row.title_fr = "Grand débat"
    operations.save_session(row, actor=actor)
    operations.publish(event, actor=actor)

    page = page_of(client, event)

    assert re.findall(r"(\w+) Modifié le", page) == ["débat"]


def test_the_month_before_the_last_change_is_told(client, event, actor, time_machine):
    day = timezone.now()
    for days, minutes in [(0, 1), (20, 2), (40, 3)]:
        time_machine.move_to(day + timedelta(days=days), tick=False)
        shift(event, actor, minutes)
        operations.publish(event, actor=actor)
    time_machine.move_to(day, tick=False)

    text = page_of(client, event)

    assert text.count("« Introduction » a lieu") == 2
    assert "de 9 h 16 à 9 h 31 au lieu de 9 h 15 à 9 h 30" not in text


def test_what_changed_is_no_news_when_the_event_is_over(client, event, actor):
    shift(event, actor)
    operations.publish(event, actor=actor)
    day = timezone.now() - timedelta(days=3)
    Event.objects.filter(pk=event.pk).update(
        starts_at=day, doors_open_at=day, ends_at=day + timedelta(hours=2)
    )

    page = page_of(client, event)

    assert "Ce qui a changé" not in page
    assert "Modifié le" not in page
    assert "Programme mis à jour le" in page


def test_old_data_of_changes_break_no_page(client, event):
    publication = event.publications.get()
    publication.changes = [{"kind": "changed"}, {"kind": "of yesterday", "rows": []}]
    publication.save()
    event.refresh_from_db()

    assert "Introduction" in page_of(client, event)


def test_publishing_the_same_writes_nothing(event, actor):
    before = event.programme_version

    assert operations.publish(event, actor=actor) is None

    event.refresh_from_db()
    assert (event.programme_version, event.publications.count()) == (before, 1)


def test_what_came_and_went_needs_no_publication(event, actor):
    shift(event, actor, 5)
    shift(event, actor, -5)
    event.refresh_from_db()
    assert event.has_unpublished_programme
    # Calendars fetch a row again whose sequence grew: that alone is no difference.
    assert draft_of(event).is_published

    assert operations.publish(event, actor=actor) is None

    event.refresh_from_db()
    assert not event.has_unpublished_programme


def test_the_last_publication_alone_keeps_its_content(event, actor):
    shift(event, actor)
    operations.publish(event, actor=actor)

    last, first = event.publications.all()

    assert (last.number, first.number) == (2, 1)
    assert (bool(last.content), first.content) == (True, [])
    assert (bool(last.changes), first.changes) == (True, [])


def test_what_was_not_read_is_not_published(event, actor):
    shift(event, actor)
    read = draft_of(event).mark
    shift(event, actor)

    with pytest.raises(ProgrammeRefusedError):
        operations.publish(event, actor=actor, read=read)

    assert operations.publish(event, actor=actor, read=draft_of(event).mark)


def test_an_overlap_in_one_room_is_published_knowingly(event, actor):
    write(event, "En même temps", time(10, 30), time(11), actor=actor)

    with pytest.raises(ProgrammeRefusedError, match="chevauche"):
        operations.publish(event, actor=actor, accepts_overlaps=False)

    assert operations.publish(event, actor=actor, accepts_overlaps=True)


def test_rooms_apart_are_no_overlap(event, actor):
    debate = event.sessions.last()
    debate.place_fr = "Amphi 1"
    operations.save_session(debate, actor=actor)
    write(event, "Là-bas", time(10), time(11), actor=actor, place_fr="Amphi 2")

    assert operations.publish(event, actor=actor, accepts_overlaps=False)


def test_the_journal_says_who_published_and_how_much(event, actor):
    shift(event, actor)

    operations.publish(event, actor=actor)

    [last] = JournalEntry.objects.filter(act="programme_published", actor=actor)
    assert last.details == {"number": 2, "count": 2}


def test_the_key_shows_what_is_not_published(client, event, actor):
    assert "voit ce même programme" in page_of(client, event, preview=True)
    shift(event, actor)

    page = page_of(client, event, preview=True)

    assert "Aperçu : ces modifications ne sont pas publiées." in page
    assert "9 h 30 – 9 h 45 Introduction" in page
    assert "Aperçu" not in page_of(client, event)


def test_a_preview_does_not_bear_the_date_of_what_readers_see(client, event, actor):
    shift(event, actor)

    assert "Programme mis à jour le" in page_of(client, event)
    for name in ("programme:programme", "events:event", "programme:embed"):
        assert "mis à jour le" not in page_of(client, event, preview=True, name=name)


def test_search_engines_keep_no_preview(client, event):
    url = reverse("programme:programme", args=[event.slug])

    assert "noindex" in client.get(url, {"apercu": event.preview_key}).text
    assert "noindex" not in client.get(url).text


def test_a_date_that_moves_is_no_unpublished_change(client, event, actor):
    event.starts_at += timedelta(days=7)
    event.ends_at += timedelta(days=7)
    event_operations.save_event(event, ["starts_at", "ends_at"], actor=actor)
    event.refresh_from_db()

    assert not event.has_unpublished_programme
    assert draft_of(event).is_published
    assert "Introduction" in page_of(client, event)


# The page of the event and its programme


@pytest.fixture
def draft(actor):
    event = EventFactory(draft=True)
    write(event, "Introduction", time(9, 15), time(10), actor=actor)
    return event


def test_the_programme_comes_with_the_page(client, draft, actor):
    event_operations.publish(draft, actor=actor)

    assert "Introduction" in page_of(client, draft)


def test_the_page_may_come_without_its_programme(client, draft, actor):
    event_operations.publish(draft, actor=actor, with_programme=False)

    for name in ("programme:programme", "events:event"):
        page = page_of(client, draft, name=name)
        assert SOON in page
        assert "Introduction" not in page
    draft.refresh_from_db()
    assert draft.has_unpublished_programme


def test_the_programme_may_follow_its_page(client, draft, actor):
    event_operations.publish(draft, actor=actor, with_programme=False)

    publication = operations.publish(draft, actor=actor)

    assert "Introduction" in page_of(client, draft)
    assert publication.changes == []


def test_a_page_with_an_overlap_is_refused_whole(draft, actor):
    write(draft, "En même temps", time(9, 30), time(10), actor=actor)

    with pytest.raises(EventRefusedError):
        event_operations.publish(draft, actor=actor, is_acknowledged=False)

    stored = Event.objects.get(pk=draft.pk)
    assert (stored.published_at, Publication.objects.filter(event=draft).count()) == (
        None,
        0,
    )
    assert event_operations.publish(stored, actor=actor, is_acknowledged=True)


def test_without_the_programme_there_is_nothing_to_acknowledge(draft, actor):
    write(draft, "En même temps", time(9, 30), time(10), actor=actor)

    assert event_operations.publish(
        draft, actor=actor, with_programme=False, is_acknowledged=False
    )


# Cost


def test_many_publications_cost_what_one_costs(client, event, actor):
    def cost() -> int:
        event.refresh_from_db()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_of(client, event)
        return len(queries)

    shift(event, actor, 1)
    operations.publish(event, actor=actor)
    one = cost()
    for minutes in range(2, 12):
        shift(event, actor, minutes)
        operations.publish(event, actor=actor)

    assert cost() == one


def test_what_readers_see_is_what_was_written(event, actor):
    """Through JSON and back nothing is lost."""
    people = [entry.read("Claire HEIJBOER (présidence), directrice, un ITEP")]
    operations.save_session(
        event.sessions.last(),
        [(Contribution(title_fr="Un lien", abstract_fr="Deux\nlignes"), people)],
        actor=actor,
    )
    operations.publish(event, actor=actor)
    event.refresh_from_db()
    draft = draft_of(event)

    seen = timetable.build(event, draft.seen)

    assert draft.is_published
    assert seen == timetable.of_event(event)


def test_rows_of_factories_are_read_at_once(client):
    row = SessionFactory()

    assert row.title_fr in page_of(client, row.event)
