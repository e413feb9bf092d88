"""Coming back by the mailed link: the personal page and what is done from it."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from events import states
from events.models import Event
from registrations import cookies, links, operations
from registrations.desk import RegistrationRefused
from registrations.models import Registration
from registrations.views.privacy import private, read_or_post
from registrations.wording import result_of, why_cancelling_is_over


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
