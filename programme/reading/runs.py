"""People in a row: « X (roles), Y et Z (roles) », wherever they stand in a text."""

import re
from dataclasses import dataclass, replace

from programme.reading import roles as role_reading
from programme.reading.persons import (
    LEADING_AND,
    Style,
    cut_name,
    is_given,
    least_score,
    score,
    split_together,
    without_address,
)
from programme.reading.pieces import Piece
from programme.reading.plan import ReadPerson
from programme.reading.vocabulary import PRESIDENT, key, names_institution

# « (rendez-vous place du Marché) » says nothing of who guides the walk.
_PRACTICAL = re.compile(
    r"(?:rendez-vous|rdv|départ|meet(?:ing)?|sur inscription|sous réserve|durée)(?!\w)",
    re.IGNORECASE,
)


@dataclass
class Run:
    """People found between two pieces."""

    people: list[ReadPerson]
    end: int
    least: int  # the score of the least sure name
    has_roles: bool = False


class Runs:
    """The pieces of a text, among which people are looked for."""

    def __init__(
        self, text: str, pieces: list[Piece], style: Style, line: int, expects: bool
    ):
        self.text, self.pieces, self.style, self.line = text, pieces, style, line
        self.expects = expects  # a list of people was announced
        self.alone = False  # there is no title in the text
        self.in_officers = False
        self.in_list = False

    def _text_of(self, start: int, end: int) -> str:
        return self.text[self.pieces[start].start : self.pieces[end - 1].end]

    @staticmethod
    def _share(people: list[ReadPerson], text: str) -> None:
        """Gives the roles to those at the end of the list who have none."""
        found = role_reading.split(text.strip("()[] "))
        for position in range(len(people) - 1, -1, -1):
            if people[position].roles:
                break
            people[position] = replace(people[position], roles=found)

    def _people_at(
        self, start: int, *, least: int, until: int | None = None, alone: bool = False
    ) -> Run | None:
        """The people that begin at a piece, with their roles.

        `alone` says that no title follows: more of what follows is a role.
        """
        end = len(self.pieces) if until is None else until
        run = Run([], start, 9)
        waiting: list[int] = []  # people who share the roles to come
        is_list = self.expects or self.pieces[start].marker == "with"
        apart = 0  # where those begin who stand after the last semicolon
        position = start
        while position < end:
            piece = self.pieces[position]
            if not piece.is_words or (position > start and not self._goes_on(position)):
                break
            wanted = (
                least
                if position == start
                else self._least_within(position, least, alone)
            )
            found = self._names_of(piece, wanted)
            if found is None:
                break
            names, sure = found
            joined = len(names) > 1 or LEADING_AND.match(piece.text) is not None
            run.least = min(run.least, sure)
            if piece.before == ";":
                apart = len(waiting)
            waiting += range(len(run.people), len(run.people) + len(names))
            run.people += names
            position += 1
            self.in_list = len(waiting) > 1  # several names, and no role so far
            is_bracket = position < end and self.pieces[position].is_bracket
            position, roles, citation = self._roles_at(
                position, end, alone or until is not None
            )
            if citation:
                return None
            if roles:
                run.has_roles = True
                if (is_list and is_bracket and not joined) or (
                    (is_bracket or joined) and role_reading.is_of_one(roles)
                ):
                    waiting = waiting[-1:]
                elif not is_bracket:
                    waiting = waiting[apart:]
                self._give(run.people, waiting, roles, is_bracket)
                waiting, apart = [], 0
        run.end = position
        return run if run.people else None

    def _least_within(self, position: int, least: int, alone: bool) -> int:
        piece = self.pieces[position]
        if alone and (self.in_list or self.style.in_brackets):
            return 1
        joined = LEADING_AND.match(piece.text) is not None
        if joined or self.alone or self._followed_by_roles(position):
            return 1
        return max(least, 2)

    def _followed_by_roles(self, position: int) -> bool:
        following = self.pieces[position + 1 : position + 2]
        return bool(following) and (
            (following[0].is_bracket and following[0].before == "")
            or (
                following[0].before == ","
                and role_reading.begins_role(following[0].text)
            )
        )

    def _goes_on(self, position: int) -> bool:
        piece = self.pieces[position]
        if piece.marker == "by":
            return False
        if piece.marker == "with":
            return piece.before in {"", ",", ";", "."} and not self.in_officers
        if piece.before in {",", ";", "/"}:
            return True
        if piece.before == "" or piece.before == ".":
            return LEADING_AND.match(piece.text) is not None
        return piece.before in {"-", "\t"} and (
            score(piece.text.strip(), self.style) >= 3
            or self._followed_by_roles(position)
        )

    def _names_of(
        self, piece: Piece, least: int
    ) -> tuple[list[ReadPerson], int] | None:
        words = piece.text.strip(" \u00a0")
        parts = split_together(words)
        scores = [score(part, self.style) for part in parts]
        if len(parts) == 2 and is_given(parts[0]) and " " not in parts[0]:
            # « Anne et Paul Martin »
            family = cut_name(parts[1], self.style).family
            parts = [f"{parts[0]} {family}", parts[1]]
            scores = [score(part, self.style) for part in parts]
        if not parts or min(scores) < least:
            return None
        return [self._person(part) for part in parts], min(scores)

    def _person(self, text: str) -> ReadPerson:
        name = cut_name(text, self.style)
        return ReadPerson(name.given, name.family, line=self.line)

    def _roles_at(self, position: int, end: int, alone: bool) -> tuple[int, str, bool]:
        """Where the roles of the last name end, the roles, and whether it was cited."""
        if position >= end:
            return position, "", False
        piece = self.pieces[position]
        if piece.is_bracket and piece.before in {"", ","}:
            if role_reading.is_citation(piece.text):
                return position, "", True
            return self._after_bracket_of_roles(position, end)
        start = position
        last = self._last_role(position, end, alone)
        if last == start:
            return position, "", False
        return last, self._text_of(start, last), False

    def _after_bracket_of_roles(self, position: int, end: int) -> tuple[int, str, bool]:
        """« (Lyon), président de la société »: what follows is a role as well."""
        text = self.pieces[position].text
        following = position + 1
        while following < end and self._is_further_role(following):
            text = f"{text} ; {self.pieces[following].text}"
            following += 1
        return following, text, False

    def _is_further_role(self, position: int) -> bool:
        piece = self.pieces[position]
        return (
            piece.is_words
            and not piece.marker
            and piece.before == ","
            and piece.text[:1].islower()
            and len(piece.text) <= 80
            and role_reading.looks_like_role(piece.text)
        )

    def _last_role(self, position: int, end: int, alone: bool) -> int:
        """The place after the roles that commas or dashes add."""
        title_at = self._title_boundary(position, end)
        start = position
        while position < end:
            piece = self.pieces[position]
            if piece.is_bracket and position > start and piece.before == "":
                position += 1
                continue
            if piece.is_quote or piece.marker or not piece.is_words:
                break
            if piece.before not in {",", "-", ";", "/", "\t", ""}:
                break
            if piece.before == "" and not (position > start):
                break
            if self._is_next_person(position) and (
                without_address(piece.text)[1]
                or not (
                    role_reading.begins_role(piece.text)
                    or self._is_institution(piece.text)
                )
            ):
                break
            is_role = role_reading.looks_like_role(piece.text)
            if piece.before in {"-", "\t"}:
                # After a dash there may be the title: « X – Université et société ».
                if alone and self._may_be_role(piece, position, title_at, alone):
                    position += 1
                    continue
                if not is_role or (
                    position + 1 == end
                    and not alone
                    and self._may_be_title(piece, start, position)
                ):
                    break
            elif not is_role and not self._may_be_role(
                piece, position, title_at, alone
            ):
                break
            position += 1
        return position

    def _is_institution(self, text: str) -> bool:
        """« CREAD Rennes », but not « PORTELLI Flora » where names have capitals."""
        if any(map(is_given, text.split())) and least_score(text, self.style) >= 3:
            return names_institution(text)
        return role_reading.is_institution(text)

    def _is_next_person(self, position: int) -> bool:
        """Surely a name, or several joined by « et », or one with roles of its own."""
        text = self.pieces[position].text
        sure = least_score(text, self.style)
        if sure >= 2 or not sure:
            return sure >= 2
        if (self.in_list or self.style.in_brackets) and not self._is_institution(text):
            return True
        return (
            self.alone
            or len(split_together(text)) > 1
            or self._followed_by_roles(position)
        )

    def _may_be_title(self, piece: Piece, start: int, position: int) -> bool:
        return position > start and not role_reading.begins_role(piece.text)

    def _title_boundary(self, position: int, end: int) -> int:
        """Where a colon, a quotation or a cell begins the title, if one does."""
        for index in range(position, end):
            piece = self.pieces[index]
            if piece.is_quote and piece.before != "":
                return index
            if piece.before in {":", "\t"} and index > position:
                return index
        dashes = (
            index
            for index in range(position + 1, end)
            if self.pieces[index].before == "-"
        )
        return next(dashes, -1)

    def _may_be_role(
        self, piece: Piece, position: int, title_at: int, alone: bool
    ) -> bool:
        """A place or a name of a body: « Lyon », « Orange Labs », before the title."""
        if title_at > position or alone:
            return (not piece.text[:1].isupper() and len(piece.text) < 120) or (
                role_reading.is_proper(piece.text) and score(piece.text, self.style) < 3
            )
        return False

    def _give(
        self, people: list[ReadPerson], waiting: list[int], text: str, is_bracket: bool
    ) -> None:
        found = []
        function = ""
        for role in role_reading.split(text):
            named = role_reading.function_of(role)
            if _PRACTICAL.match(role):
                continue
            if named and (is_bracket or not PRESIDENT.fullmatch(key(role))):
                function = named
            else:
                found.append(role)
        for index in waiting:
            people[index] = replace(
                people[index], roles=tuple(found), function=function or "speaker"
            )
