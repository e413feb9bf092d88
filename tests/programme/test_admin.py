"""The programme as its organisers write it, through the pages of the admin."""

import re
from datetime import time
from html import unescape

import pytest
from django.urls import reverse

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import Event, JournalEntry
from programme import entry
from programme.demonstration import loader
from programme.models import Contribution, Person, Session
from tests import page_forms
from tests.factories import (
    ContributionFactory,
    MembershipFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)
from tests.page_forms import filled_in
from tests.programme.days import NEXT_DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db

LIST = "/organisation/programme/session/"
PEOPLE = "/organisation/programme/person/"


@pytest.fixture
def event():
    return study_day(slug="partenariat")


@pytest.fixture
def organiser(client, event):
    user = MembershipFactory(event=event, role=Role.SECRETARY).user
    client.force_login(user)
    return user


def page_of(session):
    return reverse("admin:programme_session_change", args=[session.pk])


def fields_of(response):
    return filled_in(response, "session_form")


def save(client, session, **changes):
    """Open a row, type the changes, save."""
    return page_forms.save(
        client, page_of(session), "session_form", follow=True, **changes
    )


def add(client, event, *talks, **values):
    """Type a new row with its talks."""
    fields = {
        "date": "2019-05-22",
        "starts_at": "10h",
        "kind": "talks",
        "position": "1",
        "contributions-TOTAL_FORMS": str(len(talks)),
        "contributions-INITIAL_FORMS": "0",
        **values,
    }
    for number, talk in enumerate(talks):
        talk = {"position": ""} | talk
        fields |= {f"contributions-{number}-{name}": talk[name] for name in talk}
    url = f"{LIST}add/?event={event.pk}"
    return client.post(url, fields | {"_save": "1"}, follow=True)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def errors_of(response):
    """The sentences beside the fields, of the row first, then of its talks."""
    context = response.context
    talks = context["inline_admin_formsets"][0].formset.forms
    forms = [context["adminform"].form, *talks]
    return [
        sentence
        for form in forms
        for sentences in form.errors.values()
        for sentence in sentences
    ]


def test_the_list_shows_the_day_with_its_warnings(client):
    event = loader.load(organiser=UserFactory())
    client.force_login(event.memberships.get().user)

    page = client.get(LIST)

    rows = [
        (session.starts_at, [str(fact) for fact in session.facts.warnings])
        for session in page.context["cl"].result_list
    ]
    gap = "rien n’est prévu de 11\u00a0h à 11\u00a0h\u00a020 (20\u00a0min)"
    overlap = (
        "la séance de 14\u00a0h\u00a030 à 15\u00a0h\u00a055 chevauche la pause de "
        "15\u00a0h\u00a045 (10\u00a0min)"
    )
    assert [row for row in rows if row[1]] == [
        (time(10, 0), [gap]),
        (time(11, 20), [gap]),
        (time(14, 30), [overlap]),
        (time(15, 45), [overlap]),
    ]
    assert len(rows) == 12
    assert "La séance de 14\u00a0h\u00a030" in page.text
    assert 'href="/partenariat-2019/programme/"' in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_many_rows(
    client, event, organiser, rows, django_assert_max_num_queries
):
    for minute in range(rows):
        ParticipationRoleFactory(
            participation__contribution__session=add_row(event, time(9, minute))
        )
    client.get(LIST)

    with django_assert_max_num_queries(12):
        page = client.get(LIST)

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize("talks", [1, 10])
def test_the_form_costs_the_same_for_many_talks(
    client, event, organiser, talks, django_assert_max_num_queries
):
    row = add_row(event, time(10))
    for talk in ContributionFactory.create_batch(talks, session=row):
        ParticipationRoleFactory(participation__contribution=talk)

    with django_assert_max_num_queries(20):
        client.get(page_of(row))


def test_a_row_is_typed_with_its_talks_and_people(client, event, organiser):
    response = add(
        client,
        event,
        {"title_fr": "Un lien", "people": "Anne MARTIN, élue\nJean DUPONT"},
        {"title_fr": "Un autre", "people": "Anne MARTIN"},
        title_fr="Des liens",
        starts_at="9h15",
        ends_at="17h30",
    )

    row = Session.objects.get()
    assert (row.event, row.starts_at, row.ends_at) == (event, time(9, 15), time(17, 30))
    assert [
        (talk.title_fr, talk.position, [str(one) for one in talk.participations.all()])
        for talk in row.contributions.all()
    ] == [
        ("Un lien", 1, ["Anne MARTIN", "Jean DUPONT"]),
        ("Un autre", 2, ["Anne MARTIN"]),
    ]
    assert "2 communications, 2 personnes reconnues. 2 noms sont nouveaux." in (
        messages_of(response)
    )
    assert response.redirect_chain[-1][0] == f"{LIST}?{PARAMETER}={event.pk}"


