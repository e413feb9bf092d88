"""Make the mail that leaves: sender, subject, text and HTML parts, calendar file.

A template of `registrations/mail/` says it once, as plain text: its first paragraph is
the subject, and both parts are made from its other paragraphs, so that they cannot
disagree.
"""

import re
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import MIMEPart
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.text import capfirst

from events.calendars import event_calendar
from events.emails import deliverable
from events.models import Event, Partnership
from events.text import one_line
from registrations import letters
from registrations.models import Message, Notice

WITH_CALENDAR = {Notice.CONFIRMED, Notice.PROMOTED}
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s")


@dataclass(frozen=True)
class Paragraph:
    """Some lines; with a link, their last sentence says what it opens."""

    lines: list[str]
    link: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + (f"\n\n{self.link}" if self.link else "")

    @property
    def lead(self) -> str:
        """What stands before the sentence of the link."""
        return " ".join(self._sentences[:-1])

    @property
    def label(self) -> str:
        """The sentence of the link, without its final colon."""
        return self._sentences[-1].rstrip(": \u00a0")

    @property
    def _sentences(self) -> list[str]:
        return _BETWEEN_SENTENCES.split(self.lines[-1])


def render(message: Message) -> EmailMultiAlternatives:
    """The mail as it leaves at this moment, in the language of its reader.

    Raises letters.NothingToSayError when there is none to send.
    """
    with translation.override(message.language):
        facts = letters.facts_of(message)
        subject, *paragraphs = _paragraphs(message.notice, facts)
        mail = EmailMultiAlternatives(
            subject=subject.text,
            body="\n\n".join(paragraph.text for paragraph in paragraphs) + "\n",
            from_email=_sender(message.event),
            to=[deliverable(message.to)],
            reply_to=[facts["contact"]],
            headers={
                "Message-ID": message.message_id,
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(_html(message, facts, subject, paragraphs), "text/html")
        if message.notice in WITH_CALENDAR:
            mail.attach(_calendar(message.event))
    return mail


def _paragraphs(notice: str, facts: dict) -> list[Paragraph]:
    """The subject, then what the mail says; a link belongs to what announces it."""
    template: Any = get_template(f"registrations/mail/{notice}.txt")
    text = template.template.render(Context(facts, autoescape=False))
    found: list[Paragraph] = []
    for part in filter(None, map(str.strip, _BETWEEN_PARAGRAPHS.split(text))):
        if re.fullmatch(rf"{re.escape(settings.SITE_URL)}/\S*", part):
            found[-1] = replace(found[-1], link=part)
        else:
            lines = part.split(letters.LINE_END)
            found.append(Paragraph([one_line(line) for line in lines]))
    return found


def _html(
    message: Message, facts: dict, subject: Paragraph, paragraphs: list[Paragraph]
) -> str:
    *body, footer = paragraphs
    context = {
        "language": message.language,
        "subject": subject.text,
        "paragraphs": body,
        "footer": footer,
        # The personal link alone is a button, with its address in full below.
        "other_links": [facts.get("cancel_link"), facts.get("form_link")],
        "title": facts.get("title"),
        "title_language": facts.get("title_language"),
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


def _calendar(event: Event) -> MIMEPart:
    part = MIMEPart()
    part.set_content(
        event_calendar(event).decode(),
        subtype="calendar",
        params={"method": "PUBLISH"},
        disposition="attachment",
        filename=f"{event.slug}.ics",
    )
    return part
