"""« Écrire aux personnes inscrites »: drafts, who is meant, a test, one sending."""

import re

import pytest
from django.core import mail as sent_mail
from django.core.mail import mailers
from django.utils import timezone

from events.access import Role
from events.admin.of_event import PARAMETER
from events.models import JournalEntry
from programme.half_days import Half
from registrations import audiences, delivery, operations
from registrations.models import Mailing, Message, Notice, Presence
from tests.factories import (
    EventFactory,
    MailingFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.team import client_of, member_of, page, posted_by

pytestmark = pytest.mark.django_db
Audience = Mailing.Audience


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def organiser(event):
    return member_of(event)


@pytest.fixture
def secretary(event):
    return member_of(event, Role.SECRETARY)


@pytest.fixture
def draft(event):
    return MailingFactory(event=event)


def address(name: str, *arguments) -> str:
    return page(name, *arguments, of="mailing")


def add_address(event) -> str:
    return f"{address('add')}?event={event.pk}"


def typed(**changes) -> dict:
    values = {
        "audience": Audience.CONFIRMED,
        "subject_fr": "Une salle plus grande",
        "text_fr": "Bonjour {prenom_nom},\r\n\r\nNous changeons de salle.",
    }
    return values | changes


def send(client, draft):
    path = address("send", draft.pk)
    response = client.get(path)
    seen = re.search(r'name="seen" value="(\w+)"', response.text)
    return client.post(path, {"seen": seen[1] if seen else ""})


def said(client, response) -> list[str]:
    return [str(line) for line in client.get(response.url).context["messages"]]


def came(registration) -> None:
    Presence.objects.create(
        registration=registration,
        date=registration.event.local_start.date(),
        half=Half.MORNING,
        means=Presence.Means.NAME,
    )


def names(mailing) -> list[str]:
    return [row.email for row in audiences.readers_of(mailing)]


def test_a_secretary_drafts_and_an_organiser_sends(event, secretary, organiser):
    person = RegistrationFactory(event=event)

    secretary.post(add_address(event), typed())
    draft = Mailing.objects.get()

    assert (
        "an organiser of the event sends it"
        in secretary.get(address("change", draft.pk)).text
    )
    assert send(secretary, draft).status_code == 403
    assert not Message.objects.exists()
    assert draft.drafted_by.email

    response = send(organiser, draft)

    assert said(organiser, response) == ["1 message is on its way."]
    [message] = Message.objects.all()
    assert (message.registration, message.mailing) == (person, draft)
    assert (message.notice, message.to) == (Notice.FREE_MESSAGE, person.email)


def test_the_page_tells_how_many_people_each_choice_reaches(event, organiser):
    RegistrationFactory.create_batch(2, event=event)
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)
    RegistrationFactory()

    text = organiser.get(add_address(event)).text

    for label in [
        "Everybody who is registered or waiting (3)",
        "People with a place (2)",
        "People on the waiting list (1)",
        "People who came (0)",
    ]:
        assert label in text


def test_each_audience_is_of_its_event_alone(event):
    profile = event.profiles.create(label_fr="Recherche")
    confirmed = RegistrationFactory(event=event, email="c@example.org", profile=profile)
    RegistrationFactory(event=event, email="w@example.org", waiting=True)
    gone = RegistrationFactory(event=event, email="x@example.org", cancelled=True)
    present = RegistrationFactory(event=event, email="p@example.org")
    other = RegistrationFactory()
    came(present)
    came(other)

    def reached(audience, **changes):
        mailing = MailingFactory(event=event, audience=audience, **changes)
        return sorted(names(mailing))

    selection = [confirmed.pk, gone.pk, other.pk]
    assert reached(Audience.ACTIVE) == [
        "c@example.org",
        "p@example.org",
        "w@example.org",
    ]
    assert reached(Audience.CONFIRMED) == ["c@example.org", "p@example.org"]
    assert reached(Audience.WAITING) == ["w@example.org"]
    assert reached(Audience.PRESENT) == ["p@example.org"]
    assert reached(Audience.PROFILE, profile=profile) == ["c@example.org"]
    assert reached(Audience.SELECTION, selection=selection) == [
        "c@example.org",
        "x@example.org",
    ]


