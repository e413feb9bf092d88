"""What each mail says, in both parts and both languages, whatever people typed."""

import email
import email.policy
import re
from html.parser import HTMLParser

import icalendar
import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import translation

from events.text import one_line
from programme import kept
from registrations import letters, links, mails
from registrations.models import Notice, Registration
from tests.factories import EventFactory, RegistrationFactory, UserFactory
from tests.registrations.letter_writing import (
    AFTER_THE_CUT_OFF,
    BEFORE_THE_CUT_OFF,
    each_notice,
    for_account,
    french,
    jeanne,
    message,
    study_day,
)

pytestmark = pytest.mark.django_db
HOSTILE = {
    "markup": "<b>Jeanne</b> &amp; <script>alert(1)</script>",
    "placeholder": "{email} %(reference)s {{ link }} {% now 'Y' %} %s",
    "header": "Jeanne\r\nBcc: everybody@example.net\r\n\r\nBody",
    "paragraph": "Jeanne\n\nhttps://colloque.example/i/forged/\n\nBye",
    "blank line": "Jeanne\r\n\r\nYou have won\n\nBye",
    "separator": "Jeanne\u2028https://colloque.example/i/forged/\u2029Bye",
    "web address": "Jeanne https://evil.example/win",
    "bare domain": "Jeanne evil.example",
    "quotes": "Jeanne \"' D’Arc « ~ »",
    "emoji": "Jeanne 👩🏽‍🔬" * 3,
    "right to left": "Jeanne \u202eenaeJ مريم",
}


@pytest.fixture(autouse=True)
def _before_the_cut_off():
    with time_machine.travel(BEFORE_THE_CUT_OFF):
        yield


def said(mail: EmailMultiAlternatives, registration: Registration | None = None) -> str:
    """The subject and the text part, with words for what chance has chosen."""
    text = f"{mail.subject}\n\n{mail.body}"
    if registration:
        with translation.override(registration.language):
            link = links.personal_link(registration)
            cancel = links.cancel_link(registration)
        text = text.replace(cancel, "{cancel link}").replace(link, "{link}")
        text = text.replace(registration.reference, "{reference}")
    return text


def sent(mail: EmailMultiAlternatives) -> email.message.EmailMessage:
    """The mail as its reader's program takes it apart again."""
    octets = mail.message(policy=email.policy.SMTP).as_bytes()
    return email.message_from_bytes(octets, policy=email.policy.default)


class Page(HTMLParser):
    """What an HTML part shows: its text, headings and links."""

    def __init__(self, markup: str):
        super().__init__()
        self.tags, self.words, self.headings, self.links = [], [], [], []
        self._open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._open.append(tag)
        if tag == "a":
            self.links.append(dict(attributes)["href"])

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if {"title", "style"} & {*self._open}:
            return
        if "h1" in self._open and data.strip():
            self.headings.append(data.strip())
        self.words += words(data)


def words(text: str) -> list[str]:
    """Without addresses, and without the colon that stands before one."""
    return re.findall(r"[^\s:]+", re.sub(r"https?://\S+", "", text))


FOOTER_FR = french(
    "Une question~: contact@example.org · Vous recevez ce message parce que cette "
    "adresse a servi à l’inscription."
)
WAY_OUT_FR = " Si ce n’est pas vous, annulez par le lien ci-dessus."
FOOTER_EN = (
    "Questions: contact@example.org · You receive this because this address was used "
    "to register."
)
WAY_OUT_EN = " If it was not you, cancel with the link above."


