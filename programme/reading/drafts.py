"""Entries as read: the words of their own line with those of the lines below."""

import re
from dataclasses import dataclass, field, replace
from datetime import time

from programme.reading import bodies, kinds, phrases, role_lines, talks
from programme.reading import roles as role_reading
from programme.reading.bodies import Body
from programme.reading.entries import Entry
from programme.reading.lines import Line
from programme.reading.persons import Style, all_names
from programme.reading.plan import ReadPerson
from programme.reading.talks import Talk
from programme.reading.vocabulary import (
    EMPTY_LABEL,
    NAMES_PLACE,
    PLACE_AT_END,
    begins_role,
    key,
)


@dataclass
class Draft:
    """An entry as read, before it is known to be a row or a talk of one."""

    entry: Entry
    talk: Talk
    body: Body
    kind: str
    children: list["Draft"] = field(default_factory=list)
    inherits: "Draft | None" = None  # the entry whose times a parallel session has

    @property
    def start(self) -> time | None:
        return self.entry.start

    @property
    def end(self) -> time | None:
        return self.entry.end

    @property
    def people(self) -> list[ReadPerson]:
        return [*self.talk.people, *self.body.people]

    @property
    def officers(self) -> list[ReadPerson]:
        return [*self.talk.officers, *self.body.officers]

    @property
    def is_heading(self) -> bool:
        """The heading of a session, below which talks are expected."""
        return self.kind in {"", "talks"} and (
            self.entry.times is None or self.entry.is_session
        )

    @property
    def is_bare(self) -> bool:
        return not (
            self.talk.title or self.talk.label or self.people or self.body.talks
        )


_ANNOUNCEMENT = re.compile(
    r"[\s,.:;–—-]+([^\W\d_]{3,15}(?: la participation de)?)\s*:?$"
)


def _without_announcement(head: str) -> tuple[str, bool]:
    """« Télétravail, avec : » without its end, and whether it had one."""
    match = _ANNOUNCEMENT.search(head[-60:])
    if not match or not kinds.announces_people(match[1]):
        return head, False
    if not head.endswith(":") and key(match[1]) not in {"avec", "with"}:
        return head, False
    return head[: len(head) - len(match[0])], True


def _without_roles(talk: Talk, lines: list[Line]) -> list[Line]:
    """The lines after those that tell the roles of who stands on the entry’s own."""
    if not role_lines.lack_roles(talk.people):
        return lines
    texts = [line.text for line in lines]
    count = role_lines.leading(texts)
    if not count or not (talk.title or talk.label or count < len(lines)):
        return lines
    talk.people = role_lines.given(talk.people, texts[:count])
    return lines[count:]


def _names_speakers(head: str, lines: list[Line], style: Style) -> bool:
    """« Conclusions », and a name alone on the next line."""
    is_debate = kinds.named(head) == "debate"
    said = [line.text for line in lines if not phrases.FUNCTION.match(line.text)]
    if not said or not (is_debate or kinds.is_speech(head)):
        return False
    first, sign, _rest = re.split(r"([,(]|$)", said[0], maxsplit=1)
    return all_names(first, style, 2 if is_debate and not sign else 1)


def _has_label(text: str, style: Style) -> bool:
    """« Ouverture par X »: the line is what the time says, and no title below it."""
    said = talks.read(text, style)
    return bool(said.label and said.people and not said.title)