def test_a_presence_that_was_undone_does_not_count(event):
    person = RegistrationFactory(event=event)
    came(person)
    Presence.objects.update(undone_at=timezone.now())

    assert names(MailingFactory(event=event, audience=Audience.PRESENT)) == []


def test_one_mail_each_and_none_without_an_address(event, organiser):
    first = RegistrationFactory(event=event, email="a@example.org", cancelled=True)
    again = RegistrationFactory(event=event, email="A@example.org")
    RegistrationFactory(event=event, email=None)
    draft = operations.draft_to(
        event,
        [*event.registrations.values_list("pk", flat=True)],
        actor=None,
    )
    Mailing.objects.filter(pk=draft.pk).update(subject_fr="Objet", text_fr="Texte")

    text = organiser.get(address("send", draft.pk)).text
    send(organiser, draft)

    assert "1 person without an email address is left out." in text
    assert [m.registration for m in Message.objects.all()] == [again]
    assert first.pk != again.pk


def test_people_read_it_in_their_language_with_a_link_of_their_own(event, organiser):
    RegistrationFactory(event=event, given_name="Zoé", language="fr")
    RegistrationFactory(event=event, given_name="Zoe", language="en")
    send(organiser, MailingFactory(event=event))

    while message := delivery.claim():
        delivery.deliver(message, mailers.default)

    french, english = sent_mail.outbox
    assert french.subject == "Une salle plus grande"
    assert english.subject == "A larger room"
    assert "Bonjour Zoé" in french.body
    assert "Hello Zoe" in english.body
    assert {len(mail.recipients()) for mail in sent_mail.outbox} == {1}
    assert french.to != english.to
    assert french.reply_to == ["contact@example.org"]


def test_sending_twice_sends_once(event, organiser, draft):
    RegistrationFactory(event=event)
    path = address("send", draft.pk)
    seen = organiser.get(path).context["seen"]

    organiser.post(path, {"seen": seen})
    second = organiser.post(path, {"seen": seen})

    assert "This message was already sent. It is not sent twice." in said(
        organiser, second
    )
    assert Message.objects.count() == 1
    assert operations.send_mailing(draft, actor=draft.drafted_by) is None
    assert Message.objects.count() == 1


def test_what_was_changed_meanwhile_is_read_again(event, organiser, draft):
    RegistrationFactory(event=event)
    path = address("send", draft.pk)
    seen = organiser.get(path).context["seen"]
    Mailing.objects.update(text_fr="Autre chose")

    response = organiser.post(path, {"seen": seen})

    assert response.status_code == 200
    assert "Autre chose" in response.text
    assert not Message.objects.exists()


def test_a_draft_that_was_sent_meanwhile_keeps_its_words(event, organiser, draft):
    RegistrationFactory(event=event)
    operations.send_mailing(draft, actor=None)
    stale = Mailing.objects.get()
    stale.text_fr = "Trop tard"

    assert not operations.save_draft(stale, ["text_fr"])
    assert Mailing.objects.get().text_fr == draft.text_fr
    assert Mailing.objects.get().sent_at


def test_the_question_names_the_first_five_and_the_number(event, organiser, draft):
    RegistrationFactory.create_batch(7, event=event)

    response = organiser.get(address("send", draft.pk))

    assert "Send to 7 people?" in response.text
    assert response.text.count("<li><strong>Jeanne") == 5
    assert "and 2 more" in " ".join(response.text.split())


def test_nobody_to_write_to(event, organiser, draft):
    text = organiser.get(address("send", draft.pk)).text

    assert "Nobody to write to" in text
    assert "Nobody would get this message." in text