def test_saving_tells_what_is_odd_about_the_day(client, event, organiser):
    add_row(event, time(14, 30), time(15, 55), kind="talks")

    response = add(
        client, event, starts_at="15:45", ends_at="16", kind="break", title_fr="Pause"
    )

    assert messages_of(response)[0] == (
        "1 alerte\u00a0: la séance de 14\u00a0h\u00a030 à 15\u00a0h\u00a055 chevauche "
        "la pause de 15\u00a0h\u00a045 (10\u00a0min)."
    )


def test_opening_and_saving_changes_nothing(client, event, organiser):
    row = add_row(event, time(10), time(11))
    talk = ContributionFactory(session=row)
    for line in ["Anne MARTIN (chair), élue, à Paris ; chercheuse", "Jean DUPONT"]:
        one = entry.read(line)
        person = PersonFactory(given_name=one.given_name, family_name=one.family_name)
        participation = ParticipationFactory(
            contribution=talk, person=person, function=one.function
        )
        for position, role in enumerate(one.roles):
            ParticipationRoleFactory(
                participation=participation, position=position, text_fr=role
            )
    before = list(talk.participations.values_list("pk", "roles__text_fr"))

    save(client, row)

    assert list(talk.participations.values_list("pk", "roles__text_fr")) == before


def test_bad_lines_are_named_and_nothing_is_lost(client, event, organiser):
    typed = "Anne MARTIN, élue\nJean (dit Jeannot) DUPONT"

    response = add(
        client, event, {"title_fr": "Un lien", "people": typed}, kind="talks"
    )

    assert errors_of(response) == [
        "Ligne 2\u00a0: écrivez le prénom et le nom, puis une virgule et les rôles."
    ]
    assert typed in unescape(response.text)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"starts_at": "neuf"}, "Saisissez une heure, par exemple 9, 9h15 ou 9:15."),
        ({"ends_at": "9"}, "La fin doit être après le début."),
        ({"date": "2031-05-22"}, "Cette date est loin de celle de la journée."),
        ({"kind": "party"}, None),
        ({"date": "9999-12-31"}, None),
        ({"position": "1e400"}, None),
        ({"contributions-TOTAL_FORMS": "99999999999999999999"}, None),
    ],
)
def test_a_mistake_is_said_beside_its_field(client, event, organiser, values, error):
    response = add(client, event, **values)

    assert response.status_code == 200
    if error:
        assert errors_of(response) == [error]
    assert not Session.objects.exists()


def test_a_talk_needs_a_title_or_people(client, event, organiser):
    response = add(client, event, {"duration": "20"})

    assert errors_of(response) == ["Saisissez un titre, ou qui parle."]


def test_english_titles_and_roles(client, event, organiser):
    add(
        client,
        event,
        {
            "title_fr": "Un lien",
            "title_en": "A link",
            "people": "Anne MARTIN, élue",
            "people_en": "Anne MARTIN, councillor",
        },
    )

    page = client.get(f"/en/{event.slug}/programme/?apercu={event.preview_key}").text
    assert "A link" in page
    assert "councillor" in page
    assert "élue" not in page


def test_what_others_have_saved_meanwhile_is_not_undone(client, event, organiser):
    talk = ContributionFactory(session=add_row(event, time(10)), title_fr="Un lien")
    mine = fields_of(client.get(page_of(talk.session)))
    save(client, talk.session, **{"contributions-0-people": "Anne MARTIN"})

    mine["contributions-0-title_fr"] = "Un titre corrigé"
    warned = client.post(page_of(talk.session), mine | {"_save": "1"})
    again = fields_of(warned)
    client.post(page_of(talk.session), again | {"_save": "1"})

    [error] = errors_of(warned)
    assert error.startswith("Quelqu’un d’autre")
    talk.refresh_from_db()
    assert talk.title_fr == "Un titre corrigé"
    assert str(talk.participations.get()) == "Anne MARTIN"


