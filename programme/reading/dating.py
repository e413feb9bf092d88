"""The date of each day: its heading’s, or the one date above the rows."""

from datetime import date

from programme.reading import days
from programme.reading.entries import Day, Programme
from programme.reading.lines import Line


def give_dates(programme: Programme, lines: list[Line]) -> None:
    """Days that have rows, each with its date."""
    opened = [
        day
        for day in programme.days
        if any(entry.times for entry in day.entries)
        or (day.mention and any(entry.head for entry in day.entries))
    ] or [day for day in programme.days if any(entry.head for entry in day.entries)]
    before: date | None = None
    for day in opened:
        if day.mention:
            day.date = programme.calendar.date_of(day.mention, before)
            before = day.date or before
    programme.days = opened
    if len(opened) == 1 and opened[0].mention is None:
        opened[0].date = _only_date(opened[0], lines)


def _only_date(day: Day, lines: list[Line]) -> date | None:
    """The one date above the rows, or on the line of hours that comes first."""
    first = day.entries[0].line.number
    above = [line for line in lines if line.number < first]
    for among in (above, [day.entries[0].line]):
        found = {
            mention.on(mention.year)
            for line in among
            if len(line.text) < 2000
            for mention in days.mentions(line.text)
            if mention.is_full and not mention.earlier
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None
