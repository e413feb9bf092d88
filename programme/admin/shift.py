"""Rows that start later than planned, and all the others with them."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.scoped import action
from programme import operations
from programme.admin import facts
from programme.forms import ShiftForm
from programme.models import Session

FIRST_NAMED = 5


@action(Verb.EDIT_PROGRAMME, description=gettext_lazy("Shift by … minutes"))
def shift(model_admin, request, queryset):
    """Move the first of the chosen rows, and all that follow it on its day."""
    ordered = queryset.select_related("event").order_by(
        "date", "starts_at", "position", "pk"
    )
    first = ordered.first()
    form = ShiftForm(request.POST if is_confirmed(request) else None)
    if not form.is_valid():
        return confirm_page(
            model_admin,
            request,
            queryset.filter(pk=first.pk),
            question=_("Shift this row and the following ones?"),
            consequences=_what_moves(first),
            button=_("Shift"),
            form=form,
        )
    try:
        moved = operations.shift(
            first, form.cleaned_data["minutes"], actor=request.user
        )
    except operations.ProgrammeRefusedError as refusal:
        model_admin.message_user(request, str(refusal), messages.ERROR)
        return None
    done = ngettext("%(count)s row moved.", "%(count)s rows moved.", moved)
    facts.tell(request, first.event, [done % {"count": moved}])
    return None


def _what_moves(first: Session) -> list[str]:
    """How many rows, then the next ones: the first is named already."""
    rows = list(operations.following(first))
    count = ngettext("%(count)s row moves.", "%(count)s rows move.", len(rows))
    named = [str(row) for row in rows[1:FIRST_NAMED]]
    more = ["…"] if len(rows) > FIRST_NAMED else []
    return [count % {"count": len(rows)}, *named, *more]
