"""What is done to an event from the list or from its page, each after a question."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import dates, operations
from events.access import Verb
from events.addresses import full_address
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.publish_form import PublishForm
from events.admin.scoped import action
from events.admin.telling import ask_to_tell
from events.fields import LineField
from events.models import Event


class ReasonForm(forms.Form):
    """Why an event does not take place."""

    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Not required. It stands in the message, as it is."),
    )


def _declare(
    operation: Callable[..., bool],
    *,
    description,
    question,
    consequences: Callable[[Event], list[str]],
    button,
    done,
    suits: Callable[[Event], object],
    is_refused: Callable[[Event], object] = lambda event: False,
    make_form: Callable[..., forms.Form] = lambda events, data: forms.Form(data),
    afterwards: Callable[[Any, Any, Event], None] = lambda *arguments: None,
):
    """An admin action around an operation.

    `consequences` says what will happen; `suits` tells on which events the action is
    worth offering, and `is_refused` which ones stand in its way. What the form for
    these events says is what the operation is given; `afterwards` comes after a change.
    """

    def act(model_admin, request, queryset):
        form = make_form(queryset, request.POST if is_confirmed(request) else None)
        if not form.is_valid():
            return confirm_page(
                model_admin,
                request,
                queryset,
                question=question,
                consequences=[line for each in queryset for line in consequences(each)],
                button="" if all(map(is_refused, queryset)) else button,
                form=form,
            )
        for event in queryset:
            do = partial(operation, event, actor=request.user, **form.cleaned_data)
            if _do(model_admin, request, do, event, done):
                afterwards(model_admin, request, event)
        return None

    act.__name__ = operation.__name__
    offered: Any = action(Verb.PUBLISH, description=description)(act)
    offered.suits = suits
    return offered


def _do(model_admin, request, operation, event, done) -> bool:
    """Say what came of it, and whether anything changed."""
    try:
        has_changed = operation()
    except operations.EventRefusedError as refusal:
        model_admin.message_user(request, f"{event} – {refusal}", messages.ERROR)
        return False
    words = done if has_changed else _("Nothing to change.")
    model_admin.message_user(request, f"{event} – {words}", messages.SUCCESS)
    return has_changed


def _before_publishing(event: Event) -> list[str]:
    opening = dates.long_moment(event.local(event.registration_opens_at))
    closing = dates.long_moment(event.local(event.registration_ends_at))
    lines = [
        _("Address of the page: %(address)s")
        % {"address": full_address("events:event", event.slug)},
        _("Registration opens on %(opening)s and closes on %(closing)s.")
        % {"opening": opening, "closing": closing},
        _("Seats: %(seats)s.") % {"seats": event.seats}
        if event.seats is not None
        else _("Seats: no limit."),
    ]
    if missing := operations.missing_for_publication(event):
        lines.append(
            _("It cannot be published yet. Still missing: %(missing)s.")
            % {"missing": ", ".join(missing)}
        )
    return lines


def _before_unpublishing(event: Event) -> list[str]:
    return [
        _("The page disappears for everybody but the team. Registrations are kept."),
        *_people(event),
    ]


def _before_closing(event: Event) -> list[str]:
    lines = [_("Nobody can register any more. The waiting list is still served.")]
    if event.registration_opens_at > timezone.now():
        lines.append(
            _("Registration has not opened yet: the opening moves to now too.")
        )
    return lines


def _before_cancelling(event: Event) -> list[str]:
    return [
        _("The page says that it is cancelled. Registrations are kept as they are."),
        *_told(event),
    ]


def _before_restoring(event: Event) -> list[str]:
    lines = [_("Everybody has the place they had."), *_people(event)]
    if event.cancellation_told_at:
        lines.append(
            _(
                "People were told that it is cancelled. No message leaves by itself "
                "now: write to them."
            )
        )
    return lines


def _before_postponing(event: Event) -> list[str]:
    return [
        _("The page says that it is postponed. Registration stops; places are kept."),
        *_told(event),
    ]


def _before_resuming(event: Event) -> list[str]:
    day = dates.long_moment(event.local_start)
    return [
        _("It takes place on %(day)s. Change the date first if that is wrong.")
        % {"day": day}
    ]


def _told(event: Event) -> list[str]:
    """How many people are written to at once: those with a place, and those waiting."""
    count = event.confirmed_count + event.waiting_count
    if not count or event.ends_at <= timezone.now():
        return [_("Nobody is written to.")]
    told = ngettext(
        "%(count)s person is told by email at once.",
        "%(count)s people are told by email at once.",
        count,
    )
    return [told % {"count": count}]


def _people(event: Event) -> list[str]:
    confirmed = ngettext(
        "%(count)s person is confirmed.",
        "%(count)s people are confirmed.",
        event.confirmed_count,
    )
    return [confirmed % {"count": event.confirmed_count}]


ALL = [
    _declare(
        operations.publish,
        description=gettext_lazy("Publish…"),
        question=gettext_lazy("Publish?"),
        consequences=_before_publishing,
        button=gettext_lazy("Publish"),
        done=gettext_lazy("Published."),
        suits=lambda event: not event.published_at,
        is_refused=operations.missing_for_publication,
        make_form=PublishForm,
    ),
    _declare(
        operations.unpublish,
        description=gettext_lazy("Unpublish…"),
        question=gettext_lazy("Unpublish?"),
        consequences=_before_unpublishing,
        button=gettext_lazy("Unpublish"),
        done=gettext_lazy("Draft again."),
        suits=lambda event: event.published_at,
    ),
    _declare(
        operations.close_registration_now,
        description=gettext_lazy("Close registration now…"),
        question=gettext_lazy("Close registration now?"),
        consequences=_before_closing,
        button=gettext_lazy("Close registration"),
        done=gettext_lazy("Registration is closed."),
        suits=lambda event: event.published_at,
    ),
    _declare(
        operations.postpone,
        description=gettext_lazy("Postpone…"),
        question=gettext_lazy("Postpone?"),
        consequences=_before_postponing,
        button=gettext_lazy("Postpone"),
        done=gettext_lazy("Postponed."),
        suits=lambda event: not event.postponed_at and not event.cancelled_at,
    ),
    _declare(
        operations.resume,
        description=gettext_lazy("Lift the postponement…"),
        question=gettext_lazy("Lift the postponement?"),
        consequences=_before_resuming,
        button=gettext_lazy("Lift the postponement"),
        done=gettext_lazy("The postponement is lifted."),
        suits=lambda event: event.postponed_at,
        afterwards=ask_to_tell,
    ),
    _declare(
        operations.cancel_event,
        description=gettext_lazy("Cancel the event…"),
        question=gettext_lazy("Cancel the event?"),
        consequences=_before_cancelling,
        button=gettext_lazy("Cancel the event"),
        done=gettext_lazy("Cancelled."),
        suits=lambda event: not event.cancelled_at,
        make_form=lambda events, data: ReasonForm(data),
    ),
    _declare(
        operations.restore,
        description=gettext_lazy("Lift the cancellation…"),
        question=gettext_lazy("Lift the cancellation?"),
        consequences=_before_restoring,
        button=gettext_lazy("Lift the cancellation"),
        done=gettext_lazy("The cancellation is lifted."),
        suits=lambda event: event.cancelled_at,
    ),
]
