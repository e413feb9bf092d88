"""Make the mail that leaves: sender, subject, text and HTML parts, enclosures.

A template of `registrations/mail/` says it once, as plain text: its first paragraph is
the subject, and both parts are made from its other paragraphs, so that they cannot
disagree. An organiser's own words take the place of the subject and of what follows,
up to the footer, which is always ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.emails import deliverable
from events.models import Event, Partnership
from events.text import one_line
from registrations import enclosures, letters
from registrations.letters import custom, paragraphs, samples
from registrations.letters.custom import Words
from registrations.letters.paragraphs import Paragraph
from registrations.letters.placeholders import links_in
from registrations.models import Message, Notice

# Links that are not the reason of the mail: they are shown as such, without a button.
OTHER_LINKS = ("cancel_link", "form_link", "page_link", "programme_link")
# Fits on one line of a header, after its name.
SHORT_SUBJECT = 60


class Mail(EmailMultiAlternatives):
    """A mail whose subject arrives as it was written.

    The standard library encodes it word by word, and makes two spaces of one where a
    line of the header ends.
    """

    def message(self, **options) -> EmailMessage:
        message = super().message(**options)
        subject = str(self.subject)
        if not subject.isascii() or len(subject) > SHORT_SUBJECT:
            del message["Subject"]
            encoded = Header(subject, "utf-8", header_name="Subject").encode()
            message.set_raw("Subject", encoded)
        return message


@dataclass(frozen=True)
class Letter:
    """What a mail says, before it is given its two parts."""

    facts: dict
    subject: Paragraph
    paragraphs: list[Paragraph]
    footer: Paragraph

    @property
    def body(self) -> str:
        said = [*self.paragraphs, self.footer]
        return "\n\n".join(paragraph.text for paragraph in said) + "\n"


def render(message: Message) -> EmailMultiAlternatives:
    """The mail as it leaves at this moment, in the language of its reader.

    Raises letters.NothingToSayError when there is none to send.
    """
    with translation.override(message.language):
        if message.notice == Notice.TEST:
            return _test(message)
        words = custom.words_of(message)
        return _mail(message, _letter(message, letters.facts_of, words))


def render_sample(message: Message, words: Words | None) -> EmailMultiAlternatives:
    """A mail of samples.sample_message in these words, or in ours."""
    with translation.override(message.language):
        return _mail(message, _letter(message, samples.sample_facts, words))


def _test(message: Message) -> EmailMultiAlternatives:
    """What an organiser sends to their own address, with values made up."""
    tried = message.context
    sample = samples.sample_message(
        message.event, Notice(tried["notice"]), message.language
    )
    sample.to, sample.message_id = message.to, message.message_id
    words = Words(tried["subject"], tried["text"], tried["language"])
    mail = render_sample(sample, words)
    mail.subject = _("[Test] %(subject)s") % {"subject": mail.subject}
    return mail


def _letter(
    message: Message, write: Callable[[Message], dict], words: Words | None
) -> Letter:
    facts = write(message)
    subject, *body, footer = paragraphs.of_template(message.notice, facts)
    if words is None:
        return Letter(facts, subject, body, footer)
    # Dates and places speak the language of the text; links are those of the reader.
    with translation.override(words.language or message.language):
        told = write(message) | links_in(facts) if words.language else facts
        subject = custom.subject_of(words, told)
        written = custom.paragraphs_of(words, told)
    if words.language:
        note = _("The organisers have published this text in French only.")
        written.insert(0, Paragraph([note]))
    closing = body if _needs_ours(message.notice, written, facts) else []
    return Letter(facts, subject, [*written, *closing], footer)


def _needs_ours(notice: str, written: list[Paragraph], facts: dict) -> bool:
    """A message of the team ends with the personal link, unless it holds it already."""
    is_free = notice == Notice.FREE_MESSAGE
    return is_free and all(paragraph.link != facts["link"] for paragraph in written)


def _mail(message: Message, letter: Letter) -> EmailMultiAlternatives:
    mail = Mail(
        subject=letter.subject.text,
        body=letter.body,
        from_email=_sender(message.event),
        to=[deliverable(message.to)],
        reply_to=[letter.facts["contact"]],
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            **enclosures.headers_of(message),
        },
    )
    attached = enclosures.attachments_of(message)
    mail.attach_alternative(_html(message, letter, attached), "text/html")
    for part in attached:
        mail.attach(part)
    return mail


def _html(message: Message, letter: Letter, attached: list[MIMEPart]) -> str:
    facts = letter.facts
    context = {
        "language": message.language,
        "subject": letter.subject,
        "paragraphs": letter.paragraphs,
        "footer": letter.footer,
        # The personal link alone is a button, with its address in full below.
        "other_links": [
            *(facts.get(name) for name in OTHER_LINKS),
            *facts.get("quiet_links", []),
        ],
        "title": facts.get("title"),
        "title_language": facts.get("title_language"),
        "images": [
            {
                "address": f"cid:{part['Content-ID'].strip('<>')}",
                "description": part["Content-Description"],
            }
            for part in attached
            if part["Content-ID"]
        ],
    }
    return render_to_string("registrations/mail/layout.html", context)


def _sender(event: Event | None) -> str:
    """Journée partenariat (ÉMA), at the address of the site"""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    name = _event_name(event) if event else settings.SITE_NAME
    return str(Address(one_line(name), addr_spec=address))


def _event_name(event: Event) -> str:
    noun, title = capfirst(event.noun.bare), event.short_title
    name = title if title.casefold().startswith(noun.casefold()) else f"{noun} {title}"
    organiser = _organiser(event)
    return f"{name} ({organiser})" if organiser else name


def _organiser(event: Event) -> str:
    """The short name of whoever organises, first in the order of the page."""
    organises = event.partnerships.filter(role=Partnership.Role.ORGANISES)
    partnership = organises.select_related("organisation").first()
    if partnership is None:
        return ""
    return partnership.organisation.short_name or str(partnership)
