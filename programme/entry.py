"""The line in which an organiser writes who speaks.

    Prénom NOM (présidence), rôle ; rôle

The function in brackets is left out for whoever speaks. A role is kept word for word,
commas included; only a semicolon separates two of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.text import one_line, search_key
from programme import names
from programme.models import Contribution, Participation, ParticipationRole, Person

Function = Participation.Function
FUNCTION_WORDS = {
    Function.SPEAKER: "intervention intervenant intervenante speaker",
    Function.CHAIR: "presidence president presidente chair",
    Function.DISCUSSANT: "discussion discutant discutante discussant",
    Function.MODERATOR: "moderation moderateur moderatrice moderator",
}
_FUNCTIONS = {
    word: function
    for function, words in FUNCTION_WORDS.items()
    for word in words.split()
}
_LINE = re.compile(
    r"(?P<name>[^,;()]+)(?:\((?P<function>[^()]*)\)\s*)?(?:[,;](?P<roles>.*))?"
)
MAX_NAME = Person._meta.get_field("family_name").max_length
MAX_ROLE = ParticipationRole._meta.get_field("text_fr").max_length


class EntryRefusedError(Exception):
    """A line cannot be read; the message says why and what to write instead."""


@dataclass(frozen=True)
class Entry:
    """One person of a contribution, as written."""

    given_name: str
    family_name: str
    function: Function = Function.SPEAKER
    roles: tuple[str, ...] = ()
    roles_en: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The line that reads back as this entry."""
        name = names.full_name(self.given_name, self.family_name)
        if self.function != Function.SPEAKER:
            name = f"{name} ({self.function.label.lower()})"
        return ", ".join(filter(None, [name, " ; ".join(self.roles)]))

    @property
    def key(self) -> str:
        return names.search_key_of(self.given_name, self.family_name)

    @property
    def mention(self) -> tuple[str, Function]:
        """What no other line of the same talk has."""
        return self.key, self.function


def read_lines(text: str) -> list[Entry]:
    """The people of a text with one line each; empty lines count for nothing.

    Raises one ValidationError with a sentence for each line that cannot be read.
    """
    entries: list[Entry] = []
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not one_line(line):
            continue
        try:
            entry = read(line)
            _refuse_second_mention(entry, entries)
        except EntryRefusedError as refusal:
            problems.append(
                _("Line %(number)s: %(problem)s")
                % {"number": number, "problem": refusal}
            )
        else:
            entries.append(entry)
    if problems:
        raise ValidationError(problems)
    return entries


def read(line: str) -> Entry:
    """The person that one line names. Raises EntryRefusedError."""
    match = _LINE.fullmatch(one_line(line))
    if not match:
        raise EntryRefusedError(
            _("write the first name and family name, then a comma and the roles.")
        )
    given_name, family_name = names.split(match["name"])
    roles = [one_line(role) for role in (match["roles"] or "").split(";")]
    entry = Entry(
        given_name,
        family_name,
        _read_function(match["function"]),
        tuple(filter(None, roles)),
    )
    _refuse_what_is_too_long(entry)
    return entry


def entries_of(contribution: Contribution) -> list[Entry]:
    """Who speaks in a stored contribution, fetched `with_people()`."""
    return [
        Entry(
            given_name=row.person.given_name,
            family_name=row.person.family_name,
            function=Function(row.function),
            roles=tuple(role.text_fr for role in row.roles.all()),
            roles_en=tuple(role.text_en for role in row.roles.all()),
        )
        for row in contribution.participations.all()
    ]


def in_english(entries: Iterable[Entry]) -> str:
    """The lines with the English roles of those who have some; French fills holes."""
    return "\n".join(
        str(
            replace(
                entry,
                roles=tuple(
                    english or french
                    for french, english in zip(entry.roles, entry.roles_en, strict=True)
                ),
            )
        )
        for entry in entries
        if any(entry.roles_en)
    )


def with_english(entries: list[Entry], english: list[Entry]) -> list[Entry]:
    """The people with the English roles that other lines give them.

    Raises one ValidationError with a sentence for each line whose person is not among
    them, or has another number of roles.
    """
    expected = {entry.mention: len(entry.roles) for entry in entries}
    problems = [
        _("%(name)s must be among those who speak, with as many roles.")
        % {"name": names.full_name(entry.given_name, entry.family_name)}
        for entry in english
        if expected.get(entry.mention) != len(entry.roles)
    ]
    if problems:
        raise ValidationError(problems)
    roles = {entry.mention: entry.roles for entry in english}
    return [replace(entry, roles_en=roles.get(entry.mention, ())) for entry in entries]


def _read_function(word: str | None) -> Function:
    if word is None:
        return Function.SPEAKER
    try:
        return _FUNCTIONS[search_key(word)]
    except KeyError:
        raise EntryRefusedError(
            _(
                "“%(word)s” is not a function. Write chair, discussion or moderation "
                "between the brackets, and roles after a comma."
            )
            % {"word": word.strip()}
        ) from None


def _refuse_what_is_too_long(entry: Entry) -> None:
    if not entry.key:
        raise EntryRefusedError(_("there is no name."))
    if max(len(entry.given_name), len(entry.family_name)) > MAX_NAME:
        raise EntryRefusedError(
            _("a first name or a family name has %(limit)s characters at most.")
            % {"limit": MAX_NAME}
        )
    if any(len(role) > MAX_ROLE for role in entry.roles):
        raise EntryRefusedError(
            _("a role has %(limit)s characters at most.") % {"limit": MAX_ROLE}
        )


def _refuse_second_mention(entry: Entry, earlier: list[Entry]) -> None:
    if entry.mention in [other.mention for other in earlier]:
        raise EntryRefusedError(
            _("%(name)s is already on an earlier line.")
            % {"name": names.full_name(entry.given_name, entry.family_name)}
        )
