"""Dates and times in words, in French and in English typography.

Non-breaking spaces keep « 22 mai » and « 9 h 15 » on one line. Moments are given on
the clock of the event: convert them with `event.local()` first.
"""

from datetime import date, datetime, time, timedelta

from babel.dates import get_day_names, get_month_names
from django.utils.translation import gettext as _

from events.languages import Language, current_language

NBSP = "\u00a0"


def long_date(day: date) -> str:
    """mercredi 22 mai 2019 · Wednesday 22 May 2019"""
    return f"{weekday(day)} {short_date(day)}"


def short_date(day: date) -> str:
    """22 mai 2019 · 22 May 2019"""
    return f"{day_and_month(day)} {day.year}"


def long_day(day: date) -> str:
    """mercredi 22 mai · Wednesday 22 May"""
    return f"{weekday(day)} {day_and_month(day)}"


def day_and_month(day: date) -> str:
    """22 mai, 1er mai · 22 May, 1 May"""
    is_french_first = day.day == 1 and current_language() == Language.FRENCH
    number = "1er" if is_french_first else str(day.day)
    month = get_month_names("wide", locale=_locale())[day.month]
    return f"{number}{NBSP}{month}"


def weekday(day: date) -> str:
    return get_day_names("wide", locale=_locale())[day.weekday()]


def clock(moment: time | datetime) -> str:
    """9 h, 9 h 15, 12 h · 9 am, 9:15 am, noon"""
    if current_language() == Language.FRENCH:
        minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.hour % 12 or 12}{minutes}{NBSP}{half}"


def hours(start: time | datetime, end: time | datetime) -> str:
    """de 9 h à 17 h 30 · 9 am to 5:30 pm"""
    return _("%(start)s to %(end)s") % {"start": clock(start), "end": clock(end)}


def moment(at: datetime) -> str:
    """mercredi 15 mai à 18 h · Wednesday 15 May at 6 pm"""
    return _("%(day)s at %(time)s") % {"day": long_day(at), "time": clock(at)}


def long_moment(at: datetime) -> str:
    """mercredi 15 mai 2019 à 18 h · Wednesday 15 May 2019 at 6 pm"""
    return _("%(day)s at %(time)s") % {"day": long_date(at), "time": clock(at)}


def short_moment(at: datetime) -> str:
    """22 mai 2019, 9 h · 22 May 2019, 9 am"""
    return f"{short_date(at)}, {clock(at)}"


def day_range(first: date, last: date) -> str:
    """One long date, or « du mercredi 22 au vendredi 24 mai 2019 »."""
    if first == last:
        return long_date(first)
    return _("from %(first)s to %(last)s") % {
        "first": _beginning(first, last),
        "last": long_date(last),
    }


def minutes(duration: timedelta) -> int:
    return round(duration.total_seconds() / 60)


def _beginning(first: date, last: date) -> str:
    """The first day, without what it shares with the last one."""
    if first.year != last.year:
        return long_date(first)
    if first.month != last.month:
        return long_day(first)
    number = day_and_month(first).split(NBSP)[0]
    return f"{weekday(first)} {number}"


def _locale() -> str:
    return current_language().value