def draft_of(entry: Entry, style: Style) -> Draft:
    first = entry.body[0].text if entry.body and not entry.head else ""
    if first and (
        kinds.named(first) or kinds.is_speech(first) or _has_label(first, style)
    ):
        # A time alone on its line
        entry.head, entry.body = entry.body[0].text, entry.body[1:]
    head, expects = _without_announcement(entry.head)
    talk = talks.read(head, style, line=entry.line.number)
    if entry.numeral and not talk.people:
        talk.title = f"{entry.numeral}{talk.title or talk.label}".strip()
    lines = _without_roles(talk, entry.body)
    body = bodies.read(
        lines,
        style,
        has_title=bool(
            talk.title
            or (talk.label and not EMPTY_LABEL.fullmatch(key(talk.label)))
            or (talk.officers and not talk.people)
        ),
        has_people=bool(talk.people),
        expects=expects or _names_speakers(head, lines, style),
    )
    has_officers_alone = talk.officers and not (talk.title or talk.label or talk.people)
    if has_officers_alone and not body.talks:
        talk.title = talks.clean_title(re.split(r"\s*:|\s[–—-]\s", head, maxsplit=1)[0])
    if not talk.title and body.titles:
        talk.title = body.titles[0]
    named = talk.label or ("" if talk.is_quoted else talk.title)
    kind = kinds.named(named)
    if not kind and any(one.function == "discussant" for one in talk.officers):
        kind = "debate" if role_reading.function_of(talk.title) else kind
    if kind == "debate" and talk.people and kinds.is_rather_title(named):
        kind = ""
    if kind in {"break", "meal"} and talk.label and talk.title and not talk.people:
        _name_by_label(talk, head)
    if kind in {"welcome", "break", "meal"} and not talk.place:
        _take_place(talk, body)
    if kind == "welcome" and (talk.people or body.people):
        kind = "plenary"
    return Draft(entry, talk, body, kind)


def _name_by_label(talk: Talk, head: str) -> None:
    """« Dinner, The Old Foundry » is called a dinner, and says where."""
    words = talk.title.split()
    is_place = not talk.place and len(words) <= 6 and words[0][:1].isupper()
    if is_place and not kinds.named(talk.title):
        talk.place, talk.title = talk.title, talk.label
    else:
        talk.title = talks.clean_title(head)


def _take_place(talk: Talk, body: Body) -> None:
    """« Dîner (château de Saint-Ybars) », « Accueil dans le hall »."""
    enclosed = re.search(r"\s*\(([^()]{2,80})\)$", talk.title)
    at_end = PLACE_AT_END.search(talk.title)
    if enclosed:
        said = enclosed[1].strip()
        if begins_role(said):
            return
        if NAMES_PLACE.search(key(said)) or any(
            word[:1].isupper() for word in re.split(r"[\s’']+", said)
        ):
            talk.place = said
        elif any(map(str.isdigit, said)):
            return  # « Pause (10 min) », « Repas (sur réservation, 18 €) »
        else:
            body.description.append(said)
        talk.title = talk.title[: enclosed.start()]
    elif at_end:
        talk.place = at_end["place"]
        talk.title = talk.title[: at_end.start()]


def drafts_of(entries: list[Entry], style: Style) -> list[Draft]:
    """The entries of one day as read, in the order of the text."""
    return [draft_of(entry, style) for entry in _in_the_afternoon(_merged(entries))]


def _merged(entries: list[Entry]) -> list[Entry]:
    """Two times each alone on their line are a beginning and an end."""
    found: list[Entry] = []
    for entry in entries:
        last = found[-1] if found else None
        if (
            last
            and last.times
            and entry.times
            and not (last.head or last.body or last.end or entry.end)
            and last.times.start
            and entry.times.start
            and entry.times.start > last.times.start
        ):
            last.times = replace(last.times, end=entry.times.start)
            last.head, last.body = entry.head, entry.body
        else:
            found.append(entry)
    return found


def _in_the_afternoon(entries: list[Entry]) -> list[Entry]:
    """« 1:30 » after « 12:30 » is 13:30 where nothing else says which half it is."""
    last = 0
    for entry in entries:
        times = entry.times
        if times and times.lacks_half:
            entry.times = times = times.later_than(last)
        if times and times.start:
            if not last and times.lacks_half and 1 <= times.start.hour <= 5:
                # « 1.00 Lunch »: no day begins in the night.
                entry.times = times = times.later_than(12)
            last = times.start.hour if times.start else last
    return entries
