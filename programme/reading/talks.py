"""What one text says: who, with which roles and function, and the title.

The text is cut in pieces; runs of people are found among them; what is left is the
title, a label (« Conférence inaugurale ») or a place.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from programme.reading import conversations, kinds, phrases
from programme.reading import pieces as cutting
from programme.reading import roles as role_reading
from programme.reading.persons import (
    Style,
    is_given,
    least_score,
)
from programme.reading.pieces import Piece
from programme.reading.quoted import Quoted
from programme.reading.runs import Run
from programme.reading.said import Talk, clean_title
from programme.reading.vocabulary import (
    TITLE_BEGINNINGS,
    key,
)

__all__ = ["LONGEST", "Talk", "clean_title", "read"]

LONGEST = 3000  # what is longer is prose
_NAME_WITHIN = re.compile(
    r"(?:(?:Mme|Madame|Monsieur|M\.|Dr|Pr)\s)?"
    r"([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)\s"
    r"(?:(?:de|d['’]|du|van|von|le|la)\s?)?[A-ZÀ-Þ]{2,}(?:[-' ’][A-ZÀ-Þ]{2,})*(?![\w])"
)
_OPENS_NAME = re.compile(
    r"(?:\b(?:de|du|chez|selon|sur|à|et|vers|avec|lire)|d['’])\s?$", re.IGNORECASE
)
# « A. Écrire ; B. Filmer »
_ENUMERATED = re.compile(r"(?:^|[\s:(])A[.)]\s[^.]{2,80}[;,/–-]\s?B[.)]\s")
# « Intervention de X (Y) sur les friches »
_ABOUT = re.compile(r"(?:sur|on|about|autour de)\s(?=\S)")
_AND_SOMEBODY = re.compile(
    r"(?:et|and|ainsi que|as well as) (?:une?|des|les|two|an?) [^A-ZÀ-Þ]"
)
_ANNOUNCED = re.compile(r"([^\W\d_]{3,20})\s?:\s*")


def read(
    text: str,
    style: Style,
    *,
    line: int = 0,
    expects_people: bool = False,
    alone: bool = False,
) -> Talk:
    """The talk of a text without its times; `alone`: there is no title in it."""
    if len(text) > LONGEST or _ENUMERATED.search(text[:300]):
        return Talk(title=clean_title(text))
    spoken = None if alone else conversations.read(text, style, _alone(style, line))
    if spoken:
        return spoken
    cut = cutting.cut(text)
    if len(cut) > cutting.MOST:
        return Talk(title=clean_title(text))
    reader = _Reader(text, phrases.prepared(cut, style), style, line, expects_people)
    reader.alone = alone
    return reader.read()


def _alone(style: Style, line: int) -> Callable[[str], Talk]:
    return lambda text: read(text, style, line=line, expects_people=True, alone=True)


def _is_sentence(text: str) -> bool:
    """« Les mots du droit », after a comma, is a title and no role."""
    first = key(text[:40]).split()[:1]
    return len(text.split()) > 12 or (bool(first) and first[0] in TITLE_BEGINNINGS)


class _Reader(Quoted):
    def read(self) -> Talk:
        self._take_place()
        self._take_functions()
        if len(self.pieces) > 1:
            self.pieces = [
                piece
                for piece in self.pieces
                if piece.before != "then" or kinds.named(piece.text) != "debate"
            ]
        self._take_speakers()
        return self.talk

    def _again(self, text: str) -> Talk:
        return read(text, self.style, line=self.line)

    def _take_speakers(self) -> None:
        if not self.pieces:
            return
        label = self._leading_label()
        order = (self._quote_first, self._people_last, self._people_first)
        if self.style.title_first is not True or self.alone:
            order = (self._quote_first, self._people_first, self._people_last)
        if label and self._people_of_speech(label):
            return
        for way in order:
            if way(label):
                return
        self._bracket_of_people(label) or self._title_alone(label)

    def _people_of_speech(self, label: int) -> bool:
        """« Ouverture : X, doyen, et Y »: names and roles alone, and no title."""
        words = self._said(self.pieces[0].start, self.pieces[label - 1].end)
        if not kinds.is_speech(words) or any(
            piece.is_quote or piece.before in {":", "-"} or _is_sentence(piece.text)
            for piece in self.pieces[label + 1 :]
            if not piece.is_bracket
        ):
            return False
        run = self._people_at(label, least=1, alone=True)
        if run is None or run.end < len(self.pieces):
            return False
        self._keep(run.people, "", label)
        self.talk.is_sure = run.least >= 2 or run.has_roles
        return True

    def _people_first(self, label: int) -> bool:
        """Who speaks, then the title."""
        least = 2
        if (
            self.expects
            or label
            or self.style.title_first is False
            or (self._has_bracket_of_roles(label))
        ):
            least = 1
        run = self._people_at(label, least=least, alone=self.alone)
        if run is None:
            return False
        if run.end < len(self.pieces) and self._ends_with_role(run):
            last = run.people[-1]
            rest = self._text_of(run.end, len(self.pieces))
            found = role_reading.split(", ".join((*last.roles, rest)))
            run.people[-1] = replace(last, roles=found)
            run = replace(run, end=len(self.pieces), has_roles=True)
        if run.end == len(self.pieces):
            self._keep(run.people, "", label)
            self.talk.is_sure = run.least >= 3 or run.has_roles
            return True
        following = self.pieces[run.end]
        title = self._said(following.start, self.pieces[-1].end)
        about = _ABOUT.match(title) if label and following.before == "" else None
        if about:
            following = replace(following, before=":")
            title = title[about.end() :]
        if (
            following.before == ""
            and not following.is_quote
            and (title[:1].islower() or not self._after_bracket(run.end))
        ):
            return False
        if title[:1].islower() and following.before in {",", "", "."}:
            return False
        if run.least < 3 and not run.has_roles and not self._is_likely(run, following):
            return False
        self._keep(run.people, title, label)
        self.talk.title_first = False
        self.talk.is_sure = run.least >= 3 or run.has_roles
        return True

    def _has_bracket_of_roles(self, position: int) -> bool:
        """« Name (conservatoire de Valbrune) »."""
        following = self.pieces[position + 1 : position + 2]
        if not following:
            return False
        said = following[0]
        if said.is_bracket:
            return (
                said.before == ""
                and said.text[:1].isalpha()
                and not role_reading.is_citation(said.text)
            )
        is_last = position + 2 == len(self.pieces)
        return (
            said.before == "," and is_last and role_reading.looks_like_role(said.text)
        )

    def _ends_with_role(self, run: Run) -> bool:
        """« Anne Martin, bureau d’études Karsta »: small letters, and no sentence."""
        following = self.pieces[run.end]
        rest = self.text[following.start :]
        return (
            following.before == ","
            and following.is_words
            and rest[:1].islower()
            and len(rest) <= 90
            and not rest.rstrip().endswith(".")
            and all(
                piece.is_bracket or piece.before in {",", ";", ""}
                for piece in self.pieces[run.end :]
            )
        )

    def _after_bracket(self, position: int) -> bool:
        return position > 0 and self.pieces[position - 1].is_bracket

    def _is_likely(self, run: Run, following: Piece) -> bool:
        return self.style.title_first is False or following.before in {":", "\t", "-"}

    def _people_last(self, label: int) -> bool:
        """The title, then who speaks, to the end of the text."""
        for start in range(label + 1, len(self.pieces)):
            piece = self.pieces[start]
            if not piece.is_words or (piece.before == "" and not piece.marker):
                continue
            weak = piece.before in {",", ".", ";"} and not piece.marker
            if self.style.title_first is True:
                least = 2 if weak and piece.before != "." else 1
            else:
                least = 3 if weak else 2
            run = self._people_at(start, least=1 if weak else least, alone=True)
            if run is None and not weak and self._begins_list(start):
                least = 1
                run = self._people_at(start, least=1, alone=True)
            if run is None or not self._is_last(run):
                continue
            if run.least < least and not self.pieces[-1].is_bracket:
                continue
            if self._is_role_of_someone(label, start):
                continue
            first = 0 if label and self._keeps_label() else label
            title = self._said(self.pieces[first].start, self.pieces[start - 1].end)
            self._keep(run.people, title, label)
            self.talk.title_first = True
            is_whole = run.end == len(self.pieces)
            self.talk.is_sure = is_whole and (run.least >= 3 or run.has_roles)
            return True
        return False

    def _begins_list(self, start: int) -> bool:
        """« – X, Y », where Y is surely a name."""
        following = self.pieces[start + 1 : start + 2]
        return (
            bool(following)
            and following[0].before == ","
            and following[0].is_words
            and least_score(following[0].text, self.style) >= 3
        )

    def _is_last(self, run: Run) -> bool:
        """Whether nothing follows but « et un représentant des habitants »."""
        if run.end == len(self.pieces):
            return True
        rest = self.pieces[run.end :]
        return (
            len(run.people) > 1
            and len(rest) == 1
            and rest[0].before == ""
            and _AND_SOMEBODY.match(rest[0].text) is not None
        )

    def _is_role_of_someone(self, label: int, start: int) -> bool:
        """Whether what precedes is people too, so that this is no title."""
        run = self._people_at(label, least=2, alone=self.alone)
        return bool(run and run.end >= start)

    def _bracket_of_people(self, label: int) -> bool:
        """« Title (X, université Z) »."""
        last = self.pieces[-1]
        if (
            len(self.pieces) < 2
            or not last.is_bracket
            or role_reading.is_citation(last.text)
        ):
            return False
        announced = _ANNOUNCED.match(last.text)
        said = last.text[announced.end() :] if announced else last.text
        if announced and not kinds.announces_people(announced[1]):
            return False
        expects = bool(announced) or self._lists_names(said)
        inner = read(
            said, self.style, line=self.line, alone=True, expects_people=expects
        )
        inner.is_sure = inner.is_sure or expects
        if not inner.people or inner.title or not inner.is_sure:
            return False
        drops_label = label < len(self.pieces) - 1 and not (
            label and self._keeps_label()
        )
        first = label if drops_label else 0
        title = self._said(self.pieces[first].start, self.pieces[-2].end)
        self._keep(inner.people, title, label)
        self.talk.title_first = True
        self.talk.is_sure = True
        return True

    def _lists_names(self, text: str) -> bool:
        """« Tobi Okafor, Rhys Pennant »: one of them is surely a name."""
        scores = [
            least_score(name.strip(), self.style) for name in re.split("[,;]", text)
        ]
        return len(scores) > 1 and min(scores) >= 1 and max(scores) >= 3

    def _title_alone(self, label: int) -> bool:
        if self.pieces[0].marker == "by":
            label = 0
        is_list = label and self.pieces[label].before == ","
        first = 0 if label and (is_list or self._keeps_label()) else label
        if self._name_within(first):
            return True
        self.talk.title = clean_title(
            self._said(self.pieces[first].start, self.pieces[-1].end)
        )
        if first:
            self.talk.label = clean_title(self.pieces[0].text)
        only = [piece for piece in self.pieces if not piece.is_bracket]
        self.talk.is_quoted = len(only) == 1 and only[0].is_quote
        return True

    def _name_within(self, first: int) -> bool:
        """« Écrire à l’hôpital Ahmed ZERKAOUI psychologue »: capitals alone tell."""
        piece = self.pieces[first]
        match = _NAME_WITHIN.search(piece.text) if piece.is_words else None
        if not match or len(self.pieces) > first + 2:
            return False
        before, after = piece.text[: match.start()], piece.text[match.end() :].strip()
        if not is_given(match[1]) or _OPENS_NAME.search(before[-12:]):
            return False
        rest = self._said(self.pieces[first].end, self.pieces[-1].end)
        if before.strip() and (role_reading.begins_role(after) or not after):
            title = before.rstrip()
            roles = role_reading.split(f"{after}{rest}".strip(" ()"))
        elif not before.strip() and after[:1].isupper():
            title, roles = f"{after}{rest}", ()
        else:
            return False
        people = [replace(self._person(match[0].strip()), roles=roles)]
        self._keep(people, title, first)
        return True
