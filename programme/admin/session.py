"""A row of the day, with its talks and who speaks in them, on one screen."""

from django.contrib import admin
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import dates
from events.access import Verb
from events.admin.of_event import EventChangeList, EventFilter, InEventAdmin
from events.dates import NBSP
from events.lookup import PREVIEW
from events.models import Event
from events.text import search_key
from programme import checks, operations
from programme.admin import facts
from programme.admin.board import Rearranged
from programme.admin.checks import Checked, panel
from programme.admin.paste import Pasted
from programme.admin.publish import Published
from programme.admin.shift import shift
from programme.admin.talks import ContributionInline
from programme.forms import SessionForm
from programme.models import Session


class SessionChangeList(EventChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        programmes = facts.add_facts(self.result_list)
        event = request.listed_event
        if event and event.pk in programmes:
            self.panel = panel(programmes[event.pk], event, request.user)


@admin.register(Session)
class SessionAdmin(Checked, Rearranged, Pasted, Published, InEventAdmin):
    add_verb = change_verb = delete_verb = Verb.EDIT_PROGRAMME

    form = SessionForm
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "date",
                    ("starts_at", "ends_at"),
                    "kind",
                    "title_fr",
                    ("room", "place_fr"),
                ]
            },
        ),
        (
            gettext_lazy("Workshop"),
            {
                "fields": ["takes_sign_ups", "seats"],
                "description": gettext_lazy(
                    "Rows of the same start are offered together: a person chooses one "
                    "of them. Who waits for a place gets the first that becomes free, "
                    "and a message says so."
                ),
            },
        ),
        (
            gettext_lazy("More"),
            {
                "classes": ["collapse"],
                "fields": ["description_fr", "position", "is_hidden"],
            },
        ),
        (
            gettext_lazy("In English"),
            {
                "classes": ["collapse"],
                "fields": ["title_en", "place_en", "description_en"],
            },
        ),
    ]
    inlines = [ContributionInline]
    actions = [shift]
    list_filter = [EventFilter, "kind"]
    list_select_related = ["event", "room"]
    sortable_by = ()
    ordering = ["date", "starts_at", "position", "pk"]
    search_fields = ["title_fr"]  # what is searched: see get_search_results
    search_help_text = gettext_lazy("Title or person. Accents do not matter in names.")

    # The list

    def get_changelist(self, request, **kwargs):
        return SessionChangeList

    def get_list_display(self, request):
        event = request.listed_event
        columns = ["hours", "kind", "shown_title", "shown_place", "talks", "warnings"]
        if event is None:
            return ["hours", "day", "event", *columns[1:]]
        return ["hours", "day", *columns[1:]] if event.has_many_days else columns

    def list_context(self, request) -> dict:
        event = request.listed_event
        context = {"title": _("Programme")}
        if event:
            context["title"] = _("Programme: %(event)s") % {"event": event}
            context["programme_url"] = _public_page(event)
        return super().list_context(request) | context

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.split():
            people = Q(
                contributions__participations__person__search_key__contains=search_key(
                    word
                )
            )
            titles = Q(title_fr__icontains=word) | Q(
                contributions__title_fr__icontains=word
            )
            queryset = queryset.filter(titles | people if search_key(word) else titles)
        return queryset, True

    @admin.display(description=gettext_lazy("start – end"))
    def hours(self, session):
        start = dates.clock(session.starts_at)
        if session.ends_at is None:
            return start
        return f"{start}{NBSP}– {dates.clock(session.ends_at)}"

    @admin.display(description=gettext_lazy("day"))
    def day(self, session):
        return dates.short_date(session.date)

    @admin.display(description=gettext_lazy("title"))
    def shown_title(self, session):
        row = session.facts.row
        return str(row.title) if row else session.title or session.get_kind_display()

    @admin.display(description=gettext_lazy("place"), empty_value="")
    def shown_place(self, session):
        return str(session.room or session.place)

    @admin.display(description=gettext_lazy("contributions"))
    def talks(self, session):
        row = session.facts.row
        return len(row.talks) if row else "–"

    @admin.display(description=gettext_lazy("warning"), empty_value="")
    def warnings(self, session):
        if session.is_hidden:
            return _("Hidden")
        sentences = [(checks.sentence(fact),) for fact in session.facts.warnings]
        return format_html_join("", '<div class="warning">{}</div>', sentences)

    # The form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Savers take turns, so that each sees what the one before has changed."""
        with transaction.atomic():
            if request.method == "POST" and str(object_id).isdecimal():
                operations.wait_for_others(int(object_id))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        if not change:
            form.event = request.listed_event
        return form

    def get_changeform_initial_data(self, request):
        return {"date": request.listed_event.local_start.date()}

    def save_model(self, request, obj, form, change):
        """The row is written with its talks, in one operation: see save_related."""

    def save_related(self, request, form, formsets, change):
        [talks] = formsets
        talks.save(commit=False)
        written = [
            (talk.instance, talk.cleaned_data["people"])
            for talk in talks.forms
            if talk.has_changed() and talk not in talks.deleted_forms
        ]
        session = form.instance
        people = operations.save_session(
            session, written, actor=request.user, removed=talks.deleted_objects
        )
        said = facts.recognised(people, session.contributions.count())
        facts.tell(request, session.event, said)

    def delete_view(self, request, object_id, extra_context=None):
        """What people signed up for is not deleted: the page says why. Whoever signs
        up at this moment comes before or after."""
        session = self.own_object(request, object_id, self.delete_verb)
        with transaction.atomic():
            if request.method == "POST":
                operations.wait_for_others(session.pk)
            context = {"refusal": _refusal(session), **(extra_context or {})}
            return super().delete_view(request, object_id, context)

    def delete_model(self, request, obj):
        operations.remove_sessions([obj], actor=request.user)


def _refusal(session: Session) -> str:
    """Why it cannot be deleted; empty if it can."""
    try:
        operations.end_sign_ups([session])
    except operations.ProgrammeRefusedError as refusal:
        return str(refusal)
    return ""


def _public_page(event: Event) -> str:
    page = reverse("programme:programme", args=[event.slug])
    return page if event.is_published else f"{page}?{PREVIEW}={event.preview_key}"