def test_confirmation_in_french():
    registration = jeanne(study_day())

    mail = mails.render(message(Notice.CONFIRMED, registration))

    assert said(mail, registration) == french(f"""\
Inscription confirmée~: Partenariat 2019, 22~mai

Bonjour Jeanne Martin,

Votre inscription est confirmée.

Le travail partenarial : nécessité et innovations
Mercredi 22~mai 2019, de 9~h à 17~h~30
Université de Cergy-Pontoise, site de Gennevilliers
avenue Marcel Paul, 92230 Gennevilliers

Le jour venu~: accueil à partir de 9~h, hall du bâtiment. Donnez votre nom, ou montrez \
le code joint.

Voir, modifier ou annuler mon inscription~:

{{link}}

Référence~: {{reference}}

Empêchement~? Annulez par ce même lien~: quelqu’un d’autre pourra venir.

{FOOTER_FR}{WAY_OUT_FR}
""")


def test_confirmation_in_english_keeps_the_title_in_its_own_language():
    registration = jeanne(study_day(), language="en")

    mail = mails.render(message(Notice.CONFIRMED, registration))

    assert said(mail, registration) == french(f"""\
Place confirmed: Partenariat 2019, 22~May

Hello Jeanne Martin,

Your place is confirmed.

Le travail partenarial : nécessité et innovations
Wednesday 22~May 2019, 9~am to 5:30~pm
Université de Cergy-Pontoise, site de Gennevilliers
avenue Marcel Paul, 92230 Gennevilliers

On the day: the desk opens at 9~am, entrance hall. Give your name, or show the \
attached code.

View, change or cancel my registration:

{{link}}

Reference: {{reference}}

Cannot come? Cancel with the same link: someone else can use the place.

{FOOTER_EN}{WAY_OUT_EN}
""")
    title = {"lang": "fr"}
    assert ("strong", title) in Page(mail.alternatives[0].content).tags


def test_promotion_in_french_offers_to_give_up_first():
    registration = jeanne(study_day())

    mail = mails.render(message(Notice.PROMOTED, registration))

    assert said(mail, registration) == french(f"""\
Une place s’est libérée~: votre inscription est confirmée, Partenariat 2019

Bonjour Jeanne Martin,

Une place s’est libérée~: votre inscription est confirmée.

Vous ne pouvez plus venir~? Laissez votre place, elle ira à la personne suivante~:

{{cancel link}}

Le travail partenarial : nécessité et innovations
Mercredi 22~mai 2019, de 9~h à 17~h~30
Université de Cergy-Pontoise, site de Gennevilliers
avenue Marcel Paul, 92230 Gennevilliers

Le jour venu~: accueil à partir de 9~h, hall du bâtiment. Donnez votre nom, ou montrez \
le code joint.

Vous venez~? Vous n’avez rien à faire.

Voir, modifier ou annuler mon inscription~:

{{link}}

Référence~: {{reference}}

{FOOTER_FR}{WAY_OUT_FR}
""")


def test_promotion_in_english():
    registration = jeanne(study_day(), language="en")

    mail = mails.render(message(Notice.PROMOTED, registration))

    assert said(mail, registration) == french(f"""\
A place has become free: your registration is confirmed, Partenariat 2019

Hello Jeanne Martin,

A place has become free: your registration is confirmed.

Cannot come any more? Give up your place, it goes to the next person:

{{cancel link}}

Le travail partenarial : nécessité et innovations
Wednesday 22~May 2019, 9~am to 5:30~pm
Université de Cergy-Pontoise, site de Gennevilliers
avenue Marcel Paul, 92230 Gennevilliers

On the day: the desk opens at 9~am, entrance hall. Give your name, or show the \
attached code.

Coming? You do not need to do anything.

View, change or cancel my registration:

{{link}}

Reference: {{reference}}

{FOOTER_EN}{WAY_OUT_EN}
""")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fr",
            "Vous ne pouvez plus venir~? Laissez votre place, elle pourra servir à "
            "quelqu’un d’autre~:",
        ),
        (
            "en",
            "Cannot come any more? Give up your place, someone else may be able to use "
            "it:",
        ),
    ],
)
def test_promotion_by_hand_after_the_cut_off(language, sentence):
    registration = jeanne(study_day(), language=language)

    with time_machine.travel(AFTER_THE_CUT_OFF):
        mail = mails.render(message(Notice.PROMOTED, registration))

    assert mail.body.split("\n\n")[2] == french(sentence)


