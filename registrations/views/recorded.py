"""The page that everybody sees after a form, and the address corrected from it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events import kept
from events.lookup import public_event
from registrations import cookies, limits, operations, typing_errors
from registrations.desk import RegistrationRefused
from registrations.forms.personal import CorrectAddressForm
from registrations.models import Submission
from registrations.views.privacy import private, read_or_post
from registrations.views.redirects import see_result
from registrations.wording import why_not_corrected

_forms = kept.Kept(room=2)


@private
@read_or_post
def recorded(request: HttpRequest, slug: str) -> HttpResponse:
    """What a newcomer gets, or after a change of address where we wrote to."""
    submission = _submission(request, slug)
    if submission is None:
        return _nothing_recorded(request, slug)
    form = CorrectAddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _correct(request, submission, form.cleaned_data["email"])
    address = submission.answers["email"]
    context = {
        "event": submission.event,
        "submission": submission,
        "address": address,
        "suggestion": typing_errors.suggestion(address),
        "why_not_corrected": why_not_corrected(submission.event),
        "form": form,
        "empty_form": _empty_form(request),
    }
    return render(request, "registrations/recorded.html", context)


def _empty_form(request: HttpRequest) -> SafeString:
    """The form that corrects an address, made once a language, for this reader."""

    def render_form() -> str:
        context = {"form": CorrectAddressForm(), "csrf_token": kept.TOKEN_MARK}
        return render_to_string("registrations/_correction_form.html", context)

    html = _forms.get(get_language(), render_form)
    return SafeString(html.replace(kept.TOKEN_MARK, get_token(request)))


def _correct(
    request: HttpRequest, submission: Submission, address: str
) -> HttpResponse:
    event = submission.event
    try:
        operations.correct_address(
            submission,
            address,
            language=get_language(),
            source=limits.source_of(request, event),
            is_silent=limits.count_address(event, address),
        )
    except RegistrationRefused as refusal:
        limits.give_back_address(event, address)
        context = {"event": event, "refusal": refusal}
        return render(request, "registrations/refused.html", context)
    return see_result("registrations:recorded", event.slug)


def _nothing_recorded(request: HttpRequest, slug: str) -> HttpResponse:
    event = public_event(request, slug)
    if request.method == "POST":
        context = {"event": event, "refusal": why_not_corrected(event)}
        return render(request, "registrations/refused.html", context)
    return render(request, "registrations/nothing_recorded.html", {"event": event})


def _submission(request: HttpRequest, slug: str) -> Submission | None:
    """What was posted here within the hour."""
    request_key, fingerprint = cookies.submission(request)
    found = Submission.objects.live().select_related("event__venue")
    return found.filter(
        event__slug=slug,
        event__deleted_at=None,
        request_key=request_key,
        fingerprint=fingerprint,
    ).first()
