"""Texts that may not be in the language of the sentence that names them.

A sentence is put together as plain text, with marks around such texts; in the end the
marks go, or become elements with their language.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString

from events.languages import Language, current_language

# Of the private use area, which stands for nothing in anybody’s text.
_SPOKEN, _ENGLISH, _END = "\ue000", "\ue001", "\ue002"
_MARKS = re.compile(f"[{_SPOKEN}{_ENGLISH}{_END}]")
_TWO_STOPS = re.compile(rf"\.({_END}?)\.$")
_MARKED = re.compile(f"([{_SPOKEN}{_ENGLISH}])(.*?){_END}", re.DOTALL)


def mark(words: str, language: Language | None = None) -> str:
    """Without a language, it is the one in which people speak at the event."""
    if not words:
        return ""
    start = _ENGLISH if language == Language.ENGLISH else _SPOKEN
    return f"{start}{without_marks(words)}{_END}"


def are_same(first: str, second: str) -> bool:
    """Do both read the same, whatever their language?"""
    return without_marks(first) == without_marks(second)


def with_one_stop(sentence: str) -> str:
    """Also after a text that has a full stop of its own."""
    return _TWO_STOPS.sub(r"\1.", sentence)


def without_marks(sentence: str) -> str:
    return _MARKS.sub("", sentence)


def as_html(sentence: str, spoken: str) -> SafeString:
    """With an element around each text that is not in the language of the page."""

    def element(found: re.Match[str]) -> str:
        language = Language.ENGLISH if found[1] == _ENGLISH else Language(spoken)
        if language == current_language():
            return found[2]
        return f'<span lang="{language}">{found[2]}</span>'

    return SafeString(without_marks(_MARKED.sub(element, escape(sentence))))
