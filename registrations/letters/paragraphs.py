"""The paragraphs of a mail: what both of its parts are made from."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from events.text import one_line
from registrations.letters.facts import LINE_END

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s")


@dataclass(frozen=True)
class Paragraph:
    """Some lines; with a link, their last sentence says what it opens.

    `language` is that of the lines where the mail speaks another; a link may be an
    address that an organiser typed.
    """

    lines: list[str]
    link: str = ""
    language: str = ""
    is_typed: bool = False

    @property
    def text(self) -> str:
        return "\n\n".join(filter(None, ["\n".join(self.lines), self.link]))

    @property
    def before(self) -> list[str]:
        """The lines before the one whose last sentence is that of the link."""
        return self.lines[:-1]

    @property
    def lead(self) -> str:
        """What stands on that line before the sentence of the link."""
        return " ".join(self._sentences[:-1])

    @property
    def label(self) -> str:
        """The sentence of the link, without its final colon."""
        return self._sentences[-1].rstrip(": \u00a0") or self.link

    @property
    def _sentences(self) -> list[str]:
        return _BETWEEN_SENTENCES.split(self.lines[-1]) if self.lines else [""]


def of_template(notice: str, facts: dict) -> list[Paragraph]:
    """Our words: the subject, then what the mail says, then its footer.

    A link belongs to what announces it.
    """
    template: Any = get_template(f"registrations/mail/{notice}.txt")
    text = template.template.render(Context(facts, autoescape=False))
    found: list[Paragraph] = []
    for part in filter(None, map(str.strip, _BETWEEN_PARAGRAPHS.split(text))):
        if re.fullmatch(rf"{re.escape(settings.SITE_URL)}/\S*", part):
            found[-1] = replace(found[-1], link=part)
        else:
            lines = part.split(LINE_END)
            found.append(Paragraph([one_line(line) for line in lines]))
    return found
