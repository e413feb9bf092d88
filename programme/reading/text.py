"""From a text as people write it to days, rows, talks and people."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from programme.reading import (
    blocks,
    doubts,
    joined,
    kinds,
    lines,
    pieces,
    rows,
    talks,
)
from programme.reading.drafts import drafts_of
from programme.reading.entries import Programme
from programme.reading.persons import Style, score, split_together, style_of
from programme.reading.pieces import Piece
from programme.reading.plan import Doubt, ReadDay, Reading
from programme.reading.roles import looks_like_role
from programme.reading.vocabulary import key

MOST = 200_000  # characters that are read
MOST_DOUBTS = 300


def read_text(text: str, *, around: date | None = None) -> Reading:
    """The programme in the text; `around` helps where dates lack their year."""
    lines_read = lines.read(text[:MOST])
    found = blocks.blocks_of(lines_read, around)
    style = _style(found)
    days: list[ReadDay] = []
    found_doubts: list[Doubt] = []
    for day in found.days:
        drafts = drafts_of(day.entries, style)
        read = ReadDay(day.date, tuple(rows.rows_of(drafts)), day.line)
        if read.rows:
            days.append(read)
            found_doubts += doubts.of_day(day, read, drafts)
    found_doubts += doubts.of_names(days)
    known = joined.words_of(line.text for line in lines_read)
    found_doubts += doubts.of_words(days, known)
    if len(text) > MOST or len(lines_read) >= lines.MOST:
        last = lines_read[-1].number if lines_read else 1
        found_doubts.append(doubts.too_long(last))
    found_doubts.sort(key=lambda doubt: doubt.line)
    return Reading(tuple(days), tuple(found_doubts[:MOST_DOUBTS]))


def _style(found: Programme) -> Style:
    texts = [
        text
        for day in found.days
        for entry in day.entries
        for text in (entry.head, *(line.text for line in entry.body))
        if len(text) <= talks.LONGEST
    ][:3000]
    names = []
    in_brackets = 0
    for text in texts:
        cut = pieces.cut(text)
        in_brackets += _in_brackets(cut)
        names += [
            name
            for piece in cut
            if piece.is_words and len(piece.text) < 100
            for name in split_together(
                re.sub(r"^.*?\b(?:de|par|by)\s(?=[A-Z])", "", piece.text)
            )
        ]
    style = replace(style_of(names), in_brackets=in_brackets > 0)
    if len(texts) > 1:
        style = _ordered(style, texts)
    return style


def _in_brackets(cut: list[Piece]) -> int:
    """How many more names have their roles in brackets than after a comma."""
    more = 0
    for piece, following in pairwise(cut):
        if piece.is_words and score(piece.text, Style()) >= 2:
            if following.is_bracket and following.before == "":
                more += 1
            elif following.before == "," and looks_like_role(following.text):
                more -= 2
    return more


def _ordered(style: Style, texts: list[str]) -> Style:
    """The style with the order of titles and names, as most lines have it."""
    read = [talks.read(text, style) for text in texts[:600] if len(text) < 600]
    known = frozenset(
        key(f"{person.given_name} {person.family_name}")
        for talk in read
        if talk.is_sure
        for person in (*talk.people, *talk.officers)
        if person.given_name
    )
    style = replace(style, known=known)
    orders = [
        talk.title_first
        for talk in read
        if talk.people
        and talk.is_sure
        and talk.title_first is not None
        and not kinds.is_speech(talk.title)
    ]
    if orders:
        firsts = sum(orders)
        if firsts * 3 >= len(orders) * 2:
            return replace(style, title_first=True)
        if firsts * 3 <= len(orders):
            return replace(style, title_first=False)
        return style
    # No name is sure: which order would make more of the lines talks?
    people_first, title_first = (
        sum(
            bool((talk := talks.read(text, trial)).people and talk.title)
            and not kinds.named(text)
            for text in texts[:300]
            if len(text) < 300
        )
        for trial in (replace(style, title_first=first) for first in (False, True))
    )
    if max(people_first, title_first) < 2 or people_first == title_first:
        return style
    return replace(style, title_first=title_first > people_first)
