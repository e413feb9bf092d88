"""How a fact is told: in one line, or in full with the titles and the times."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates import NBSP, clock
from programme.models import Session
from programme.timetable import Row

TITLE_LENGTH = 90
THE_ROW: dict[str, Any] = {
    Session.Kind.WELCOME: gettext_lazy("the welcome"),
    Session.Kind.TALKS: gettext_lazy("the session"),
    Session.Kind.PLENARY: gettext_lazy("the plenary"),
    Session.Kind.DEBATE: gettext_lazy("the debate"),
    Session.Kind.BREAK: gettext_lazy("the break"),
    Session.Kind.MEAL: gettext_lazy("the meal"),
    Session.Kind.CLOSING: gettext_lazy("the closing"),
    Session.Kind.OTHER: gettext_lazy("the row"),
}


class Fact:
    """Something to know about some rows of a programme."""

    @property
    def rows(self) -> tuple[Row, ...]:
        raise NotImplementedError

    @property
    def day(self) -> date | None:
        """The day that it is about; None where it is about all of them."""
        return self.rows[0].starts_at.date()

    def words(self) -> tuple[str, dict[str, Any]]:
        """The sentence in full, with {marks}, and what stands at each mark."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Without its full stop, and without a capital that grammar does not ask."""
        return self.in_full()

    def in_full(self) -> str:
        sentence, marks = self.words()
        return sentence.format(
            **{name: row_name(value) for name, value in marks.items()}
        )

    def as_html(self, link: Callable[[Row], str]) -> SafeString:
        """The same, each row leading to the address that `link` gives it."""

        def shown(value):
            if not isinstance(value, Row):
                return value
            return format_html('<a href="{}">{}</a>', link(value), row_name(value))

        sentence, marks = self.words()
        return format_html(
            f"{capfirst(sentence)}.",
            **{name: shown(value) for name, value in marks.items()},
        )


def row_name(value):
    """“Pause” (15 h 45 – 16 h); what is not a row is left as it is."""
    if not isinstance(value, Row):
        return value
    title = Truncator(str(value.title)).chars(TITLE_LENGTH)
    return _("“%(title)s” (%(hours)s)") % {"title": title, "hours": hours_of(value)}


def hours_of(row: Row) -> str:
    """14 h 30 – 15 h 55, or the start alone where no end was written"""
    start = clock(row.starts_at)
    return f"{start}{NBSP}– {clock(row.ends_at)}" if row.ends_at else start


def the_row(row: Row) -> str:
    return str(THE_ROW[row.kind])


def are_in_two_places(first: Row, second: Row) -> bool:
    return bool(first.place and second.place and first.place != second.place)
