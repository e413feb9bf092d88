"""« X in conversation with Y »: both are people, and the words are the title."""

import re
from collections.abc import Callable
from dataclasses import replace

from programme.reading.persons import Style, all_names
from programme.reading.said import Talk

_WITH = re.compile(
    r"(?P<one>[^,;:()«“\"]{4,60}?)\s(?:in conversation|in discussion|in dialogue|"
    r"en conversation|en dialogue|s’entretient|s'entretient)\s(?:with|avec)\s",
    re.IGNORECASE,
)
_NAME_END = re.compile(r"\s*(?:[,;:(]|\s[–—-]\s|$)")


def read(text: str, style: Style, alone: Callable[[str], Talk]) -> Talk | None:
    """The talk, if the text begins so; `alone` reads people without a title."""
    match = _WITH.match(text)
    if not match or not all_names(match["one"], style, 1):
        return None
    rest = text[match.end() :]
    end = _NAME_END.search(rest)
    name = rest[: end.start()] if end else rest
    others = alone(rest)
    if not others.people or others.title or not all_names(name, style, 1):
        return None
    first = alone(match["one"]).people
    title = text[: match.end() + len(name)]
    return replace(others, title=title, people=[*first, *others.people], is_sure=True)
