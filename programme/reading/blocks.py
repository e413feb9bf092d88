"""The lines of the programme, each with what follows it: days, entries, headings.

An entry is what a time opens, or a heading such as « Session 2 »; the lines below it,
to the next one, are its body.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cached_property

from programme.reading import clocks, dating, days, joining, kinds, places, talks
from programme.reading.days import Calendar, Heading, Mention
from programme.reading.entries import Day, Entry, Programme
from programme.reading.lines import CELL, Line
from programme.reading.persons import Style
from programme.reading.vocabulary import (
    AFTER,
    FINAL,
    HALVES,
    PLACE_ALONE,
    PROGRAMME,
    ROMAN,
    SPEAKERS,
    key,
)

# « Matinée présidée par X »
_HALF = re.compile(
    r"(?:le )?(?:matin(?:ée)?|après-midi|morning|afternoon)(?: session)?[\s,:(–—-]+",
    re.IGNORECASE,
)
# « Speaker: X (Y) » below a title
_SPEAKER = re.compile(rf"(?:{'|'.join(SPEAKERS)})\s?:\s", re.IGNORECASE)
# « (7 heures) » after a date: how long the day lasts
_DURATION = re.compile(r"\(?[0-9]{1,2}\s?(?:h|heures|hours|hrs)\)")
_TITLE_LENGTH = 250


def blocks_of(lines: list[Line], around: date | None) -> Programme:
    """The days of the text and their entries."""
    lines = joining.joined(lines)
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
    dating.give_dates(programme, lines)
    return programme


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
        elif (half := _HALF.match(line.text)) and joining.announces_function(
            line.text[half.end() :]
        ):
            said = line.text[half.end() :]
            if said.count(")") > said.count("("):
                said = said.rstrip(")")
            officers = replace(line, text=said)
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
        elif self._is_end(line) or self._is_signature(position, line):
            self.is_over = True
            self.is_final = FINAL.match(key(line.text[:80])) is not None
        elif not self.is_over:
            self._add(line)

    def _open(self, entry: Entry) -> None:
        self.is_over = False
        if self._leaves_room(entry):
            self.place = entry.place = ""
        if numbered := self._numeral(entry.head):
            entry.numeral = numbered[0]
            entry.head = entry.head[numbered.end() :]
        self.day.entries.append(entry)
        if self.is_for_one and entry.head:
            self.place, self.is_for_one = "", False

    def _leaves_room(self, entry: Entry) -> bool:
        """« Déjeuner », after a blank line, ends the lists of parallel rooms."""
        rooms = {one.place for one in self.day.entries if one.place}
        last = self.day.entries[-1] if self.day.entries else None
        return (
            entry.line.after_blank
            and bool(last and (last.times or last.head))
            and len(rooms) > 1
            and bool(entry.place)
            and kinds.named(entry.head) in {"meal", "break", "closing"}
        )

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
        if _DURATION.match(opened.rest):
            return
        if found and found[1] and not found[0].end:
            self._open(Entry(line, found[0], found[1], place=self.place))

    def _room_of_day(self, opened: Heading) -> str:
        """« Vendredi – Amphi B », where another day is in another room."""
        return _room(opened) if len(self._rooms_of_days) > 1 else ""

    @cached_property
    def _rooms_of_days(self) -> set[str]:
        found = (days.heading(line.text) for line in self.lines)
        return {_room(heading) for heading in found if heading} - {""}

    def _numeral(self, text: str) -> re.Match[str] | None:
        """« II. » at the beginning, where the parts of the day are so numbered."""
        return ROMAN.match(text) if self._has_numerals else None

    @cached_property
    def _has_numerals(self) -> bool:
        texts = (line.text[:80] for line in self.lines)
        heads = (
            timed[1] if (timed := clocks.leading(text)) else text for text in texts
        )
        return {"I", "II"} <= {
            match[1] for head in heads if (match := ROMAN.match(head))
        }

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
        if line.is_heading:
            return True
        if kinds.is_session(following[0].text):
            last = self.day.entries[-1] if self.day.entries else None
            return not (last and last.is_session and last.body and not last.place)
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
            or joining.announces_function(line.text)
            or _SPEAKER.match(line.text)
        ):
            return False
        below = [after.text for after in self.lines[position + 1 : position + 5]]
        officers = 0
        while officers < len(below) and joining.announces_function(below[officers]):
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

    def _is_signature(self, position: int, line: Line) -> bool:
        """« Convenors: X and Y » below « Wine reception », the last row of all."""
        return (
            line.after_blank
            and bool(self.day.entries)
            and position > self._last_timed
            and kinds.named(self.day.entries[-1].head) in {"meal", "break", "closing"}
            and joining.announces_function(line.text)
        )

    @cached_property
    def _last_timed(self) -> int:
        return max(
            (n for n, line in enumerate(self.lines) if clocks.leading(line.text)),
            default=0,
        )

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
