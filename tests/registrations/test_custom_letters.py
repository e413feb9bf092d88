"""Letters in the words of an organiser: the same mail until a word is changed."""

import email
import email.policy
import re

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.utils import translation

from events.text import one_line
from registrations import letters, mails
from registrations.letters import custom, samples
from registrations.letters.custom import Words
from registrations.models import Message, MessageTemplate, Notice
from tests.factories import MailingFactory, RegistrationFactory
from tests.registrations.letter_writing import (
    AFTER_THE_CUT_OFF,
    BEFORE_THE_CUT_OFF,
    each_notice,
    french,
    jeanne,
    message,
    study_day,
)
from tests.registrations.test_mails import HOSTILE, Page, sent, words

pytestmark = pytest.mark.django_db
LANGUAGES = ["fr", "en"]


@pytest.fixture(autouse=True)
def _before_the_cut_off():
    with time_machine.travel(BEFORE_THE_CUT_OFF):
        yield


def ours(event, notice: Notice, language: str) -> Words:
    """The text that the page for this mail starts with."""
    with translation.override(language):
        facts = samples.sample_facts(samples.sample_message(event, notice, language))
        return custom.our_words(notice, facts)


def write(event, notice: Notice, language: str, subject: str, text: str) -> None:
    MessageTemplate.objects.create(
        event=event, notice=notice, language=language, subject=subject, text=text
    )


def keep_ours(event, language: str) -> None:
    """Store our own words for every mail, as if an organiser had saved them."""
    for notice in custom.EDITABLE:
        text = ours(event, notice, language)
        write(event, notice, language, text.subject, text.text)


def parts(mail: EmailMultiAlternatives) -> tuple:
    html = re.sub(r"cid:[^\"]+", "cid:", mail.alternatives[0].content)
    return mail.subject, mail.body, html


def rewritten(subject: str, text: str, **person) -> EmailMultiAlternatives:
    """A confirmation in these words, to somebody."""
    event = study_day()
    write(event, Notice.CONFIRMED, "fr", subject, text)
    return mails.render(message(Notice.CONFIRMED, jeanne(event, **person)))


def test_our_words_are_offered_with_placeholders():
    text = ours(study_day(), Notice.CONFIRMED, "fr")

    assert text.subject == french("Inscription confirmée~: {titre_court}, {jour}")
    assert text.text == french("""\
Bonjour {prenom_nom},

Votre inscription est confirmée.

{titre}
{horaires}
{lieu}
{adresse}

{accueil}

{ateliers}

Voir, modifier ou annuler mon inscription~:

{lien}

Référence~: {reference}

Empêchement~? Annulez par ce même lien~: quelqu’un d’autre pourra venir.""")


def test_our_words_in_english_have_english_placeholders():
    text = ours(study_day(), Notice.CANCELLED_BY_PERSON, "en")

    assert text.text == (
        "Your registration for the study day on {date} is cancelled. Your place is "
        "released, thank you. A mistake? Register again, if places are left:\n\n{link}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", custom.EDITABLE)
def test_our_words_hold_nothing_of_a_person_or_a_day(notice, language):
    event = study_day(title_fr="TITRE", short_title_fr="COURT", room="SALLE")
    text = ours(event, notice, language)

    said = f"{text.subject}\n{text.text}"
    for part in ["TITRE", "COURT", "SALLE", "2019", "K7RD", "example", "http", "Last"]:
        assert part not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("online", [False, True])
def test_our_words_kept_unchanged_make_the_same_mails(language, online):
    changes = {"attendance_mode": "online", "venue": None} if online else {}
    event = study_day(**changes)
    queued = [
        row for row in each_notice(event, language) if row.notice in custom.EDITABLE
    ]
    before = [parts(mails.render(row)) for row in queued]

    keep_ours(event, language)

    assert MessageTemplate.objects.count() == len(custom.EDITABLE)
    for row, said in zip(queued, before, strict=True):
        assert parts(mails.render(row)) == said, row.notice


