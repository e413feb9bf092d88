"""The page « Réorganiser » of the admin of rows."""

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import access, dates
from events.access import Verb
from events.admin.of_event import EVENT, PARAMETER, event_of, last_opened, remember
from programme import operations
from programme.admin.board import moves, page, preview
from programme.admin.board.state import Board
from programme.admin.checks import groups
from programme.checks import Fact

NAME = "programme_session_rearrange"
TEMPLATE = "admin/programme/session/board.html"


class Rearranged:
    """The part of the admin of rows where a day is moved about."""

    # Those of the ModelAdmin that this is mixed into.
    admin_site: Any
    message_user: Any
    media: Any
    opts: Any

    def get_urls(self):
        view = self.admin_site.admin_view(self.rearrange_view)
        return [path("rearrange/", view, name=NAME), *super().get_urls()]

    def list_context(self, request) -> dict:
        context, event = super().list_context(request), request.listed_event
        if event and access.may(request.user, Verb.EDIT_PROGRAMME, event):
            address = f"{reverse(f'admin:{NAME}')}?{EVENT}={event.pk}"
            rooms = reverse("admin:programme_room_changelist")
            return context | {
                "rearrange_url": address,
                "rooms_url": f"{rooms}?{PARAMETER}={event.pk}",
            }
        return context

    def rearrange_view(self, request):
        event = self._event_to_rearrange(request)
        if event is None:
            self.message_user(request, _("Create an event first."), messages.WARNING)
            return redirect("admin:programme_session_changelist")
        remember(request, event)
        board = Board(event)
        day = _day(board, request.GET.get("date", ""))
        if request.method != "POST":
            board.show(day)
            return self._board_page(request, board, day)
        board.read(request.POST)
        return self._moved(request, board, day)

    def _event_to_rearrange(self, request):
        """That of the address, else the one that was opened last; None without any."""
        if not access.may(request.user, Verb.EDIT_PROGRAMME):
            raise PermissionDenied
        if key := request.GET.get(EVENT):
            return event_of(request, key, Verb.EDIT_PROGRAMME)
        return last_opened(request, Verb.EDIT_PROGRAMME)

    def _moved(self, request, board: Board, day: date):
        verb, _colon, target = request.POST.get("do", "").partition(":")
        problem = ""
        # Enter presses the first button: whoever typed minutes wants the shift.
        row = moves.row_to_shift(board, request.POST)
        if row and verb in {"look", "save"}:
            if verb == "save":
                problem = _("The rows are shifted. Nothing is saved yet: save again.")
            verb, target = "shift", row.prefix
        if verb == "save":
            return self._save_board(request, board, day)
        try:
            moves.apply(board, verb, target, request.POST)
        except operations.ProgrammeRefusedError as refusal:
            problem = str(refusal)
        return self._board_page(request, board, day, problem)

    def _save_board(self, request, board: Board, day: date):
        if board.gone:
            words = ngettext(
                "Somebody else has deleted %(count)s row of this page. Nothing is "
                "saved yet. Check, then save again.",
                "Somebody else has deleted %(count)s rows of this page. Nothing is "
                "saved yet. Check, then save again.",
                board.gone,
            )
            words %= {"count": board.gone}
            return self._board_page(request, board, day, words)
        if not board.is_valid:
            words = _("Nothing is saved yet. Correct what is marked below.")
            return self._board_page(request, board, day, words)
        try:
            count = operations.rearrange(
                board.event, board.rearrangement(), actor=request.user
            )
        except operations.RowsMovedError as refusal:
            return self._taken_over(request, board, day, refusal)
        except operations.ProgrammeRefusedError as refusal:
            return self._board_page(request, board, day, str(refusal))
        self.message_user(request, _saved(count), messages.SUCCESS)
        return redirect(_address(board, day))

    def _taken_over(self, request, board: Board, day: date, refusal):
        """Others were faster: what both moved is named, what was typed is kept."""
        lost = board.take_over(refusal.now)
        problem = _(
            "Somebody else has changed the programme meanwhile. Nothing is saved yet "
            "and what you moved is kept. Check, then save again."
        )
        said = [line for one in lost for line in page.lost(board, one)]
        return self._board_page(request, board, day, problem, said)

    def _board_page(self, request, board: Board, day: date, problem="", lost=()):
        event = board.event
        value = preview.programme(board)
        found: list[Fact] = preview.facts(board, value)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Rearrange: %(day)s") % {"day": dates.long_date(day)},
            "subtitle": event.short_title,
            "opts": self.opts,
            "media": self.media,
            "event": event,
            "board": board,
            "lines": [page.line(board, row) for row in board.ordered],
            "away": page.away(board),
            "opened": next((row.prefix for row in board.rows if row.is_open), ""),
            "targets": page.targets(board),
            "checks": list(groups(found, partial(preview.address, board))),
            "checks_title": _("Checks of what is on this page"),
            "problem": problem,
            "lost": lost,
            "days": [
                (capfirst(dates.long_day(each)), _address(board, each), each == day)
                for each in board.days
            ],
            "here": _address(board, day),
        }
        return TemplateResponse(request, TEMPLATE, context)


def _day(board: Board, text: str) -> date:
    """The day of the address, else the first one that has rows."""
    asked = next((day for day in board.days if day.isoformat() == text), None)
    first = next((row.date for row in board.sessions.values()), board.days[0])
    return asked or first


def _address(board: Board, day: date) -> str:
    query = urlencode({EVENT: board.event.pk, "date": day.isoformat()})
    return f"{reverse(f'admin:{NAME}')}?{query}"


def _saved(count: int) -> str:
    if not count:
        return _("Nothing has changed.")
    words = ngettext("%(count)s row changed.", "%(count)s rows changed.", count)
    return words % {"count": count}
