"""Registering: the form, and the page that everybody sees after it."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from events import kept, states
from events.lookup import public_event
from events.models import Event
from registrations import cookies, limits, operations
from registrations.desk import (
    ChoiceFull,
    PlaceJustTaken,
    RegistrationRefused,
    WorkshopRefused,
)
from registrations.forms.answers import is_same_for_all
from registrations.forms.registration import (
    RegistrationForm,
    new_request,
    sign_checked,
)
from registrations.limits import TooManyPosts
from registrations.middleware import counts_its_posts
from registrations.views.another import ANOTHER, another_person
from registrations.views.privacy import private, read_or_post
from registrations.views.redirects import see_result

# What stands in the kept form for the key of whoever reads it.
REQUEST_MARK = secrets.token_hex(16)


# Kept for the Back button, whose form must carry the key that it was sent with.
@counts_its_posts
@cache_control(private=True, no_cache=True)
@read_or_post
def register(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    if request.method == "POST":
        return _receive(request, event)
    if event.state not in states.ACCEPTING:
        return render(request, "registrations/not_accepting.html", {"event": event})
    if ANOTHER in request.GET:
        initial = another_person(request, event)
    elif is_same_for_all(event):
        return _show_kept_form(request, event)
    else:
        initial = {"request": new_request(cookies.submission(request)[0])}
    return _show_form(request, event, RegistrationForm(event=event, initial=initial))


def _show_kept_form(request: HttpRequest, event: Event) -> HttpResponse:
    """The empty form, made once a minute, with the keys of this reader."""

    def context() -> dict:
        form = RegistrationForm(event=event, initial={"request": REQUEST_MARK})
        return _context_of(event, form) | {"csrf_token": kept.TOKEN_MARK}

    own = {
        kept.TOKEN_MARK: get_token(request),
        REQUEST_MARK: new_request(cookies.submission(request)[0]),
    }
    template = "registrations/register.html"
    return kept.page(request, template, context, event=event, own=own)


def _receive(request: HttpRequest, event: Event) -> HttpResponse:
    form = RegistrationForm(request.POST, event=event)
    address = form.answers.email if _is_meant(request, form) else None
    try:
        is_silent = limits.count_sign_up(request, event, address)
    except TooManyPosts as refusal:
        return _show_too_many(request, event, form, refusal)
    if not form.is_valid():
        return _show_form(request, event, form)
    if form.request_key is None:
        return _show_too_old(request, event)
    if address is None:
        return _show_last_check(request, event, form)
    return _record(request, event, form, is_silent=is_silent)


def _is_meant(request: HttpRequest, form: RegistrationForm) -> bool:
    """Is it well formed, and sent by a person as far as one can tell?"""
    if not form.is_valid() or form.request_key is None:
        return False
    _key, sent_before = cookies.submission(request)
    return not form.is_suspect or form.answers.fingerprint == sent_before


def _record(
    request: HttpRequest, event: Event, form: RegistrationForm, *, is_silent: bool
) -> HttpResponse:
    try:
        operations.register(
            event,
            form.answers,
            language=get_language(),
            request_key=form.request_key,
            announced=form.announced,
            source=limits.source_of(request, event),
            is_silent=is_silent,
            full_workshops=form.full_workshops,
        )
    except RegistrationRefused as refusal:
        limits.give_back_sign_up(event, form.answers.email)
        return _show_refusal(request, event, form, refusal)
    response = see_result("registrations:recorded", event.slug)
    cookies.remember_submission(response, form.request_key, form.answers.fingerprint)
    return response


def _show_refusal(
    request: HttpRequest,
    event: Event,
    form: RegistrationForm,
    refusal: RegistrationRefused,
) -> HttpResponse:
    if isinstance(refusal, ChoiceFull):
        form.refuse(refusal)
        return _show_form(request, event, form)
    if isinstance(refusal, WorkshopRefused):
        return _show_form(request, event, form, refusal=refusal)
    if isinstance(refusal, PlaceJustTaken):
        return _show_form(request, event, form, refusal=refusal, joins=True)
    context = {"event": event, "refusal": refusal}
    return render(request, "registrations/refused.html", context)


def _show_too_many(
    request: HttpRequest, event: Event, form: RegistrationForm, refusal: TooManyPosts
) -> HttpResponse:
    """The form with what was typed, to be sent again later; it says when."""
    response = _show_form(request, event, form, too_many=refusal)
    response.status_code = 429
    response.headers["Retry-After"] = str(refusal.retry_after)
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
    too_many: TooManyPosts | None = None,
    is_too_old: bool = False,
    joins: bool | None = None,
) -> HttpResponse:
    context = _context_of(event, form, joins=joins) | {
        "refusal": refusal,
        "too_many": too_many,
        "is_too_old": is_too_old,
    }
    return render(request, "registrations/register.html", context)


def _context_of(
    event: Event, form: RegistrationForm, *, joins: bool | None = None
) -> dict:
    if joins is None:
        joins = event.state == states.State.FULL_WITH_WAITING_LIST
    return {
        "event": event,
        "form": form,
        "helper": form.helper(joins),
        "joins": joins,
        "refusal": None,
        "too_many": None,
        "is_too_old": False,
    }


def _show_last_check(
    request: HttpRequest, event: Event, form: RegistrationForm
) -> HttpResponse:
    checked = sign_checked(form.request_key)
    kept = form.renewed(checked=checked, website="")
    context = {"event": event, "kept": kept, "joins": "join" in form.data}
    return render(request, "registrations/last_check.html", context)
