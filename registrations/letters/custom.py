"""Letters in the words of an organiser: plain text with placeholders.

The text starts as ours, with placeholders in place of what differs from one person or
event to the next. It is no template: nothing in it is evaluated, and a blank line ends
a paragraph.
"""

import re
from dataclasses import dataclass, replace

from events.languages import Language, current_language
from events.text import one_line
from registrations.letters import WRITERS, paragraphs, placeholders
from registrations.letters.facts import LINE_END
from registrations.letters.paragraphs import Paragraph
from registrations.models import Mailing, Message, MessageTemplate, Notice

# Mails whose words are always ours, or always somebody's own.
NOT_EDITABLE = {
    Notice.PASSWORD_RESET,
    Notice.DIGEST,
    Notice.TEAM_INVITATION,
    Notice.FREE_MESSAGE,
    Notice.TEST,
}
EDITABLE = [n for n in Notice if n in WRITERS and n not in NOT_EDITABLE]
LINES_OF_WHAT = ("title", "when", "place", "address")
_WEB_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Words:
    """A subject and a text as an organiser wrote them.

    `language` is theirs where the mail speaks another.
    """

    subject: str
    text: str
    language: str = ""


def words_of(message: Message) -> Words | None:
    """What an organiser wrote for this mail; None where our words are sent."""
    if message.mailing_id:
        return words_of_mailing(message.mailing)
    if message.event_id is None or message.notice not in EDITABLE:
        return None
    written = MessageTemplate.objects.filter(
        event=message.event_id, notice=message.notice, language=message.language
    ).first()
    return Words(written.subject, written.text) if written else None


def words_of_mailing(mailing: Mailing) -> Words:
    """In the active language; in French, and called so, where that is all there is."""
    is_french_only = current_language() == Language.ENGLISH and not mailing.text_en
    language = Language.FRENCH if is_french_only else ""
    return Words(mailing.subject, mailing.text, language)


def our_words(notice: str, facts: dict) -> Words:
    """Ours for this mail, in the active language, with placeholders for its facts."""
    tokens = _tokens(facts, placeholders.values_of(facts))
    subject, *body, _footer = paragraphs.of_template(notice, tokens)
    return Words(subject.text, "\n\n".join(paragraph.text for paragraph in body))


def subject_of(words: Words, facts: dict) -> Paragraph:
    line = placeholders.fill(words.subject, placeholders.values_of(facts))
    return Paragraph([one_line(line)], language=words.language)


def paragraphs_of(words: Words, facts: dict) -> list[Paragraph]:
    """What the text says: a link alone on its line belongs to what stands before it."""
    values = placeholders.values_of(facts)
    found: list[Paragraph] = []
    goes_on = False
    for line in words.text.split("\n"):
        if link := _link_alone(line, values):
            _add_link(found, link, words.language, is_typed=link not in values.values())
            goes_on = False
        elif filled := placeholders.fill(line, values):
            lines = filled.split(LINE_END)
            if goes_on:
                found[-1].lines.extend(lines)
            else:
                found.append(Paragraph(lines, language=words.language))
            goes_on = True
        elif not line.strip():
            goes_on = False
    return found


def essential_link(words: Words) -> str:
    """The fact of the link that a text of this mail must keep; empty for none."""
    links = [p.fact for p in map(placeholders.alone, words.text.split("\n")) if p]
    return "link" if "link" in links else next(iter(links), "")


def _tokens(facts: dict, values: dict[str, str]) -> dict:
    """The facts with their names in braces in place of their values."""
    written = {
        name: placeholders.BY_FACT[name].written(current_language())
        for name, value in values.items()
        if value or placeholders.BY_FACT[name].is_whole
    }
    found: dict = {}
    for name, value in facts.items():
        if isinstance(value, list):
            found[name] = [_tokens_of_member(member, values) for member in value]
        elif name == "what":
            lines = [written[fact] for fact in LINES_OF_WHAT if fact in written]
            found[name] = LINE_END.join(lines)
        elif name in placeholders.COMPOSED:
            parts = placeholders.COMPOSED[name]
            found[name] = _with_names({values[p]: written[p] for p in parts}, value)
        else:
            found[name] = written.get(name, value)
    return found


def _tokens_of_member(member, values: dict[str, str]):
    if not isinstance(member, dict):
        return member
    return _tokens(member, values | placeholders.values_of(member))


def _with_names(names: dict[str, str], sentence: str) -> str:
    """The sentence with a name in place of each value, in one pass."""
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    return re.sub(pattern, lambda found: names[found[0]], sentence)


def _link_alone(line: str, values: dict[str, str]) -> str:
    if _WEB_ADDRESS.fullmatch(line.strip()):
        return line.strip()
    placeholder = placeholders.alone(line)
    return (
        values.get(placeholder.fact, "") if placeholder and placeholder.is_link else ""
    )


def _add_link(
    found: list[Paragraph], link: str, language: str, *, is_typed: bool
) -> None:
    if found and not found[-1].link:
        found[-1] = replace(found[-1], link=link, is_typed=is_typed)
    else:
        found.append(Paragraph([], link, language, is_typed))
