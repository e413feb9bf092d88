"""What the admin of questions and that of profiles have in common."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from events.access import Verb
from events.admin.of_event import InEventAdmin
from events.admin.scoped import key_of
from registrations import desk


class AskedAdmin(InEventAdmin):
    """Part of the form of one event; organisers edit it, the team reads it."""

    add_verb = change_verb = delete_verb = Verb.EDIT_EVENT

    def why_it_stays(self, obj) -> str:
        """What is in the way of deleting it, as a sentence; nothing if nothing is."""
        raise NotImplementedError

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Savers take turns, and nobody answers while the questions change."""
        with transaction.atomic():
            if request.method == "POST":
                self._take_turn(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.own_object(request, object_id, self.delete_verb)
        with transaction.atomic():
            desk.lock(obj.event_id)
            if reason := self.why_it_stays(obj):
                self.message_user(request, reason, messages.ERROR)
                name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
                return redirect(reverse(name, args=[obj.pk]))
            return super().delete_view(request, object_id, extra_context)

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        form.event = obj.event if change else request.listed_event
        return form

    def get_changeform_initial_data(self, request):
        """A new one comes last."""
        last = self.model.objects.filter(event=request.listed_event).last()
        return {"position": last.position + 1 if last else 1}

    def _take_turn(self, request, object_id) -> None:
        stored = self.model.objects.filter(pk=key_of(self.model, object_id)).first()
        if stored:
            desk.lock(stored.event_id)
        elif object_id is None:
            desk.lock(request.listed_event.pk)
