"""What the holder of a personal link may do with the data: take them, erase them."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registrations import cookies, operations
from registrations.models import Registration
from registrations.own_data import everything_about
from registrations.views.personal import opened
from registrations.views.privacy import private, read_or_post


@private
@require_safe
@opened
def own_data(request: HttpRequest, registration: Registration) -> HttpResponse:
    """One file to download, which people and programs can read."""
    data = everything_about(registration)
    stem = _("my-data")
    name = f"{stem}_{registration.event.slug}.json"
    return HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@private
@read_or_post
@opened
def erase(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Say what erasing means; the button erases, and nothing brings it back."""
    event = registration.event
    context = {
        "event": event,
        "registration": registration,
        "is_to_come": operations.is_to_come(event),
    }
    if request.method != "POST":
        return render(request, "registrations/erase.html", context)
    operations.erase_person(registration)
    response = render(request, "registrations/erased.html", context)
    cookies.forget_opened(request, response, registration.reference)
    cookies.forget_submission(response)
    return response
