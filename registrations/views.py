"""What a participant does: register, come back by the mailed link, cancel, find.

Reading changes nothing; only a button that posts does.
"""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from events import states
from events.lookup import public_event
from events.models import Event
from registrations import cookies, links, operations, outbox
from registrations.desk import PlaceJustTaken, RegistrationRefused
from registrations.forms import FindForm, RegistrationForm, new_request, sign_checked
from registrations.models import Registration, Submission
from registrations.wording import result_of, why_cancelling_is_over

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def private(view):
    """The answer is for one person: no cache keeps it, no search engine lists it."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(wrapped)


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


@private
@require_safe
def enter(request: HttpRequest, token: str, page: str = "personal") -> HttpResponse:
    """Exchange a mailed link for a cookie and a clean address.

    Nothing about the registration changes: mail scanners follow every link.
    """
    registration = links.registration_of(token)
    if registration is None or registration.event.deleted_at:
        return render(request, "registrations/link_unknown.html", status=404)
    if registration.is_replaced():
        context = {"event": registration.event}
        return render(request, "registrations/link_replaced.html", context, status=410)
    response = redirect(f"registrations:{page}", registration.reference)
    response.headers["Referrer-Policy"] = "no-referrer"
    cookies.remember_opened(request, response, registration)
    return response


def opened(view):
    """Give the view the registration whose link was opened here; 403 without it."""

    @wraps(view)
    def wrapped(request, reference):
        registration = (
            Registration.objects.for_personal_page().filter(reference=reference).first()
        )
        if (
            registration is None
            or registration.event.deleted_at
            or not cookies.is_opened(request, registration)
            or registration.is_replaced()
        ):
            return render(request, "registrations/link_needed.html", status=403)
        response = view(request, registration)
        if request.method in {"GET", "HEAD"}:
            cookies.remember_opened(request, response, registration)
        return response

    return wrapped


@private
@require_safe
@opened
def personal(request: HttpRequest, registration: Registration) -> HttpResponse:
    registration.event = Event.objects.for_page().get(pk=registration.event_id)
    before = operations.rank(registration) if registration.is_waiting else 0
    context = {
        "event": registration.event,
        "registration": registration,
        "needs": registration.needs_text,
        "result": result_of(registration, before),
        "can_cancel": registration.is_active
        and not why_cancelling_is_over(registration),
        "is_in_diaries": registration.event.state not in states.OFF_DIARIES,
        "is_accepting": registration.event.state in states.ACCEPTING,
    }
    return render(request, "registrations/personal.html", context)


@private
@read_or_post
@opened
def cancel(request: HttpRequest, registration: Registration) -> HttpResponse:
    if request.method == "POST":
        try:
            operations.cancel(registration)
        except RegistrationRefused as refusal:
            context = {"event": registration.event, "refusal": refusal}
            return render(request, "registrations/refused.html", context)
        return redirect(registration.get_absolute_url() + "#resultat")
    context = {
        "event": registration.event,
        "registration": registration,
        "refusal": why_cancelling_is_over(registration),
    }
    return render(request, "registrations/cancel.html", context)


@private
@require_POST
@opened
def close(request: HttpRequest, registration: Registration) -> HttpResponse:
    response = redirect(registration.event)
    cookies.forget_opened(request, response, registration.reference)
    return response


@private
@read_or_post
def find(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Send the personal links of an address; the answer tells nothing about it."""
    event = public_event(request, slug) if slug else None
    form = FindForm(request.POST if request.method == "POST" else None)
    context = {"event": event, "form": form}
    if not form.is_valid():
        return render(request, "registrations/find.html", context)
    address = form.cleaned_data["email"]
    outbox.queue_personal_links(address, event=event, language=get_language())
    return render(request, "registrations/link_sent.html", {**context, "to": address})
