"""A table with a header row: one line a row of the day, or one line a contribution."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from django.utils.translation import gettext as _

from events.text import many_lines, one_line
from programme.reading import clocks, days, kinds, talks
from programme.reading import roles as role_reading
from programme.reading.columns import NEEDED, OF_PERSON, columns_of
from programme.reading.days import Calendar
from programme.reading.persons import Style
from programme.reading.plan import (
    Doubt,
    ReadContribution,
    ReadDay,
    Reading,
    ReadPerson,
    ReadRow,
)
from programme.reading.vocabulary import LABEL, PANEL, key

_KINDS = {
    "talks": "seance session talks panel atelier workshop communications papers "
    "symposium parallele parallel",
    "plenary": "pleniere plenary keynote conference talk intervention lecture "
    "ouverture opening",
    "welcome": "accueil welcome registration inscription",
    "debate": "debat debate discussion roundtable table round echanges",
    "break": "pause break cafe coffee",
    "meal": "repas meal dejeuner lunch diner dinner buffet cocktail",
    "closing": "cloture closing conclusion conclusions synthese",
    "other": "autre other visite visit poster posters",
}
_SPEAKING = re.compile(r"speaker|interven|orat|conferenc|communic|speaking")
_PLAIN = Style()


class HeaderMissingError(Exception):
    """No row names the columns."""


@dataclass
class _Session:
    day: date | None
    start: time | None
    end: time | None
    title: str
    place: str
    kind: str
    description: str
    line: int
    people: list[ReadPerson] = field(default_factory=list)
    talks: list[ReadContribution] = field(default_factory=list)


def read_table(rows: Iterable[Sequence[str]], *, around: date | None = None) -> Reading:
    """The programme in a table. Raises HeaderMissingError if no row names columns."""
    return _Table(list(rows), around).read()


class _Table:
    def __init__(self, rows: list[Sequence[str]], around: date | None):
        self.rows = rows
        self.doubts: list[Doubt] = []
        self.sessions: list[_Session] = []
        self.day: date | None = None
        self.line = 0
        cells = (str(cell)[:200] for row in rows[:2000] for cell in row)
        mentions = [mention for cell in cells for mention in days.mentions(cell)]
        self.calendar = Calendar(mentions, around)

    def read(self) -> Reading:
        header = self._header()
        for number, row in enumerate(self.rows[header + 1 :], start=header + 2):
            self.line = number
            values = self._values(row)
            if any(values.values()):
                self._add(values)
        by_day: dict[date | None, list[_Session]] = {}
        for session in self.sessions:
            by_day.setdefault(session.day, []).append(session)
        found = tuple(
            ReadDay(day, tuple(_row(one) for one in sessions), sessions[0].line)
            for day, sessions in by_day.items()
        )
        return Reading(found, tuple(self.doubts))

    def _header(self) -> int:
        for number, row in enumerate(self.rows[:10]):
            names = columns_of(row)
            known = {name for name in names if name}
            if known & NEEDED and len(known) >= 2:
                self.columns = names
                self.line = number + 1
                for cell, name in zip(row, names, strict=True):
                    if name is None and one_line(str(cell)):
                        self._doubt(
                            "column",
                            str(cell),
                            _("This column is not known, and was left out."),
                        )
                return number
        raise HeaderMissingError

    def _values(self, row: Sequence[str]) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, cell in zip(self.columns, row, strict=False):
            cell = many_lines(str(cell)[:20_000]) if name else ""
            if name and cell:
                values[name] = f"{values[name]}\n{cell}" if name in values else cell
        return values

    def _doubt(self, code: str, text: str, reason: str) -> None:
        self.doubts.append(Doubt(self.line, one_line(text)[:200], reason, code))

    # One line --------------------------------------------------------------------

    def _add(self, values: dict[str, str]) -> None:
        self._set_day(values.get("date", ""))
        start, end = self._times(values)
        title = talks.clean_title(one_line(values.get("title", "")))
        talk = talks.clean_title(one_line(values.get("talk", "")))
        place = one_line(values.get("place", ""))
        people, officers = self._people(values)
        last = self.sessions[-1] if self.sessions else None
        if last and self._goes_on(last, start, end, title, talk, place):
            self._continue(last, start, end, talk, people, officers, values)
            return
        kind = _kind(values.get("kind", ""), title or talk)
        if not title and talk:
            title, talk = talk, ""
        description = values.get("description", "")
        session = _Session(
            self.day, start, end, title, place, kind, "" if talk else description,
            self.line, officers,
        )  # fmt: skip
        if talk:
            session.talks.append(
                ReadContribution(
                    title=talk,
                    people=tuple(people),
                    description=description,
                    line=self.line,
                )
            )
        else:
            session.people += people
        self.sessions.append(session)

    def _goes_on(self, last, start, end, title, talk, place) -> bool:
        """Whether the line is about the session above."""
        if last.day != self.day or (place and place != last.place):
            return False
        if start is None and not title:
            return True
        same_title = bool(title) and key(title) == key(last.title)
        if start == last.start or start is None:
            return same_title or (not title and bool(talk) and bool(last.talks))
        return same_title and bool(talk) and bool(last.talks)

    def _continue(self, last, start, end, talk, people, officers, values) -> None:
        last.people += [one for one in officers if not _is_among(one, last.people)]
        if not talk:
            if last.talks and not values.get("title"):
                said = last.talks[-1]
                last.talks[-1] = replace(said, people=(*said.people, *people))
            else:
                last.people += [
                    one for one in people if not _is_among(one, last.people)
                ]
            return
        if last.talks and key(last.talks[-1].title) == key(talk):
            said = last.talks[-1]
            last.talks[-1] = replace(said, people=(*said.people, *people))
            return
        has_own_times = start is not None and start != last.start
        if has_own_times and len(last.talks) == 1 and last.talks[0].start is None:
            last.talks[0] = replace(last.talks[0], start=last.start, end=last.end)
        if has_own_times:
            last.end = end
        last.talks.append(
            ReadContribution(
                start=start if has_own_times else None,
                end=end if has_own_times else None,
                title=talk,
                people=tuple(people),
                description=values.get("description", ""),
                line=self.line,
            )
        )

    def _set_day(self, text: str) -> None:
        if not text:
            return
        mentions = days.mentions(one_line(text))
        found = self.calendar.date_of(mentions[0], self.day) if mentions else None
        if found is None:
            self._doubt("date", text, _("This is not understood as a date."))
        else:
            self.day = found

    def _times(self, values: dict[str, str]) -> tuple[time | None, time | None]:
        both = values.get("time", "") or values.get("start", "")
        found = self._time(both)
        last = self._time(values.get("end", ""))
        start = found.start if found else None
        end = last.start if last else (found.end if found else None)
        if start and end and end < start:
            self._doubt("time", both, _("The end is before the beginning."))
        return start, end

    def _time(self, text: str) -> clocks.Times | None:
        if not text:
            return None
        text = one_line(text)
        bare = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}):[0-9]{2})?", text)
        if bare:
            text = f"{bare[1]}:{bare[2] or '00'}"
        found = clocks.leading(text)
        if found is None or found[0].is_impossible or found[1]:
            self._doubt("time", text, _("This is not understood as a time."))
        return found[0] if found else None

    # People ----------------------------------------------------------------------

    def _people(
        self, values: dict[str, str]
    ) -> tuple[list[ReadPerson], list[ReadPerson]]:
        numbers = sorted({name.partition(" ")[2] for name in values})
        speakers = [one for number in numbers for one in self._speakers(values, number)]
        officers = [
            replace(person, function=function)
            for function in ("chair", "discussant", "moderator")
            for person in self._read_people(values.get(function, ""))
        ]
        officers += [person for person in speakers if person.function != "speaker"]
        return [one for one in speakers if one.function == "speaker"], officers

    def _speakers(self, values: dict[str, str], number: str) -> list[ReadPerson]:
        """Those of « Intervenant 2 », « Fonction 2 », or of the columns without one."""
        of_person = {
            name: values.get(f"{name} {number}".strip(), "") for name in OF_PERSON
        }
        speakers = self._read_people(of_person["people"])
        if family := of_person["family"]:
            given = one_line(of_person["given"])
            speakers.append(ReadPerson(given, one_line(family), line=self.line))
        if roles := of_person["roles"]:
            speakers = _with_roles(speakers, roles)
        if written := of_person["function"]:
            function = role_reading.function_of(written)
            if function:
                speakers = [replace(one, function=function) for one in speakers]
            elif not _SPEAKING.match(key(written)):
                speakers = _with_roles(speakers, written)
        return speakers

    def _read_people(self, cell: str) -> list[ReadPerson]:
        if not cell:
            return []
        text = re.sub(r"\s*\n\s*", " ; ", cell)
        talk = talks.read(text, _PLAIN, line=self.line, expects_people=True)
        if not (talk.people or talk.officers) or talk.title:
            self._doubt(
                "name", text, _("It is not clear which of these words are names.")
            )
        return [*talk.people, *talk.officers]


def _with_roles(people: list[ReadPerson], text: str) -> list[ReadPerson]:
    """The roles of a column of their own: one line or « ; » a person, or the same."""
    parts = [part for part in re.split(r"\n|;", text) if part.strip()]
    if len(people) == len(parts) > 1:
        return [
            replace(person, roles=(*person.roles, *role_reading.split(one_line(part))))
            for person, part in zip(people, parts, strict=True)
        ]
    found = role_reading.split(one_line(text.replace("\n", " ; ")))
    return [replace(person, roles=(*person.roles, *found)) for person in people]


def _is_among(person: ReadPerson, people: list[ReadPerson]) -> bool:
    return any(
        (one.given_name, one.family_name, one.function)
        == (person.given_name, person.family_name, person.function)
        for one in people
    )


def _kind(written: str, title: str) -> str:
    words = key(written).split()
    for kind, known in _KINDS.items():
        if words and kind == words[0]:
            return kind
        if set(words) & set(known.split()):
            if kind == "talks" and "pleniere" in words:
                return "plenary"
            return kind
    return kinds.named(title)


def _is_label(title: str) -> bool:
    """« Conférence plénière », which is no title of its own."""
    return LABEL.fullmatch(key(title)) is not None


def _has_speakers(session: _Session) -> bool:
    return any(one.function == "speaker" for one in session.people)


def _row(session: _Session) -> ReadRow:
    kind = session.kind
    if not kind:
        is_one = len(session.talks) == 1 and _is_label(session.title)
        kind = "talks" if session.talks and not is_one else "plenary"
    if kind == "welcome" and session.people:
        kind = "plenary"
    if kind == "talks" and not session.talks and _has_speakers(session):
        kind = "debate" if PANEL.match(key(session.title)) else "plenary"
    if kind != "talks" and len(session.talks) == 1 and _is_label(session.title):
        [talk] = session.talks
        session.title, session.talks = talk.title, []
        session.people += talk.people
    return ReadRow(
        start=session.start,
        end=session.end,
        kind=kind,
        title=session.title,
        place=session.place,
        description=session.description,
        people=tuple(session.people),
        line=session.line,
        contributions=tuple(session.talks),
    )
