"""The papers of a person, and the page on which anybody checks one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events import wording as event_wording
from registrations import attendance, operations
from registrations.desk import RegistrationRefused
from registrations.forms.verify import VerifyForm, as_printed
from registrations.models import Certificate, Registration
from registrations.papers import certificate as certificates
from registrations.papers import convocation as convocations
from registrations.papers import verification
from registrations.views.personal import opened
from registrations.views.privacy import private, read_or_post


@private
@require_safe
@opened
def convocation(request: HttpRequest, registration: Registration) -> HttpResponse:
    if not convocations.is_available(registration):
        refusal = _("This paper is for people who have a place at an event to come.")
        return _refuse(request, registration, refusal)
    paper = convocations.convocation(registration)
    return _download(paper.pdf, f"convocation-{registration.event.slug}.pdf")


@private
@read_or_post
@opened
def certificate(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The certificate as a page; a button gives it its number where it has none yet.

    Reading never does: robots follow the link of the mail up to here.
    """
    if request.method == "POST":
        return _issue(request, registration)
    if refusal := attendance.why_uncertified(registration):
        return _refuse(request, registration, refusal)
    found = _certificate(registration)
    context: dict = {"event": registration.event, "registration": registration}
    if found and not found.revoked_at:
        context["text"] = certificates.text_of(found)
        context["size"] = event_wording.size(len(certificates.paper(found).pdf))
    context["is_revoked"] = bool(found and found.revoked_at)
    return render(request, "registrations/certificate.html", context)


@private
@require_safe
@opened
def certificate_file(request: HttpRequest, registration: Registration) -> HttpResponse:
    found = _certificate(registration)
    refusal = attendance.why_uncertified(registration)
    if found is None or found.revoked_at or refusal:
        return redirect("registrations:certificate", registration.reference)
    paper = certificates.paper(found)
    return _download(paper.pdf, f"attestation-{registration.event.slug}.pdf")


@cache_control(private=True, no_cache=True)
@require_safe
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """Whether a number is genuine, in the address or typed; a name is never shown."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    if not number and form.is_valid():
        return redirect("registrations:verify", form.cleaned_data["number"])
    context: dict = {"form": form}
    if not number:
        return render(request, "registrations/verify.html", context)
    found = verification.certificate_with(as_printed(number))
    context |= {"number": number, "verdict": verification.verdict(found)}
    status = 200 if found else 404
    return render(request, "registrations/verify.html", context, status=status)


def _issue(request: HttpRequest, registration: Registration) -> HttpResponse:
    try:
        operations.certificate_of(registration)
    except RegistrationRefused as refusal:
        return _refuse(request, registration, str(refusal))
    return redirect("registrations:certificate", registration.reference)


def _certificate(registration: Registration) -> Certificate | None:
    """The certificate, with the person and event that are already at hand."""
    found = Certificate.objects.filter(registration=registration).first()
    if found:
        found.registration = registration
    return found


def _refuse(
    request: HttpRequest, registration: Registration, refusal: str
) -> HttpResponse:
    context = {
        "event": registration.event,
        "registration": registration,
        "refusal": refusal,
    }
    return render(request, "registrations/no_paper.html", context, status=404)


def _download(pdf: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=name
            )
        },
    )
