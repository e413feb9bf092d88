"""« Établissements »: which spellings of an event mean the same institution."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import access
from events.access import Verb
from events.admin.of_event import PARAMETER
from events.fields import LineField
from events.models import Event, Organisation
from programme import operations
from registrations.institutions import Overview, overview

NAME_LENGTH = Organisation._meta.get_field("name").max_length
GROUP, UNDO = "group", "undo"


class InstitutionsForm(forms.Form):
    """The spellings that are ticked, and the one name that they mean."""

    spelling = forms.MultipleChoiceField(
        label=gettext_lazy("Spellings"),
        error_messages={"required": gettext_lazy("Tick the spellings first.")},
    )
    name = LineField(
        label=gettext_lazy("The name for all of them"),
        max_length=NAME_LENGTH,
        required=False,
        empty_value="",
    )
    act = forms.ChoiceField(choices=[(GROUP, GROUP), (UNDO, UNDO)])

    def __init__(self, *arguments, shown: Overview, **options):
        super().__init__(*arguments, **options)
        names = sorted(shown.names | {str(one) for one in shown.organisations})
        spelling: Any = self.fields["spelling"]
        spelling.choices = [(name, name) for name in names]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("act") == GROUP and not cleaned.get("name"):
            self.add_error("name", _("Write one name for the spellings you ticked."))
        return cleaned


def institutions_page(model_admin, request):
    """Whoever may change both programme and registrations groups the spellings."""
    event = request.listed_event
    shown = overview(event)
    may_edit = may_tidy(request.user, event)
    form = InstitutionsForm(request.POST or None, shown=shown)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    if form.is_valid():
        words = _act(request.user, event, form.cleaned_data)
        model_admin.message_user(request, words, messages.SUCCESS)
        return redirect(_address(event))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Institutions: %(event)s") % {"event": event},
        "subtitle": None,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "event": event,
        "shown": shown,
        "form": form,
        "ticked": request.POST.getlist("spelling"),
        "may_edit": may_edit,
    }
    request.current_app = model_admin.admin_site.name
    template = "admin/registrations/registration/institutions.html"
    return TemplateResponse(request, template, context)


def may_tidy(user, event: Event | None = None) -> bool:
    """One group holds words of the programme and of people who registered."""
    return access.may(user, Verb.EDIT_PROGRAMME, event) and access.may(
        user, Verb.EDIT_REGISTRATIONS, event
    )


def _act(user, event: Event, data: dict) -> str:
    if data["act"] == UNDO:
        count = operations.ungroup_institutions(event, data["spelling"], actor=user)
        words = ngettext(
            "%(count)s spelling means itself again.",
            "%(count)s spellings mean themselves again.",
            count,
        )
        return words % {"count": count}
    organisation = operations.group_institutions(
        event, data["spelling"], name=data["name"], actor=user
    )
    words = ngettext(
        "%(count)s spelling is counted as “%(name)s”.",
        "%(count)s spellings are counted as “%(name)s”.",
        len(data["spelling"]),
    )
    return words % {"count": len(data["spelling"]), "name": organisation.name}


def _address(event: Event) -> str:
    page = reverse("admin:registrations_registration_institutions")
    return f"{page}?{PARAMETER}={event.pk}"
