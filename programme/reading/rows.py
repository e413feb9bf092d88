"""Rows from entries: what a session holds, and what stands by itself."""

from dataclasses import replace

from programme.reading.drafts import Draft
from programme.reading.lines import CELL
from programme.reading.plan import ReadContribution, ReadPerson, ReadRow
from programme.reading.vocabulary import (
    COFFEE,
    EMPTY_LABEL,
    LABEL,
    PANEL,
    PARALLEL,
    SPEECH,
    WORKSHOP,
    key,
)


def rows_of(drafts: list[Draft]) -> list[ReadRow]:
    """The rows of one day, in the order of the text."""
    top: list[Draft] = []
    session: Draft | None = None
    officers: list[ReadPerson] = []
    for position, draft in enumerate(drafts):
        if draft.entry.times is None and not draft.entry.head:
            session = _after_divider(draft, top, session)
            officers = draft.officers
            continue
        draft.inherits = _parent(draft, top)
        if session and _belongs(draft, session, drafts[position - 1]):
            session.children.append(draft)
            continue
        if officers and not draft.kind:
            draft.body.officers = [*officers, *draft.body.officers]
            officers = []
        top.append(draft)
        session = _session_after(draft, session, drafts, position)
    _inherit(top)
    _welcome_first(top)
    top = _without_empty_headings(top)
    return [_row(draft) for draft in top if not _is_frame(draft, top)]


def _without_empty_headings(top: list[Draft]) -> list[Draft]:
    """A heading without times or talks is no row; who chairs it chairs the next."""
    kept: list[Draft] = []
    officers: list[ReadPerson] = []
    for draft in top:
        is_empty = not (draft.entry.times or draft.children or draft.inherits)
        if is_empty and not draft.people and not draft.body.talks:
            officers = draft.officers
            continue
        draft.body.officers = [*officers, *draft.body.officers]
        officers = []
        kept.append(draft)
    return kept


def _welcome_first(top: list[Draft]) -> None:
    """The coffee with which a day begins is a welcome."""
    first = next((draft for draft in top if draft.start), None)
    if not first or first is not top[0] or len(top) < 3 or first.people:
        return
    if first.kind == "break" or (
        first.kind == "" and COFFEE.search(key(first.talk.title[:80]))
    ):
        first.kind = "welcome"


def _after_divider(
    draft: Draft, top: list[Draft], session: Draft | None
) -> Draft | None:
    """A room or half of the day ends a session that has no times of its own."""
    if session and session.entry.end:
        return session
    return None


def _session_after(
    draft: Draft, session: Draft | None, drafts: list[Draft], position: int
) -> Draft | None:
    """The session that what follows may belong to."""
    if draft.is_heading and not draft.people:
        return draft
    following = drafts[position + 1] if position + 1 < len(drafts) else None
    if (
        not draft.kind
        and not draft.people
        and following
        and following.start
        and draft.start
        and not following.kind
        and _is_within(following, draft)
        and not (following.start == draft.start and following.end == draft.end)
    ):
        return draft
    if session is None:
        return None
    if session.entry.end:
        return session
    if draft.kind in {"break", "debate"} and session.entry.times is None:
        return session
    if draft.kind in {"break", "debate"} and session.children:
        return session
    return None


def _is_within(draft: Draft, session: Draft) -> bool:
    """Whether the times of one lie within those of the other."""
    if draft.start is None or session.start is None:
        return False
    if session.end is None:
        return draft.start == session.start
    return session.start <= draft.start < session.end and (
        draft.end is None or draft.end <= session.end or draft.start > session.start
    )


def _belongs(draft: Draft, session: Draft, before: Draft) -> bool:
    """Whether a timed entry is a talk of the session."""
    if (
        draft.entry.times is None
        or draft.is_heading
        or draft.kind not in {"", "plenary"}
    ):
        return False
    if draft.kind == "plenary" and not draft.people:
        return False
    label = draft.talk.label
    if label and LABEL.match(key(label)) and not EMPTY_LABEL.fullmatch(key(label)):
        return bool(session.end) and _is_within(draft, session)
    if session.entry.times and session.end:
        return _is_within(draft, session)
    if label and SPEECH.search(key(label)):
        return False
    if session.body.talks:
        return False
    parent = session.inherits
    if parent and parent.end and draft.start and draft.start >= parent.end:
        return False
    return draft.start is not None and not draft.body.talks


