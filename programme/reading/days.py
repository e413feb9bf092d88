"""Dates in a line: « Mercredi 22 mai 2019 », « Jour 2 – 23/05 », « 23 May »."""

import re
from dataclasses import dataclass, replace
from datetime import date

from programme.reading import clocks, vocabulary
from programme.reading.vocabulary import MONTHS, WEEKDAYS, key

_LONGEST = 160  # a heading is no longer
_MONTH = (
    r"(?P<month>janv(?:ier)?|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|mai|juin|"
    r"juil(?:let)?|"
    r"ao[ûu]t|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?|january|jan|"
    r"february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|"
    r"october|november|december)(?![^\W\d_])\.?"
)
_WEEKDAY = (
    r"(?P<weekday>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|"
    r"lun|mer|jeu|ven)(?![^\W\d_])\.?"
)
_DAY = r"(?P<day>[0-3]?[0-9])(?:er|st|nd|rd|th|e)?(?![0-9])"
_EARLIER = (
    r"(?:(?P<earlier>[0-3]?[0-9])(?:er|st|nd|rd|th)?\s?(?:-|–|et|au|and|to|&|/|,)\s?"
    r"(?:le\s|[a-zéè]{3,9}\.?\s)?)?"
)
_YEAR = r"(?:,?\s?(?P<year>(?:19|20)[0-9]{2})(?![0-9]))?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?<!\w){_WEEKDAY},?\s)?(?:le\s|the\s)?(?<![\w.]){_EARLIER}{_DAY}\s?"
        rf"(?:of\s)?{_MONTH}{_YEAR}",
        rf"(?:(?<!\w){_WEEKDAY},?\s)?(?<!\w){_MONTH}\s{_EARLIER}{_DAY}(?!\s?[:h]\s?[0-9]|\s?[ap]m)"
        rf"{_YEAR}",
        rf"(?:(?<!\w){_WEEKDAY},?\s)?(?:le\s)?(?<![\w.])(?P<day>[0-3]?[0-9])(?P<mark>[./-])"
        r"(?P<month>[01]?[0-9])(?P=mark)(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])",
        r"(?<![\w.])(?P<year>(?:19|"
        r"20)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])"
        r"(?![0-9])",
        rf"(?<!\w){_WEEKDAY},?\s(?:le\s)?(?P<day>[0-3]?[0-9])[./](?P<month>[01]?[0-9])"
        r"(?![0-9./])",
        rf"^{_WEEKDAY},?\s(?P<day>[0-3]?[0-9])(?:er|st|nd|rd|th)?(?![0-9:h.])",
        r"(?<=[0-9]\s[–—:-]\s)(?P<day>[0-3]?[0-9])/(?P<month>[01]?[0-9])(?![0-9./])",
        rf"^{_WEEKDAY}(?=$|[\s,:–—-])",
    )
)
_COUNTED = re.compile(
    r"(?<!\w)(?:jour|day|journ[ée]e)\s(?:n°\s?)?(?P<count>[1-9]|one|two|three|un|"
    r"deux|trois|i{1,3})"
    r"(?![^\W_])|"
    r"(?P<ordinal>premi[èe]re?|1[èe]?re|1er|deuxi[èe]me|seconde?|troisi[èe]me|"
    r"[1-9]e|first|second|third)\s"
    r"(?:jour(?:n[ée]e)?|day)(?![^\W_])",
    re.IGNORECASE,
)
_COUNTS = {
    "one": 1, "un": 1, "i": 1, "premier": 1, "premiere": 1, "1re": 1, "1ere": 1,
    "1er": 1, "first": 1, "two": 2, "deux": 2, "ii": 2, "deuxieme": 2, "seconde": 2,
    "second": 2, "three": 3, "trois": 3, "iii": 3, "troisieme": 3, "third": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """A date as far as it is written."""

    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int | None = None
    count: int = 0  # « Jour 2 »
    earlier: int = 0  # « 22 et 23 mai »: the other day
    words: str = ""
    span: tuple[int, int] = (0, 0)

    def on(self, year: int) -> date | None:
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_full(self) -> bool:
        return bool(self.year and self.month and self.on(self.year))


@dataclass(frozen=True)
class Heading:
    """A line that opens a day; `rest` is what it says besides."""

    mention: Mention
    rest: str = ""


def mentions(text: str) -> list[Mention]:
    """Every date of the text, in order."""
    found: list[Mention] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            mention = _mention(match)
            if mention and not any(_overlap(mention, other) for other in found):
                found.append(mention)
    return sorted(found, key=lambda mention: mention.span)


def heading(text: str) -> Heading | None:
    """The day that the line opens, if it says little else."""
    if len(text) > _LONGEST:
        return None
    counted = _COUNTED.search(text[:40])
    blank = text
    if counted:
        start, end = counted.span()
        blank = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    found = mentions(blank)
    if not found and not counted:
        return None
    if len(found) > 1:
        found = _in_two_languages(found)
    if len(found) > 1 or (found and found[0].earlier):
        return None
    rest = text
    if found:
        start, end = found[0].span
        rest = f"{text[:start]} \t {text[end:]}"
    if counted:
        rest = _COUNTED.sub(" \t ", rest, count=1)
    before, *after = rest.split("\t")
    if _says_something(before):
        return None
    mention = found[0] if found else Mention()
    count = _count(counted) if counted else 0
    rest = " ".join(" ".join(after).split())
    if not found and rest and not re.match(r"[\s:–—.,|-]", after[-1]):
        return None
    if mention.weekday is not None and not mention.day and not _may_stand_alone(rest):
        return None
    return Heading(
        Mention(
            mention.day,
            mention.month,
            mention.year,
            mention.weekday,
            count,
            words=text,
        ),
        rest.strip(" \u00a0:–—.,|-()/"),
    )


def _in_two_languages(found: list[Mention]) -> list[Mention]:
    """« Jeudi 12 septembre / Thursday 12 September 2024 » as one date."""
    first, *others = found
    if any((one.day, one.month) != (first.day, first.month) for one in others):
        return found
    weekdays = [one.weekday for one in found if one.weekday is not None]
    return [
        replace(
            first,
            year=max(one.year for one in found),
            weekday=weekdays[0] if weekdays else None,
            span=(first.span[0], others[-1].span[1]),
        )
    ]


def _may_stand_alone(rest: str) -> bool:
    """« Jeudi matin », but not « Jeudi, nous parlerons de… »."""
    rest = rest.strip(" ,:–—-()")
    return not rest or bool(
        vocabulary.HALVES.fullmatch(key(rest))
        or vocabulary.PLACE.match(key(rest))
        or clocks.leading(rest)
    )


def _says_something(words: str) -> bool:
    """« Programme du » says nothing, « Soumissions avant le » does."""
    rest = set(key(words).split())
    return bool(
        rest
        - set(
            "le du de la the programme program schedule date day jour journee on for "
            "agenda matin matinee apres midi morning afternoon am pm".split()
        )
    )


def _mention(match: re.Match[str]) -> Mention | None:
    values = match.groupdict()
    month = values.get("month") or ""
    number = int(month) if month.isdigit() else MONTHS.get(key(month), 0)
    year = int(values.get("year") or 0)
    weekday = values.get("weekday")
    mention = Mention(
        int(values.get("day") or 0),
        number,
        year + 2000 if 0 < year < 100 else year,
        WEEKDAYS.get(key(weekday)) if weekday else None,
        earlier=int(values.get("earlier") or 0),
        words=match[0].strip(),
        span=match.span(),
    )
    if mention.day > 31 or mention.month > 12 or (month and not mention.month):
        return None
    if (values.get("day") and not mention.day) or mention.earlier > 31:
        return None
    return mention


def _overlap(one: Mention, other: Mention) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _count(match: re.Match[str]) -> int:
    words = key(match["count"] or match["ordinal"])
    return (
        _COUNTS.get(words) or int(words[0]) if words[:1].isdigit() else _COUNTS[words]
    )


class Calendar:
    """Gives headings their dates, from all dates of the text and the event's own."""

    def __init__(self, found: list[Mention], around: date | None, years=()):
        self.around = around
        self.years = list(years)
        self._full = [m.on(m.year) for m in found if m.is_full]
        self._known = [d for d in self._full if d]
        self._ranges = [
            (date(d.year, d.month, m.earlier), d)
            for m in found
            if m.is_full and m.earlier and (d := m.on(m.year)) and m.earlier < d.day
        ]

    def date_of(self, mention: Mention, before: date | None) -> date | None:
        """The date of the heading; `before` is that of the day before it."""
        if mention.day and mention.month:
            return self._with_year(mention)
        if mention.day:
            return self._nearest(mention, before)
        if mention.weekday is not None:
            return self._on_weekday(mention.weekday, before)
        if mention.count:
            return self._counted(mention.count, before)
        return None

    def _with_year(self, mention: Mention) -> date | None:
        if mention.year:
            return mention.on(mention.year)
        same_month = [d.year for d in self._known if d.month == mention.month]
        years = same_month or [d.year for d in self._known] or self.years
        if not years and self.around:
            years = [self.around.year + more for more in (0, 1, -1)]
        dates = [d for year in years if (d := mention.on(year))]
        fitting = [d for d in dates if mention.weekday in {None, d.weekday()}]
        return next(iter(fitting or dates), None)

    def _candidates(self) -> list[date]:
        days = [
            date.fromordinal(number)
            for first, last in self._ranges
            for number in range(first.toordinal(), last.toordinal() + 1)
        ]
        days += self._known
        if self.around:
            start = max(self.around.toordinal() - 1, 1)
            days += [
                date.fromordinal(number)
                for number in range(start + 1, min(start + 8, date.max.toordinal()))
            ]
        return days

    def _nearest(self, mention: Mention, before: date | None) -> date | None:
        """« Jeudi 23 »: the month is that of the other dates."""
        months = [
            (d.year, d.month) for d in [*filter(None, [before]), *self._candidates()]
        ]
        for year, month in months:
            found = Mention(mention.day, month, year).on(year)
            if found and mention.weekday in {None, found.weekday()}:
                return found
        return None

    def _on_weekday(self, weekday: int, before: date | None) -> date | None:
        if before:
            return _plus(before, (weekday - before.weekday() - 1) % 7 + 1)
        return next((d for d in self._candidates() if d.weekday() == weekday), None)

    def _counted(self, count: int, before: date | None) -> date | None:
        if before:
            return _plus(before, 1) if count > 1 else before
        if self._ranges:
            first, last = min(self._ranges)
            found = _plus(first, count - 1)
            return found if found and found <= last else None
        return _plus(self.around, count - 1) if self.around else None


def _plus(day: date, days: int) -> date | None:
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        return None
