"""What the team records about who was there, from the list of people."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.access import Verb
from events.admin.confirm import is_confirmed
from events.admin.scoped import action
from events.models import Event
from events.typesetting import not_printable
from programme.half_days import Half, half_days, name_of
from registrations import attendance, operations
from registrations.admin.actions import ask, say
from registrations.desk import RegistrationRefused
from registrations.models import Presence, Registration
from registrations.models.presence import PresenceQuerySet
from registrations.models.registration import RegistrationQuerySet

type HalfOfDay = tuple[date, Half]


class HalfDaysForm(forms.Form):
    """For which half-days; they are given as (date, half) with a label."""

    halves = forms.MultipleChoiceField(
        label=gettext_lazy("Half-days"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments, offered: dict[HalfOfDay, str], **options):
        super().__init__(*arguments, **options)
        self._offered = {f"{day}/{half}": (day, half) for day, half in offered}
        field: Any = self.fields["halves"]
        field.choices = zip(self._offered, offered.values(), strict=True)

    @property
    def chosen(self) -> list[HalfOfDay]:
        return [self._offered[key] for key in self.cleaned_data["halves"]]


class RecordingForm(HalfDaysForm):
    """Also how the team knows."""

    means = forms.ChoiceField(
        label=gettext_lazy("How do you know?"),
        choices=[
            (Presence.Means.SHEET, gettext_lazy("From the sheet that was signed")),
            (Presence.Means.NAME, gettext_lazy("The person was seen")),
        ],
        widget=forms.RadioSelect,
        initial=Presence.Means.SHEET,
    )


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Record presence…"))
def record_presence(model_admin, request, queryset):
    event = _only_event(model_admin, request, queryset)
    if event is None:
        return None
    people = queryset.confirmed()
    offered = {(each.date, each.half): each.label for each in half_days(event)}
    form = RecordingForm(_posted(request), offered=offered)
    if not form.is_valid():
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            form=form,
            question=lambda count: ngettext(
                "Record the presence of %(count)s person?",
                "Record the presence of %(count)s people?",
                count,
            ),
            button=_("Record"),
            nobody=_("Nobody in this selection has a place."),
        )

    def record(person: Registration, day: date, half: Half) -> bool:
        return operations.record_presence(
            person,
            date=day,
            half=half,
            means=form.cleaned_data["means"],
            actor=request.user,
        )

    return _for_each(model_admin, request, people, form, record)


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Take presence back…"))
def undo_presence(model_admin, request, queryset):
    recorded = Presence.objects.standing().filter(registration__in=queryset)
    people = queryset.filter(pk__in=recorded.values("registration"))
    form = HalfDaysForm(_posted(request), offered=_names_of(recorded))
    if not form.is_valid():
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            form=form,
            question=lambda count: ngettext(
                "Take back the presence of %(count)s person?",
                "Take back the presence of %(count)s people?",
                count,
            ),
            button=_("Take back"),
            consequences=[_("A certificate without any presence is no longer valid.")],
            nobody=_("No presence is recorded for this selection."),
        )

    def undo(person: Registration, day: date, half: Half) -> bool:
        return operations.undo_presence(person, date=day, half=half, actor=request.user)

    return _for_each(model_admin, request, people, form, undo)


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Make the certificates…"))
def issue_certificates(model_admin, request, queryset):
    """Numbers for those who were there; says whose name the fonts cannot print."""
    chosen = queryset.select_related("event__venue")
    people = [person for person in chosen if not attendance.why_uncertified(person)]
    certified = queryset.filter(pk__in=[person.pk for person in people])
    if not is_confirmed(request):
        return ask(
            model_admin,
            request,
            certified,
            selected=queryset.count(),
            question=lambda count: ngettext(
                "Make the certificate of %(count)s person?",
                "Make the certificates of %(count)s people?",
                count,
            ),
            button=_("Make"),
            consequences=[
                _("Each finds it on their personal page."),
                _("A revoked certificate is replaced by one with another number."),
            ],
            nobody=_("Nobody here was there, or the event is not over yet."),
        )
    issued = sum(operations.issue_certificate(person) for person in people)
    _warn_of_lacking_letters(model_admin, request, people)
    sentence = ngettext(
        "%(count)s certificate made.", "%(count)s certificates made.", issued
    )
    return say(model_admin, request, issued, sentence)


def _only_event(model_admin, request, queryset) -> Event | None:
    """The event of all these people; half-days are those of one event."""
    events = queryset.order_by().values_list("event", flat=True).distinct()
    if len(events) == 1:
        return Event.objects.get(pk=events[0])
    sentence = _("Choose the people of one event: half-days differ between events.")
    model_admin.message_user(request, sentence, messages.WARNING)
    return None


def _posted(request):
    """What the page that asks posted; None for the first of the two posts."""
    return request.POST if is_confirmed(request) else None


def _names_of(presences: PresenceQuerySet) -> dict[HalfOfDay, str]:
    """The half-days that were recorded, whatever the programme says today."""
    found = presences.order_by("date", "-half").values_list("date", "half").distinct()
    return {(day, Half(half)): name_of(day, half) for day, half in found}


def _for_each(
    model_admin,
    request,
    people: RegistrationQuerySet,
    form: HalfDaysForm,
    act: Callable[[Registration, date, Half], bool],
) -> None:
    """Do it for every person and half-day, up to the first refusal."""
    done = 0
    try:
        for person in list(people):
            done += sum(act(person, *half_day) for half_day in form.chosen)
    except RegistrationRefused as refusal:
        model_admin.message_user(request, str(refusal), messages.ERROR)
    sentence = ngettext(
        "%(count)s half-day changed.", "%(count)s half-days changed.", done
    )
    say(model_admin, request, done, sentence)


def _warn_of_lacking_letters(model_admin, request, people: list[Registration]) -> None:
    names = not_printable(person.full_name for person in people)
    if names:
        sentence = _(
            "The fonts of this site lack letters of these names: %(names)s. Whoever "
            "runs it can add fonts."
        )
        model_admin.message_user(
            request, sentence % {"names": ", ".join(names)}, messages.WARNING
        )