def preview(client, event):
    address = reverse("programme:programme", args=[event.slug])
    return client.get(f"{address}?apercu={event.preview_key}").text


def test_the_preview_shows_every_edit_at_once(client, event, organiser):
    row = add_row(event, time(10), title_fr="Une ligne")
    talk = ContributionFactory(session=row, title_fr="Un lien")
    edits = [
        ({"title_fr": "Une autre ligne"}, "Une autre ligne"),
        ({"starts_at": "10h05"}, "s-1005"),
        ({"place_fr": "Salle 3"}, "Salle 3"),
        ({"description_fr": "Quelques mots"}, "Quelques mots"),
        ({"contributions-0-title_fr": "Un autre lien"}, "Un autre lien"),
        ({"contributions-0-abstract_fr": "Un résumé"}, "Un résumé"),
        ({"contributions-0-people": "Anne MARTIN"}, "Anne MARTIN"),
        ({"contributions-0-people": "Anne MARTIN, élue"}, "élue"),
        ({"contributions-0-people": "Anne MARTIN (discussion), élue"}, "Discussion"),
    ]
    for changes, shown in edits:
        assert shown not in preview(client, event)
        save(client, row, **changes)
        assert shown in preview(client, event)

    save(client, row, **{"contributions-0-DELETE": "on"})
    assert "Un autre lien" not in preview(client, event)
    assert not Contribution.objects.filter(pk=talk.pk).exists()

    save(client, row, is_hidden="on")
    assert "Une autre ligne" not in preview(client, event)


def test_the_preview_shows_a_corrected_name_at_once(client, event, organiser):
    row = ParticipationFactory(
        contribution__session__event=event,
        person__given_name="Valerie",
        person__family_name="BAUDE",
    )
    assert "Valerie BAUDE" in preview(client, event)

    client.post(
        f"{PEOPLE}{row.person_id}/change/",
        {"given_name": "Valérie", "family_name": "Baude"},
    )

    assert "Valérie BAUDE" in preview(client, event)


def test_a_deleted_row_is_gone_with_its_people(client, event, organiser):
    row = ParticipationFactory(contribution__session__event=event).contribution.session
    assert "Introduction générale" in preview(client, event)

    client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})

    assert "Introduction générale" not in preview(client, event)
    assert not Person.objects.exists()


def shift(client, url, row, minutes=None):
    fields = {"action": "shift", "_selected_action": row.pk, "index": 0}
    if url != LIST:
        fields = {"CHANGE_FORM-action": "shift", "_selected_action": row.pk}
    if minutes is not None:
        fields |= {"confirmed": "1", "minutes": minutes}
    return client.post(url, fields, follow=True)


def test_rows_are_shifted_after_a_question(client, event, organiser):
    first = add_row(event, time(9), time(10))
    second = add_row(event, time(10), time(17, 30))

    for url in [LIST, page_of(second)]:
        asked = shift(client, url, second)
        assert "1 ligne est décalée." in asked.text
    shift(client, LIST, second, 15)
    done = shift(client, page_of(second), second, "-10")

    second.refresh_from_db()
    assert (second.starts_at, second.ends_at) == (time(10, 5), time(17, 35))
    first.refresh_from_db()
    assert first.starts_at == time(9)
    assert messages_of(done)[0].startswith("1 ligne décalée. 2 alertes\u00a0: ")


@pytest.mark.parametrize("minutes", ["", "0", "beaucoup", "999999", "1e9"])
def test_an_odd_number_of_minutes_is_asked_again(client, event, organiser, minutes):
    row = add_row(event, time(9))

    response = shift(client, LIST, row, minutes)

    assert list(response.context["confirm_form"].errors) == ["minutes"]
    row.refresh_from_db()
    assert row.starts_at == time(9)


def test_a_shift_out_of_the_day_is_refused_in_words(client, event, organiser):
    row = add_row(event, time(9), title_fr="Accueil")

    response = shift(client, LIST, row, "-600")

    assert messages_of(response) == [
        "«\u00a09\u00a0h, Accueil\u00a0» sortirait de sa journée. Rien n’a été décalé."
    ]


