"""What a text holds besides people and title: labels, functions, places."""

import re
from dataclasses import dataclass, field, replace

from programme.reading import kinds, phrases, places
from programme.reading import pieces as cutting
from programme.reading import roles as role_reading
from programme.reading.persons import (
    Style,
)
from programme.reading.pieces import Piece
from programme.reading.plan import ReadPerson
from programme.reading.runs import Runs
from programme.reading.vocabulary import (
    EMPTY_LABEL,
    LABEL,
    NAMED_LECTURE,
    SPEECH,
    SPEECH_OF,
    WORK,
    key,
)


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


class Said(Runs):
    """The pieces of a text, with what was understood of them so far."""

    def __init__(
        self, text: str, cut: list[Piece], style: Style, line: int, expects: bool
    ):
        super().__init__(text, cut, style, line, expects)
        self.talk = Talk()
        self.gaps: list[tuple[int, int]] = []  # what was said of chairs and such

    def _again(self, text: str) -> Talk:
        """Some words within the text, read by themselves."""
        raise NotImplementedError

    def _keep(self, people: list[ReadPerson], title: str, label: int) -> None:
        self.talk.people = people
        self.talk.title = clean_title(title)
        if label:
            self.talk.label = clean_title(
                self._said(self.pieces[0].start, self.pieces[label - 1].end)
            )

    def _said(self, start: int, end: int) -> str:
        """The words between two places, without those about chairs and such."""
        words = ""
        for first, last in self.gaps:
            if start < first and last <= end:
                words += self.text[start:first]
                start = last
        return words + self.text[start:end]

    def _take_functions(self) -> None:
        """Chairs and discussants leave the pieces; what else there is stays."""
        left: list[Piece] = []
        position = 0
        while position < len(self.pieces):
            piece = self.pieces[position]
            before = self.pieces[position - 1].end if position else 0
            if piece.is_bracket and (found := self._officers_within(piece)):
                self.talk.officers += found
                self.gaps.append((before, piece.end))
                position += 1
                continue
            if piece.marker in {"chair", "discussant", "moderator"}:
                end = self._take_officers(position, piece.marker)
                if end > position:
                    self.gaps.append((before, self.pieces[end - 1].end))
                    position = end
                    continue
            left.append(piece)
            position += 1
        self.pieces = left

    def _officers_within(self, bracket: Piece) -> list[ReadPerson]:
        match = phrases.FUNCTION.match(bracket.text)
        if not match or role_reading.function_of(bracket.text):
            return []
        inner = self._again(bracket.text)
        return inner.officers if not inner.people else []

    def _take_officers(self, position: int, function: str) -> int:
        """The place after the people of a function; where it was if there are none."""
        first = self.pieces[position]
        start = position
        if not first.text:  # « Présidence : », whose name is in the next piece
            start += 1
        if start >= len(self.pieces):
            return position
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

    def _take_place(self) -> None:
        for position, piece in enumerate(self.pieces):
            if not places.is_place(self.pieces, position, self.style):
                continue
            if len(self.pieces) == 1:
                return
            self.talk.place = piece.text.strip(" \u00a0.")
            if 0 < position < len(self.pieces) - 1:
                self.gaps.append((self.pieces[position - 1].end, piece.end))
            del self.pieces[position]
            if position < len(self.pieces) and position == 0:
                self.pieces[0] = replace(self.pieces[0], before="")
            return

    def _leading_label(self) -> int:
        """How many pieces at the beginning are a label."""
        first = self.pieces[0]
        if not first.is_words or len(self.pieces) < 2:
            return 0
        folded = key(first.text[:80])
        following = self.pieces[1]
        if following.is_quote and following.before == "" and WORK.search(folded):
            return 0  # « Présentation de l’ouvrage « Lisières » »
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
            or (NAMED_LECTURE.fullmatch(folded) and following.before == ":")
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
        folded = key(self._said(self.pieces[0].start, self.pieces[0].end))
        if EMPTY_LABEL.fullmatch(folded):
            return False
        return not LABEL.match(folded) or folded[-1:].isdigit()
