"""What leads to a new draft of a message to people."""

from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.scoped import action
from events.models import Event
from registrations import operations
from registrations.admin.export import CHOOSE_AN_EVENT

CHANGE = "admin:registrations_mailing_change"
MOST_SELECTED = 5000


@action(
    Verb.DRAFT_MESSAGES,
    description=gettext_lazy("Write to the selection…"),
    location=[ActionLocation.CHANGE_LIST],
)
def write_to_selection(model_admin, request, queryset):
    """Leads to a draft for the people who were ticked."""
    events = queryset.order_by().values_list("event", flat=True).distinct()
    if len(events) > 1:
        model_admin.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        return None
    keys = [*queryset.order_by("pk").values_list("pk", flat=True)[: MOST_SELECTED + 1]]
    if len(keys) > MOST_SELECTED:
        sentence = _("Select %(most)s people at most.") % {"most": MOST_SELECTED}
        model_admin.message_user(request, sentence, messages.WARNING)
        return None
    event = Event.objects.get(pk=events[0])
    draft = operations.draft_to(event, keys, actor=request.user)
    return redirect(CHANGE, draft.pk)


@action(Verb.DRAFT_MESSAGES, description=gettext_lazy("Copy as a new draft"))
def copy(model_admin, request, queryset):
    """Leads to the copy of the first message; nothing is sent."""
    draft = operations.copy_mailing(queryset.first(), actor=request.user)
    sentence = _("Here is the copy. Nothing is sent yet.")
    model_admin.message_user(request, sentence, messages.SUCCESS)
    return redirect(CHANGE, draft.pk)
