"""Other words for the mails of an event: the list, the page, the test, the way back."""

import re

import pytest
from django.core import mail as sent_mail
from django.core.mail import mailers

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import JournalEntry
from registrations import delivery, mails, operations
from registrations.letters.custom import EDITABLE
from registrations.models import Message, MessageTemplate, Notice
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.letter_writing import message
from tests.registrations.team import client_of, member_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def organiser(event):
    return member_of(event)


def address(event, notice=Notice.CONFIRMED, language="fr", name="edit") -> str:
    return page(name, event.pk, notice, language, of="messagetemplate")


def shown(response) -> dict:
    """What a browser would post: the words of the page, with those it started from."""
    form, data = response.context["form"], {}
    for bound in form:
        value = bound.value()
        data |= {bound.html_name: value}
        data[bound.html_initial_name] = form.data.get(bound.html_initial_name, value)
    return data


def post(client, path, button="_save", **typed):
    return client.post(path, shown(client.get(path)) | typed | {button: "1"})


def errors(response) -> str:
    return str(response.context["form"].errors.as_text())


def test_every_mail_is_listed_in_both_languages(event, organiser):
    operations.save_wording(
        event, Notice.WAITING, "fr", subject="Patience", text="x", actor=UserFactory()
    )

    response = organiser.get(page("changelist", of="messagetemplate"))
    rows = response.context["rows"]

    assert len(rows) == 2 * len(EDITABLE)
    assert [row["notice"] for row in rows if row["written"]] == [Notice.WAITING.label]
    assert "Patience" in response.text


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"language": "en"}, len(EDITABLE)),
        ({"custom": "1"}, 1),
        ({"language": "en", "custom": "1"}, 0),
        ({"language": "\x01", "custom": "x"}, 2 * len(EDITABLE)),
    ],
)
def test_the_list_can_be_narrowed(event, organiser, parameters, count):
    operations.save_wording(
        event, Notice.WAITING, "fr", subject="Patience", text="x", actor=UserFactory()
    )

    response = organiser.get(page("changelist", of="messagetemplate"), parameters)

    assert len(response.context["rows"]) == count


def test_the_list_costs_few_queries(event, organiser, django_assert_max_num_queries):
    organiser.get(page("changelist", of="messagetemplate"), {PARAMETER: event.pk})

    with django_assert_max_num_queries(8):
        organiser.get(page("changelist", of="messagetemplate"), {PARAMETER: event.pk})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("notice", EDITABLE)
def test_the_page_starts_with_our_words_and_shows_them(
    event, organiser, notice, language
):
    response = organiser.get(address(event, notice, language))
    form, preview = response.context["form"], response.context["preview"]

    assert form["text"].value()
    assert preview.subject
    assert "K7RD-4F7M" in preview.text or "{reference}" not in form["text"].value()
    for part in ("style=", "href=", "<script", "<img"):
        assert part not in preview.html
    assert "http" not in re.sub(r"https://colloque.example/\S*", "", preview.html)


def test_what_is_saved_is_sent(event, organiser):
    response = post(
        organiser,
        address(event),
        subject="À bientôt, {prenom}",
        text="Bonjour {prenom_nom},\r\n\r\nVotre page :\r\n{lien}",
    )
    person = RegistrationFactory(event=event, given_name="Zoé")

    assert response.status_code == 302
    assert mails.render(message(Notice.CONFIRMED, person)).subject == "À bientôt, Zoé"
    entry = JournalEntry.objects.get(event=event)
    assert entry.act == JournalEntry.Act.WORDING_CHANGED
    assert entry.details == {"notice": "confirmed", "language": "fr"}


def test_the_preview_saves_nothing(event, organiser):
    response = post(
        organiser, address(event), "_preview", subject="<b>É</b>", text="Texte\n{lien}"
    )

    assert response.context["preview"].subject == "<b>É</b>"
    assert "&lt;b&gt;É&lt;/b&gt;" in response.context["preview"].html
    assert not MessageTemplate.objects.exists()


def test_our_words_saved_unchanged_are_not_stored(event, organiser):
    post(organiser, address(event))

    assert not MessageTemplate.objects.exists()