@pytest.mark.parametrize(
    ("waiting_before", "rank"),
    [
        (0, "Vous êtes en tête de liste."),
        (1, "Une personne est avant vous."),
        (2, "2~personnes sont avant vous."),
    ],
)
def test_waiting_list_in_french_tells_the_rank(waiting_before, rank):
    event = study_day()
    RegistrationFactory.create_batch(waiting_before, event=event, waiting=True)
    registration = jeanne(event, waiting=True)

    mail = mails.render(message(Notice.WAITING, registration))

    assert said(mail, registration) == french(f"""\
Liste d’attente~: Partenariat 2019, 22~mai

Bonjour Jeanne Martin,

Vous êtes sur la liste d’attente pour la journée du mercredi 22~mai 2019, Partenariat \
2019. {rank}

Si une place se libère avant le mardi 21~mai 2019 à 21~h, elle vous est attribuée à \
votre tour~: votre inscription est alors confirmée et un message vous prévient. Vous \
n’avez rien à faire.

Référence~: {{reference}}

Voir ou quitter la liste~:

{{link}}

{FOOTER_FR}{WAY_OUT_FR}
""")


def test_waiting_list_in_english():
    registration = jeanne(study_day(), waiting=True, language="en")

    mail = mails.render(message(Notice.WAITING, registration))

    assert said(mail, registration) == french(f"""\
Waiting list: Partenariat 2019, 22~May

Hello Jeanne Martin,

You are on the waiting list for the study day on Wednesday 22~May 2019, Partenariat \
2019. You are first on the list.

If a place becomes free before Tuesday 21~May 2019 at 9~pm, it is given to you when \
your turn comes: your registration is then confirmed and a message tells you. You do \
not need to do anything.

Reference: {{reference}}

View or leave the list:

{{link}}

{FOOTER_EN}{WAY_OUT_EN}
""")


def test_waiting_list_after_the_cut_off_promises_nothing():
    registration = jeanne(study_day(), waiting=True)

    with time_machine.travel(AFTER_THE_CUT_OFF):
        mail = mails.render(message(Notice.WAITING, registration))

    assert mail.body.split("\n\n")[2] == (
        "L’équipe d’organisation attribue les dernières places à la main. "
        "Vous n’avez rien à faire."
    )


@pytest.mark.parametrize(
    ("waiting", "state"), [(False, "confirmée"), (True, "sur liste d’attente")]
)
def test_already_registered_names_nobody(waiting, state):
    registration = jeanne(study_day(), waiting=waiting)

    mail = mails.render(message(Notice.ALREADY_REGISTERED, registration))

    assert said(mail, registration) == french(f"""\
Votre inscription existe déjà~: Partenariat 2019, 22~mai

Bonjour,

Quelqu’un, peut-être vous, a essayé à nouveau d’inscrire cette adresse à la journée du \
mercredi 22~mai 2019, Partenariat 2019. Elle a déjà une inscription, qui n’a pas \
changé~: {state}.

Voir, modifier ou annuler mon inscription~:

{{link}}

Pour inscrire une autre personne, utilisez son adresse à elle~:

https://colloque.example/partenariat-2019/inscription/

Ce n’était pas vous~? Vous n’avez rien à faire.

{FOOTER_FR}
""")


def test_cancelled_by_the_person():
    registration = jeanne(study_day(), cancelled=True)

    mail = mails.render(message(Notice.CANCELLED_BY_PERSON, registration))

    assert said(mail, registration) == french(f"""\
Inscription annulée~: Partenariat 2019, 22~mai

Votre inscription à la journée du mercredi 22~mai 2019 est annulée. Votre place est \
libérée, merci. Une erreur~? Réinscrivez-vous, s’il reste des places~:

{{link}}

{FOOTER_FR}
""")