def test_an_empty_draft_is_not_sent(event, organiser):
    person = RegistrationFactory(event=event)
    draft = operations.draft_to(event, [person.pk], actor=None)

    response = send(organiser, draft)

    assert "Write a subject and a text first." in said(organiser, response)
    assert operations.send_mailing(draft, actor=None) is None
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"text_fr": "{prenon}"}, "text_fr", "no placeholder {prenon}"),
        ({"text_en": "{oops}", "subject_en": "x"}, "text_en", "{oops}"),
        ({"subject_fr": "{lien}"}, "subject_fr", "cannot hold a link"),
        ({"text_fr": "Ici {lien}"}, "text_fr", "stand alone"),
        ({"text_en": "Hello"}, "subject_en", "needs its subject"),
        ({"subject_en": "Hello"}, "text_en", "needs its text"),
        ({"audience": Audience.PROFILE}, "profile", "Choose a profile."),
        ({"audience": Audience.SELECTION}, "audience", "valid choice"),
        ({"audience": "everyone"}, "audience", "valid choice"),
        ({"text_fr": ""}, "text_fr", "required"),
    ],
)
def test_what_would_not_work_is_refused(event, organiser, changes, field, sentence):
    response = organiser.post(add_address(event), typed(**changes))

    assert sentence in str(response.context["adminform"].form.errors[field])
    assert not Mailing.objects.exists()


def test_the_profile_of_another_event_is_refused(event, organiser):
    profile = EventFactory().profiles.create(label_fr="Ailleurs")
    changes = {"audience": Audience.PROFILE, "profile": profile.pk}

    response = organiser.post(add_address(event), typed(**changes))

    assert "profile" in response.context["adminform"].form.errors


def test_a_test_goes_to_whoever_asks_in_each_language(event, organiser, draft):
    RegistrationFactory(event=event)
    path = address("change", draft.pk)

    organiser.post(path, posted_by(organiser.get(path)) | {"_continue": "test"})
    while message := delivery.claim():
        delivery.deliver(message, mailers.default)

    assert [mail.subject for mail in sent_mail.outbox] == [
        "[Essai] Une salle plus grande",
        "[Test] A larger room",
    ]
    assert len({*map(str, (mail.to for mail in sent_mail.outbox))}) == 1
    assert not Message.objects.filter(mailing=draft).exists()


def test_a_draft_is_changed_and_shown(event, organiser, draft):
    path = address("change", draft.pk)

    response = organiser.post(
        path, posted_by(organiser.get(path), subject_fr="Autre") | {"_continue": "save"}
    )

    assert "The draft is saved. Nothing is sent yet." in said(organiser, response)
    assert Mailing.objects.get().subject_fr == "Autre"
    assert "Autre" in str(organiser.get(path).context["previews"])


def test_another_audience_leaves_no_profile_behind(event, organiser):
    draft = MailingFactory(
        event=event, audience=Audience.PROFILE, profile=event.profiles.first()
    )
    path = address("change", draft.pk)

    organiser.post(path, posted_by(organiser.get(path), audience=Audience.CONFIRMED))

    assert Mailing.objects.get().audience == Audience.CONFIRMED
    assert Mailing.objects.get().profile is None


def test_the_button_to_send_saves_and_asks(event, organiser, draft):
    path = address("change", draft.pk)

    response = organiser.post(
        path, posted_by(organiser.get(path), subject_fr="Autre") | {"_continue": "send"}
    )

    assert response.url.endswith(f"/{draft.pk}/send/")
    assert Mailing.objects.get().subject_fr == "Autre"


def test_a_second_saver_of_a_draft_is_warned(event, organiser, draft):
    path = address("change", draft.pk)
    data = posted_by(organiser.get(path), subject_fr="Mon objet")
    Mailing.objects.update(subject_fr="Leur objet")

    response = organiser.post(path, data)

    assert "Somebody else has changed this page" in response.text
    assert Mailing.objects.get().subject_fr == "Leur objet"


