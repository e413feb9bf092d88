"""Coming back by the mailed link: the personal page and what is done from it."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from events import states
from events.models import Event
from registrations import attendance, cookies, links, operations
from registrations.answers import answers_of
from registrations.desk import RegistrationRefused
from registrations.forms.find import FindForm
from registrations.half_days import planned_by
from registrations.models import Registration
from registrations.papers import convocation
from registrations.results import result_of
from registrations.views.privacy import private, read_or_post
from registrations.wording import why_cancelling_is_over, why_editing_is_over
from registrations.workshops import workshops_of

SAVED = "enregistre"


@private
@require_safe
def enter(request: HttpRequest, token: str, page: str = "personal") -> HttpResponse:
    """Exchange a mailed link for a cookie and a clean address.

    Nothing about the registration changes: mail scanners follow every link.
    """
    registration = links.registration_of(token)
    if registration is None or registration.event.deleted_at:
        unknown = {"find_form": FindForm()}
        return render(request, "registrations/link_unknown.html", unknown, status=404)
    if registration.is_replaced():
        context = {"event": registration.event}
        return render(request, "registrations/link_replaced.html", context, status=410)
    response = redirect(f"registrations:{page}", registration.reference)
    response.headers["Referrer-Policy"] = "no-referrer"
    cookies.remember_opened(request, response, registration)
    return response


def enter_cut(request: HttpRequest, token: str) -> HttpResponse:
    """A link that lost its last slash on the way opens; one that gained something, as
    from the end of a sentence, gets the page of unknown links."""
    token, _slash, last = token.partition("/")
    pages = {"": "personal", "annuler": "cancel", "attestation": "certificate"}
    if last not in pages:
        token = ""
    return enter(request, token, pages.get(last, "personal"))


def opened_here(request: HttpRequest, reference: str) -> Registration | None:
    """The registration of that reference, if its link was opened in this browser."""
    people = Registration.objects.for_personal_page().kept()
    registration = people.filter(reference=reference, event__deleted_at=None).first()
    if registration is None or not cookies.is_opened(request, registration):
        return None
    return registration


def opened(view):
    """Give the view the registration whose link was opened here; 403 without it."""

    @wraps(view)
    def wrapped(request, reference):
        registration = opened_here(request, reference)
        if registration is None or registration.is_replaced():
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
    present = _present(registration)
    context = {
        "event": registration.event,
        "registration": registration,
        "result": result_of(registration, before, present),
        "is_present": bool(present),
        "is_saved": SAVED in request.GET,
        "can_edit": not why_editing_is_over(registration),
        "can_cancel": registration.is_active
        and not why_cancelling_is_over(registration),
        "has_convocation": convocation.is_available(registration),
        "is_in_diaries": registration.event.state not in states.OFF_DIARIES,
        "is_accepting": registration.event.state in states.ACCEPTING,
        "needs": registration.needs_text,
        "answers": answers_of(registration),
        "workshops": workshops_of(registration),
        "half_days": planned_by(registration),
    }
    return render(request, "registrations/personal.html", context)


def _present(registration: Registration) -> list:
    """The half-days for which the person was there, once the event is over."""
    if not registration.is_confirmed or not attendance.is_over(registration.event):
        return []
    return attendance.halves_present(registration)


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
    if registration.is_cancelled:
        # Whether there is a way back depends on the seats.
        registration.event = Event.objects.for_page().get(pk=registration.event_id)
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
@require_safe
def desk_code(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the code leads whoever has no business at the door: it tells nothing, not
    even whether there is such a reference."""
    return render(request, "registrations/desk_code.html")
