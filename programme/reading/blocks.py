"""The lines of the programme, each with what follows it: days, entries, headings.

An entry is what a time opens, or a heading such as « Session 2 »; the lines below it,
to the next one, are its body.
"""

import datetime
import re
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property

from programme.reading import clocks, days, kinds, places, talks
from programme.reading.clocks import Times
from programme.reading.days import Calendar, Heading, Mention
from programme.reading.lines import CELL, Line, Words
from programme.reading.persons import Style
from programme.reading.pieces import is_closed
from programme.reading.vocabulary import (
    AFTER,
    FINAL,
    FUNCTIONS,
    HALVES,
    PLACE_ALONE,
    PROGRAMME,
    ROMAN,
    key,
)

_FUNCTION_LINE = re.compile(
    "|".join(rf"(?:{words})(?![\w’'])" for _name, words in FUNCTIONS), re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:,|:|\bet|\band|&|\bde|\bdu|\bdes|\bla|\ble|\bof|\bthe|[–—/])$", re.IGNORECASE
)
# « Matinée présidée par X »
_HALF = re.compile(
    r"(?:le )?(?:matin(?:ée)?|après-midi|morning|afternoon)(?: session)?[\s,:(–—-]+",
    re.IGNORECASE,
)
_MOST_JOINED = 6
_TITLE_LENGTH = 250


@dataclass
class Entry:
    """What a time or the heading of a session opens."""

    line: Line
    times: Times | None = None
    head: str = ""
    body: list[Line] = field(default_factory=list)
    place: str = ""  # that of the heading of a room above
    numeral: str = ""  # « II. », which opens the heading of a session

    @property
    def is_session(self) -> bool:
        return bool(self.numeral) or kinds.is_session(self.head)

    @property
    def start(self) -> time | None:
        return self.times.start if self.times else None

    @property
    def end(self) -> time | None:
        return self.times.end if self.times else None


@dataclass
class Day:
    date: datetime.date | None = None
    line: int = 0
    entries: list[Entry] = field(default_factory=list)
    mention: Mention | None = None
    before: list[Line] = field(default_factory=list)  # between the heading and rows


@dataclass
class Programme:
    days: list[Day]
    calendar: Calendar


def blocks_of(lines: list[Line], around: date | None) -> Programme:
    """The days of the text and their entries."""
    lines = joined(lines)
    mentions = [
        mention
        for line in lines
        if len(line.text) < 2000
        for mention in days.mentions(line.text)
    ]
    years = [
        int(year)
        for line in lines[:12]
        if len(line.text) < 200
        for year in re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9–-])", line.text)
    ]
    programme = Programme([Day()], Calendar(mentions, around, years))
    _Sorter(programme, lines).sort()
    _give_dates(programme, lines)
    return programme


def joined(lines: list[Line]) -> list[Line]:
    """Lines that were cut in their midst are one line again."""
    words = Words(lines)
    found: list[Line] = []
    count = 0
    for line in lines:
        if found and count < _MOST_JOINED and _continues(found[-1], line):
            last = found[-1]
            found[-1] = Line(
                last.number,
                words.join(last, line.text),
                last.after_blank,
                last.is_heading,
                last.is_item,
                line.is_hyphenated,
            )
            count += 1
        else:
            found.append(line)
            count = 0
    return found


def _continues(last: Line, line: Line) -> bool:
    """Whether the line is the rest of the last one."""
    if line.is_item or line.is_heading or len(last.text) > talks.LONGEST:
        return False
    if _opens_something(line.text) or kinds.announces_people(line.text.rstrip(" :")):
        return False
    if last.is_hyphenated or (
        last.text.endswith("-") and line.text[0].islower() and not line.after_blank
    ):
        return True
    if not is_closed(last.text):
        return not line.after_blank or not line.text[0].isupper()
    begins = line.text[0]
    if begins in ",;:)»!?":
        return True
    if begins == "(" and not line.after_blank:
        return True
    if CELL in line.text and not begins.islower():
        return False
    if begins.islower():
        return not line.after_blank and not _announces_function(line.text)
    if line.after_blank or kinds.announces_people(last.text.rstrip(" :")):
        return False
    if begins in '«“"‘(':
        return bool(_GOES_ON.search(last.text[-10:])) and len(last.text) > 25
    return bool(_GOES_ON.search(last.text[-10:]))


def _announces_function(text: str) -> bool:
    return _FUNCTION_LINE.match(text[:60]) is not None


def _opens_something(text: str) -> bool:
    return (
        clocks.leading(text) is not None
        or days.heading(text) is not None
        or _announces_function(text)
        or kinds.is_session(text)
    )


