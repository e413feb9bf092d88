"""What a person changes by the mailed link: the answers, the address, the decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from registrations import cookies, limits, operations
from registrations.desk import (
    Answers,
    ChangedMeanwhile,
    ChoiceFull,
    RegistrationRefused,
    WorkshopRefused,
)
from registrations.forms.personal import EditForm
from registrations.models import Registration, Submission
from registrations.operations.addresses import is_same_address
from registrations.views.personal import SAVED, opened, opened_here
from registrations.views.privacy import private, read_or_post
from registrations.views.redirects import see_result
from registrations.wording import why_editing_is_over


@private
@read_or_post
@opened
def edit(request: HttpRequest, registration: Registration) -> HttpResponse:
    if refusal := why_editing_is_over(registration):
        return _show(request, registration, is_over=refusal)
    if request.method == "POST":
        return _save(request, registration)
    return _show(request, registration, EditForm(registration=registration))


@private
@require_POST
def register_again(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of the new registration opens here: the earlier link was opened here,
    and both belong to the same address."""
    registration = opened_here(request, reference)
    if registration is None:
        return render(request, "registrations/link_needed.html", status=403)
    try:
        again = operations.register_again(registration, language=get_language())
    except RegistrationRefused as refusal:
        context = {"event": registration.event, "refusal": refusal}
        return render(request, "registrations/refused.html", context)
    response = see_result(again.get_absolute_url())
    cookies.remember_opened(request, response, again)
    return response


def _save(request: HttpRequest, registration: Registration) -> HttpResponse:
    form = EditForm(request.POST, registration=registration)
    if not form.is_valid():
        return _show(request, registration, form)
    try:
        submission = operations.edit(
            registration,
            form.answers,
            version=form.shown_version,
            full_workshops=form.full_workshops,
            is_silent=_is_silent(registration, form.answers),
        )
    except RegistrationRefused as refusal:
        if not is_same_address(form.answers.email, registration.email):
            limits.give_back_address(registration.event, form.answers.email)
        return _show_refusal(request, registration, form, refusal)
    if submission:
        return _to_the_new_address(request, registration, submission)
    return see_result(f"{registration.get_absolute_url()}?{SAVED}")


def _is_silent(registration: Registration, answers: Answers) -> bool:
    """Is the new address one that was given too often to be written to?"""
    if is_same_address(answers.email, registration.email):
        return False
    return limits.count_address(registration.event, answers.email)


def _to_the_new_address(
    request: HttpRequest, registration: Registration, submission: Submission
) -> HttpResponse:
    """The same for every address: the page closes, and a message tells the rest."""
    response = see_result("registrations:recorded", registration.event.slug)
    cookies.forget_opened(request, response, registration.reference)
    cookies.remember_submission(
        response, submission.request_key, submission.fingerprint
    )
    return response


def _show_refusal(
    request: HttpRequest,
    registration: Registration,
    form: EditForm,
    refusal: RegistrationRefused,
) -> HttpResponse:
    if isinstance(refusal, ChoiceFull):
        form.refuse(refusal)
        return _show(request, registration, form)
    if isinstance(refusal, ChangedMeanwhile):
        return _show(request, registration, form.renewed(), refusal=refusal)
    if isinstance(refusal, WorkshopRefused):
        return _show(request, registration, form, refusal=refusal)
    return _show(request, registration, is_over=str(refusal))


def _show(
    request: HttpRequest,
    registration: Registration,
    form: EditForm | None = None,
    *,
    refusal: RegistrationRefused | None = None,
    is_over: str = "",
) -> HttpResponse:
    context = {
        "event": registration.event,
        "registration": registration,
        "form": form,
        "refusal": refusal,
        "is_over": is_over,
    }
    return render(request, "registrations/edit.html", context)
