"""Erasing a person by hand, when somebody asks for it by letter."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.access import Verb
from events.admin.confirm import is_confirmed
from events.admin.scoped import action
from registrations import operations
from registrations.admin.actions import ask, say


@action(Verb.ERASE, description=gettext_lazy("Anonymise…"))
def erase(model_admin, request, queryset):
    if not is_confirmed(request):
        return ask(
            model_admin,
            request,
            queryset,
            selected=queryset.count(),
            question=lambda count: ngettext(
                "Erase the data of %(count)s person?",
                "Erase the data of %(count)s people?",
                count,
            ),
            button=_("Erase"),
            consequences=[
                _("Other registrations with the same address here go too."),
                _("A place that becomes free goes to whoever has waited longest."),
                _("No message is sent. Nothing can be brought back."),
            ],
            nobody="",
        )
    erased = sum(
        operations.erase_person(person, actor=request.user) for person in queryset
    )
    say(
        model_admin,
        request,
        erased,
        ngettext(
            "%(count)s registration erased.", "%(count)s registrations erased.", erased
        ),
    )
    # The page of a person who is erased does not exist any more.
    return redirect("admin:registrations_registration_changelist")