class _Sorter:
    """Puts each line where it belongs."""

    def __init__(self, programme: Programme, lines: list[Line]):
        self.programme = programme
        self.lines = lines
        self.place = ""
        self.is_for_one = False  # the place is that of the next session alone
        self.is_over = False
        self.is_final = False  # no time after this opens a row
        self.begin = _first_line(lines)

    @property
    def day(self) -> Day:
        return self.programme.days[-1]

    def sort(self) -> None:
        for position, line in enumerate(self.lines):
            if position < self.begin and not days.heading(line.text):
                continue
            self._sort_one(position, line)

    def _sort_one(self, position: int, line: Line) -> None:
        if self.is_final:
            return
        found = clocks.leading(line.text)
        if found and position >= self.begin and not self._is_prose(found[1]):
            self._open(Entry(line, found[0], found[1], place=self.place))
        elif opened := days.heading(line.text):
            self._open_day(line, opened)
        elif (half := _HALF.match(line.text)) and _announces_function(
            line.text[half.end() :]
        ):
            officers = replace(line, text=line.text[half.end() :].rstrip(")"))
            self._open(Entry(line, None, "", [officers], place=self.place))
        elif HALVES.fullmatch(key(_without_times(line.text)[:60])):
            self._open(Entry(line, None, "", place=self.place))
        elif (ended := clocks.trailing(line.text)) and self._is_heading(ended[0]):
            self._open(Entry(line, ended[1], ended[0], place=self.place))
        elif self._is_room(position, line):
            self.place = line.text.strip(" \u00a0:.–—-")
            self._open(Entry(line, None, "", place=self.place))
            following = self.lines[position + 1].text
            self.is_for_one = not clocks.leading(following)
        elif self._is_session(position, line):
            self._open(Entry(line, None, line.text, place=self.place))
        elif self._is_end(line):
            self.is_over = True
            self.is_final = FINAL.match(key(line.text[:80])) is not None
        elif not self.is_over:
            self._add(line)

    def _open(self, entry: Entry) -> None:
        self.is_over = False
        if numbered := self._numeral(entry.head):
            entry.numeral = numbered[0]
            entry.head = entry.head[numbered.end() :]
        self.day.entries.append(entry)
        if self.is_for_one and entry.head:
            self.place, self.is_for_one = "", False

    def _add(self, line: Line) -> None:
        if self.day.entries:
            self.day.entries[-1].body.append(line)
        else:
            self.day.before.append(line)

    def _open_day(self, line: Line, opened: Heading) -> None:
        self.place, self.is_for_one = self._room_of_day(opened), False
        self.is_over = False
        if self._is_same_day(opened.mention):
            self._open(Entry(line, None, ""))
            return
        day = Day(None, line.number, mention=opened.mention)
        self.programme.days.append(day)
        found = clocks.leading(opened.rest)
        if found and found[1] and not found[0].end:
            self._open(Entry(line, found[0], found[1], place=self.place))

    def _room_of_day(self, opened: Heading) -> str:
        """« Vendredi – Amphi B », where another day is in another room."""
        rooms = {_room(heading) for heading in self._headings}
        return _room(opened) if len(rooms) > 1 else ""

    @cached_property
    def _headings(self) -> list[Heading]:
        found = (days.heading(line.text) for line in self.lines)
        return [heading for heading in found if heading]

    def _numeral(self, text: str) -> re.Match[str] | None:
        """« II. » at the beginning, where the parts of the day are so numbered."""
        return ROMAN.match(text) if self._has_numerals else None

    @cached_property
    def _has_numerals(self) -> bool:
        texts = (line.text[:80] for line in self.lines)
        heads = (found[1] if (found := clocks.leading(text)) else text for text in texts)
        found = {match[1] for head in heads if (match := ROMAN.match(head))}
        return {"I", "II"} <= found

    def _is_same_day(self, mention: Mention) -> bool:
        """« Lundi 9 octobre (après-midi) » goes on with the day of the morning."""
        last = self.day.mention
        return bool(
            last
            and mention.day
            and (last.day, last.month) == (mention.day, mention.month)
            and self.day.entries
        )

    @staticmethod
    def _is_prose(rest: str) -> bool:
        return len(rest) > 600 and rest[:1].islower()

    def _is_heading(self, words: str) -> bool:
        return len(words) <= _TITLE_LENGTH and not re.search(
            r"[a-zé]{3,}\.\s+[A-ZÀ-Þ]", words
        )

    def _is_room(self, position: int, line: Line) -> bool:
        """« Salle A » above a list of timed talks."""
        text = line.text.strip(" \u00a0:.–—-")
        if (
            len(text) > 60
            or not PLACE_ALONE.match(key(text))
            or not places.is_code(text)
        ):
            return False
        following = self.lines[position + 1 : position + 2]
        if not following or CELL in text:
            return False
        if line.is_heading or kinds.is_session(following[0].text):
            return True
        return bool(clocks.leading(following[0].text) and self._has_rooms)

    @cached_property
    def _has_rooms(self) -> bool:
        """Whether several lines of the text are nothing but a room."""
        rooms = sum(
            len(line.text) <= 60
            and bool(PLACE_ALONE.match(key(line.text)))
            and any(
                clocks.leading(after.text)
                for after in self.lines[position + 1 : position + 2]
            )
            for position, line in enumerate(self.lines)
        )
        return rooms >= 2

    def _is_session(self, position: int, line: Line) -> bool:
        text = line.text
        is_named = kinds.is_session(text) or self._numeral(text)
        if len(text) > _TITLE_LENGTH or not is_named:
            return self._is_marked_heading(position, line)
        return not re.search(r"[a-zé]{3,}\.\s+[A-ZÀ-Þ]", text)

    def _is_marked_heading(self, position: int, line: Line) -> bool:
        """A heading of Markdown, or a line with a chair below, above timed talks."""
        if len(line.text) > _TITLE_LENGTH or line.is_item:
            return False
        folded = key(line.text[:100])
        if (
            AFTER.match(folded)
            or PROGRAMME.match(folded)
            or _announces_function(line.text)
        ):
            return False
        below = [after.text for after in self.lines[position + 1 : position + 5]]
        officers = 0
        while officers < len(below) and _announces_function(below[officers]):
            officers += 1
        timed = officers < len(below) and clocks.leading(below[officers]) is not None
        if not timed:
            return False
        if officers:
            said = talks.read(line.text, Style())
            timed_text = clocks.leading(below[officers])
            return (
                position > 0
                and timed_text is not None
                and not kinds.named(timed_text[1])
                and not (said.people or said.is_quoted)
                and not self._is_part_of_talk(position)
            )
        return line.is_heading and bool(self.day.entries)

    def _is_part_of_talk(self, position: int) -> bool:
        """Whether the entry above is without a title or speaker, which this line is."""
        if not self.day.entries:
            return False
        last = self.day.entries[-1]
        return not last.head and not last.body

    def _is_end(self, line: Line) -> bool:
        folded = key(line.text[:80])
        match = AFTER.match(folded)
        if not match or not (self.day.entries or self.day.line):
            return False
        if line.is_item and not line.is_heading:
            return False
        rest = line.text[match.end() : match.end() + 3]
        return (
            match.end() == len(folded)
            or line.is_heading
            or ":" in line.text[: match.end() + 12]
            or line.text.isupper()
            or (line.after_blank and not rest.strip()[:1].islower())
            or line.after_blank
        )


