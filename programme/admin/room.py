"""« Salles »: where rows take place, inside the venue of an event."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Verb
from events.admin.of_event import EventFilter, InEventAdmin
from programme import operations
from programme.models import Room


class RoomForm(forms.ModelForm):
    """`event` is set for a room that is added: its name is taken once there."""

    event = None

    class Meta:
        model = Room
        fields = forms.ALL_FIELDS
        help_texts = {
            "capacity": gettext_lazy(
                "Empty = not known. A workshop with more seats is pointed out."
            )
        }

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.event:
            self.instance.event = self.event

    def clean(self) -> dict:
        """The event is not a field of the form: its rule is asked for here."""
        cleaned = super().clean()
        if self.instance.event_id and "name_fr" in cleaned:
            same = Room.objects.filter(
                event=self.instance.event_id, name_fr=cleaned["name_fr"]
            )
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("name_fr", _("This event already has a room so named."))
        return cleaned


@admin.register(Room)
class RoomAdmin(InEventAdmin):
    add_verb = change_verb = delete_verb = Verb.EDIT_PROGRAMME

    form = RoomForm
    fields = ["name_fr", "name_en", "capacity", "position"]
    list_display = ["name_fr", "name_en", "capacity", "position", "rows"]
    list_filter = [EventFilter]
    list_select_related = ["event"]
    sortable_by = ()
    ordering = ["position", "name_fr", "pk"]
    search_fields = ["name_fr", "name_en"]
    search_help_text = gettext_lazy("Name of the room")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(used=Count("sessions"))

    def list_context(self, request) -> dict:
        event, title = request.listed_event, _("Rooms")
        if event:
            title = _("Rooms: %(event)s") % {"event": event}
        return super().list_context(request) | {"title": title}

    @admin.display(description=gettext_lazy("rows"))
    def rows(self, room):
        return room.used

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        if not change:
            form.event = request.listed_event
        return form

    def save_model(self, request, obj, form, change):
        operations.save_room(obj, actor=request.user)

    def delete_model(self, request, obj):
        operations.remove_room(obj, actor=request.user)
