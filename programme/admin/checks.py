"""« Vérifications »: facts above the rows of a programme, and clicks that mend them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import access, dates
from events.access import Verb
from events.admin.of_event import PARAMETER, event_of
from events.admin.scoped import key_of
from programme import checks, operations, timetable
from programme.checks import Fact, fixes
from programme.checks.fixes import Fix
from programme.models import Session
from programme.timetable import Programme, Row

SHOWN_AT_ONCE = 10
ANCHOR = "verifications"


@dataclass(frozen=True)
class Found:
    """A sentence with links to its rows, and the buttons that mend it."""

    html: SafeString
    fixes: tuple[Fix, ...]


@dataclass(frozen=True)
class Group:
    """What was found of one day, or of the names of all days."""

    heading: str
    found: tuple[Found, ...]

    @property
    def first(self) -> tuple[Found, ...]:
        return self.found[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> tuple[Found, ...]:
        return self.found[SHOWN_AT_ONCE:]


class Checked:
    """The part of the admin of rows that shows facts and takes the clicks."""

    # Those of the ModelAdmin that this is mixed into.
    admin_site: Any
    message_user: Any

    def get_urls(self):
        view = self.admin_site.admin_view(self.fix_view)
        return [path("fix/", view, name="programme_session_fix"), *super().get_urls()]

    def fix_view(self, request):
        """The second click finds the fact gone, and changes nothing."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        event = event_of(request, request.POST.get("event"), Verb.EDIT_PROGRAMME)
        done = operations.fix(event, request.POST.get("fix", ""), actor=request.user)
        if done:
            words = _("%(what)s: done.") % {"what": done.label}
            self.message_user(request, words, messages.SUCCESS)
        else:
            words = _(
                "Nothing was changed: this is mended already, or the programme is no "
                "longer as it was."
            )
            self.message_user(request, words, messages.INFO)
        return redirect(_back(request, event))

    def render_change_form(self, request, context, *arguments, obj=None, **options):
        """With what is odd about this row alone."""
        if obj is not None:
            programme = timetable.of_event(obj.event)
            context |= panel(programme, obj.event, request.user, only=obj.pk)
        return super().render_change_form(
            request, context, *arguments, obj=obj, **options
        )


def panel(programme: Programme, event, user, *, only: int | None = None) -> dict:
    """What the template of the panel needs; `only` is the key of one row."""
    facts: Iterable[Fact] = checks.everything(programme)
    if only:
        facts = [
            fact for fact in facts if only in {row.session_key for row in fact.rows}
        ]
    return {
        "checks": list(groups(facts, _page)),
        "checks_title": _("Checks"),
        "checked_event": event,
        "checked_row": only,
        "may_fix": access.may(user, Verb.EDIT_PROGRAMME, event),
    }


def groups(facts: Iterable[Fact], link: Callable[[Row], str]) -> Iterator[Group]:
    """Day by day, the names at the end; `link` gives the address of a row."""
    for day, of_day in groupby(sorted(facts, key=_order), lambda fact: fact.day):
        heading = capfirst(dates.long_day(day)) if day else _("Names")
        found = [Found(fact.as_html(link), fixes.of(fact)) for fact in of_day]
        yield Group(heading, tuple(found))


def _order(fact: Fact) -> str:
    return fact.day.isoformat() if fact.day else "names"


def _page(row: Row) -> str:
    return reverse("admin:programme_session_change", args=[row.session_key])


def _back(request, event) -> str:
    """To the page of the row where the button was, else to the list of rows."""
    key = key_of(Session, request.POST.get("row"))
    if key and event.sessions.filter(pk=key).exists():
        return reverse("admin:programme_session_change", args=[key])
    rows = reverse("admin:programme_session_changelist")
    return f"{rows}?{PARAMETER}={event.pk}#{ANCHOR}"