def _room(opened: Heading) -> str:
    room = opened.rest.strip("() \u00a0")
    is_room = PLACE_ALONE.match(key(room)) and places.is_code(room)
    return room if is_room else ""


def _without_times(text: str) -> str:
    ended = clocks.trailing(text)
    return ended[0] if ended else text


def _first_line(lines: list[Line]) -> int:
    """Where the programme begins: after the heading that says so, if rows follow."""
    timed = [i for i, line in enumerate(lines) if clocks.leading(line.text)]
    named = [
        i
        for i, line in enumerate(lines)
        if len(line.text) < 80 and PROGRAMME.match(key(line.text))
    ]
    for position in reversed(named):
        after = sum(i > position for i in timed)
        if after >= 2 and after * 2 > len(timed):
            return position + 1
    return 0


def _give_dates(programme: Programme, lines: list[Line]) -> None:
    """Days that have rows, each with its date."""
    opened = [
        day
        for day in programme.days
        if any(entry.times for entry in day.entries)
        or (day.mention and any(entry.head for entry in day.entries))
    ] or [day for day in programme.days if any(entry.head for entry in day.entries)]
    before: date | None = None
    for day in opened:
        if day.mention:
            day.date = programme.calendar.date_of(day.mention, before)
            before = day.date or before
    programme.days = opened
    if len(opened) == 1 and opened[0].mention is None:
        opened[0].date = _only_date(opened[0], lines)


def _only_date(day: Day, lines: list[Line]) -> date | None:
    """The one date above the rows, or on the line of hours that comes first."""
    first = day.entries[0].line.number
    above = [line for line in lines if line.number < first]
    for among in (above, [day.entries[0].line]):
        found = {
            mention.on(mention.year)
            for line in among
            if len(line.text) < 2000
            for mention in days.mentions(line.text)
            if mention.is_full and not mention.earlier
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None
