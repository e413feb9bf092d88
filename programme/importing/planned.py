"""What an organiser validates: rows and contributions, not yet matched with anything.

What a text does not say is empty here, and stays as it is in the programme.
"""

from dataclasses import dataclass
from datetime import date, time

from events.text import search_key
from programme.entry import Entry
from programme.models import Session

# Titles of few words that say what happens, not what somebody talks about.
MOST_WORDS = 4
_OPENINGS = frozenset(
    "accueil allocution allocutions bienvenue introduction introductif mot mots "
    "opening ouverture presentation welcome".split()
)


@dataclass(frozen=True)
class PlannedTalk:
    """`cell` names it on the sheet from which it came."""

    title: str = ""
    people: tuple[Entry, ...] = ()
    minutes: int | None = None
    abstract: str = ""
    cell: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """A row with its own people: the speaker of a plenary, the chair of a session."""

    date: date
    starts_at: time
    ends_at: time | None = None
    kind: str = Session.Kind.PLENARY
    title: str = ""
    place: str = ""
    description: str = ""
    people: tuple[Entry, ...] = ()
    talks: tuple[PlannedTalk, ...] = ()
    cell: str = ""

    @property
    def is_one_talk(self) -> bool:
        """Is its title the title of a talk? « Introduction générale » is not."""
        is_plenary = self.kind == Session.Kind.PLENARY
        words = search_key(self.title).split()
        is_opening = len(words) <= MOST_WORDS and not _OPENINGS.isdisjoint(words)
        return is_plenary and bool(self.people) and not (self.talks or is_opening)
