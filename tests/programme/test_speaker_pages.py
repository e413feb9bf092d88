"""The page of somebody who speaks, where the organisers want one."""

from datetime import time
from uuid import uuid4

import pytest
from django.urls import reverse

from events.models import Event
from programme import operations
from programme.models import Participation, Session
from tests.factories import (
    ContributionFactory,
    EventFactory,
    MembershipFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PersonFactory,
    SessionFactory,
    publish_programme,
)
from tests.programme.days import study_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return study_day(has_speaker_pages=True)


@pytest.fixture
def valerie():
    return PersonFactory(given_name="Valérie", family_name="Rocher")


def speaks(person, event, *roles, title="Un réseau d’accueil", talk=None, **values):
    if talk is None:
        row = SessionFactory(
            event=event,
            title_fr="Séance",
            kind=Session.Kind.TALKS,
            starts_at=time(14, 30),
        )
        talk = ContributionFactory(session=row, title_fr=title)
    participation = ParticipationFactory(contribution=talk, person=person, **values)
    for position, text in enumerate(roles, start=1):
        ParticipationRoleFactory(
            participation=participation, text_fr=text, position=position
        )
    return talk


def address(event, person):
    return reverse("programme:person", args=[event.slug, person.uid])


def text_of(client, page):
    return " ".join(client.get(page).content.decode().replace("\u00a0", " ").split())


def test_the_page_says_who_when_where_and_with_whom(client, event, valerie):
    talk = speaks(valerie, event, "directrice de la CAF des Deux-Sèvres")
    Session.objects.update(place_fr="Amphi 2")
    other = PersonFactory(given_name="Patrice", family_name="Braconnier")
    speaks(other, event, talk=talk, position=2)

    page = text_of(client, address(event, valerie))

    assert "<h1>Valérie ROCHER</h1>" in page
    assert "directrice de la CAF des Deux-Sèvres" in page
    assert "<h3>Un réseau d’accueil</h3>" in page
    assert "14 h 30" in page
    assert "Amphi 2" in page
    assert f'href="{address(event, other)}"' in page
    assert f'href="/{event.slug}/programme/#s-1430"' in page


def test_the_function_is_said(client, event, valerie):
    speaks(valerie, event, function=Participation.Function.CHAIR)

    assert '<p class="function">Présidence</p>' in text_of(
        client, address(event, valerie)
    )


def test_names_lead_to_it(client, event, valerie):
    speaks(valerie, event)

    for name in ("events:event", "programme:programme"):
        page = text_of(client, reverse(name, args=[event.slug]))
        assert f'href="{address(event, valerie)}"' in page


def test_there_is_none_unless_it_is_wanted(client, valerie):
    event = EventFactory()
    speaks(valerie, event)
    page = reverse("programme:programme", args=[event.slug])

    assert client.get(address(event, valerie)).status_code == 404
    assert "personnes" not in text_of(client, page)


def test_ticking_it_shows_the_links_at_once(client, event, valerie):
    speaks(valerie, event)
    Event.objects.update(has_speaker_pages=False)
    page = reverse("programme:programme", args=[event.slug])
    assert "personnes" not in text_of(client, page)

    Event.objects.update(has_speaker_pages=True)

    assert "personnes" in text_of(client, page)


def test_nobody_else_has_a_page(client, event, valerie):
    speaks(valerie, EventFactory(has_speaker_pages=True))

    assert client.get(address(event, valerie)).status_code == 404
    unknown = reverse("programme:person", args=[event.slug, uuid4()])
    assert client.get(unknown).status_code == 404


def test_what_is_not_published_is_not_told(client, event, valerie):
    speaks(PersonFactory(), event)
    row = SessionFactory.build(event=event, date=event.local_start.date())
    row.save()
    talk = row.contributions.create(title_fr="Secret")
    talk.participations.create(person=valerie)

    assert client.get(address(event, valerie)).status_code == 404


def test_in_english(client, event, valerie):
    speaks(valerie, event, "directrice")
    page = text_of(client, f"/en{address(event, valerie)}")

    assert "In the programme" in page
    assert '<li lang="fr">directrice</li>' in page
    assert '<h3 lang="fr">Un réseau d’accueil</h3>' in page


def test_other_public_events_of_the_same_person(client, event, valerie):
    speaks(valerie, event)
    listed = EventFactory(has_speaker_pages=True)
    plain = EventFactory()
    hidden = EventFactory(is_listed=False)
    withdrawn = EventFactory()
    for other in (listed, plain, hidden, withdrawn):
        speaks(valerie, other)
    Event.objects.filter(pk=withdrawn.pk).update(published_at=None)

    page = text_of(client, address(event, valerie))

    assert f'href="{address(listed, valerie)}"' in page
    assert f'href="/{plain.slug}/programme/"' in page
    assert str(hidden.title) not in page
    assert str(withdrawn.title) not in page


def test_an_event_whose_programme_does_not_name_them_yet_is_not_told(
    client, event, valerie
):
    speaks(valerie, event)
    other = EventFactory()
    speaks(PersonFactory(), other)
    other.sessions.get().contributions.get().participations.create(
        person=valerie, position=2
    )

    assert other.title not in text_of(client, address(event, valerie))


def test_a_merged_person_is_still_found_in_what_was_published(client, event, valerie):
    actor = MembershipFactory(event=event).user
    past = EventFactory(past=True)
    MembershipFactory(event=past, user=actor)
    double = PersonFactory(given_name="Valérie", family_name="Rocher")
    speaks(double, past)
    speaks(valerie, event)

    operations.merge_people(
        [valerie, double],
        keep=double,
        given_name="Valérie",
        family_name="Rocher",
        actor=actor,
    )

    # What readers see of this event still has the public key of the other record.
    assert past.title in text_of(client, address(event, valerie))
    event.refresh_from_db()
    publish_programme(event)
    assert past.title in text_of(client, address(event, double))


def test_it_costs_three_statements(client, event, valerie, django_assert_num_queries):
    for _number in range(5):
        speaks(valerie, event)
        speaks(valerie, EventFactory())

    with django_assert_num_queries(3):  # the event, what was published, other events
        client.get(address(event, valerie))


@pytest.mark.parametrize(("is_listed", "count"), [(True, 0), (False, 1)])
def test_it_is_found_by_search_engines_as_its_event_is(
    client, event, valerie, is_listed, count
):
    speaks(valerie, event)
    Event.objects.update(is_listed=is_listed)

    page = text_of(client, address(event, valerie))

    assert page.count('<meta name="robots" content="noindex">') == count
    assert "application/ld+json" not in page


def test_text_stays_text(client, event):
    person = PersonFactory(given_name="<script>alert(1)</script>", family_name="É")
    speaks(person, event, "<b>rôle</b>", title="<i>titre</i>")

    page = text_of(client, address(event, person))

    assert "<script>alert" not in page
    assert "<b>rôle" not in page
    assert "<i>titre" not in page
