"""Registering: the form, and the page that everybody sees after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events import states
from events.lookup import public_event
from events.models import Event
from registrations import cookies, operations
from registrations.desk import PlaceJustTaken, RegistrationRefused
from registrations.forms.registration import (
    RegistrationForm,
    new_request,
    sign_checked,
)
from registrations.models import Submission
from registrations.views.privacy import private, read_or_post


# Kept for the Back button, whose form must carry the key that it was sent with.
@cache_control(private=True, no_cache=True)
@read_or_post
def register(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    if request.method == "POST":
        return _receive(request, event)
    if event.state not in states.ACCEPTING:
        return render(request, "registrations/not_accepting.html", {"event": event})
    sent_key, _fingerprint = cookies.submission(request)
    initial = {"request": new_request(sent_key)}
    return _show_form(request, event, RegistrationForm(event=event, initial=initial))


def _receive(request: HttpRequest, event: Event) -> HttpResponse:
    form = RegistrationForm(request.POST, event=event)
    if not form.is_valid():
        return _show_form(request, event, form)
    if form.request_key is None:
        return _show_too_old(request, event)
    _key, sent_before = cookies.submission(request)
    if form.is_suspect and form.answers.fingerprint != sent_before:
        return _show_last_check(request, event, form)
    try:
        operations.register(
            event,
            form.answers,
            language=get_language(),
            request_key=form.request_key,
            announced=form.announced,
        )
    except PlaceJustTaken as refusal:
        return _show_form(request, event, form, refusal=refusal, joins=True)
    except RegistrationRefused as refusal:
        context = {"event": event, "refusal": refusal}
        return render(request, "registrations/refused.html", context)
    response = redirect("registrations:recorded", event.slug)
    response.status_code = 303
    response.headers["Location"] += "#resultat"
    cookies.remember_submission(response, form.request_key, form.answers.fingerprint)
    return response


@private
def show_again(request: HttpRequest, slug: str) -> HttpResponse:
    """The form with what was typed, for a post that Django refused: its page had been
    open for too long, or cookies are off."""
    response = _show_too_old(request, public_event(request, slug))
    response.status_code = 403
    return response


def _show_too_old(request: HttpRequest, event: Event) -> HttpResponse:
    form = RegistrationForm(request.POST, event=event).renewed(request=new_request())
    return _show_form(request, event, form, is_too_old=True)


def _show_form(
    request: HttpRequest,
    event: Event,
    form: RegistrationForm,
    *,
    refusal: RegistrationRefused | None = None,
    is_too_old: bool = False,
    joins: bool | None = None,
) -> HttpResponse:
    if joins is None:
        joins = event.state == states.State.FULL_WITH_WAITING_LIST
    context = {
        "event": event,
        "form": form,
        "helper": form.helper(joins),
        "joins": joins,
        "refusal": refusal,
        "is_too_old": is_too_old,
    }
    return render(request, "registrations/register.html", context)


def _show_last_check(
    request: HttpRequest, event: Event, form: RegistrationForm
) -> HttpResponse:
    checked = sign_checked(form.request_key)
    kept = form.renewed(checked=checked, website="")
    context = {"event": event, "kept": kept, "joins": "join" in form.data}
    return render(request, "registrations/last_check.html", context)


@private
@require_safe
def recorded(request: HttpRequest, slug: str) -> HttpResponse:
    request_key, fingerprint = cookies.submission(request)
    submission = (
        Submission.objects.live()
        .select_related("event__venue")
        .filter(
            event__slug=slug,
            event__deleted_at=None,
            request_key=request_key,
            fingerprint=fingerprint,
        )
        .first()
    )
    if submission is None:
        event = public_event(request, slug)
        return render(request, "registrations/nothing_recorded.html", {"event": event})
    context = {"event": submission.event, "submission": submission}
    return render(request, "registrations/recorded.html", context)
