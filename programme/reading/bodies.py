"""What the lines below an entry say: talks, people, places, a description."""

from dataclasses import dataclass, field

from programme.reading import kinds
from programme.reading.lines import CELL, Line
from programme.reading.parts import Part, parts_of
from programme.reading.persons import Style
from programme.reading.plan import ReadContribution, ReadPerson
from programme.reading.talks import Talk

_SENTENCE = 100  # characters of a line that is prose where no title is awaited


@dataclass
class Body:
    """The lines below an entry, put together."""

    talks: list[ReadContribution] = field(default_factory=list)
    people: list[ReadPerson] = field(default_factory=list)
    officers: list[ReadPerson] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # lines before any talk
    place: str = ""
    description: list[str] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    unsure: list[ReadPerson] = field(default_factory=list)


def read(
    lines: list[Line],
    style: Style,
    *,
    has_title: bool,
    has_people: bool,
    expects: bool = False,
) -> Body:
    """The body of an entry whose own line gave a title, or people, or neither.

    `expects`: that line ended with « avec : ».
    """
    parts = parts_of(lines, style, expects=expects, has_title=has_title)
    return _Binder(parts, has_title, has_people).bind()


@dataclass
class _Open:
    """The talk that the next lines may add to."""

    talk: Talk
    line: int
    prose: list[str] = field(default_factory=list)


class _Binder:
    def __init__(self, parts: list[Part], has_title: bool, has_people: bool):
        self.parts = parts
        self.has_title, self.has_people = has_title, has_people
        self.body = Body()
        self.open: list[_Open] = []
        self.titles_of_entry = 0
        self.titles_first = self._do_titles_come_first()
        discussants = [
            position
            for position, part in enumerate(parts)
            if part.kind == "officers"
            and any(one.function == "discussant" for one in part.talk.officers)
        ]
        said = [i for i, part in enumerate(parts) if part.kind in {"talk", "title"}]
        self.each_discussed = len(discussants) > 1 or (
            bool(discussants) and bool(said) and said[0] < discussants[0] < said[-1]
        )

    def bind(self) -> Body:
        for position, part in enumerate(self.parts):
            getattr(self, f"_{part.kind}")(position, part)
        self.body.talks = [_contribution(one) for one in self.open]
        self.body.unsure = [
            person
            for part in self.parts
            if part.kind in {"talk", "people"} and not part.talk.is_sure
            for person in part.talk.people
        ]
        return self.body

    def _do_titles_come_first(self) -> bool:
        """Of lines of titles and of people in turn, which come first."""
        order = [p.kind for p in self.parts if p.kind in {"title", "people"}]
        if not order or "people" not in order or "title" not in order:
            return True
        if not (self.has_title or self.has_people) and order[0] == "title":
            first = next(i for i, p in enumerate(self.parts) if p.kind == "title")
            after = self.parts[first + 1 : first + 2]
            has_officers = bool(after) and after[0].kind == "officers"
            if has_officers or (
                order[-1] == "title"
                and order.count("title") == order.count("people") + 1
            ):
                # The first line is the title of the session, not of a talk.
                self.titles_of_entry = 1
                order = order[1:]
                return order[0] == "title"
            return True
        if self.has_title and not self.has_people:
            # A line of people right below the title of the entry is of that title,
            # unless more titles than people follow.
            first = order.index("people")
            if first == 0:
                return len(order) % 2 == 1 and order[-1] == "people"
            return True
        if self.has_people:
            return False
        return order[0] == "title"

    def _talk(self, position: int, part: Part) -> None:
        self.open.append(_Open(part.talk, part.line.number))
        self.body.officers += part.talk.officers
        part.talk.officers = []

    def _officers(self, position: int, part: Part) -> None:
        """Those who discuss each talk stand below it; others are of the session."""
        for officer in part.talk.officers:
            if officer.function == "discussant" and self.open and self.each_discussed:
                last = self.open[-1].talk
                last.people = [*last.people, officer]
            else:
                self.body.officers.append(officer)

    def _place(self, position: int, part: Part) -> None:
        if self.open and self.body.place:
            self.open[-1].talk.place = self.open[-1].talk.place or part.talk.place
        else:
            self.body.place = self.body.place or part.talk.place

    def _announce(self, position: int, part: Part) -> None:
        return

    def _people(self, position: int, part: Part) -> None:
        self.body.officers += part.talk.officers
        self.body.place = self.body.place or part.talk.place
        if self.open and not self.open[-1].talk.people:
            self.open[-1].talk.people = part.talk.people
            return
        if self._next_is_title(position) and not self.titles_first:
            self.open.append(_Open(Talk(people=part.talk.people), part.line.number))
        elif self.open:
            self.open[-1].talk.people = [*self.open[-1].talk.people, *part.talk.people]
        else:
            self.body.people += part.talk.people

    def _next_is_title(self, position: int) -> bool:
        for part in self.parts[position + 1 :]:
            if part.kind == "title":
                return True
            if part.kind not in {"people", "place"}:
                return False
        return False

    def _title(self, position: int, part: Part) -> None:
        self.body.officers += part.talk.officers
        part.talk.officers = []
        if self.titles_of_entry:
            self.titles_of_entry = 0
            self.has_title = True
            self.body.titles.append(part.talk.title)
            return
        if (
            kinds.named(part.talk.title) == "debate"
            and len(part.line.text) < 40
            and (self.open or self.has_title)
        ):
            return
        waits = self.open and not self.open[-1].talk.title
        if waits:
            self.open[-1].talk.title = part.talk.title
            self.open[-1].talk.is_quoted = part.talk.is_quoted
            return
        if self._people_follow(position) and (
            self.has_title or self.open or self.has_people
        ):
            if not self.has_title and self.has_people and not self.open:
                self.body.titles.append(part.talk.title)
                return
            self.open.append(_Open(part.talk, part.line.number))
            return
        if not self.open and not self.body.titles and not (self.has_title):
            self.body.titles.append(part.talk.title)
            self.has_title = True
            if not self.has_people:
                self.titles_first = True
            return
        if part.talk.is_quoted and (self.open or self.has_title):
            self.open.append(_Open(part.talk, part.line.number))
            return
        self._leave(part)

    def _people_follow(self, position: int) -> bool:
        """Whether the next lines are people whose title this is."""
        for part in self.parts[position + 1 :]:
            if part.kind == "people":
                return self.titles_first
            if part.kind not in {"officers", "announce", "place"}:
                return False
        return False

    def _prose(self, position: int, part: Part) -> None:
        if self.open:
            self.open[-1].prose.append(part.line.text)
        else:
            self.body.description.append(part.line.text)

    def _leave(self, part: Part) -> None:
        if len(part.line.text) > _SENTENCE:
            self._prose(0, part)
        else:
            self.body.unread.append(part.line)


def _contribution(one: _Open) -> ReadContribution:
    talk = one.talk
    return ReadContribution(
        title=talk.title or talk.label,
        place=talk.place,
        description="\n".join(one.prose).replace(CELL, " "),
        people=tuple(talk.people),
        line=one.line,
    )