def test_our_words_stay_true_after_the_cut_off():
    event = study_day()
    keep_ours(event, "fr")
    waits = message(Notice.WAITING, jeanne(event, waiting=True))

    with time_machine.travel(AFTER_THE_CUT_OFF):
        assert "attribue les dernières places à la main" in mails.render(waits).body


def test_other_words_are_sent_in_their_language_and_event_alone():
    event, other = study_day(), study_day(slug="other")
    write(event, Notice.CONFIRMED, "fr", "À bientôt", "Bonjour.\n\nÀ voir :\n{lien}")

    assert mails.render(message(Notice.CONFIRMED, jeanne(event))).subject == "À bientôt"
    for row in [
        message(Notice.CONFIRMED, jeanne(other)),
        message(Notice.CONFIRMED, jeanne(event, email="e@example.org"), language="en"),
        message(Notice.WAITING, jeanne(event, email="w@example.org", waiting=True)),
    ]:
        assert mails.render(row).subject != "À bientôt"


def test_the_text_of_an_organiser_in_both_parts():
    mail = rewritten(
        "Pour {prenom}",
        "Bonjour {Prénom Nom},\n\nLe {date} :\nsalle <b>2</b> & hall.\n\n"
        "Première phrase. Votre page :\n{lien}\nLe plan :\n\nhttps://example.org/plan",
    )
    [link, plan] = [line for line in mail.body.split("\n") if "://" in line]

    assert mail.subject == "Pour Jeanne"
    assert mail.body.startswith(
        french(
            """\
Bonjour Jeanne Martin,

Le mercredi 22~mai 2019 :
salle <b>2</b> & hall.

Première phrase. Votre page :
""".replace("2~mai", "2~mai")
        ).rstrip("\n")
    )
    page = Page(mail.alternatives[0].content)
    assert page.links == [link, plan]
    assert page.words == words(f"{mail.subject}\n{mail.body}")
    assert "b" not in {tag for tag, _ in page.tags}


def test_the_footer_is_always_ours():
    mail = rewritten("Objet", "Texte.\n\n{lien}")

    assert "Une question" in mail.body.split("\n\n")[-1]
    assert "contact@example.org" in mail.alternatives[0].content


@pytest.mark.parametrize(
    "name",
    [
        "{email}",
        "{lien}",
        "{link}",
        "{{7*7}}",
        "{{ contact }}",
        "{% load i18n %}",
        "{% now 'Y' %}",
        "%(reference)s",
        "{0.__class__}",
        "${HOME}",
    ],
)
def test_what_a_person_typed_is_never_evaluated(name):
    mail = rewritten("{nom}", "{prenom_nom}\n\n{lien}", given_name="", family_name=name)

    assert mail.subject == name
    assert mail.body.split("\n\n")[0] == name
    assert name in mail.alternatives[0].content.replace("&#x27;", "'")


@pytest.mark.parametrize("text", ["{{7*7}}", "{% now 'Y' %}", "<i>x</i>", "%(title)s"])
def test_what_an_organiser_typed_is_no_template(text):
    assert rewritten("Objet", f"{text} !\n\n{{lien}}").body.startswith(f"{text} !")


def test_a_name_that_would_show_as_a_link_leaves_no_gap():
    mail = rewritten(
        "Objet", "Bonjour {prenom_nom},\n\n{lien}", given_name="evil.example"
    )

    assert mail.body.startswith("Bonjour,\n\n")


@pytest.mark.parametrize("text", ["{lien}", "{lien}\n{lien_annuler}", "\n\n{lien}\n\n"])
def test_links_without_a_sentence_are_still_there(text):
    mail = rewritten("Objet", text)

    for link in re.findall(r"https://\S+", mail.body):
        assert f'href="{link}"' in mail.alternatives[0].content
    assert "/i/" in mail.body