def test_a_test_goes_to_whoever_asks_and_opens_nothing(event, client):
    user = UserFactory(superuser=True, language="fr")
    post(
        client_of(user), address(event), "_test", subject="Ça va ?", text="Oui\n{lien}"
    )

    delivery.deliver(delivery.claim(), mailers.default)

    [mail] = sent_mail.outbox
    assert mail.recipients() == [user.email]
    assert mail.subject == "[Essai] Ça va ?"
    assert "Oui" in mail.body
    [link] = re.findall(r"https://colloque.example(/i/\S+)", mail.body)
    assert client.get(link, follow=True).status_code == 404
    assert not MessageTemplate.objects.exists()
    stored = Message.objects.get()
    assert "http" not in str(stored.context)


@pytest.mark.parametrize("notice", EDITABLE)
def test_every_mail_can_be_tried(event, organiser, notice):
    post(organiser, address(event, notice), "_test")

    delivery.deliver(delivery.claim(), mailers.default)

    assert [mail.subject[:8] for mail in sent_mail.outbox] == ["[Essai] "]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "{prenon}\n{lien}"}, "no placeholder {prenon}"),
        ({"text": "{rang}\n{lien}"}, "no placeholder {rang}"),
        ({"subject": "{prenon}"}, "no placeholder {prenon}"),
        ({"text": "Bonjour"}, "Keep {lien}"),
        ({"text": "Ici : {lien}."}, "{lien} must stand alone"),
        ({"subject": "{lien}"}, "A subject cannot hold a link"),
        ({"text": "{{lien}}"}, "A brace stands alone or twice"),
        ({"text": "{lien}\n{"}, "A brace stands alone or twice"),
        ({"text": "{lien}\n{}"}, "A brace stands alone or twice"),
        ({"text": "{lien}\n}{"}, "A brace stands alone or twice"),
        ({"subject": ""}, "required"),
        ({"text": "\u200b"}, "required"),
        ({"text": "x" * 5001}, "at most 5000"),
        ({"subject": "x" * 151}, "at most 150"),
    ],
)
def test_what_would_not_work_is_refused_in_words(event, typed, sentence):
    organiser = client_of(UserFactory(superuser=True))
    path = address(event)

    response = post(organiser, path, **typed)

    assert sentence in errors(response)
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize("text", ["{Prénom Nom}\n{LIEN}", "{first_last}\n{link}"])
def test_names_are_understood_however_they_are_written(event, organiser, text):
    assert post(organiser, address(event), text=text).status_code == 302


def test_a_second_saver_is_warned(event, organiser):
    path = address(event)
    typed = shown(organiser.get(path))
    operations.save_wording(
        event,
        Notice.CONFIRMED,
        "fr",
        subject="Leurs mots",
        text="Texte.\n{lien}",
        actor=UserFactory(),
    )

    response = organiser.post(path, typed | {"subject": "Mes mots", "_save": "1"})

    assert "Somebody else has changed this page" in errors(response)
    assert MessageTemplate.objects.get().subject == "Leurs mots"


def test_the_original_text_comes_back_after_a_question(event, organiser):
    post(organiser, address(event), subject="À nous")
    path = address(event, name="restore")

    assert "À nous" in organiser.get(path).text
    assert MessageTemplate.objects.exists()
    organiser.post(path)
    organiser.post(path)

    assert not MessageTemplate.objects.exists()
    acts = JournalEntry.objects.values_list("act", flat=True)
    assert [*acts] == [JournalEntry.Act.WORDING_CHANGED] * 2


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_only_organisers_edit_wordings(event, role):
    member = member_of(event, role)

    for path in [
        page("changelist", of="messagetemplate"),
        address(event),
        address(event, name="restore"),
    ]:
        assert member.get(path).status_code == 403
        assert member.post(path).status_code == 403


@pytest.mark.parametrize("name", ["edit", "restore"])
def test_other_teams_find_nothing(event, name):
    outsider = member_of(EventFactory())

    assert outsider.get(address(event, name=name)).status_code == 404
    assert outsider.post(address(event, name=name)).status_code == 404


@pytest.mark.parametrize(
    ("notice", "language"),
    [
        (Notice.PASSWORD_RESET, "fr"),
        (Notice.DIGEST, "fr"),
        (Notice.TEAM_INVITATION, "en"),
        (Notice.FREE_MESSAGE, "fr"),
        (Notice.TEST, "fr"),
        ("nothing", "fr"),
        (Notice.CONFIRMED, "de"),
    ],
)
def test_what_cannot_be_written_is_not_found(event, organiser, notice, language):
    assert organiser.get(address(event, notice, language)).status_code == 404
