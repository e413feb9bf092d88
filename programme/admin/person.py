"""Those who speak. They come and go with the programme; here a name is corrected."""

from django.contrib import admin
from django.db.models import Prefetch, Q
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from events import access
from events.access import Verb
from events.admin.of_event import MOST_CHOICES, PARAMETER
from events.admin.scoped import ScopedAdmin
from events.models import Event
from events.text import search_key
from programme import operations
from programme.admin.merging import merge, suggestions
from programme.forms import PersonForm
from programme.models import Participation, ParticipationRole, Person


class EventFilter(admin.SimpleListFilter):
    """The latest events of the user. People belong to several: all are shown first."""

    title = gettext_lazy("event")
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        events = access.visible(
            Event.objects.filter(deleted_at=None), request.user, model_admin.see_verb
        )
        latest = events.order_by("-starts_at", "pk")[:MOST_CHOICES]
        return [(str(event.pk), str(event)) for event in latest]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        rows = Participation.objects.filter(
            contribution__session__event=int(self.value())
        )
        return queryset.filter(pk__in=rows.values("person"))


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    change_verb = Verb.EDIT_PROGRAMME
    history_verb = None  # other teams may have written in it

    actions = [merge]
    form = PersonForm
    fields = ["given_name", "family_name", "appearances"]
    readonly_fields = ["appearances"]
    list_filter = [EventFilter]
    list_display = ["family", "given_name", "last_roles", "events", "talks"]
    sortable_by = ["family"]
    search_fields = ["search_key"]  # what is searched: see get_search_results
    search_help_text = gettext_lazy("Name or role. Accents do not matter in names.")

    def get_queryset(self, request):
        """With what people do in the events of the user, the latest first."""
        queryset = super().get_queryset(request)
        rows = access.visible(Participation.objects.all(), request.user, self.see_verb)
        rows = rows.select_related("contribution__session__event")
        rows = rows.prefetch_related("roles").order_by(
            "-contribution__session__date", "contribution__session__starts_at", "pk"
        )
        return queryset.prefetch_related(
            Prefetch("participations", rows, to_attr="seen")
        )

    def changelist_view(self, request, extra_context=None):
        context = {"doubles": suggestions(request.user)} | (extra_context or {})
        return super().changelist_view(request, context)

    def has_add_permission(self, request) -> bool:
        return False  # people are named in the rows of a programme

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # whoever speaks nowhere any more is forgotten

    def get_search_results(self, request, queryset, search_term):
        roles = access.visible(
            ParticipationRole.objects.all(), request.user, self.see_verb
        )
        for word in search_term.split():
            named = roles.filter(text_fr__icontains=word)
            found = Q(pk__in=named.values("participation__person"))
            if key := search_key(word):
                found |= Q(search_key__contains=key)
            queryset = queryset.filter(found)
        return queryset, False

    @admin.display(description=gettext_lazy("family name"), ordering="sort_key")
    def family(self, person):
        return person.family_name

    @admin.display(description=gettext_lazy("roles at the last event"))
    def last_roles(self, person):
        roles = [role.text for row in person.seen[:1] for role in row.roles.all()]
        return " ; ".join(roles)

    @admin.display(description=gettext_lazy("events"))
    def events(self, person):
        return len({row.contribution.session.event_id for row in person.seen})

    @admin.display(description=gettext_lazy("contributions"))
    def talks(self, person):
        return len({row.contribution_id for row in person.seen})

    @admin.display(description=gettext_lazy("in the programme of"))
    def appearances(self, person):
        rows = {
            (row.contribution.session.event, row.contribution.session): None
            for row in person.seen
        }
        return format_html_join("", "<div>{}, {}</div>", rows)

    def save_model(self, request, obj, form, change):
        """Only the events whose programme the user edits print the corrected name."""
        stored = Person.objects.get(pk=obj.pk)
        operations.correct_name(
            stored, obj.given_name, obj.family_name, actor=request.user
        )
