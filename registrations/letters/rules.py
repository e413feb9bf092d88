"""What an organiser may write in a letter, and the sentences that refuse the rest."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registrations.letters import placeholders
from registrations.letters.custom import Words
from registrations.letters.placeholders import BY_FACT, Placeholder

FRAGMENT = 20


def problems_of_subject(subject: str, facts: dict, language: str) -> Iterator[str]:
    yield from _problems_of_names(subject, facts, language)
    for placeholder in _known(subject):
        if placeholder.is_link:
            yield _("A subject cannot hold a link: take %(name)s out.") % {
                "name": placeholder.written(language)
            }


def problems_of_text(
    text: str, facts: dict, language: str, essential: str = ""
) -> Iterator[str]:
    """`essential` is the fact of the link that must stay in the text."""
    yield from _problems_of_names(text, facts, language)
    lines = text.split("\n")
    for line in lines:
        for placeholder in _known(line):
            if placeholder.is_link and not placeholders.alone(line):
                yield _("%(name)s must stand alone on its line.") % {
                    "name": placeholder.written(language)
                }
    links = [placeholder.fact for placeholder in _known(text)]
    if essential and essential not in links:
        yield _(
            "Keep %(name)s, alone on its line: it is how the person reaches their page."
        ) % {"name": BY_FACT[essential].written(language)}


def problems_of(
    words: Words, facts: dict, language: str, essential: str = ""
) -> dict[str, list[str]]:
    """The sentences against a subject and a text, by the name of their field."""
    found = {
        "subject": problems_of_subject(words.subject, facts, language),
        "text": problems_of_text(words.text, facts, language, essential),
    }
    return {name: [*dict.fromkeys(lines)] for name, lines in found.items()}


def _problems_of_names(text: str, facts: dict, language: str) -> Iterator[str]:
    values = placeholders.values_of(facts)
    for name in placeholders.names_in(text):
        placeholder = placeholders.named(name)
        if placeholder is None or placeholder.fact not in values:
            yield _("This message has no placeholder {%(name)s}.") % {"name": name}
    left = placeholders.without_braces(text)
    for position, character in enumerate(left):
        if character in "{}":
            yield _(
                "A brace stands alone or twice near “%(text)s”. A placeholder is "
                "written like this: %(example)s."
            ) % {
                "text": _around(left, position),
                "example": BY_FACT["short_title"].written(language),
            }
            return


def _known(text: str) -> list[Placeholder]:
    found = map(placeholders.named, placeholders.names_in(text))
    return [placeholder for placeholder in found if placeholder]


def _around(text: str, position: int) -> str:
    start = max(position - FRAGMENT, 0)
    return " ".join(text[start : position + FRAGMENT].split())