def in_our_words_and_saved_ones(event, **person):
    """Every mail twice: in our words, and in the same saved by an organiser."""
    queued = each_notice(event, "fr", **person)
    yield from [(row, mails.render(row)) for row in queued]
    keep_ours(event, "fr")
    yield from [(row, mails.render(row)) for row in queued]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_mail_lets_what_was_typed_become_a_header(name):
    event = study_day(title_fr=name, short_title_fr=name[:40], room=name)
    person = {"given_name": name[:100], "family_name": name[:100], "institution": name}

    for row, mail in in_our_words_and_saved_ones(event, **person):
        received = sent(mail)
        senders = [received[header].addresses for header in ("From", "To", "Reply-To")]

        assert mail.recipients() == [row.to]
        assert received["Subject"] == mail.subject == one_line(mail.subject)
        assert not {"Bcc", "Cc"} & {*received.keys()}
        assert [len(addresses) for addresses in senders] == [1, 1, 1]
        assert {*Page(mail.alternatives[0].content).links} == {
            line for line in mail.body.split("\n") if line.startswith("https://")
        }


@pytest.mark.parametrize("title", ["É" * 300, "🎓" * 300, "mot " * 75, "x" * 300])
def test_long_titles_survive_every_mail(title):
    event = study_day(title_fr=title, short_title_fr="")

    for _row, mail in in_our_words_and_saved_ones(event):
        octets = mail.message(policy=email.policy.SMTP).as_bytes()
        text = sent(mail).get_body(("plain",)).get_content()

        assert max(map(len, octets.split(b"\r\n"))) <= 998
        assert sent(mail)["Subject"] == mail.subject
        assert text.splitlines() == mail.body.splitlines()


def test_a_message_of_the_team_ends_with_the_personal_link_and_the_footer():
    event = study_day()
    row = message(
        Notice.FREE_MESSAGE, jeanne(event), mailing=MailingFactory(event=event)
    )

    *_, invitation, link, footer = mails.render(row).body.split("\n\n")

    assert invitation == french("Voir, modifier ou annuler mon inscription~:")
    assert "/i/" in link
    assert footer.startswith("Une question")


def test_a_message_of_the_team_holds_the_link_once():
    event = study_day()
    mailing = MailingFactory(event=event, text_fr="Votre page :\n{lien}\nMerci.")

    body = mails.render(
        message(Notice.FREE_MESSAGE, jeanne(event), mailing=mailing)
    ).body

    assert body.count("/i/") == 1


def test_a_message_in_french_alone_says_so_to_english_readers():
    event = study_day()
    mailing = MailingFactory(
        event=event, subject_en="", text_en="", text_fr="Le {date} :\n{lien}"
    )
    reader = jeanne(event, language="en")

    mail = mails.render(message(Notice.FREE_MESSAGE, reader, mailing=mailing))
    page = Page(mail.alternatives[0].content)

    assert mail.subject == "Une salle plus grande"
    assert mail.body.startswith(
        "The organisers have published this text in French only."
    )
    assert french("Le mercredi 22~mai 2019") in mail.body
    assert "https://colloque.example/en/i/" in mail.body
    assert {"lang": "fr"}.items() <= next(v for t, v in page.tags if t == "h1").items()
    assert page.tags[0] == ("html", {"lang": "en"})


def test_each_person_reads_a_message_in_their_language():
    event = study_day()
    mailing = MailingFactory(event=event)
    reader = jeanne(event, language="en")

    mail = mails.render(message(Notice.FREE_MESSAGE, reader, mailing=mailing))

    assert mail.subject == "A larger room"
    assert mail.body.startswith("Hello Jeanne Martin,")


@pytest.mark.parametrize("notice", custom.EDITABLE)
def test_a_sample_opens_nothing(notice, client):
    event = study_day()
    RegistrationFactory(event=event)
    with translation.override("fr"):
        sample = samples.sample_message(event, notice, "fr")
    mail = mails.render_sample(sample, None)

    for link in re.findall(r"https://colloque.example(/i/\S+)", mail.body):
        client.get(link)
        assert "registrations" not in client.cookies
    assert Message.objects.count() == 0


def test_every_editable_mail_has_its_own_words():
    assert {*custom.EDITABLE} == {*letters.WRITERS} - custom.NOT_EDITABLE
