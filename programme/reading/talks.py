"""What one text says: who, with which roles and function, and the title.

The text is cut in pieces; runs of people are found among them; what is left is the
title, a label (« Conférence inaugurale ») or a place.
"""

import re
from dataclasses import dataclass, field, replace

from programme.reading import kinds, phrases, places
from programme.reading import pieces as cutting
from programme.reading import roles as role_reading
from programme.reading.persons import (
    Style,
    all_names,
    is_given,
)
from programme.reading.pieces import Piece
from programme.reading.plan import ReadPerson
from programme.reading.runs import Run, Runs
from programme.reading.vocabulary import (
    EMPTY_LABEL,
    LABEL,
    SPEECH,
    SPEECH_OF,
    TITLE_BEGINNINGS,
    key,
)

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
_ANNOUNCED = re.compile(r"([^\W\d_]{3,20})\s?:\s*")


@dataclass
class Talk:
    """What was understood of a text."""

    title: str = ""
    label: str = ""
    place: str = ""
    people: list[ReadPerson] = field(default_factory=list)
    officers: list[ReadPerson] = field(default_factory=list)  # chairs and such
    is_quoted: bool = False  # the title stood in quotation marks
    title_first: bool | None = None
    is_sure: bool = False  # the names are more than a guess


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
    cut = cutting.cut(text)
    if len(cut) > cutting.MOST:
        return Talk(title=clean_title(text))
    reader = _Reader(text, phrases.prepared(cut, style), style, line, expects_people)
    reader.alone = alone
    return reader.read()


def clean_title(text: str) -> str:
    """Without what encloses it, nor its final full stop."""
    text = " ".join(text.replace("\t", " ").split(" ")).strip()
    for _turn in range(3):
        before = text
        text = text.strip(" \u00a0,;:–—-/|•")
        if (
            text.endswith(".")
            and not text.endswith("..")
            and not re.search(r"(?:\betc|\b[A-Z]\.[A-Z])\.$", text)
        ):
            text = text[:-1].rstrip(" \u00a0")
        enclosed = cutting.cut(text)
        if len(enclosed) == 1 and enclosed[0].is_quote:
            text = enclosed[0].text.strip(" \u00a0")
        if text == before:
            break
    return text


def _is_sentence(text: str) -> bool:
    """« Les mots du droit », after a comma, is a title and no role."""
    first = key(text[:40]).split()[:1]
    return len(text.split()) > 12 or (bool(first) and first[0] in TITLE_BEGINNINGS)