def test_left_the_waiting_list_of_a_conference():
    event = study_day(type="conference")
    registration = jeanne(event, cancelled=True)

    mail = mails.render(message(Notice.LEFT_WAITING_LIST, registration))

    assert said(mail, registration) == french(f"""\
Liste d’attente quittée~: Partenariat 2019, 22~mai

Vous n’êtes plus sur la liste d’attente pour le colloque du mercredi 22~mai 2019. Une \
erreur~? Revenez sur la liste, à la fin~:

{{link}}

{FOOTER_FR}
""")


def test_cancelled_by_the_team_gives_the_reason():
    registration = jeanne(study_day(), cancelled=True)
    reason = {"reason": "double inscription."}

    mail = mails.render(message(Notice.CANCELLED_BY_TEAM, registration, context=reason))

    assert said(mail, registration) == french(f"""\
Votre inscription est annulée~: Partenariat 2019

Bonjour Jeanne Martin,

L’équipe d’organisation a annulé votre inscription à la journée du mercredi 22~mai \
2019, Partenariat 2019~: double inscription.

{FOOTER_FR}
""")


def test_personal_link():
    registration = jeanne(study_day())
    mail = mails.render(message(Notice.PERSONAL_LINK, registration, registration=None))

    assert said(mail, registration) == french(f"""\
Votre lien personnel~: Partenariat 2019

Voici votre lien personnel pour la journée du mercredi 22~mai 2019, Partenariat 2019. \
Il ouvre votre page~: état, modification, annulation, et attestation après la journée.

Voir, modifier ou annuler mon inscription~:

{{link}}

Vous n’avez rien demandé~? Vous n’avez rien à faire.

{FOOTER_FR}{WAY_OUT_FR}
""")


def test_password_reset_is_ours_and_in_the_language_of_the_account():
    registration = jeanne(study_day())
    user = UserFactory(language="en")

    queued = message(
        Notice.PASSWORD_RESET, registration, language="en", **for_account(user)
    )
    mail = mails.render(queued)

    subject, *_ = said(mail).split("\n\n")
    assert subject == "Choose a new password: Colloque"
    assert "https://colloque.example/en/" in mail.body
    assert "works once, for 24 hours." in mail.body


def test_the_words_agree_with_the_type_of_event_and_its_days():
    event = EventFactory(type="seminar", starts_at=BEFORE_THE_CUT_OFF)
    event.ends_at = event.starts_at.replace(day=12)
    event.save()
    registration = jeanne(event)

    mail = mails.render(message(Notice.CANCELLED_BY_PERSON, registration))

    assert mail.body.startswith(
        french(
            "Votre inscription au séminaire du vendredi 10 au dimanche 12~mai 2019 est"
        )
    )


