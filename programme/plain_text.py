"""What takes place in a row as lines of text, for whatever knows no markup."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.text import many_lines
from programme.timetable import Appearance, Row, Talk


def people(talks: Iterable[Talk]) -> list[str]:
    """A line for everybody: what they do, their name, and their roles."""
    return [_person(person) for talk in talks for person in talk.people]


def of_row(row: Row, *, with_abstracts: bool = False) -> str:
    """Its description, then each talk with its people."""
    parts = [row.description.words]
    if row.opening:
        parts.append("\n".join(people([row.opening])))
    parts += [_talk(talk, with_abstracts) for talk in row.titled_talks]
    return many_lines("\n\n".join(filter(None, parts)))


def _talk(talk: Talk, with_abstract: bool) -> str:
    title = talk.title.words
    if talk.duration:
        minutes = _("%(minutes)s min") % {"minutes": talk.duration}
        title = f"{title} ({minutes})"
    abstract = talk.abstract.words if with_abstract else ""
    return "\n".join(filter(None, [title, *people([talk]), abstract]))


def _person(person: Appearance) -> str:
    line = person.name
    if not person.is_speaker:
        function = _("%(function)s:") % {"function": person.function_label}
        line = f"{function} {line}"
    roles = pgettext("between two roles", "; ").join(map(str, person.roles))
    return f"{line} ({roles})" if roles else line
