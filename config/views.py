"""The pages that belong to no app: errors, and the answer to a health check."""

import sys
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.languages import language_of_path
from registrations import delivery
from registrations.views import sign_up

RETRY_AFTER_SECONDS = 30
MAIL_IS_LATE_AFTER = timedelta(minutes=10)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can work, for a supervisor: 200 or 503.

    Mail that is late answers 200 all the same: starting the site anew sends none.
    """
    try:
        waiting = delivery.oldest_due_age()
    except Error:
        return JsonResponse({"database": "away"}, status=503)
    mail = "late" if waiting > MAIL_IS_LATE_AFTER else "ok"
    return JsonResponse(
        {
            "database": "ok",
            "mail": mail,
            "oldest_mail_seconds": round(waiting.total_seconds()),
        }
    )


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    with _language_of_the_address(request):
        if isinstance(exception, RequestDataTooBig):
            return _plain_page(
                413,
                _("Too much at once"),
                _("What was sent is too large. Go back and send less."),
            )
        return _plain_page(
            400,
            _("Incomplete request"),
            _("Go back to the previous page and try again."),
        )


def method_not_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Django answers 405 without a body; this is its page."""
    with _language_of_the_address(request):
        page = _plain_page(
            405,
            _("This page cannot be used in this way"),
            _("Go back to the previous page and try again."),
        )
    page["Allow"] = response["Allow"]
    return page


def permission_denied(request: HttpRequest, exception=None) -> HttpResponse:
    with _language_of_the_address(request):
        return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A refused post; the registration form comes back with what was typed."""
    match = request.resolver_match
    if match and match.view_name == "registrations:register":
        return sign_up.show_again(request, **match.kwargs)
    with _language_of_the_address(request):
        return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception=None) -> HttpResponse:
    with _language_of_the_address(request):
        return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke: 500. The database is away: 503, try again soon.

    Django calls this while it handles the exception, wherever it came from.
    """
    is_database_away = isinstance(sys.exception(), OperationalError | InterfaceError)
    with _language_of_the_address(request):
        return _back_soon() if is_database_away else _broken()


def _back_soon() -> HttpResponse:
    page = _plain_page(
        503,
        _("Service under maintenance"),
        _(
            "It should be back in a few minutes. Your request may not have been "
            "saved. If you received a confirmation message, you are registered."
        ),
    )
    page["Retry-After"] = RETRY_AFTER_SECONDS
    return page


def _broken() -> HttpResponse:
    return _plain_page(
        500,
        _("There is a problem with the service"),
        _(
            "Your request may not have been saved. Try again in a few minutes. If "
            "you received a confirmation message, you are registered."
        ),
    )


def _plain_page(status: int, heading: str, text: str) -> HttpResponse:
    """A page that asks nothing of the database, a session or template tags."""
    language = get_language()
    page = {
        "heading": heading,
        "text": text,
        "language": language,
        "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
        "site_name": settings.SITE_NAME,
        "stylesheet": _stylesheet(),
    }
    return HttpResponse(render_to_string("plain_error.html", page), status=status)


def _stylesheet() -> str:
    """Its address; empty where the static files were never collected."""
    try:
        return static("colloque.css")
    except ValueError:
        return ""


def _language_of_the_address(request: HttpRequest) -> override:
    """An error may come before the middleware has looked at the address."""
    return override(language_of_path(request.path_info))