def test_an_online_event_has_no_desk():
    event = study_day(attendance_mode="online", venue=None)
    mail = mails.render(message(Notice.CONFIRMED, jeanne(event)))

    assert (
        french("(heure de Paris)\nEn ligne\n\nVoir, modifier ou annuler") in mail.body
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_both_parts_say_the_same_whatever_was_typed(language, name):
    event = study_day(title_fr=name, short_title_fr=name[:40], room=name)
    for mail in map(
        mails.render, each_notice(event, language, given_name=name, family_name=name)
    ):
        page = Page(mail.alternatives[0].content)
        in_text = set(re.findall(r"^https://\S+$", mail.body, re.MULTILINE))

        assert page.words == words(f"{mail.subject}\n{mail.body}")
        assert page.headings == [mail.subject]
        assert {*page.links} == in_text
        assert all("forged" not in link for link in page.links)
        assert not {"script", "b"} & {tag for tag, _ in page.tags}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_was_typed_becomes_a_header_or_a_paragraph(name):
    usual = mails.render(message(Notice.CONFIRMED, jeanne(study_day())))
    event = study_day(slug="hostile", title_fr=name, short_title_fr=name[:40])
    registration = jeanne(event, given_name=name)

    mail = mails.render(message(Notice.CONFIRMED, registration))
    received = sent(mail)

    assert mail.recipients() == ["jeanne@example.org"]
    assert received.keys() == sent(usual).keys()
    assert received["Subject"] == mail.subject == one_line(mail.subject)
    assert len(received["From"].addresses) == 1
    assert received["From"].addresses[0].addr_spec == "colloque@colloque.example"
    assert mail.body.count("\n\n") == usual.body.count("\n\n")


@pytest.mark.parametrize("name", [HOSTILE["web address"], HOSTILE["bare domain"]])
def test_a_name_that_would_show_as_a_link_is_left_out(name):
    registration = jeanne(study_day(), given_name=name)

    mail = mails.render(message(Notice.CONFIRMED, registration))

    assert mail.body.startswith("Bonjour,\n\n")


@pytest.mark.parametrize("name", ["Marie-Ève", "J.-P.", "O’Connor", "D'Arc", "王"])
def test_ordinary_names_are_greeted(name):
    registration = jeanne(study_day(), given_name=name)

    mail = mails.render(message(Notice.CONFIRMED, registration))

    assert mail.body.startswith(f"Bonjour {name} Martin,\n\n")


@pytest.mark.parametrize("title", ["É" * 300, "🎓" * 300, "mot " * 75, "Rock & Roll"])
def test_long_titles_survive_the_way(title):
    event = study_day(title_fr=title, short_title_fr="")
    mail = mails.render(message(Notice.CONFIRMED, jeanne(event)))
    octets = mail.message(policy=email.policy.SMTP).as_bytes()
    received = email.message_from_bytes(octets, policy=email.policy.default)

    assert max(map(len, octets.split(b"\r\n"))) <= 998
    assert received["Subject"] == mail.subject
    assert one_line(title) in received.get_body(("plain",)).get_content()
    assert one_line(title).replace("&", "&amp;") in (
        received.get_body(("html",)).get_content()
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_forty_characters_of_a_subject_carry_the_message(language):
    event = study_day(short_title_fr="Ω" * 40, short_title_en="Ω" * 40)
    beginnings = {
        mails.render(queued).subject[:40].split("Ω")[0]
        for queued in each_notice(event, language)
    }

    assert len(beginnings) == len(letters.WRITERS)


def test_french_mails_hold_no_english_sentence():
    event = study_day(short_title_fr="", title_fr="Titre")
    in_french, in_english = (
        {
            sentence
            for queued in each_notice(event, language, email=f"{language}@example.org")
            for sentence in re.split(r"(?<=[.?:,])\s+|\n+", mails.render(queued).body)
        }
        for language in ("fr", "en")
    )

    assert {s for s in in_french & in_english if "//" not in s} == {
        "",
        "Titre",
        "Titre.",
        "Titre,",
        "Amphi 1).",
        "Une grève.",
        "Université de Cergy-Pontoise,",
        "site de Gennevilliers",
        "site de Gennevilliers,",
        "avenue Marcel Paul,",
        "92230 Gennevilliers",
        "92230 Gennevilliers.",
        "contact@example.org",
        "doublon.",
        "colloque@colloque.example",
    }


def test_sender_and_other_headers():
    registration = jeanne(study_day())
    queued = message(Notice.CONFIRMED, registration)

    received = sent(mails.render(queued))

    assert received["From"] == (
        '"Journée Partenariat 2019 (ÉMA)" <colloque@colloque.example>'
    )
    assert received["To"] == "jeanne@example.org"
    assert received["Reply-To"] == "contact@example.org"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Message-ID"] == queued.message_id
    assert received["Message-ID"].endswith("@colloque.example>")
    assert sent(mails.render(queued))["Message-ID"] == queued.message_id
    assert received["Date"].datetime.date() == BEFORE_THE_CUT_OFF.date()


@pytest.mark.parametrize(
    ("notice", "has_calendar"),
    [(Notice.CONFIRMED, True), (Notice.PROMOTED, True), (Notice.WAITING, False)],
)
def test_whoever_has_a_seat_gets_the_calendar_file(notice, has_calendar):
    event = study_day()

    mail = sent(mails.render(message(notice, jeanne(event))))
    files = {part.get_content_type(): part for part in mail.iter_attachments()}

    assert ("text/calendar" in files) == has_calendar
    if part := files.get("text/calendar"):
        assert part["Content-Type"].params == {"charset": "utf-8", "method": "PUBLISH"}
        assert part.get_filename() == "partenariat-2019.ics"
        calendar = icalendar.Calendar.from_ical(part.get_content())
        assert [str(e["UID"]) for e in calendar.events] == [
            f"{event.uid}@colloque.example"
        ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_html_part_loads_nothing_and_is_laid_out_for_everybody(language):
    registration = jeanne(study_day(), language=language)

    mail = mails.render(message(Notice.CONFIRMED, registration))
    page = Page(mail.alternatives[0].content)

    assert page.tags[0] == ("html", {"lang": language})
    assert not {"link", "script", "iframe"} & {tag for tag, _ in page.tags}
    assert not any("background" in values for _, values in page.tags)
    sources = [values["src"] for _, values in page.tags if "src" in values]
    assert [source.partition(":")[0] for source in sources] == ["cid"]
    assert {values["role"] for tag, values in page.tags if tag == "table"} == {
        "presentation"
    }


@pytest.mark.parametrize(("language", "path"), [("fr", "/i/"), ("en", "/en/i/")])
def test_the_personal_link_is_short_and_in_the_language_of_the_mail(language, path):
    registration = jeanne(study_day(), language=language)

    with translation.override("fr"):
        mail = mails.render(message(Notice.CONFIRMED, registration))
        assert translation.get_language() == "fr"

    [link] = [line for line in mail.body.split("\n") if line.startswith("https://")]
    assert link.startswith(f"https://colloque.example{path}")
    assert len(link) <= 100


def personal_links(address: str, event=None) -> list[str]:
    """The references of the registrations that the mail would open."""
    any_registration = RegistrationFactory(event=EventFactory(draft=True))
    queued = message(
        Notice.PERSONAL_LINK,
        any_registration,
        event=event,
        registration=None,
        to=address,
    )
    try:
        body = mails.render(queued).body
    except letters.NothingToSayError:
        return []
    tokens = re.findall(r"/i/([^/]+)/", body)
    return [links.registration_of(token).reference for token in tokens]


def test_personal_links_of_an_address_one_for_each_event():
    first, second = EventFactory.create_batch(2)
    in_first = jeanne(first, reference="AAAA-AAAA", email="jeanne@exämple.org")
    in_second = jeanne(second, reference="BBBB-BBBB", email="Jeanne@EXÄMPLE.org")
    jeanne(EventFactory(draft=True), reference="CCCC-CCCC", email=in_first.email)
    RegistrationFactory(event=first)

    expected = [in_first.reference, in_second.reference]
    assert personal_links("jeanne@xn--exmple-cua.org") == expected
    assert personal_links("jeanne@xn--exmple-cua.org", second) == expected[1:]
    assert personal_links("nobody@example.org") == []


def test_the_personal_link_opens_what_is_current():
    event = EventFactory()
    with time_machine.travel(BEFORE_THE_CUT_OFF.replace(day=9)):
        last = jeanne(event, reference="AAAA-AAAA", cancelled=True)
    with time_machine.travel(BEFORE_THE_CUT_OFF.replace(day=8)):
        jeanne(event, reference="BBBB-BBBB", cancelled=True)

    assert personal_links("jeanne@example.org") == [last.reference]

    again = jeanne(event, reference="DDDD-DDDD")
    assert personal_links("jeanne@example.org") == [again.reference]


def test_rendering_costs_few_queries(django_assert_max_num_queries):
    queued = message(Notice.CONFIRMED, jeanne(study_day()))
    kept.programme(queued.event)
    connection.queries_log.clear()

    # Where one is welcomed, who organises, whether the team wrote other words.
    with django_assert_max_num_queries(3):
        mails.render(queued)