def test_the_question_before_publishing_tells_what_is_odd(client):
    event = study_day(draft=True)
    client.force_login(MembershipFactory(event=event).user)
    add_row(event, time(9), time(11))
    add_row(event, time(11, 20))

    question = client.post(
        reverse("admin:events_event_changelist"),
        {"action": "publish", "_selected_action": event.pk, "index": 0},
    )

    sentence = "Rien n’est prévu de 11\u00a0h à 11\u00a0h\u00a020 (20\u00a0min)."
    assert f"<p>{sentence}</p>" in question.text


def test_the_journal_has_one_line_an_edit(client, event, organiser):
    row = add_row(event, time(9))

    save(client, row, title_fr="Accueil")

    [line] = JournalEntry.objects.all()
    assert (line.act, line.actor) == (JournalEntry.Act.PROGRAMME_CHANGED, organiser)


def test_search_finds_titles_and_people_without_accents(client, event, organiser):
    found = add_row(event, time(9), title_fr="Accueil")
    other = add_row(event, time(10), title_fr="Autre")
    person = PersonFactory(given_name="Frédéric", family_name="PIZZO")
    ParticipationFactory(
        contribution__session=found, person=person, contribution__title_fr="Un lien"
    )
    ParticipationFactory(contribution__session=other)

    for words in ["accu", "frederic pizzo", "PIZZO", "un lien", "Frédéric"]:
        response = client.get(LIST, {"q": words})
        assert list(response.context["cl"].result_list) == [found]


def test_days_are_told_apart_in_the_list(client):
    event = two_days()
    client.force_login(MembershipFactory(event=event).user)
    add_row(event, time(9))
    add_row(event, time(9), date=NEXT_DAY)

    page = client.get(LIST).text

    assert re.findall(r'field-day nowrap">(.*?)<|field-day">(.*?)<', page) == [
        ("", "22\u00a0mai 2019"),
        ("", "23\u00a0mai 2019"),
    ]


# Who may do what


@pytest.fixture
def other_row():
    """A row of another team, with somebody in it."""
    person = PersonFactory(given_name="Claire", family_name="HEIJBOER")
    row = ParticipationFactory(
        person=person, contribution__session__title_fr="Ailleurs"
    )
    return row.contribution.session


def test_another_team_sees_and_changes_nothing(client, event, organiser, other_row):
    person = Person.objects.get(family_name="HEIJBOER")

    for url in [LIST, f"{LIST}?{PARAMETER}=all", PEOPLE, f"{PEOPLE}?q=HEIJBOER"]:
        page = client.get(url).text
        assert "Ailleurs" not in page
        assert "Claire" not in page
    for url in [
        page_of(other_row),
        f"{LIST}{other_row.pk}/delete/",
        f"{LIST}{other_row.pk}/history/",
        f"{LIST}?{PARAMETER}={other_row.event_id}",
        f"{LIST}add/?event={other_row.event_id}",
        f"{PEOPLE}{person.pk}/change/",
        f"{PEOPLE}{person.pk}/history/",
    ]:
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"post": "yes"}).status_code in {403, 404}, url
    assert Session.objects.filter(pk=other_row.pk).exists()
    assert shift(client, LIST, other_row, 5).status_code == 404


def test_a_talk_of_another_team_cannot_be_taken(client, event, organiser, other_row):
    theirs = other_row.contributions.get()
    mine = add_row(event, time(9))
    fields = fields_of(client.get(page_of(mine)))
    stolen = {
        "contributions-TOTAL_FORMS": "1",
        "contributions-INITIAL_FORMS": "1",
        "contributions-0-id": theirs.pk,
        "contributions-0-session": mine.pk,
        "contributions-0-title_fr": "Pris",
    }

    client.post(page_of(mine), fields | stolen | {"_save": "1"})

    theirs.refresh_from_db()
    assert theirs.session == other_row
    assert theirs.title_fr != "Pris"


def test_a_row_stays_in_its_event(client, event, organiser, other_row):
    row = add_row(event, time(9))

    save(client, row)
    fields = fields_of(client.get(page_of(row)))
    client.post(page_of(row), fields | {"event": other_row.event_id, "_save": "1"})

    row.refresh_from_db()
    assert row.event == event