def _parent(draft: Draft, top: list[Draft]) -> Draft | None:
    """The entry with times and without talks right above a session without times."""
    if draft.entry.times:
        return None
    for above in reversed(top):
        if above.entry.times:
            is_open = above.kind == "" or is_parallel(above.entry.head)
            return (
                None
                if (not is_open or above.people or above.body.talks or above.children)
                else above
            )
    return None


def _inherit(top: list[Draft]) -> None:
    """Sessions without times below « 14h-16h Ateliers » take place at that time."""
    for draft in top:
        if draft.children:
            draft.inherits = None
    used = {id(draft.inherits) for draft in top if draft.inherits}
    top[:] = [draft for draft in top if id(draft) not in used]


def _is_frame(draft: Draft, top: list[Draft]) -> bool:
    """« 9h-17h, université X » above the rows says when the whole day is."""
    if draft is not top[0] or not draft.end or len(top) < 3 or draft.children:
        return False
    if draft.people or draft.body.talks or draft.kind:
        return False
    starts = [other.start for other in top[1:] if other.start]
    return (
        bool(starts)
        and draft.start is not None
        and all(draft.start <= start < draft.end for start in starts)
    )


def _row(draft: Draft) -> ReadRow:
    children = [_timed_talk(child) for child in draft.children]
    contributions = [*draft.body.talks, *children]
    source = draft.inherits or draft
    start, end = source.start, source.end
    if draft.entry.times is None and draft.children:
        start, end = draft.children[0].start, draft.children[-1].end
    row = ReadRow(
        start=start,
        end=end,
        kind=draft.kind or "plenary",
        title=_title(draft),
        place=draft.talk.place
        or draft.body.place
        or draft.entry.place
        or (draft.inherits.talk.place if draft.inherits else ""),
        description=_description(draft),
        people=(*draft.officers, *draft.people),
        line=draft.entry.line.number,
    )
    return _with_talks(row, contributions, draft)


def _with_talks(
    row: ReadRow, contributions: list[ReadContribution], draft: Draft
) -> ReadRow:
    heading = draft.entry.is_session
    if len(contributions) == 1 and not heading and not draft.children:
        return _with_one_talk(row, contributions[0], draft)
    if contributions and row.kind in {"plenary", "other", "closing"}:
        return replace(row, kind="talks", contributions=tuple(contributions))
    if contributions:
        return replace(row, contributions=tuple(contributions))
    if row.people and PANEL.match(key(draft.entry.head[:40])) and row.kind == "plenary":
        return replace(row, kind="debate")
    is_workshop = WORKSHOP.match(key(draft.entry.head[:40])) and draft.officers
    if heading and row.kind == "plenary" and not (draft.people or is_workshop):
        return replace(row, kind="talks")
    return row


def _with_one_talk(row: ReadRow, talk: ReadContribution, draft: Draft) -> ReadRow:
    """A plenary holds its talk itself, unless its own title is a title too."""
    own = draft.talk.title
    is_label = not own or LABEL.fullmatch(key(own).rstrip(" 0123456789")) is not None
    if is_label or row.kind not in {"plenary", "talks"}:
        title = (
            talk.title or row.title if row.kind in {"plenary", "talks"} else row.title
        )
        return replace(
            row,
            title=title,
            people=(*row.people, *talk.people),
            description="\n".join(filter(None, [row.description, talk.description])),
        )
    return replace(row, kind="talks", contributions=(talk,))


def _title(draft: Draft) -> str:
    talk = draft.talk
    if (
        talk.title
        and talk.label
        and draft.kind in {"closing", "debate", "plenary", "welcome"}
    ):
        return talk.title
    if talk.title:
        return talk.title
    if EMPTY_LABEL.fullmatch(key(talk.label)) or key(talk.label) == "conference":
        return ""
    return talk.label


def _timed_talk(draft: Draft) -> ReadContribution:
    talks_below = draft.body.talks
    people = [*draft.people]
    title = _title(draft)
    if len(talks_below) == 1:
        title = title or talks_below[0].title
        people += talks_below[0].people
    return ReadContribution(
        start=draft.start,
        end=draft.end,
        title=title,
        place=draft.talk.place or draft.body.place,
        description=_description(draft),
        people=(*draft.officers, *people),
        line=draft.entry.line.number,
    )


def _description(draft: Draft) -> str:
    return "\n".join(draft.body.description).replace(CELL, " ")


def is_parallel(words: str) -> bool:
    return PARALLEL.search(key(words)) is not None
