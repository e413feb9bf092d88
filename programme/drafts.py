"""The rows as they are written, beside those that readers see."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from events.models import Event
from programme import changes, snapshot
from programme.changes import Change
from programme.models import Publication
from programme.snapshot import SessionCopy


@dataclass(frozen=True)
class Draft:
    """A working copy; `publication` is the last one, if there is one."""

    rows: tuple[SessionCopy, ...]
    publication: Publication | None

    @cached_property
    def seen(self) -> tuple[SessionCopy, ...]:
        return snapshot.load(self.publication.content) if self.publication else ()

    @property
    def is_published(self) -> bool:
        """Do readers see the very same?"""
        return self.rows == self.seen

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What readers do not know yet; nothing where they know no programme at all."""
        return changes.between(self.seen, self.rows) if self.publication else ()

    @property
    def mark(self) -> str:
        """Of the rows that somebody read, so that nothing else is published."""
        content = json.dumps(snapshot.dump(self.rows))
        return hashlib.sha256(content.encode()).hexdigest()


def draft_of(event: Event) -> Draft:
    return Draft(snapshot.take(event), event.publications.first())
