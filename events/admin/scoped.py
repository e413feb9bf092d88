"""The admin of people who see only their own events.

A ModelAdmin on ScopedAdmin says which verb of events.access opens what. Everything it
shows starts from `access.visible`: the object of another event is not found, and a
forbidden act on one's own event is refused. Django's own permissions are not used.
"""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.options import (
    ActionLocation,
    IncorrectLookupParameters,
    ShowFacets,
)
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import access
from events.access import Verb
from events.fields import ADMIN_FIELDS

# Rows of one kind on one page; Django would build two thousand that nobody filled in.
MOST_INLINE_ROWS = 150
BOTH_PLACES = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class Scoped:
    """What lists, forms and inlines share.

    Each verb is one of events.access; None leaves the act to superusers.
    """

    # Those of the ModelAdmin or inline that this is mixed into.
    model: Any
    admin_site: admin.AdminSite

    see_verb: Verb | None = Verb.SEE_EVENT
    add_verb: Verb | None = None
    change_verb: Verb | None = None
    delete_verb: Verb | None = None

    formfield_overrides = ADMIN_FIELDS

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return access.visible(queryset, request.user, self.see_verb)

    def get_field_queryset(self, db, db_field, request):
        """The choices of a foreign key: what the user may see, or may put things in."""
        target = db_field.remote_field.model
        queryset = super().get_field_queryset(db, db_field, request)
        if queryset is None:
            queryset = target._default_manager.all()
        verb = self._verb_to_choose(db_field, request)
        return access.visible(queryset, request.user, verb)

    def _verb_to_choose(self, db_field, request) -> Verb | None:
        """Whoever puts an object in an event must be allowed to do so there."""
        parent = (self.model.event_path or "").split("__")[0]
        if db_field.name != parent:
            return see_verb_of(self.admin_site, db_field.remote_field.model)
        is_new = request.resolver_match.url_name.endswith("_add")
        return self.add_verb if is_new else self.change_verb

    def has_view_permission(self, request, obj=None) -> bool:
        return _may(request, self.see_verb, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return _may(request, self.change_verb, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return _may(request, self.delete_verb, obj)


class ScopedAdmin(Scoped, admin.ModelAdmin):
    """A ModelAdmin that shows and changes what the user’s roles allow.

    It has no date hierarchy: every parameter of a list belongs to one of its filters.
    `history_verb` opens the page of an object's changes.
    """

    history_verb: Verb | None = Verb.SEE_JOURNAL
    save_on_top = True
    show_facets = ShowFacets.ALLOW
    show_full_result_count = False
    list_per_page = 50
    view_on_site = False

    def has_add_permission(self, request) -> bool:
        return access.may(request.user, self.add_verb)

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request) or self.has_add_permission(request)

    def get_urls(self):
        """Without the nameless redirect from addresses of old versions of Django."""
        return [url for url in super().get_urls() if url.name]

    def get_object(self, request, object_id, from_field=None):
        """The object, else 404; 403 when it is of an event of one's own.

        Django would answer 302 and, with it, that the page exists for others.
        """
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            self._refuse_on_own_event(request, object_id)
            raise Http404
        return obj

    def own_object(self, request, object_id, verb: Verb):
        """The object of an address of our own, for somebody who may do `verb` to it."""
        obj = self.get_object(request, object_id)
        if not access.may_on(request.user, verb, obj):
            raise PermissionDenied
        return obj

    def render_change_form(self, request, context, *arguments, obj=None, **options):
        may_see = obj is not None and _may(request, self.history_verb, obj)
        context = {**context, "has_history_permission": may_see}
        if obj is not None:
            context |= self.heading(obj)
        return super().render_change_form(
            request, context, *arguments, obj=obj, **options
        )

    def heading(self, obj) -> dict:
        """The title of an object’s page: its name, which needs no article in French."""
        return {"title": capfirst(str(obj)), "subtitle": None}

    def _refuse_on_own_event(self, request, object_id) -> None:
        same = self.model._default_manager.filter(pk=key_of(self.model, object_id))
        if access.visible(same, request.user, Verb.SEE_EVENT).exists():
            raise PermissionDenied

    def history_view(self, request, object_id, extra_context=None):
        """The journal of the event; what has no event has Django’s own history."""
        obj = self.own_object(request, object_id, self.history_verb)
        event = obj.pk if obj.event_path == "pk" else getattr(obj, "event_id", None)
        if event is None:
            return super().history_view(request, object_id, extra_context)
        journal = reverse("admin:events_journalentry_changelist")
        return redirect(f"{journal}?event__id__exact={event}")

    def get_deleted_objects(self, objs, request):
        """What is in the way of a deletion may belong to others: it is not named."""
        shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        if protected and not request.user.is_superuser:
            protected = [_("Something else still uses it.")]
        return shown, counts, missing, protected

    def get_changelist(self, request, **kwargs):
        return ScopedChangeList

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except IncorrectLookupParameters:
            if ERROR_FLAG in request.GET:
                raise BadRequest("Unknown parameter of a list") from None
            raise

    def get_list_filter(self, request):
        """Filters over a relation offer only what the user may see."""
        return [
            (item, ScopedRelatedFilter) if self._is_relation(item) else item
            for item in super().get_list_filter(request)
        ]

    def _is_relation(self, item) -> bool:
        if not isinstance(item, str):
            return False
        return get_fields_from_path(self.model, item)[-1].is_relation

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """What the user may do: with some row of a list, or with the row of a page."""
        actions = super().get_actions(request, action_location=action_location)
        obj = None
        if action_location == ActionLocation.CHANGE_FORM:
            key = request.resolver_match.kwargs.get("object_id")
            obj = super().get_object(request, key) if key else None
        return {
            name: action
            for name, action in actions.items()
            if _may(request, _verb_of(action.func), obj)
        }

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST":
            self._refuse_forbidden_action(request, "action", ActionLocation.CHANGE_LIST)
        return super().changelist_view(request, extra_context)

    def response_action(
        self, request, queryset, action_location=ActionLocation.CHANGE_LIST
    ):
        if action_location == ActionLocation.CHANGE_FORM:
            field = f"{action_location.value}-action"
            self._refuse_forbidden_action(request, field, action_location)
        for value in request.POST.getlist(helpers.ACTION_CHECKBOX_NAME):
            if key_of(self.model, value) is None:
                raise BadRequest("Not the key of an object")
        return super().response_action(request, queryset, action_location)

    def _refuse_forbidden_action(self, request, field: str, location) -> None:
        """Django would only say that no action was chosen."""
        declared = {getattr(item, "__name__", item) for item in self.actions or []}
        chosen = declared & {*request.POST.getlist(field)}
        if not chosen <= self.get_actions(request, location).keys():
            raise PermissionDenied


class ScopedStackedInline(Scoped, admin.StackedInline):
    """Rows of a form; the verbs are asked of the object that holds them."""

    extra = 0
    max_num = MOST_INLINE_ROWS

    def get_formset(self, request, obj=None, **options):
        options.setdefault("absolute_max", self.max_num)
        return super().get_formset(request, obj, **options)

    def has_add_permission(self, request, obj) -> bool:
        return _may(request, self.add_verb, obj)


class ScopedChangeList(ChangeList):
    """A list that filters and sorts by what it declares, and by nothing else.

    Django lets `?email__startswith=` filter on any field of the model, and `?o=` sort
    by a column that is not offered for it: both tell what the page does not show.
    """

    def __init__(self, *arguments):
        super().__init__(*arguments)
        if not self.is_popup:
            self.title = capfirst(self.opts.verbose_name_plural)

    def get_filters(self, request):
        found = super().get_filters(request)
        left_over = found[2]
        if left_over:
            raise IncorrectLookupParameters
        return found

    def get_ordering_field(self, field_name):
        if field_name not in self.sortable_by:
            return None
        return super().get_ordering_field(field_name)


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """A filter that neither offers nor takes what the user may not see."""

    def field_choices(self, field, request, model_admin):
        target = field.remote_field.model
        verb = see_verb_of(model_admin.admin_site, target)
        rows = access.visible(target._default_manager.all(), request.user, verb)
        choices = [(row.pk, str(row)) for row in rows]
        if not {str(value) for value in self.lookup_val or []} <= {
            str(key) for key, label in choices
        }:
            raise IncorrectLookupParameters
        return choices


def action(verb: Verb, **options):
    """Declare an admin action for whoever may do `verb` on every selected object.

    It gets at least one object. The rows of other events are not found; one row of an
    own event on which the verb is not allowed refuses the whole.
    """

    def decorate(function):
        @wraps(function)
        def guarded(model_admin, request, queryset):
            rows = queryset.count()
            if not rows:
                raise Http404
            if access.visible(queryset, request.user, verb).count() != rows:
                raise PermissionDenied
            return function(model_admin, request, queryset)

        guarded = admin.action(guarded, **{"location": BOTH_PLACES, **options})
        guarded.verb = verb
        return guarded

    return decorate


def key_of(model, text: str | None) -> int | None:
    """The key that an address or a form names; None for any other text."""
    field = model._meta.pk
    try:
        key = field.to_python(text)
        field.run_validators(key)
    except ValidationError:
        return None
    return key


def see_verb_of(site: admin.AdminSite, model) -> Verb | None:
    """The verb that opens a model in the admin; that of the event where it has none."""
    if not site.is_registered(model):
        return Verb.SEE_EVENT
    return getattr(site.get_model_admin(model), "see_verb", None)


def _verb_of(function) -> Verb | None:
    """The verb of an action of ours; one of Django’s own is left to superusers."""
    return getattr(function, "verb", None)


def _may(request, verb: Verb | None, obj) -> bool:
    if obj is None or obj.pk is None:
        return access.may(request.user, verb)
    return access.may_on(request.user, verb, obj)
