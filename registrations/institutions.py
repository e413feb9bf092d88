"""Every spelling of an institution at one event, and what each is understood as."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from events.models import Event, Organisation
from events.text import search_key
from programme import spellings
from programme.institutions import institution_of, key_of
from programme.models import ParticipationRole
from programme.operations import forget_unused_organisations
from programme.spellings import Spellings

MOST_SUGGESTIONS = 20


@dataclass
class Spelling:
    """One institution as it is written, and how often."""

    key: str
    forms: Counter = field(default_factory=Counter)
    roles: int = 0
    people: int = 0

    @property
    def name(self) -> str:
        """As most write it."""
        return self.forms.most_common(1)[0][0]

    @property
    def others(self) -> list[str]:
        """The same but for capitals, accents and marks."""
        return [form for form, _count in self.forms.most_common()[1:]]


@dataclass
class Group:
    """Spellings that mean one organisation."""

    organisation: Organisation
    spellings: list[Spelling] = field(default_factory=list)
    is_tidied: bool = False  # by somebody; else the name of a partner says so

    @property
    def people(self) -> int:
        return sum(one.people for one in self.spellings)

    @property
    def roles(self) -> int:
        return sum(one.roles for one in self.spellings)


@dataclass
class Overview:
    groups: list[Group]
    alone: list[Spelling]
    suggestions: list[list[str]]
    organisations: list[Organisation]

    @property
    def names(self) -> set[str]:
        """All spellings: what most write may change while a page is looked at."""
        of_groups = [one for group in self.groups for one in group.spellings]
        return {form for one in [*of_groups, *self.alone] for form in one.forms}


def overview(event: Event) -> Overview:
    """All spellings of the roles of the programme and of the registrations."""
    known = Spellings(event)
    groups: dict[int, Group] = {}
    alone = []
    for spelling in _spellings(event):
        organisation = known.meant_by(spelling.name)
        if organisation is None:
            alone.append(spelling)
            continue
        group = groups.setdefault(organisation.pk, Group(organisation))
        group.spellings.append(spelling)
        group.is_tidied |= spelling.key in known.grouped
    in_order = sorted(
        groups.values(), key=lambda one: search_key(str(one.organisation))
    )
    organisations = known.organisations
    return Overview(in_order, alone, _suggestions(alone, organisations), organisations)


def forget_spellings(event: Event, typed: Iterable[str]) -> None:
    """Forget what only people typed who are erased; what others write stays grouped."""
    keys = {key_of(name) for name in typed} - {""}
    rows = event.organisation_names.filter(search_key__in=keys)
    if not (found := {row.search_key: row.organisation_id for row in rows}):
        return
    gone = found.keys() - {spelling.key for spelling in _spellings(event)}
    rows.filter(search_key__in=gone).delete()
    forget_unused_organisations({found[key] for key in gone})


def _spellings(event: Event) -> list[Spelling]:
    found: dict[str, Spelling] = {}
    for name, roles, people in _occurrences(event):
        if not (key := key_of(name)):
            continue
        spelling = found.setdefault(key, Spelling(key))
        spelling.forms[name] += roles + people
        spelling.roles += roles
        spelling.people += people
    return sorted(found.values(), key=lambda one: search_key(one.name))


def _occurrences(event: Event) -> Iterator[tuple[str, int, int]]:
    """(as written, in how many roles, of how many people)"""
    roles = ParticipationRole.objects.filter(
        participation__contribution__session__event=event
    )
    for text in roles.values_list("text_fr", flat=True):
        yield institution_of(text), 1, 0
    typed = Counter(
        event.registrations.kept()
        .exclude(institution="")
        .order_by()
        .values_list("institution", flat=True)
    )
    for name, count in typed.items():
        yield name, 0, count


def _suggestions(
    alone: list[Spelling], organisations: list[Organisation]
) -> list[list[str]]:
    """Lists of spellings that probably mean the same, the fullest first."""
    names = [*(one.name for one in organisations), *(one.name for one in alone)]
    known = {one.name for one in organisations}
    sets: dict[str, list[str]] = defaultdict(list)
    for fuller, shorter in spellings.probable(names):
        if {fuller, shorter} <= known:
            continue
        first, second = (shorter, fuller) if shorter in known else (fuller, shorter)
        sets[first].append(second)
    return [[first, *others] for first, others in sets.items()][:MOST_SUGGESTIONS]
