"""A row as its page holds it between two clicks."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property
from typing import cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates import NBSP, clock, long_day
from events.fields import LineField
from programme.forms import refuse_end_before_start
from programme.models import Contribution, Room, Session
from programme.operations import Standing
from programme.times import TimeField

HOURS = ("day", "starts_at", "ends_at")
FIELDS = (*HOURS, "room", "place")
NEVER = Standing(date.min, time.min, None)


class RowForm(forms.Form):
    """When and where a row is. It is always bound: to what is stored, then typed."""

    starts_at = TimeField(label=gettext_lazy("Start"))
    ends_at = TimeField(label=gettext_lazy("End"), required=False)
    day = forms.ChoiceField(label=gettext_lazy("Day"))
    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False)
    place = LineField(
        label=gettext_lazy("Other place"),
        required=False,
        max_length=Session._meta.get_field("place_fr").max_length,
    )

    def __init__(self, data: dict, prefix: str, days: list[date], rooms: list[Room]):
        super().__init__(data, prefix=prefix)
        choices = [(day.isoformat(), capfirst(long_day(day))) for day in days]
        cast("forms.ChoiceField", self.fields["day"]).choices = choices
        names = [("", "–"), *((str(room.pk), str(room)) for room in rooms)]
        cast("forms.ChoiceField", self.fields["room"]).choices = names
        if len(days) == 1:
            self.fields["day"].widget = forms.HiddenInput()
        if not rooms:
            self.fields["room"].widget = forms.HiddenInput()
            self.fields["place"].label = _("Place")

    def clean(self) -> dict:
        cleaned = super().clean()
        refuse_end_before_start(self, cleaned)
        return cleaned


@dataclass(eq=False)
class BoardRow:
    """A stored row, or a duplicate of it that is not stored yet.

    `values` are as typed; `talks` are the keys of the contributions that it holds, for
    a duplicate those that moved there; `was` is where the page first showed it.
    """

    prefix: str  # r and the key of the row, or c and a number
    session: Session
    values: dict[str, str]
    talks: list[int]
    days: list[date]
    rooms: list[Room]
    was: Standing | None = None
    with_talks: bool = False
    is_open: bool = field(default=False)

    @property
    def is_copy(self) -> bool:
        return self.prefix.startswith("c")

    @cached_property
    def form(self) -> RowForm:
        data = {f"{self.prefix}-{name}": value for name, value in self.values.items()}
        return RowForm(data, self.prefix, self.days, self.rooms)

    @property
    def to(self) -> Standing | None:
        """Where it goes; None while what is typed cannot be read."""
        if not self.form.is_valid():
            return None
        typed = self.form.cleaned_data
        return Standing(
            date=date.fromisoformat(typed["day"]),
            starts_at=typed["starts_at"],
            ends_at=typed["ends_at"],
            room=int(typed["room"]) if typed["room"] else None,
            place=typed["place"],
            talks=tuple(self.talks),
        )

    def type(self, standing: Standing, *names: str) -> None:
        """Write these of the day, the hours and the place into the fields."""
        typed = values_of(standing)
        self.values |= {name: typed[name] for name in names}
        self.__dict__.pop("form", None)

    @property
    def has_moved(self) -> bool:
        """Is it elsewhere, or at another hour, than the page first showed it?"""
        return self.is_copy or self.to is None or _bare(self.to) != _bare(self.was)

    @property
    def has_other_talks(self) -> bool:
        """Were its contributions put in another order, or did others come in?"""
        was = self.was.talks if self.was else ()
        return self.talks != [key for key in was if key in self.talks]

    @property
    def title(self) -> str:
        own = self.session.title
        talks = list(self.session.contributions.all())
        if not own and len(talks) == 1:
            own = talks[0].title
        return own or str(self.session.get_kind_display())

    @property
    def hours(self) -> str:
        """Of what is typed, else of what is stored."""
        to = self.to or self.was
        start = to.starts_at if to else self.session.starts_at
        end = to.ends_at if to else self.session.ends_at
        return hours_of(start, end)

    @property
    def label(self) -> str:
        return f"{self.hours}, {self.title}"

    @property
    def order(self) -> tuple:
        """In the day: what cannot be read stays where it is stored."""
        to = self.to
        day, start = (
            (to.date, to.starts_at)
            if to
            else (self.session.date, self.session.starts_at)
        )
        return day, start, self.session.position, self.session.pk, self.is_copy

    @property
    def was_as_text(self) -> str:
        """What the page showed, for the page to say when it is saved."""
        was = self.was or NEVER
        return json.dumps(
            [
                was.date.isoformat(),
                was.starts_at.isoformat(),
                was.ends_at and was.ends_at.isoformat(),
                was.room,
                was.place,
                was.talks,
            ]
        )


def hours_of(start: time, end: time | None) -> str:
    return f"{clock(start)}{NBSP}– {clock(end)}" if end else clock(start)


def _bare(standing: Standing | None) -> Standing | None:
    return standing and replace(standing, talks=())


def values_of(standing: Standing) -> dict[str, str]:
    return {
        "day": standing.date.isoformat(),
        "starts_at": clock(standing.starts_at),
        "ends_at": clock(standing.ends_at) if standing.ends_at else "",
        "room": str(standing.room or ""),
        "place": standing.place,
    }


def read_standing(text: str) -> Standing:
    """What `was_as_text` wrote. Anything else stands where no row ever stood."""
    try:
        day, start, end, room, place, talks = json.loads(text)
        return Standing(
            date.fromisoformat(day),
            time.fromisoformat(start),
            time.fromisoformat(end) if end else None,
            room,
            place,
            tuple(talks),
        )
    except (ValueError, TypeError, RecursionError):
        return NEVER


def talk_label(talk: Contribution) -> str:
    """Its title and who speaks."""
    names = ", ".join(str(one.person) for one in talk.participations.all())
    return " – ".join(filter(None, [talk.title, names])) or str(talk)
