"""A title in quotation marks, with people before or after it."""

from dataclasses import replace

from programme.reading import roles as role_reading
from programme.reading.persons import (
    all_names,
)
from programme.reading.runs import Run
from programme.reading.said import Said, clean_title


class Quoted(Said):
    """Reads « Title », X (roles) and X (roles), « Title »."""

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
            self._keep(people, self._said(piece.start, title_end), label)
            self.talk.is_quoted = True
            if label and before is None and self._keeps_label():
                self.talk.title = clean_title(
                    self._said(self.pieces[0].start, title_end)
                )
            self.talk.title_first = before is None if people else None
            self.talk.is_sure = bool(people)
            return True
        return False

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
