"""« Fusionner… »: two records of one person, side by side, become one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import access
from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.scoped import action
from events.fields import LineField
from programme import doubles, operations
from programme.models import Person

NAME_LENGTH = Person._meta.get_field("family_name").max_length
FIRST_DOUBLES = 5
MOST_PEOPLE = 2000  # compared with one another


class MergeForm(forms.Form):
    """Which name stays; or another one, typed."""

    keep = forms.TypedChoiceField(
        label=gettext_lazy("The name that stays"), widget=forms.RadioSelect, coerce=int
    )
    given_name = LineField(
        label=gettext_lazy("Or another first name"),
        max_length=NAME_LENGTH,
        required=False,
        empty_value="",
    )
    family_name = LineField(
        label=gettext_lazy("and family name"),
        max_length=NAME_LENGTH,
        required=False,
        empty_value="",
        help_text=gettext_lazy("Empty: the name that is chosen above."),
    )

    def __init__(self, *arguments, people: list[Person], **options):
        super().__init__(*arguments, **options)
        self.people = {person.pk: person for person in people}
        keep: Any = self.fields["keep"]
        keep.choices = [(person.pk, person.full_name) for person in people]
        keep.initial = max(people, key=_fullness).pk

    @property
    def kept(self) -> Person:
        return self.people[self.cleaned_data["keep"]]

    @property
    def names(self) -> tuple[str, str]:
        if self.cleaned_data["family_name"]:
            return self.cleaned_data["given_name"], self.cleaned_data["family_name"]
        given_name = self.cleaned_data["given_name"] or self.kept.given_name
        return given_name, self.kept.family_name


@action(
    Verb.EDIT_PROGRAMME,
    description=gettext_lazy("Merge…"),
    location=[ActionLocation.CHANGE_LIST],
)
def merge(model_admin, request, queryset):
    people = list(queryset.order_by("sort_key", "pk"))
    if len(people) < 2:
        words = _("Tick two people at least.")
        model_admin.message_user(request, words, messages.WARNING)
        return None
    form = MergeForm(request.POST if is_confirmed(request) else None, people=people)
    if not form.is_valid():
        return _ask(model_admin, request, queryset, form)
    given_name, family_name = form.names
    person = operations.merge_people(
        people,
        keep=form.kept,
        given_name=given_name,
        family_name=family_name,
        actor=request.user,
    )
    words = _("%(count)s records are now one: %(name)s.")
    words %= {"count": len(people), "name": person.full_name}
    model_admin.message_user(request, words, messages.SUCCESS)
    return None


def suggestions(user) -> list[list[Person]]:
    """The first probable doubles among people whose programme the user edits."""
    people = access.visible(Person.objects.all(), user, Verb.EDIT_PROGRAMME)
    return doubles.probable(people[:MOST_PEOPLE])[:FIRST_DOUBLES]


def _ask(model_admin, request, queryset, form: MergeForm):
    people = list(queryset.order_by("sort_key", "pk"))
    question = _("Are these people one and the same?")
    page = confirm_page(
        model_admin,
        request,
        queryset.order_by("sort_key", "pk"),
        question=question,
        button=_("Merge"),
        consequences=[
            _(
                "Their talks and roles become those of one person, in the programmes "
                "that you edit. What is published stays as it is until you publish "
                "again. This cannot be undone."
            )
        ],
        form=form,
        named=lambda person: person.full_name,
    )
    if page is not None:
        page.template_name = "admin/programme/person/merge.html"
        page.context_data |= {"people": people, "rows": []}
    return page


def _fullness(person: Any) -> tuple[int, int]:
    """Whoever speaks most often, else the longest name, is probably right."""
    return len(person.seen), len(person.full_name)
