"""What the team does to one or many registrations, each after a page that asks."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.of_event import PARAMETER
from events.admin.scoped import action
from events.models import Event
from registrations import operations
from registrations.admin.export import CHOOSE_AN_EVENT
from registrations.admin.forms import CancellationForm
from registrations.attendance import halves_present, may_be_recorded, why_uncertified
from registrations.models import Registration
from registrations.models.registration import RegistrationQuerySet


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Cancel…"))
def cancel(model_admin, request, queryset):
    people = queryset.active()
    form = CancellationForm(request.POST if is_confirmed(request) else None)
    if not form.is_valid():
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            form=form,
            question=lambda count: ngettext(
                "Cancel %(count)s registration?",
                "Cancel %(count)s registrations?",
                count,
            ),
            button=_("Cancel and give the places back"),
            consequences=[
                _("A place that becomes free goes to whoever has waited longest.")
            ],
            nobody=_("Nobody in this selection has a registration to cancel."),
        )
    # Those who wait first: nobody is given a place only to lose it at once.
    cancelled = sum(
        operations.cancel_by_team(person, actor=request.user, **form.cleaned_data)
        for person in people.order_by("-status", "-queue_order")
    )
    return say(
        model_admin,
        request,
        cancelled,
        ngettext(
            "%(count)s registration cancelled.",
            "%(count)s registrations cancelled.",
            cancelled,
        ),
    )


@action(
    Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Send the confirmation again…")
)
def resend(model_admin, request, queryset):
    people = queryset.active().exclude(email=None)
    if not is_confirmed(request):
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            question=lambda count: ngettext(
                "Send the confirmation to %(count)s person again?",
                "Send the confirmation to %(count)s people again?",
                count,
            ),
            button=_("Send"),
            consequences=[
                _("People on the waiting list are told their place in the line.")
            ],
            nobody=_("Nobody in this selection can be sent a confirmation."),
        )
    sent = sum(operations.resend(person, actor=request.user) for person in people)
    return _say_sent(model_admin, request, sent)


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Send the personal link…"))
def send_link(model_admin, request, queryset):
    people = queryset.exclude(email=None)
    if not is_confirmed(request):
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            question=lambda count: ngettext(
                "Send their personal link to %(count)s person?",
                "Send their personal link to %(count)s people?",
                count,
            ),
            button=_("Send"),
            nobody=_("Nobody in this selection has an email address."),
        )
    sent = sum(
        operations.send_personal_link(person, actor=request.user) for person in people
    )
    return _say_sent(model_admin, request, sent)


@action(Verb.EDIT_REGISTRATIONS, description=gettext_lazy("Give a place…"))
def give_place(model_admin, request, queryset):
    people = queryset.waiting().in_order_of_arrival()
    if not is_confirmed(request):
        return ask(
            model_admin,
            request,
            people,
            selected=queryset.count(),
            question=lambda count: ngettext(
                "Give a place to %(count)s person who is waiting?",
                "Give a place to %(count)s people who are waiting?",
                count,
            ),
            button=_("Give the place"),
            consequences=[_("A message tells them."), *_beyond_the_seats(people)],
            nobody=_("Nobody in this selection is on the waiting list."),
        )
    given = sum(operations.give_place(person, actor=request.user) for person in people)
    return say(
        model_admin,
        request,
        given,
        ngettext("%(count)s place given.", "%(count)s places given.", given),
    )


@action(
    Verb.EXPORT,
    description=gettext_lazy("Export the selection…"),
    location=[ActionLocation.CHANGE_LIST],
)
def export_selection(model_admin, request, queryset):
    """A whole list is exported by its filters, not by the keys of all its people."""
    address = reverse("admin:registrations_registration_export")
    if request.POST.get("select_across") == "1":
        return redirect(f"{address}?{request.GET.urlencode()}")
    events = queryset.order_by().values_list("event", flat=True).distinct()
    if len(events) > 1:
        model_admin.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        return None
    keys = ",".join(str(person.pk) for person in queryset)
    return redirect(f"{address}?{PARAMETER}={events[0]}&selection={keys}")


def concerns(name: str, person: Registration) -> bool:
    """Would this action change anything for the person whose page is open?"""
    has_address = bool(person.email)
    return {
        "resend": person.is_active and has_address,
        "send_link": has_address,
        "give_place": person.is_waiting,
        "record_presence": person.is_confirmed and may_be_recorded(person.event),
        "undo_presence": bool(halves_present(person)),
        "issue_certificates": not why_uncertified(person),
        "cancel": person.is_active,
    }.get(name, True)


def ask(
    model_admin,
    request,
    people: RegistrationQuerySet,
    *,
    selected: int,
    question: Callable[[int], str],
    nobody: str,
    consequences: list[str] | None = None,
    **page,
):
    """The page that asks; without anybody, only a word."""
    count = people.count()
    if not count:
        model_admin.message_user(request, nobody, messages.WARNING)
        return None
    return confirm_page(
        model_admin,
        request,
        people,
        question=question(count) % {"count": count},
        consequences=[*(consequences or []), *_not_concerned(selected - count)],
        named=_named,
        **page,
    )


def _named(person: Registration) -> str:
    return f"{person.full_name} ({person.get_status_display()})"


def _beyond_the_seats(people: RegistrationQuerySet) -> list[str]:
    """A warning for each event that would have more people than seats."""
    chosen = Counter(people.values_list("event", flat=True))
    warnings = []
    for event in Event.objects.with_seats().filter(pk__in=chosen):
        excess = 0 if event.seats is None else chosen[event.pk] - event.free_seats
        if excess > 0:
            sentence = ngettext(
                "%(event)s: %(count)s person more than there are free seats.",
                "%(event)s: %(count)s people more than there are free seats.",
                excess,
            )
            warnings.append(sentence % {"event": event, "count": excess})
    return warnings


def _not_concerned(count: int) -> list[str]:
    sentence = ngettext(
        "%(count)s other person in the selection is not concerned.",
        "%(count)s other people in the selection are not concerned.",
        count,
    )
    return [sentence % {"count": count}] if count else []


def say(model_admin, request, count: int, sentence: str) -> None:
    """What was done. Somebody else may have done it between the two pages."""
    level = messages.SUCCESS if count else messages.WARNING
    model_admin.message_user(request, sentence % {"count": count}, level)


def _say_sent(model_admin, request, count: int) -> None:
    say(
        model_admin,
        request,
        count,
        ngettext(
            "%(count)s message is on its way.",
            "%(count)s messages are on their way.",
            count,
        ),
    )
