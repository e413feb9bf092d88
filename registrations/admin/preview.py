"""A mail as its reader gets it, inside a page of the team."""

from dataclasses import dataclass

import nh3
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from events.models import Event
from registrations import mails
from registrations.letters import placeholders, samples
from registrations.letters.custom import Words
from registrations.models import Notice

# What is left of the HTML part: no style of its own, which the content security policy
# refuses, and no address to follow.
TAGS = {"p", "br", "strong", "h1", "a", "span"}
ATTRIBUTES = {tag: {"class", "lang"} for tag in TAGS}


@dataclass(frozen=True)
class Preview:
    """Both parts of a mail with values made up."""

    language: str
    subject: str
    text: str
    html: SafeString


def preview(
    event: Event, notice: Notice, language: str, words: Words | None
) -> Preview:
    with translation.override(language):
        sample = samples.sample_message(event, notice, language)
        mail = mails.render_sample(sample, words)
    html, _subtype = mail.alternatives[0]
    return Preview(language, str(mail.subject), str(mail.body), _shown(str(html)))


def placeholders_of(
    event: Event, notice: Notice, language: str
) -> list[tuple[str, str]]:
    """What may be written in this mail, each with the value of the preview."""
    with translation.override(language):
        facts = samples.sample_facts(samples.sample_message(event, notice, language))
        return list(placeholders.offered(facts, language))


def _shown(html: str) -> SafeString:
    body = html[html.index("<body") :]
    kept = nh3.clean(body, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    # The page has a heading of its own.
    for tag in ("<h1", "</h1"):
        kept = kept.replace(tag, tag.replace("h1", "h3"))
    return mark_safe(kept)  # noqa: S308 - nh3 has cleaned it
