"""The page between an action of the admin and its effect.

An action is posted twice: the first time it answers with this page, which says what
will happen and to what; its button posts the same again with CONFIRMED.
"""

from django.contrib import messages
from django.contrib.admin import helpers
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

# Each row is a field of the page, and DATA_UPLOAD_MAX_NUMBER_FIELDS is 2000.
MOST_AT_ONCE = 1000
CONFIRMED = "confirmed"
FIRST_NAMED = 5
ACTION_FIELDS = ("CHANGE_FORM-action", "action")


def is_confirmed(request) -> bool:
    return CONFIRMED in request.POST


def confirm_page(
    model_admin,
    request,
    queryset,
    *,
    question,
    button,
    consequences=(),
    form=None,
    named=str,
) -> TemplateResponse | None:
    """Ask before acting on `queryset`: how many, the first five, what happens, a form.

    `form` holds what the act needs to know, a reason for instance; its fields are
    posted along. `named` says what to call a row. Without a `button` nothing can be
    done, and the page only says why. Too many rows are refused with a word.
    """
    rows = list(queryset[: MOST_AT_ONCE + 1])
    if len(rows) > MOST_AT_ONCE:
        words = _("Select %(most)s rows at most.") % {"most": MOST_AT_ONCE}
        model_admin.message_user(request, words, messages.WARNING)
        return None
    field = next(field for field in ACTION_FIELDS if field in request.POST)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": question,
        "subtitle": None,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "rows": [named(row) for row in rows[:FIRST_NAMED]],
        "more": len(rows) - FIRST_NAMED,
        "count": len(rows),
        "keys": [row.pk for row in rows],
        "consequences": consequences,
        "button": button,
        "action_field": field,
        "action_name": request.POST[field],
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "confirmed": CONFIRMED,
        "confirm_form": form,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/confirm.html", context)
