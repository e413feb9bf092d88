"""What the team does to the waiting list, each act after a page that asks."""

from django import forms
from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.scoped import action
from events.fields import LineField
from registrations import operations
from registrations.admin.actions import ask, say
from registrations.admin.forms import CancellationForm
from registrations.models import Registration

ON_THE_LIST = [ActionLocation.CHANGE_LIST]
LONGEST_LINE = 1_000_000


class MoveForm(forms.Form):
    """Where somebody is to stand in the line, and why."""

    rank = forms.IntegerField(
        label=gettext_lazy("New place in the line"),
        min_value=1,
        max_value=LONGEST_LINE,
        help_text=gettext_lazy("1 is the first."),
    )
    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("It stays in the journal: name nobody."),
    )


@action(
    Verb.EDIT_REGISTRATIONS,
    description=gettext_lazy("Take off the list…"),
    location=ON_THE_LIST,
)
def take_off(model_admin, request, queryset):
    people = queryset.waiting()
    form = CancellationForm(request.POST if is_confirmed(request) else None)
    if not form.is_valid():
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            form=form,
            question=lambda count: ngettext(
                "Take %(count)s person off the waiting list?",
                "Take %(count)s people off the waiting list?",
                count,
            ),
            button=_("Take off the list"),
            consequences=[_("Whoever has been given a place meanwhile keeps it.")],
            nobody=_("Nobody in this selection is on the waiting list."),
        )
    gone = sum(
        operations.cancel_by_team(
            person, actor=request.user, is_for_waiting=True, **form.cleaned_data
        )
        for person in people
    )
    return say(
        model_admin,
        request,
        gone,
        ngettext(
            "%(count)s person is off the waiting list.",
            "%(count)s people are off the waiting list.",
            gone,
        ),
    )


@action(
    Verb.REORDER_WAITING, description=gettext_lazy("Move up…"), location=ON_THE_LIST
)
def move_up(model_admin, request, queryset):
    return _move(model_admin, request, queryset, by=-1)


@action(
    Verb.REORDER_WAITING, description=gettext_lazy("Move down…"), location=ON_THE_LIST
)
def move_down(model_admin, request, queryset):
    return _move(model_admin, request, queryset, by=1)


def _move(model_admin, request, queryset, *, by: int):
    """One person, to a place that the form names: asking twice does no harm."""
    people = list(queryset.waiting()[:2])
    if len(people) != 1:
        words = _("Select one person who is waiting.")
        return model_admin.message_user(request, words, messages.WARNING)
    [person] = people
    rank = operations.rank(person) + 1
    form = MoveForm(
        request.POST if is_confirmed(request) else None,
        initial={"rank": max(rank + by, 1)},
    )
    if not form.is_valid():
        return confirm_page(
            model_admin,
            request,
            people,
            question=_("Move in the waiting list?"),
            button=_("Move"),
            consequences=[_("Present place in the line: %(rank)s.") % {"rank": rank}],
            form=form,
            named=lambda each: each.full_name,
        )
    has_moved = operations.move(person, actor=request.user, **form.cleaned_data)
    return _say_moved(model_admin, request, person, has_moved)


def _say_moved(model_admin, request, person: Registration, has_moved: bool) -> None:
    if not has_moved:
        model_admin.message_user(request, _("Nothing to change."), messages.WARNING)
        return
    words = _("%(person)s now has place %(rank)s in the line.")
    rank = operations.rank(person) + 1
    named = {"person": person.full_name, "rank": rank}
    model_admin.message_user(request, words % named, messages.SUCCESS)