def test_a_reader_sees_and_is_refused_the_rest(client, event):
    client.force_login(MembershipFactory(event=event, role=Role.READER).user)
    talk = ContributionFactory(session=add_row(event, time(9)), title_fr="Un lien")
    participation = ParticipationFactory(contribution=talk)
    ParticipationRoleFactory(participation=participation, text_fr="élue <b>")

    page = client.get(page_of(talk.session)).text

    assert "Un lien" in page
    assert "élue &lt;b&gt;" in page
    assert 'name="_save"' not in page
    for url in [
        page_of(talk.session),
        f"{LIST}{talk.session.pk}/delete/",
        f"{LIST}add/",
        f"{LIST}add/?event={event.pk}",
        f"{PEOPLE}{participation.person_id}/change/",
    ]:
        assert client.post(url, {"_save": "1"}).status_code == 403, url
    assert shift(client, LIST, talk.session, 5).status_code in {200, 403}
    talk.session.refresh_from_db()
    assert talk.session.starts_at == time(9)


def test_the_door_is_not_let_in(client, event):
    client.force_login(MembershipFactory(event=event, role=Role.DOOR).user)

    assert client.get(LIST).status_code in {302, 403}


def test_people_are_listed_with_what_they_do_in_the_own_events(
    client, event, organiser, other_row
):
    person = Person.objects.get(family_name="HEIJBOER")
    participation = ParticipationFactory(
        contribution__session__event=event, person=person
    )
    ParticipationRoleFactory(participation=participation, text_fr="formatrice")
    secret = ParticipationRoleFactory(
        participation=other_row.contributions.get().participations.get(),
        text_fr="confidentiel",
    )

    page = client.get(PEOPLE)

    assert list(page.context["cl"].result_list) == [person]
    assert "formatrice" in page.text
    assert secret.text_fr not in page.text
    for words, found in [("heijboer form", [person]), ("confidentiel", [])]:
        answer = client.get(PEOPLE, {"q": words})
        assert list(answer.context["cl"].result_list) == found


@pytest.mark.parametrize("people", [1, 30])
def test_the_list_of_people_costs_the_same_for_many(
    client, event, organiser, people, django_assert_max_num_queries
):
    for _ in range(people):
        ParticipationRoleFactory(participation__contribution__session__event=event)

    with django_assert_max_num_queries(9):
        page = client.get(PEOPLE)

    assert len(page.context["cl"].result_list) == people


def test_nobody_adds_or_deletes_people_by_hand(client, event):
    client.force_login(UserFactory(superuser=True))
    person = ParticipationFactory(contribution__session__event=event).person

    assert client.get(f"{PEOPLE}add/").status_code == 403
    assert client.get(f"{PEOPLE}{person.pk}/delete/").status_code == 403


def test_two_tabs_with_two_events_do_not_mix(client, event, organiser):
    other = MembershipFactory(user=organiser).event
    client.get(f"{LIST}add/?event={event.pk}")
    client.get(f"{LIST}add/?event={other.pk}")
    add(client, event, title_fr="Accueil")

    assert Session.objects.get().event == event


def test_an_address_without_an_event_takes_the_last_one_opened(
    client, event, organiser
):
    response = client.get(f"{LIST}add/")

    assert response["Location"] == f"{LIST}add/?event={event.pk}"


def test_without_an_event_there_is_nothing_to_add_to(client):
    client.force_login(UserFactory(superuser=True))

    response = client.get(f"{LIST}add/", follow=True)

    assert messages_of(response) == ["Créez d’abord une journée."]


def test_an_attack_is_text_on_every_page(client, event, organiser):
    attack = '"><script>alert(1)</script>'
    row = SessionFactory(event=event, title_fr=attack, place_fr=attack)
    talk = ContributionFactory(session=row, title_fr=attack, abstract_fr=attack)
    person = PersonFactory(given_name=attack, family_name=attack)
    participation = ParticipationFactory(contribution=talk, person=person)
    ParticipationRoleFactory(participation=participation, text_fr=attack)
    Event.objects.filter(pk=event.pk).update(title_fr=attack)

    for url in [
        LIST,
        f"{LIST}?{PARAMETER}=all",
        page_of(row),
        f"{LIST}{row.pk}/delete/",
        PEOPLE,
        f"{PEOPLE}{person.pk}/change/",
    ]:
        assert "<script>alert" not in client.get(url).text, url
    assert "<script>alert" not in shift(client, LIST, row).text
    assert "<script>alert" not in shift(client, LIST, row, "-600").text
    assert "<script>alert" not in save(client, row, kind="debate").text