class _Reader(Runs):
    def __init__(
        self, text: str, cut: list[Piece], style: Style, line: int, expects: bool
    ):
        super().__init__(text, cut, style, line, expects)
        self.talk = Talk()

    def read(self) -> Talk:
        self._take_place()
        self._take_functions()
        self._take_speakers()
        return self.talk

    # Functions -----------------------------------------------------------------

    def _take_functions(self) -> None:
        """Chairs and discussants leave the pieces; what else there is stays."""
        left: list[Piece] = []
        position = 0
        while position < len(self.pieces):
            piece = self.pieces[position]
            if piece.is_bracket and (found := self._officers_within(piece)):
                self.talk.officers += found
                position += 1
                continue
            if piece.marker in {"chair", "discussant", "moderator"}:
                end = self._take_officers(position, piece.marker)
                if end > position:
                    position = end
                    continue
            left.append(piece)
            position += 1
        self.pieces = left

    def _officers_within(self, bracket: Piece) -> list[ReadPerson]:
        match = phrases.FUNCTION.match(bracket.text)
        if not match or role_reading.function_of(bracket.text):
            return []
        inner = read(bracket.text, self.style, line=self.line)
        return inner.officers if not inner.people else []

    def _take_officers(self, position: int, function: str) -> int:
        """The place after the people of a function; where it was if there are none."""
        first = self.pieces[position]
        start = position
        if not first.text:  # « Présidence : », whose name is in the next piece
            start += 1
        self.in_officers = True
        run = self._people_at(start, least=1, alone=True)
        self.in_officers = False
        if run is None:
            return position
        self.talk.officers += [
            replace(person, function=function)
            if person.function == "speaker"
            else person
            for person in run.people
        ]
        return run.end

    # Places ----------------------------------------------------------------------

    def _take_place(self) -> None:
        for position, piece in enumerate(self.pieces):
            if not places.is_place(self.pieces, position, self.style):
                continue
            if len(self.pieces) == 1:
                return
            self.talk.place = piece.text.strip(" \u00a0.")
            del self.pieces[position]
            if position < len(self.pieces) and position == 0:
                self.pieces[0] = replace(self.pieces[0], before="")
            return

    # Speakers --------------------------------------------------------------------

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
        words = self.text[self.pieces[0].start : self.pieces[label - 1].end]
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

    def _leading_label(self) -> int:
        """How many pieces at the beginning are a label."""
        first = self.pieces[0]
        if not first.is_words or len(self.pieces) < 2:
            return 0
        folded = key(first.text[:80])
        following = self.pieces[1]
        if following.marker == "of":
            return 1
        if (
            following.before == "/"
            and len(self.pieces) > 2
            and self.pieces[2].before in {":", "-", "\t"}
            and (kinds.is_speech(first.text) or kinds.is_speech(following.text))
        ):
            return 2  # « Ouverture / Opening : X »
        if (
            LABEL.fullmatch(folded)
            or EMPTY_LABEL.fullmatch(folded)
            or (
                LABEL.match(folded)
                and len(folded.split()) <= 4
                and re.search(r"(?:^| )(?:[0-9]{1,2}|i{1,3}|i?v|n)$", folded)
            )
        ):
            return 1
        is_label = SPEECH_OF.fullmatch(folded) or (
            (kinds.named(first.text) or SPEECH.search(folded))
            and len(folded.split()) <= 6
        )
        if is_label and (
            following.before in {":", ".", "-", ",", "\t"}
            or following.marker
            or following.is_quote
        ):
            return 1
        return 0

    def _quote_first(self, label: int) -> bool:
        """A title in quotation marks, with people before or after it."""
        for position, piece in enumerate(self.pieces[label:], start=label):
            if not piece.is_quote or not self._is_apart(position, label):
                continue
            before = (
                self._people_at(label, least=1, until=position)
                if position > label
                else None
            )
            if position > label and (before is None or before.end != position):
                before = self._loose_people(label, position)
                if before is None:
                    continue
            end = position + 1
            title_end = piece.end
            if self._is_label_of_next(end):
                end += 1  # « Title », conférence de X
            after = self._people_at(end, least=1) if end < len(self.pieces) else None
            if after is None and end < len(self.pieces):
                if before and self._roles_only(end):
                    self._share(before.people, self._text_of(end, len(self.pieces)))
                elif before is None and (
                    found := self._loose_people(end, len(self.pieces))
                ):
                    after = found
                elif not self.pieces[end].is_bracket and self.pieces[end].before == "":
                    continue
                else:
                    title_end = self.pieces[-1].end
            elif after and after.end < len(self.pieces):
                rest = self._text_of(after.end, len(self.pieces))
                if self.pieces[after.end].is_quote:
                    pass
                elif not before:
                    self._share(after.people[-1:], rest)
            people = [
                *(before.people if before else []),
                *(after.people if after else []),
            ]
            if not people and label == 0 and position == 0 and end < len(self.pieces):
                continue
            self._keep(people, self.text[piece.start : title_end], label)
            self.talk.is_quoted = True
            if label and before is None and self._keeps_label():
                self.talk.title = clean_title(
                    self.text[self.pieces[0].start : title_end]
                )
            self.talk.title_first = before is None if people else None
            self.talk.is_sure = bool(people)
            return True
        return False

    def _is_label_of_next(self, position: int) -> bool:
        following = self.pieces[position + 1 : position + 2]
        return (
            bool(following)
            and following[0].marker in {"of", "by"}
            and self.pieces[position].is_words
            and SPEECH_OF.fullmatch(key(self.pieces[position].text[:60])) is not None
        )

    def _keeps_label(self) -> bool:
        """« Table ronde : … », « Plénière 1 : … », but not « Keynote: … »."""
        folded = key(self.text[self.pieces[0].start : self.pieces[0].end])
        return not LABEL.match(folded) or folded[-1:].isdigit()

    def _is_apart(self, position: int, label: int) -> bool:
        """Whether a quotation is a title, not some words of a sentence."""
        piece = self.pieces[position]
        if position and piece.before == "" and position != label:
            before = self.pieces[position - 1]
            if before.is_bracket:
                return True
            if not all_names(before.text, self.style, 2):
                return False
        if position + 1 < len(self.pieces):
            after = self.pieces[position + 1]
            if after.before == "" and after.is_words and not after.marker:
                return all_names(after.text, self.style, 2)
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
        title = self.text[following.start : self.pieces[-1].end]
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
            if run is None or run.end != len(self.pieces):
                continue
            if run.least < least and not self.pieces[-1].is_bracket:
                continue
            if self._is_role_of_someone(label, start):
                continue
            first = 0 if label and self._keeps_label() else label
            title = self.text[self.pieces[first].start : self.pieces[start - 1].end]
            self._keep(run.people, title, label)
            self.talk.title_first = True
            self.talk.is_sure = run.least >= 3 or run.has_roles
            return True
        return False

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
        inner = read(
            said, self.style, line=self.line, alone=True, expects_people=bool(announced)
        )
        inner.is_sure = inner.is_sure or bool(announced)
        if not inner.people or inner.title or not inner.is_sure:
            return False
        drops_label = label < len(self.pieces) - 1 and not (
            label and self._keeps_label()
        )
        first = label if drops_label else 0
        title = self.text[self.pieces[first].start : self.pieces[-2].end]
        self._keep(inner.people, title, label)
        self.talk.title_first = True
        self.talk.is_sure = True
        return True

    def _title_alone(self, label: int) -> bool:
        if self.pieces[0].marker == "by":
            label = 0
        first = 0 if label and self._keeps_label() else label
        if self._name_within(first):
            return True
        self.talk.title = clean_title(
            self.text[self.pieces[first].start : self.pieces[-1].end]
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
        rest = self.text[self.pieces[first].end : self.pieces[-1].end]
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

    def _keep(self, people: list[ReadPerson], title: str, label: int) -> None:
        self.talk.people = people
        self.talk.title = clean_title(title)
        if label:
            self.talk.label = clean_title(
                self.text[self.pieces[0].start : self.pieces[label - 1].end]
            )

    def _roles_only(self, start: int) -> bool:
        return all(
            piece.is_bracket
            or role_reading.looks_like_role(piece.text)
            or role_reading.is_proper(piece.text)
            for piece in self.pieces[start:]
            if not piece.is_quote
        ) and not any(piece.is_quote for piece in self.pieces[start:])

    def _loose_people(self, start: int, end: int) -> Run | None:
        """« X, Lyon, sociologue » next to a quoted title: all but names is roles."""
        run = self._people_at(start, least=1, until=end)
        if run is None:
            return None
        if run.end < end:
            rest = self.pieces[run.end : end]
            if any(piece.is_quote or piece.before in {"\t", ":"} for piece in rest):
                return None
            if len(self._text_of(run.end, end)) > 160:
                return None
            self._share(run.people[-1:], self._text_of(run.end, end))
            run = replace(run, end=end, has_roles=True)
        return run