def test_what_was_sent_is_read_only_with_its_figures(event, organiser, draft):
    RegistrationFactory.create_batch(3, event=event)
    operations.send_mailing(draft, actor=None)
    first, second, _third = Message.objects.order_by("pk")
    Message.objects.filter(pk=first.pk).update(sent_at=timezone.now())
    Message.objects.filter(pk=second.pk).update(failed_at=timezone.now())
    path = address("change", draft.pk)

    page_text = organiser.get(path).text
    list_text = organiser.get(address("changelist")).text

    for text in (page_text, list_text):
        assert "1 of 3, 1 not delivered" in text
    assert organiser.post(path, typed()).status_code == 403
    assert (
        organiser.post(address("delete", draft.pk), {"post": "yes"}).status_code == 403
    )


def test_a_copy_is_a_new_draft(event, organiser, draft):
    RegistrationFactory(event=event)
    operations.send_mailing(draft, actor=None)

    organiser.post(
        address("changelist"), {"action": "copy", "_selected_action": [draft.pk]}
    )

    copy = Mailing.objects.exclude(pk=draft.pk).get()
    assert copy.sent_at is None
    assert copy.text_fr == draft.text_fr
    assert copy.drafted_by


def test_a_draft_can_be_deleted(event, secretary, draft):
    secretary.post(address("delete", draft.pk), {"post": "yes"})

    assert not Mailing.objects.exists()


def test_writing_to_a_selection(event, secretary):
    chosen, _other = RegistrationFactory.create_batch(2, event=event)

    response = secretary.post(
        page("changelist"),
        {"action": "write_to_selection", "_selected_action": [chosen.pk]},
    )

    draft = Mailing.objects.get()
    assert response.url.endswith(f"/{draft.pk}/change/")
    assert names(draft) == [chosen.email]
    assert "People who were selected (1)" in secretary.get(response.url).text


def test_a_reader_writes_to_nobody(event, draft):
    reader = member_of(event, Role.READER)
    person = RegistrationFactory(event=event)

    for path in [address("changelist"), add_address(event), address("send", draft.pk)]:
        assert reader.get(path).status_code == 403
    assert (
        reader.post(
            page("changelist"),
            {"action": "write_to_selection", "_selected_action": [person.pk]},
        ).status_code
        == 403
    )


def test_other_teams_find_nothing(event, draft):
    outsider = member_of(EventFactory())

    for path in [address("change", draft.pk), address("send", draft.pk)]:
        assert outsider.get(path).status_code == 404
        assert outsider.post(path).status_code == 404


def test_the_journal_says_to_how_many(event, organiser, draft):
    RegistrationFactory.create_batch(2, event=event)

    send(organiser, draft)

    entry = JournalEntry.objects.get(act=JournalEntry.Act.PEOPLE_TOLD)
    assert entry.details == {"audience": "active", "count": 2}


def test_a_message_is_sent_again_from_the_log(event, organiser, draft):
    RegistrationFactory(event=event)
    operations.send_mailing(draft, actor=None)
    message = Message.objects.get()

    operations.send_again(message, actor=event.memberships.first().user)

    assert [*Message.objects.values_list("mailing", "notice")] == [
        (draft.pk, Notice.FREE_MESSAGE)
    ] * 2


@pytest.mark.parametrize("mailings", [1, 30])
def test_the_list_costs_the_same_for_many(
    event, organiser, django_assert_max_num_queries, mailings
):
    MailingFactory.create_batch(mailings, event=event)
    organiser.get(address("changelist"), {PARAMETER: event.pk})

    with django_assert_max_num_queries(8):
        organiser.get(address("changelist"), {PARAMETER: event.pk})


def test_five_thousand_people_are_written_to_in_few_statements(
    event, django_assert_max_num_queries
):
    RegistrationFactory.create_batch(20, event=event)
    draft = MailingFactory(event=event)

    with django_assert_max_num_queries(8):
        assert operations.send_mailing(draft, actor=None) == 20


def test_a_superuser_may_all(event, draft):
    RegistrationFactory(event=event)
    send(client_of(UserFactory(superuser=True)), draft)

    assert Message.objects.count() == 1
