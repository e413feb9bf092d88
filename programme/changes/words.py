"""The changes in full sentences of the active language.

What a sentence is about is its subject, so that French needs no article before a title.
"""

from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from programme.changes import foreign, words_of_rows, words_of_talks
from programme.changes.change import Change, What

_SENTENCES: dict[What, Callable[[dict], str]] = {
    **words_of_rows.SENTENCES,
    **words_of_talks.SENTENCES,
}


def sentences(found: Iterable[Change]) -> list[str]:
    """One a change, in order; what would be said twice is said once."""
    return list(map(foreign.without_marks, _sentences(found)))


def html_sentences(found: Iterable[Change], spoken: str) -> list[SafeString]:
    """The same for a page, where each text says its language if it is another one.

    `spoken` is the language of the event.
    """
    return [foreign.as_html(sentence, spoken) for sentence in _sentences(found)]


def _sentences(found: Iterable[Change]) -> list[str]:
    said = [_SENTENCES[What(change.kind)](change.facts) for change in found]
    return list(dict.fromkeys(capfirst(foreign.with_one_stop(each)) for each in said))
